package bleveindex

import (
	"context"
	"strings"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"
	"github.com/blevesearch/bleve/v2/search/searcher"
	index "github.com/blevesearch/bleve_index_api"
)

// titleBoost is how much more a word in the title counts than one in the body.
const titleBoost = 2.0

// compile turns a parsed query into Bleve's. Nothing of the user's text
// reaches Bleve's own query language.
func compile(n node) query.Query {
	switch n := n.(type) {
	case allOf:
		return compileAll(n)
	case anyOf:
		alternatives := make([]query.Query, len(n))
		for i, x := range n {
			alternatives[i] = compile(x)
		}
		return bleve.NewDisjunctionQuery(alternatives...)
	case noneOf:
		return compileAll(allOf{n})
	case within:
		shifts := dayShifts
		if n.field == fieldFigure {
			shifts = figureShifts
		}
		return &rangeQuery{n.field, n.lo, n.hi, shifts}
	case match:
		return compileMatch(n)
	}
	return bleve.NewMatchNoneQuery()
}

func compileAll(all allOf) query.Query {
	var must, mustNot []query.Query
	for _, x := range all {
		if not, ok := x.(noneOf); ok {
			mustNot = append(mustNot, compile(not.not))
			continue
		}
		must = append(must, compile(x))
	}
	if len(mustNot) == 0 {
		return bleve.NewConjunctionQuery(must...)
	}
	if len(must) == 0 {
		must = append(must, bleve.NewMatchAllQuery())
	}
	b := bleve.NewBooleanQuery()
	b.AddMust(must...)
	b.AddMustNot(mustNot...)
	return b
}

func compileMatch(m match) query.Query {
	switch m.field {
	case "":
		title, body := m, m
		title.field, body.field = fieldTitle, fieldBody
		t := compileMatch(title)
		t.(query.BoostableQuery).SetBoost(titleBoost)
		return bleve.NewDisjunctionQuery(t, compileMatch(body))
	case facetAttribute, facetLanguage, fieldOrigin, "_id":
		q := bleve.NewTermQuery(m.text)
		q.SetField(m.field)
		return q
	}
	if m.prefix {
		return &prefixQuery{field: m.field, prefix: prefixTerm(m.text)}
	}
	words := termsOf(m.text)
	if len(words) == 1 {
		q := bleve.NewTermQuery(words[0])
		q.SetField(m.field)
		return q
	}
	return bleve.NewPhraseQuery(words, m.field)
}

func termsOf(text string) []string {
	var out []string
	terms(text, func(b []byte, _, _ int) { out = append(out, string(b)) })
	return out
}

// prefixTerm is the beginning of a term as it is indexed. A plural s is taken
// off here too, which finds a little more rather than nothing: ships* is ship*.
func prefixTerm(text string) string { return strings.Join(termsOf(text), "") }

// prefixQuery finds words that begin alike, up to maxPrefix of them.
type prefixQuery struct {
	field, prefix string
	boost         float64
}

// SetBoost implements query.BoostableQuery.
func (q *prefixQuery) SetBoost(b float64) { q.boost = b }

// Boost implements query.BoostableQuery.
func (q *prefixQuery) Boost() float64 {
	if q.boost == 0 {
		return 1
	}
	return q.boost
}

// Searcher implements query.Query.
func (q *prefixQuery) Searcher(ctx context.Context, r index.IndexReader, _ mapping.IndexMapping, options search.SearcherOptions) (search.Searcher, error) {
	dict, err := r.FieldDictPrefix(q.field, []byte(q.prefix))
	if err != nil {
		return nil, err
	}
	defer dict.Close()
	var found []string
	for {
		e, err := dict.Next()
		if err != nil {
			return nil, err
		}
		if e == nil {
			break
		}
		if len(found) == maxPrefix {
			return nil, wrong("write more letters before the *", "more than %d words begin with %q", maxPrefix, q.prefix)
		}
		found = append(found, e.Term)
	}
	if len(found) == 0 {
		return searcher.NewMatchNoneSearcher(r)
	}
	return searcher.NewMultiTermSearcher(ctx, r, found, q.field, q.Boost(), options, false)
}
