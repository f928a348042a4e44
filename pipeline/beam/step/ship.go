package step

import (
	"context"
	"encoding/binary"

	"twosource/corpus/consistency"
	"twosource/corpus/export"
)

// ship sees an article and the groups it is read for. It makes the article's
// statements once, and sends each group those filed under it, with what all of
// the article share.
type ship struct {
	packer consistency.Packer
	enc    *export.Encoder
}

func newShip(Config) (worker, error) { return &ship{enc: export.NewEncoder(nil)}, nil }

func (s *ship) reduce(_ context.Context, _ []byte, values [][]byte, out *Out) error {
	var text string
	var list []consistency.Statement
	var shared []byte
	for i, v := range values { // sorted: the document comes before the groups
		switch v[0] {
		case markDocument:
			if i == len(values)-1 {
				return nil // read for no group
			}
			d, err := unpack(v[1:])
			if err != nil {
				return err
			}
			text, list = d.Article.Text, consistency.Statements(*d)
			shared = compressor().EncodeAll(s.packer.Article(list), nil)
		case markGroup:
			if b := s.group(list, shared, string(v[1:]), text); b != nil {
				out.Emit(0, v[1:], b)
			}
		}
	}
	return nil
}

// group is what one group is sent, nil if nothing.
func (s *ship) group(list []consistency.Statement, shared []byte, name, text string) []byte {
	packed, members := s.packer.Group(list, name)
	if len(members) == 0 {
		return nil
	}
	var points []byte
	for _, m := range members {
		at, err := s.enc.Points(&list[m].Evidence, text)
		if err != nil { // it matters only if it clashes: compare will say
			at = export.Points{}
		}
		for _, n := range [...]int{at.Start, at.End, at.SentenceStart, at.SentenceEnd} {
			points = binary.AppendUvarint(points, uint64(n))
		}
	}
	return appendTexts(nil, string(shared), string(packed), string(points))
}

// readPoints reads the points of n statements.
func readPoints(b []byte, n int) ([]export.Points, error) {
	out := make([]export.Points, n)
	for i := range out {
		p := &out[i]
		for _, to := range [...]*int{&p.Start, &p.End, &p.SentenceStart, &p.SentenceEnd} {
			v, w := binary.Uvarint(b)
			if w <= 0 {
				return nil, errRecord
			}
			*to, b = int(v), b[w:]
		}
	}
	return out, nil
}
