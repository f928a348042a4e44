package main

import (
	"math/rand"
	"slices"
	"strings"
	"unicode"

	"twosource/corpus"
	"twosource/extractors/entity"
	"twosource/extractors/entity/crf"
	"twosource/extractors/entity/feature"
	"twosource/extractors/token"
)

// vocabulary numbers feature hashes.
type vocabulary struct {
	number map[uint32]int32
	count  []uint16
	hashes []uint32
}

// builderOf turns documents into examples. A first pass counts features; only
// those seen often enough get a number.
type exampleMaker struct {
	lex   *feature.Lexicon
	vocab vocabulary
	least uint16
	buf   feature.Buffer
	text  token.Text
	lost  int // names that no run holds whole
	names int
	blank float64 // share of the words of names made unknown, 0 for none
	rnd   *rand.Rand
}

func (m *exampleMaker) count(docs []document) {
	m.vocab = vocabulary{number: map[uint32]int32{}}
	var ids []uint32
	for i := range docs {
		m.each(&docs[i], func(r feature.Run, at int) {
			ids = m.buf.Append(ids[:0], &m.text, r, at)
			for _, h := range ids {
				n, ok := m.vocab.number[h]
				if !ok {
					n = int32(len(m.vocab.count))
					m.vocab.number[h] = n
					m.vocab.count = append(m.vocab.count, 0)
				}
				if m.vocab.count[n] < 60000 {
					m.vocab.count[n]++
				}
			}
		})
	}
	m.renumber()
}

// renumber drops rare features and numbers the rest by hash, so that the
// result does not depend on map order.
func (m *exampleMaker) renumber() {
	var keep []uint32
	for h, n := range m.vocab.number {
		if m.vocab.count[n] >= m.least {
			keep = append(keep, h)
		}
	}
	slices.Sort(keep)
	old := m.vocab
	m.vocab = vocabulary{number: make(map[uint32]int32, len(keep)), hashes: keep}
	for i, h := range keep {
		m.vocab.number[h] = int32(i)
		m.vocab.count = append(m.vocab.count, old.count[old.number[h]])
	}
}

func (m *exampleMaker) each(d *document, visit func(r feature.Run, at int)) {
	m.text.Reset(d.text, corpus.Span{})
	m.buf.Prepare(m.lex, &m.text)
	if m.blank > 0 {
		m.hide(d)
	}
	for _, r := range m.buf.Runs {
		for i := int(r.First); i < int(r.End); i++ {
			visit(r, i)
		}
	}
}

// hide makes words of names unknown, but for those that say what kind of thing
// a name is ("University"). Some names of firms and products are given the
// inner capitals that new ones so often have.
func (m *exampleMaker) hide(d *document) {
	for _, s := range d.spans {
		first, end, _ := m.tokens(s)
		for i := first; i < end; i++ {
			kinds, ok := m.buf.Capital(i)
			if !ok || kinds&feature.OrgWord != 0 || m.rnd.Float64() >= m.blank {
				continue
			}
			pattern := ""
			if p := m.rnd.Float64(); i == first && (s.typ == string(corpus.Org) && p < 0.3 || s.typ == string(corpus.Product) && p < 0.1) {
				pattern = "AbCd"
			}
			m.buf.Blank(i, pattern)
		}
	}
}

func (m *exampleMaker) examples(docs []document) []crf.Example {
	var out []crf.Example
	var ids []uint32
	for i := range docs {
		d := &docs[i]
		allowed := func() []crf.Set {
			m.text.Reset(d.text, corpus.Span{})
			return m.allowed(d)
		}()
		last := feature.Run{First: -1}
		m.each(d, func(r feature.Run, at int) {
			if r != last {
				out = append(out, crf.Example{Weight: d.weight})
				last = r
			}
			x := &out[len(out)-1]
			ids = m.buf.Append(ids[:0], &m.text, r, at)
			x.Feats = append(x.Feats, m.known(ids))
			x.Allowed = append(x.Allowed, allowed[at])
		})

	}
	return out
}

func (m *exampleMaker) known(ids []uint32) []int32 {
	fs := make([]int32, 0, len(ids))
	for _, h := range ids {
		if n, ok := m.vocab.number[h]; ok {
			fs = append(fs, n)
		}
	}
	return fs
}

// allowed is the set of labels that the annotation leaves open, by token.
func (m *exampleMaker) allowed(d *document) []crf.Set {
	none := crf.Only(0)
	for _, t := range d.open {
		none |= crf.Whole(entity.TypeIndex(t))
	}
	sets := make([]crf.Set, len(m.text.Tokens))
	for i := range sets {
		sets[i] = none
	}
	runs := m.runOf(d)
	for _, s := range d.spans {
		first, end, ok := m.tokens(s)
		m.names++
		if !ok || runs[first] < 0 || runs[first] != runs[end-1] {
			m.lost++
			for i := first; i < end; i++ {
				sets[i] = none
			}
			continue
		}
		for i := first; i < end; i++ {
			sets[i] = labelsFor(s.typ, d.misc, i-first, end-first)
		}
	}
	return sets
}

// runOf maps tokens to the run they are in, -1 for none.
func (m *exampleMaker) runOf(d *document) []int {
	m.buf.Prepare(m.lex, &m.text)
	runs := make([]int, len(m.text.Tokens))
	for i := range runs {
		runs[i] = -1
	}
	for n, r := range m.buf.Runs {
		for i := r.First; i < r.End; i++ {
			runs[i] = n
		}
	}
	return runs
}

// tokens finds the tokens that a span covers exactly.
func (m *exampleMaker) tokens(s span) (first, end int, ok bool) {
	toks := m.text.Tokens
	first, _ = slices.BinarySearchFunc(toks, s.start, func(t token.Token, at int) int { return int(t.Start) - at })
	end = first
	for end < len(toks) && int(toks[end].End) <= s.end {
		end++
	}
	ok = end > first && int(toks[first].Start) == s.start && int(toks[end-1].End) == s.end
	return first, end, ok
}

func labelsFor(typ string, misc []corpus.EntityType, at, n int) crf.Set {
	pos := crf.Inside
	switch {
	case n == 1:
		pos = crf.Single
	case at == 0:
		pos = crf.Begin
	case at == n-1:
		pos = crf.End
	}
	if t := entity.TypeIndex(corpus.EntityType(typ)); t >= 0 {
		return crf.Only(crf.Of(t, pos))
	}
	set := crf.Only(0)
	for _, t := range misc {
		set |= crf.Only(crf.Of(entity.TypeIndex(t), pos))
	}
	return set
}

// shout returns every nth document in capitals, as headlines are written.
func shout(docs []document, nth int) []document {
	var out []document
	for i := nth / 2; nth > 0 && i < len(docs); i += nth {
		d := docs[i]
		if upper := strings.ToUpper(d.text); len(upper) == len(d.text) {
			d.text = upper
			out = append(out, d)
		}
	}
	return out
}

// titled returns every nth document with its words capitalised.
func titled(docs []document, nth int) []document {
	var out []document
	for i := nth / 3; nth > 0 && i < len(docs); i += nth {
		d := docs[i]
		prev := ' '
		d.text = strings.Map(func(r rune) rune {
			defer func() { prev = r }()
			if r < unicode.MaxASCII && (prev == ' ' || prev == '\n') {
				return unicode.ToUpper(r)
			}
			return r
		}, d.text)
		out = append(out, d)
	}
	return out
}
