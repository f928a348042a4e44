package step

import (
	"cmp"
	"context"
	"encoding/binary"
	"fmt"
	"slices"

	"twosource/corpus/origin"
)

// twins sees the articles that are signed alike. It links them for origins and
// sends the least of them to bands for all.
type twins struct{}

func (twins) reduce(_ context.Context, key []byte, values [][]byte, out *Out) error {
	ids := make([]string, len(values))
	for i, v := range values {
		ids[i] = string(v)
	}
	leader := origin.Leader(ids, func(a, b string) { out.Emit(0, nil, appendTexts(nil, a, b)) })
	var s origin.Signature
	if err := s.UnmarshalBinary(key); err != nil {
		return err
	}
	for _, band := range origin.AllBands(&s) {
		out.Emit(1, binary.BigEndian.AppendUint64(nil, band), appendTexts(nil, leader, string(key)))
	}
	return nil
}

// bands sees the signatures of one band and links the copies among them.
type bands struct{}

func (bands) reduce(_ context.Context, _ []byte, values [][]byte, out *Out) error {
	members := make([]origin.Signed, len(values))
	for i, v := range values {
		f, err := texts(v)
		if err != nil || len(f) != 2 {
			return fmt.Errorf("band: %w", cmp.Or(err, errRecord))
		}
		members[i].ID = f[0]
		if err := members[i].Signature.UnmarshalBinary([]byte(f[1])); err != nil {
			return err
		}
	}
	slices.SortFunc(members, func(a, b origin.Signed) int { return cmp.Compare(a.ID, b.ID) })
	var links origin.Forest
	origin.Copies(members, links.Join)
	for _, l := range links.Links() {
		out.Emit(0, nil, appendTexts(nil, l[0], l[1]))
	}
	return nil
}

// origins sees all links of the corpus, one worker for all: it holds two ids
// for each article that has a copy. It tells join the origins.
type origins struct{}

func (origins) reduce(_ context.Context, _ []byte, values [][]byte, out *Out) error {
	var forest origin.Forest
	for _, v := range values {
		f, err := texts(v)
		if err != nil || len(f) != 2 {
			return fmt.Errorf("link: %w", cmp.Or(err, errRecord))
		}
		forest.Join(f[0], f[1])
	}
	for _, l := range forest.Links() {
		out.Emit(0, []byte(l[1]), marked(markOrigin, []byte(l[0])))
	}
	return nil
}
