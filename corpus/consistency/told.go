package consistency

import (
	"context"
	"slices"
)

// told is what one article states: all its statements, or a digest of them.
type told struct {
	list   []Statement
	digest *digest
}

// profile is that of all the article's statements, nil if there are none.
func (t *told) profile() *profile {
	switch {
	case t.digest != nil:
		return t.digest.shared.profile
	case len(t.list) > 0:
		return t.list[0].profile
	}
	return nil
}

// members appends the statements that are filed under a group.
func (t *told) members(to []*Statement, group string) ([]*Statement, error) {
	if t.digest != nil {
		return t.digest.members(to, group)
	}
	return appendMembers(to, t.list, group), nil
}

// groups are the groups the article is filed under, sorted, and its stamp in
// those of its slots.
func (t *told) groups() (list []string, own string) {
	if t.digest != nil {
		return t.digest.groups()
	}
	mention := false
	for i := range t.list {
		list = append(list, t.list[i].groups...)
		mention = mention || t.list[i].mention != nil
	}
	if mention {
		list, own = append(list, t.list[0].profile.slots()...), stamp(&t.list[0])
	}
	slices.Sort(list)
	return slices.Compact(list), own
}

// prepared is an Index that keeps the statements of its documents.
type prepared interface {
	statements(id string) []Statement
}

// Digests is an Index that keeps what Packer.Digest makes of its documents. To
// read it takes a tenth of what it takes to load the document and to make its
// statements anew.
type Digests interface {
	// Digest is the digest of an article, false where none is kept; nobody changes b
	// afterwards. It fails with an error that wraps ErrNotFound where the article is
	// gone.
	Digest(ctx context.Context, id string) (b []byte, ok bool, err error)
}

// Sessions is an Index that is read faster in a session: a view of one instant,
// for one goroutine, until it is closed.
type Sessions interface {
	Session() (Index, func() error, error)
}

// session returns ix as it is read by one goroutine.
func session(ix Index) (Index, func() error, error) {
	if s, ok := ix.(Sessions); ok {
		return s.Session()
	}
	return ix, func() error { return nil }, nil
}

// told loads what an article states.
func (s *scanner) told(ctx context.Context, ix Index, id string) (told, error) {
	if p, ok := ix.(prepared); ok {
		return told{list: p.statements(id)}, nil
	}
	if t, ok := s.cache.get(id); ok {
		return t, nil
	}
	t, size, err := load(ctx, ix, id)
	if err != nil {
		return told{}, err
	}
	t.profile().remembering(s.cache.loaded.Add(1))
	s.cache.put(id, t, size)
	return t, nil
}

// load reads an article's digest or else makes its statements; size is about
// how many bytes of memory they take.
func load(ctx context.Context, ix Index, id string) (t told, size int, err error) {
	if x, ok := ix.(Digests); ok {
		b, kept, err := x.Digest(ctx, id)
		if err != nil {
			return told{}, 0, err
		}
		if kept {
			if d, ok := readDigest(b); ok {
				return told{digest: d}, 2*len(b) + statementBytes*(1+len(d.parts)/4), nil
			}
		}
	}
	d, err := ix.Document(ctx, id)
	if err != nil {
		return told{}, 0, err
	}
	list := Statements(d)
	return told{list: list}, len(d.Article.Text) + statementBytes*(1+len(list)), nil
}
