package step

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"

	"twosource/corpus/consistency"
	"twosource/corpus/export"
)

// compare sees the articles read of one group, and sends the pairs of
// statements that clash to clashes.
type compare struct {
	config Config
	partly consistency.Partly
	read   map[string]*read // by packed article
	size   int
}

// read is an article with its statements.
type read struct {
	id, text   string
	statements []consistency.Statement
}

// keepBytes bounds the articles kept between groups, packed.
const keepBytes = 4 << 20

func newCompare(c Config) (worker, error) {
	return &compare{config: c, read: make(map[string]*read)}, nil
}

func (c *compare) told(values [][]byte) {
	for _, v := range values {
		c.partly.Add(string(v))
	}
}

func (c *compare) reduce(_ context.Context, key []byte, values [][]byte, out *Out) error {
	list := make([]*read, len(values))
	texts := make(map[string]string, len(values))
	for i, v := range values {
		r, err := c.open(v)
		if err != nil {
			return err
		}
		list[i], texts[r.id] = r, r.text
	}
	slices.SortFunc(list, func(a, b *read) int { return cmp.Compare(a.id, b.id) })
	articles := make([][]consistency.Statement, len(list))
	for i, r := range list {
		articles[i] = r.statements
	}
	for _, p := range consistency.Meet(string(key), articles, &c.partly, consistency.Filter{}) {
		b, err := encodeClash(p, texts)
		if err != nil {
			return err
		}
		out.Emit(0, shardOf(p.Clash(), c.config.Shards), b)
	}
	return nil
}

// open unpacks an article, or remembers it: groups of one subject share theirs.
func (c *compare) open(packed []byte) (*read, error) {
	if r := c.read[string(packed)]; r != nil {
		return r, nil
	}
	d, err := unpack(packed)
	if err != nil {
		return nil, err
	}
	if c.size += len(packed); c.size > keepBytes {
		clear(c.read)
		c.size = len(packed)
	}
	r := &read{d.Article.ID, d.Article.Text, consistency.Statements(*d)}
	c.read[string(packed)] = r
	return r, nil
}

// encodeClash keeps a pair of statements with its evidence as it will be
// printed: the texts stay behind.
func encodeClash(p consistency.Pair, texts map[string]string) ([]byte, error) {
	pair, err := json.Marshal(p)
	if err != nil {
		return nil, err
	}
	b := appendTexts(nil, string(pair))
	enc := export.NewEncoder(nil)
	for _, e := range p.Evidence() {
		shown, err := enc.Evidence(e, texts[e.Article])
		if err != nil {
			return nil, err
		}
		b = appendTexts(b, string(shown))
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
