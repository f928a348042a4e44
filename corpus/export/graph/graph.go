// Package graph writes the network of names that stand in the same articles, as
// GEXF 1.3 (Gephi) or GraphML (igraph, NetworkX, yEd). gonum's GEXF encoder
// knows version 1.2 only and has no GraphML, hence these two short writers.
package graph

import (
	"encoding/xml"
	"fmt"
	"io"
	"sort"

	"twosource/corpus"
)

// Graph counts in how many articles names stand, alone and in pairs. Memory
// grows with the number of distinct pairs; Limit bounds the names taken from
// one article to its most frequent, and with it the pairs.
type Graph struct {
	Limit int // names an article adds; 0: 40
	nodes map[string]*node
	edges map[[2]string]int
}

type node struct {
	id, name string
	typ      corpus.EntityType
	articles int
}

// New returns an empty graph.
func New() *Graph {
	return &Graph{nodes: map[string]*node{}, edges: map[[2]string]int{}}
}

// Article adds the names of one article.
func (g *Graph) Article(_ *corpus.Article, f *corpus.Facts) error {
	ids := g.names(f)
	for i, a := range ids {
		g.nodes[a].articles++
		for _, b := range ids[i+1:] {
			pair := [2]string{a, b}
			if b < a {
				pair = [2]string{b, a}
			}
			g.edges[pair]++
		}
	}
	return nil
}

// names are the ids of an article's most frequent names; new ones become nodes.
func (g *Graph) names(f *corpus.Facts) []string {
	count := map[string]int{}
	var ids []string
	for _, e := range f.Entities {
		if e.ID == "" {
			continue
		}
		if count[e.ID]++; count[e.ID] == 1 {
			ids = append(ids, e.ID)
			if g.nodes[e.ID] == nil {
				g.nodes[e.ID] = &node{id: e.ID, name: e.Name, typ: e.Type}
			}
		}
	}
	sort.Slice(ids, func(i, j int) bool {
		if count[ids[i]] != count[ids[j]] {
			return count[ids[i]] > count[ids[j]]
		}
		return ids[i] < ids[j]
	})
	limit := g.Limit
	if limit == 0 {
		limit = 40
	}
	return ids[:min(limit, len(ids))]
}

func (g *Graph) sorted() (nodes []*node, edges [][2]string) {
	for _, n := range g.nodes {
		if n.articles > 0 {
			nodes = append(nodes, n)
		}
	}
	sort.Slice(nodes, func(i, j int) bool { return nodes[i].id < nodes[j].id })
	for e := range g.edges {
		edges = append(edges, e)
	}
	sort.Slice(edges, func(i, j int) bool {
		return edges[i][0] < edges[j][0] || edges[i][0] == edges[j][0] && edges[i][1] < edges[j][1]
	})
	return nodes, edges
}

// xmlWriter writes elements with escaped attributes and remembers the first
// error.
type xmlWriter struct {
	w   io.Writer
	err error
}

func (x *xmlWriter) printf(format string, args ...any) {
	if x.err == nil {
		_, x.err = fmt.Fprintf(x.w, format, args...)
	}
}

type escaped string

// Format writes the string with XML's special characters escaped.
func (s escaped) Format(f fmt.State, _ rune) { _ = xml.EscapeText(f, []byte(s)) }

// GEXF writes the graph as GEXF 1.3.
func (g *Graph) GEXF(w io.Writer) error {
	nodes, edges := g.sorted()
	x := &xmlWriter{w: w}
	x.printf("%s<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n<graph defaultedgetype=\"undirected\">\n", xml.Header)
	x.printf("<attributes class=\"node\"><attribute id=\"type\" title=\"type\" type=\"string\"/><attribute id=\"articles\" title=\"articles\" type=\"integer\"/></attributes>\n<nodes>\n")
	for _, n := range nodes {
		x.printf("<node id=\"%v\" label=\"%v\"><attvalues><attvalue for=\"type\" value=\"%v\"/><attvalue for=\"articles\" value=\"%d\"/></attvalues></node>\n",
			escaped(n.id), escaped(n.name), escaped(n.typ), n.articles)
	}
	x.printf("</nodes>\n<edges>\n")
	for i, e := range edges {
		x.printf("<edge id=\"%d\" source=\"%v\" target=\"%v\" weight=\"%d\"/>\n", i, escaped(e[0]), escaped(e[1]), g.edges[e])
	}
	x.printf("</edges>\n</graph>\n</gexf>\n")
	return x.err
}

// GraphML writes the graph as GraphML.
func (g *Graph) GraphML(w io.Writer) error {
	nodes, edges := g.sorted()
	x := &xmlWriter{w: w}
	x.printf("%s<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n", xml.Header)
	for _, k := range []struct{ id, on, typ string }{{"name", "node", "string"}, {"type", "node", "string"}, {"articles", "node", "int"}, {"weight", "edge", "int"}} {
		x.printf("<key id=\"%s\" for=\"%s\" attr.name=\"%s\" attr.type=\"%s\"/>\n", k.id, k.on, k.id, k.typ)
	}
	x.printf("<graph edgedefault=\"undirected\">\n")
	for _, n := range nodes {
		x.printf("<node id=\"%v\"><data key=\"name\">%v</data><data key=\"type\">%v</data><data key=\"articles\">%d</data></node>\n",
			escaped(n.id), escaped(n.name), escaped(n.typ), n.articles)
	}
	for _, e := range edges {
		x.printf("<edge source=\"%v\" target=\"%v\"><data key=\"weight\">%d</data></edge>\n", escaped(e[0]), escaped(e[1]), g.edges[e])
	}
	x.printf("</graph>\n</graphml>\n")
	return x.err
}
