package entity

import (
	_ "embed"
	"fmt"
	"sync"

	"twosource/corpus"
	"twosource/corpus/name"
	"twosource/extractors/entity/crf"
	"twosource/extractors/entity/feature"
	"twosource/extractors/token"
)

//go:embed model/weights.bin
var weightsFile []byte

//go:embed model/lexicon.bin
var lexiconFile []byte

// Types are the entity types in the order the model numbers them.
var Types = [crf.Types]corpus.EntityType{corpus.Person, corpus.Org, corpus.Loc, corpus.Product, corpus.Event, corpus.Work, corpus.Norp}

// TypeIndex is the number of a type, -1 for one the model does not know.
func TypeIndex(t corpus.EntityType) int {
	for i, x := range Types {
		if x == t {
			return i
		}
	}
	return -1
}

// Model finds entities. It is read-only after loading and safe for concurrent
// use.
type Model struct {
	weights *crf.Weights
	lexicon *feature.Lexicon
	scratch sync.Pool
}

// Load returns a model over the embedded weights.
func Load() (*Model, error) { return New(weightsFile, lexiconFile) }

// New returns a model over weights and a lexicon written by the training command.
func New(weights, lexicon []byte) (*Model, error) {
	w, err := crf.Read(weights)
	if err != nil {
		return nil, fmt.Errorf("read entity weights: %w", err)
	}
	l, err := feature.ReadLexicon(lexicon)
	if err != nil {
		return nil, fmt.Errorf("read entity lexicon: %w", err)
	}
	m := &Model{weights: w, lexicon: l}
	m.scratch.New = func() any { return new(scratch) }
	return m, nil
}

// scratch is the memory of one call.
type scratch struct {
	buf     feature.Buffer
	ids     []uint32
	scores  []crf.Score
	labels  []crf.Label
	again   []crf.Label
	pool    feature.Pool
	decoder crf.Decoder
	agree   agreement
	table   resolver
}

// Extract appends the entities of t to dst, sorted by start and free of
// overlaps, with names and ids resolved within the text.
func (m *Model) Extract(dst []corpus.Entity, t *token.Text) []corpus.Entity {
	s := m.scratch.Get().(*scratch)
	defer m.scratch.Put(s)
	n := len(dst)
	dst = m.find(dst, s, t)
	s.table.resolve(t.Source, dst[n:])
	return dst
}

// find appends unresolved mentions. A first pass labels each run by itself; a
// second lets the mentions of one word speak for each other.
func (m *Model) find(dst []corpus.Entity, s *scratch, t *token.Text) []corpus.Entity {
	s.buf.Prepare(m.lexicon, t)
	s.scores, s.labels = s.scores[:0], s.labels[:0]
	for _, r := range s.buf.Runs {
		from := len(s.scores)
		for i := int(r.First); i < int(r.End); i++ {
			s.ids = s.buf.Append(s.ids[:0], t, r, i)
			s.scores = append(s.scores, crf.Score{})
			m.weights.Sum(&s.scores[len(s.scores)-1], s.ids)
		}
		s.labels = s.decoder.Decode(s.labels, m.weights, s.scores[from:])
	}
	s.pool.Collect(&s.buf, s.scores, s.labels)
	at := 0
	for _, r := range s.buf.Runs {
		n := int(r.End - r.First)
		labels := s.labels[at : at+n]
		if s.pool.Apply(&s.buf, r, s.scores[at:at+n], labels) {
			s.again = s.decoder.Decode(s.again[:0], m.weights, s.scores[at:at+n])
			copy(labels, s.again)
		}
		incorporate(&s.buf, int(r.First), labels)
		part(t, int(r.First), labels)
		christen(&s.buf, t, int(r.First), labels)
		at += n
	}
	return s.names(dst, t)
}

// names appends the mentions that the labels of all runs say, once each name of
// the text is labelled wherever it stands.
func (s *scratch) names(dst []corpus.Entity, t *token.Text) []corpus.Entity {
	s.agree.apply(&s.buf, t, s.labels)
	at, from := 0, len(dst)
	for _, r := range s.buf.Runs {
		labels := s.labels[at : at+int(r.End-r.First)]
		dst = appendNames(dst, from, &s.buf, t, int(r.First), labels)
		at += len(labels)
	}
	return dst
}

// incorporate makes an ORG of unlabelled capitals before a legal ending.
func incorporate(b *feature.Buffer, first int, labels []crf.Label) {
	org := TypeIndex(corpus.Org)
	for k := 1; k < len(labels); k++ {
		if labels[k] != 0 || !b.Firm(first+k) {
			continue
		}
		from := k
		for from > 0 && labels[from-1] == 0 {
			if _, ok := b.Capital(first + from - 1); !ok {
				break
			}
			from--
		}
		if from == k {
			continue
		}
		labels[from], labels[k] = crf.Of(org, crf.Begin), crf.Of(org, crf.End)
		for i := from + 1; i < k; i++ {
			labels[i] = crf.Of(org, crf.Inside)
		}
	}
}

// maxName is the most tokens a name has. What is longer is a list or a text in
// capitals, and would be carried along wherever the name is.
const maxName = 40

// appendNames turns labels of the tokens from first on into mentions. Those of
// the text begin at dst[from].
func appendNames(dst []corpus.Entity, from int, b *feature.Buffer, t *token.Text, first int, labels []crf.Label) []corpus.Entity {
	start := 0
	for i, l := range labels {
		if l == 0 {
			continue
		}
		pos := l.Pos()
		if pos == crf.Begin || pos == crf.Single {
			start = i
		}
		if (pos == crf.End || pos == crf.Single) && i-start < maxName {
			r := withoutPossessive(t, token.Range{First: int32(first + start), End: int32(first + i + 1)})
			r, typ := untitled(b, t, r, Types[l.Type()])
			if typ == corpus.Person && int(r.End) == first+i+1 {
				r.End += int32(surnamed(t, int(r.End), labels[i+1:]))
			}
			name := corpus.Entity{Span: t.Span(r), Type: typ}
			if wide, typ := vote(t, r, typ); len(dst) == from || dst[len(dst)-1].End <= t.Span(wide).Start {
				name = corpus.Entity{Span: t.Span(wide), Type: typ}
			}
			dst = append(dst, name)
		}
	}
	return dst
}

// withoutPossessive leaves a closing 's out of a name unless the name has it by
// right ("McDonald's").
func withoutPossessive(t *token.Text, r token.Range) token.Range {
	last := int(r.End) - 1
	if w := t.Word(last); last == int(r.First) || w != "'s" && w != "’s" && w != "'S" {
		return r
	}
	if !name.KeepsPossessive(t.Span(r).In(t.Source)) {
		r.End--
	}
	return r
}
