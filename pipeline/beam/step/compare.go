package step

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"twosource/corpus"
	"twosource/corpus/consistency"
	"twosource/corpus/export"
)

// compare sees the statements of one group, and sends the pairs of them that
// clash to clashes.
type compare struct {
	config Config
	partly consistency.Partly
	shared map[string]*consistency.Unpacker // by what was packed
	size   int
}

// keepBytes bounds what is kept of articles between groups, packed.
const keepBytes = 4 << 20

func newCompare(c Config) (worker, error) {
	return &compare{config: c, shared: make(map[string]*consistency.Unpacker)}, nil
}

func (c *compare) told(values [][]byte) {
	for _, v := range values {
		c.partly.Add(string(v))
	}
}

// read is the statements of one article with their places in it.
type read struct {
	id         string
	statements []consistency.Statement
	points     []export.Points
}

func (c *compare) reduce(_ context.Context, key []byte, values [][]byte, out *Out) error {
	list := make([]read, len(values))
	for i, v := range values {
		var err error
		if list[i], err = c.open(v); err != nil {
			return err
		}
	}
	slices.SortFunc(list, func(a, b read) int { return cmp.Compare(a.id, b.id) })
	articles := make([][]consistency.Statement, len(list))
	points := make(map[place]export.Points)
	for i, r := range list {
		articles[i] = r.statements
		for k := range r.statements {
			points[placeOf(&r.statements[k].Evidence)] = r.points[k]
		}
	}
	for _, p := range consistency.Meet(string(key), articles, &c.partly, consistency.Filter{}) {
		b, err := encodeClash(p, points)
		if err != nil {
			return err
		}
		out.Emit(0, shardOf(p.Clash(), c.config.Shards), b)
	}
	return nil
}

// open reads what ship sent of an article.
func (c *compare) open(v []byte) (read, error) {
	f, err := texts(v)
	if err != nil || len(f) != 3 {
		return read{}, errRecord
	}
	u, err := c.unpacker(f[0])
	if err != nil {
		return read{}, err
	}
	list, err := u.Statements([]byte(f[1]))
	if err != nil {
		return read{}, fmt.Errorf("statements: %w", err)
	}
	points, err := readPoints([]byte(f[2]), len(list))
	return read{u.ID(), list, points}, err
}

// unpacker reads what the statements of an article share, or remembers it:
// groups of one subject share their articles.
func (c *compare) unpacker(packed string) (*consistency.Unpacker, error) {
	if u := c.shared[packed]; u != nil {
		return u, nil
	}
	raw, err := decompressor().DecodeAll([]byte(packed), nil)
	if err != nil {
		return nil, fmt.Errorf("statements: %w", err)
	}
	u, err := consistency.NewUnpacker(raw)
	if err != nil {
		return nil, fmt.Errorf("statements: %w", err)
	}
	if c.size += len(packed); c.size > keepBytes {
		clear(c.shared)
		c.size = len(packed)
	}
	c.shared[packed] = u
	return u, nil
}

// place names a piece of evidence by where it stands: a statement that met
// another by its words is a copy of the one that was read.
type place struct {
	article         string
	value, sentence corpus.Span
}

func placeOf(e *corpus.Evidence) place { return place{e.Article, e.Claim.Span, e.Claim.Sentence} }

// encodeClash keeps a pair of statements with its evidence as it will be
// printed: where it stands in the articles stays behind.
func encodeClash(p consistency.Pair, points map[place]export.Points) ([]byte, error) {
	pair, err := json.Marshal(p)
	if err != nil {
		return nil, err
	}
	b := appendTexts(nil, string(pair))
	enc := export.NewEncoder(nil)
	for _, s := range p.Statements() {
		at := points[placeOf(&s.Evidence)]
		if at == (export.Points{}) {
			return nil, fmt.Errorf("evidence does not lie in article %q", s.Article)
		}
		b = appendTexts(b, string(enc.Evidence(&s.Evidence, s.Sentence, s.Text, at)))
	}
	return b, nil
}

// decodeClash reads what encodeClash wrote.
func decodeClash(b []byte) (p consistency.Pair, shown []string, err error) {
	f, err := texts(b)
	if err == nil && len(f) != 3 {
		err = errRecord
	}
	if err != nil {
		return p, nil, err
	}
	return p, f[1:], json.Unmarshal([]byte(f[0]), &p)
}
