package step

import (
	"context"

	"twosource/corpus/consistency"
)

// join sees an article and its origin. It sends the article's id under each
// of its keys to postings, and the article to ship and index.
type join struct {
	config Config
	packer packer
}

func newJoin(c Config) (worker, error) { return &join{config: c}, nil }

func (j *join) reduce(_ context.Context, key []byte, values [][]byte, out *Out) error {
	var d *consistency.Document
	var packed []byte
	origin := ""
	for _, v := range values {
		switch v[0] {
		case markOrigin:
			origin = string(v[1:])
		case markDocument:
			var err error
			if d, err = unpack(v[1:]); err != nil {
				return err
			}
			packed = v[1:]
		}
	}
	if d == nil {
		return nil // links are made of articles alone: cannot be
	}
	if origin != "" {
		d.Origin = origin
		packed = j.packer.pack(d)
	}
	for _, k := range consistency.Keys(*d) {
		out.Emit(0, []byte(k), key)
	}
	out.Emit(1, key, marked(markDocument, packed))
	if j.config.Index {
		out.Emit(2, shardOf(string(key), j.config.Shards), appendNamed(nil, key, packed))
	}
	return nil
}

const (
	postingsLeast = consistency.ValueArticles
	chooseLeast   = consistency.GroupValues
)

// postings sees the articles filed under one key, the least of them. It sends
// the key with them to choose, under its group.
type postings struct{}

func (postings) reduce(_ context.Context, key []byte, values [][]byte, out *Out) error {
	ids := make([]string, len(values))
	for i, v := range values {
		ids[i] = string(v)
	}
	// The key comes first, so that the least values of a group are those of its
	// least keys: no key is the beginning of another.
	out.Emit(0, []byte(consistency.GroupOf(string(key))), appendTexts(key[:len(key):len(key)], ids...))
	return nil
}

// choose sees the values of one group. It sends the name of the group to the
// articles that are read of it, and tells compare if those are not all.
type choose struct{}

func (choose) reduce(_ context.Context, key []byte, values [][]byte, out *Out) error {
	group := make([]consistency.Value, len(values))
	for i, v := range values {
		n := consistency.KeyLen(string(key))
		ids, err := texts(v[n:])
		if err != nil {
			return err
		}
		group[i] = consistency.Value{Key: string(v[:n]), Articles: ids}
	}
	ids, partly := consistency.Choose(string(key), group)
	for _, id := range ids {
		out.Emit(0, []byte(id), marked(markGroup, key))
	}
	if partly {
		out.Emit(1, nil, key)
	}
	return nil
}
