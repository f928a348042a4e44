package html

import (
	"sort"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"twosource/corpus"
	"twosource/extractors/stamp"
)

// entry is one stamped entry of a live blog.
type entry struct {
	time string
	text string
}

// fewestEntries makes a page with stamped parts a live blog.
const fewestEntries = 3

// ldEntries reads the entries of a LiveBlogPosting that carry their text.
func (p *page) ldEntries(now time.Time) []entry {
	var out []entry
	for _, t := range p.things {
		if !t.is("LiveBlogPosting") {
			continue
		}
		list, _ := t["liveBlogUpdate"].([]any)
		for _, v := range list[:min(len(list), maxThings)] {
			m, ok := v.(map[string]any)
			if !ok {
				continue
			}
			u := thing(m)
			body := unmark(u.text("articleBody"))
			if body == "" {
				continue
			}
			if h := u.text("headline"); h != "" && !strings.HasPrefix(body, h) {
				body = h + "\n\n" + body
			}
			iso, _ := credible(u.text("datePublished"), now)
			out = append(out, entry{iso, body})
		}
	}
	if len(out) < fewestEntries {
		return nil
	}
	return out
}

// unmark renders text that may hold tags.
func unmark(s string) string {
	if !strings.ContainsRune(s, '<') {
		return s
	}
	root, err := html.Parse(strings.NewReader(s))
	if err != nil {
		return ""
	}
	var parts []string
	for _, b := range blocksOf(root) {
		parts = append(parts, b.text)
	}
	return strings.Join(parts, "\n\n")
}

// isLive reports a page that says it is a live blog.
func (p *page) isLive() bool {
	for _, t := range p.things {
		if t.is("LiveBlogPosting") {
			return true
		}
	}
	u := strings.ToLower(p.canonical())
	return strings.Contains(u, "/live/") || strings.Contains(u, "live-blog") || strings.Contains(u, "liveblog") ||
		strings.Contains(u, "live-updates") || strings.Contains(u, "-live-")
}

// stampEntries groups the blocks of the body by the stamped element they stand
// in: siblings that each hold a <time>. Blocks get the time of their entry;
// the others none. It reports false when the body is not built so.
func stampEntries(bs []ballot, root *html.Node, now time.Time) bool {
	stamps := entryStamps(root, now)
	if len(stamps) < fewestEntries {
		return false
	}
	n := 0
	for i := range bs {
		for node := bs[i].node; node != nil; node = node.Parent {
			if iso, ok := stamps[node]; ok {
				bs[i].time = iso
				n++
				break
			}
		}
	}
	return n*3 > len(bs)
}

// entryStamps finds the parent with most children that hold a <time datetime>
// each, and returns the stamps of these children.
func entryStamps(root *html.Node, now time.Time) map[*html.Node]string {
	byParent := map[*html.Node]map[*html.Node]string{}
	var order []*html.Node
	var visit func(n *html.Node)
	visit = func(n *html.Node) {
		if n.DataAtom == atom.Time {
			if iso, ok := credible(attr(n, "datetime"), now); ok {
				for c, up := n, 0; c.Parent != nil && up < 8; c, up = c.Parent, up+1 {
					m := byParent[c.Parent]
					if m == nil {
						m = map[*html.Node]string{}
						byParent[c.Parent] = m
						order = append(order, c.Parent)
					}
					if m[c] == "" {
						m[c] = iso
					}
				}
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			visit(c)
		}
	}
	visit(root)
	sort.SliceStable(order, func(i, j int) bool { return len(byParent[order[i]]) > len(byParent[order[j]]) })
	if len(order) == 0 {
		return nil
	}
	return byParent[order[0]]
}

// composeEntries writes a live blog: each entry a block of its own.
func composeEntries(art *corpus.Article, lead string, entries []entry) {
	var text strings.Builder
	add := func(s string, kind corpus.BlockKind, at string) {
		if s == "" {
			return
		}
		if text.Len() > 0 {
			text.WriteString("\n\n")
		}
		start := text.Len()
		text.WriteString(s)
		art.Blocks = append(art.Blocks, corpus.Block{Span: corpus.Span{Start: start, End: text.Len()}, Kind: kind, Time: at})
	}
	add(lead, corpus.Paragraph, "")
	for _, e := range entries {
		add(e.text, corpus.LiveEntry, e.time)
	}
	art.Text = text.String()
	art.Body = corpus.Span{End: len(art.Text)}
}

// postTime reads the date an embedded post is signed with: "— Name (@handle)
// July 19, 2024".
func postTime(text string) string {
	i := strings.LastIndexByte(text, ')')
	if i < 0 || len(text)-i > 40 {
		return ""
	}
	if st, ok := stamp.Parse(text[i+1:]); ok {
		return st.ISO
	}
	return ""
}
