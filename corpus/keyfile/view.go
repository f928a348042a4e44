package keyfile

import (
	"bytes"
	"container/heap"
	"context"
	"slices"
)

// maxKnown bounds the articles a view remembers.
const maxKnown = 1 << 15

// View is a set as it was when it was made, for one goroutine.
type View struct {
	set   []*Set
	files []*file
	at    []*cursor // of each file, to look keys up
	base  []uint32  // number of the first article of each file
	known map[uint64]Article
	buf   []byte
	list  []uint32
}

// NewView looks at sets as they are now. It must be closed.
func NewView(sets ...*Set) *View {
	v := &View{set: sets, known: make(map[uint64]Article)}
	for _, s := range sets {
		s.mu.Lock()
		for _, f := range s.files {
			f.uses++
			v.files = append(v.files, f)
		}
		s.mu.Unlock()
	}
	v.at, v.base = make([]*cursor, len(v.files)), bases(v.files)
	return v
}

// Close ends the view.
func (v *View) Close() {
	files := v.files
	for _, s := range v.set {
		s.mu.Lock()
	}
	for _, f := range files {
		f.uses--
		f.end()
	}
	for _, s := range v.set {
		s.mu.Unlock()
	}
	v.files = nil
}

// Articles calls fn with the articles filed under a key, each once, those filed
// first at the head, until it returns false. Some may be gone since.
func (v *View) Articles(key string, fn func(Article) (more bool, err error)) error {
	k := []byte(key)
	for i, f := range v.files {
		c := v.at[i]
		if c == nil {
			c = newCursor(f)
			v.at[i] = c
		}
		ok, err := c.seek(k)
		if err != nil {
			return err
		}
		if !ok || !bytes.Equal(c.key, k) {
			continue
		}
		v.list = c.numbers(v.list[:0], 0)
		for _, n := range v.list {
			a, err := v.article(i, n)
			if err != nil {
				return err
			}
			if more, err := fn(a); !more || err != nil {
				return err
			}
		}
	}
	return nil
}

func (v *View) article(i int, n uint32) (a Article, err error) {
	key := uint64(i)<<32 | uint64(n)
	if a, ok := v.known[key]; ok {
		return a, nil
	}
	if a, v.buf, err = v.files[i].article(n, v.buf); err != nil {
		return a, err
	}
	if len(v.known) == maxKnown {
		clear(v.known)
	}
	v.known[key] = a
	return a, nil
}

// Keys calls fn with every distinct key that begins with prefix, in order. The key
// is valid during the call. An error of fn ends the walk and is returned.
func (v *View) Keys(ctx context.Context, prefix string, fn func(key []byte) error) error {
	q := queue{prefix: []byte(prefix)}
	for i, f := range v.files {
		if err := q.push(newCursor(f), i, q.prefix); err != nil {
			return err
		}
	}
	heap.Init(&q)
	var key []byte
	for n := 0; len(q.at) > 0; n++ {
		if n%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		key = append(key[:0], q.at[0].key...)
		for len(q.at) > 0 && bytes.Equal(q.at[0].key, key) {
			if err := q.next(); err != nil {
				return err
			}
		}
		if err := fn(key); err != nil {
			return err
		}
	}
	return nil
}

// Filed calls fn with every distinct key that begins with prefix, in order, and the
// numbers of the articles filed under it, those filed first at the head. Both are
// valid during the call. An error of fn ends the walk and is returned.
func (v *View) Filed(ctx context.Context, prefix string, fn func(key []byte, articles []uint32) error) error {
	n := 0
	return eachFiled(v.files, []byte(prefix), func(key []byte, articles []uint32) error {
		if n++; n%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		return fn(key, articles)
	})
}

// Article is the article of a number that Filed gave.
func (v *View) Article(n uint32) (Article, error) {
	i, ok := slices.BinarySearch(v.base, n)
	if !ok {
		i--
	}
	for i+1 < len(v.base) && v.base[i+1] == n { // files without articles
		i++
	}
	if i < 0 {
		return Article{}, errKeys
	}
	return v.article(i, n-v.base[i])
}

// queue is a heap of files by the key each stands at.
type queue struct {
	at     []walking
	prefix []byte
}

type walking struct {
	*cursor
	file int
}

// push adds a file that has keys from a first one on. The heap must be made anew.
func (q *queue) push(c *cursor, file int, from []byte) error {
	ok, err := c.seek(from)
	if ok && bytes.HasPrefix(c.key, q.prefix) {
		q.at = append(q.at, walking{c, file})
	}
	return err
}

// next moves the file on top to its next key, or away.
func (q *queue) next() error {
	ok, err := q.at[0].next()
	switch {
	case err != nil:
		return err
	case !ok || !bytes.HasPrefix(q.at[0].key, q.prefix):
		heap.Pop(q)
	default:
		heap.Fix(q, 0)
	}
	return nil
}

// Len implements heap.Interface.
func (q *queue) Len() int { return len(q.at) }

// Less implements heap.Interface: of equal keys that of the older file is first.
func (q *queue) Less(i, j int) bool {
	if by := bytes.Compare(q.at[i].key, q.at[j].key); by != 0 {
		return by < 0
	}
	return q.at[i].file < q.at[j].file
}

// Swap implements heap.Interface.
func (q *queue) Swap(i, j int) { q.at[i], q.at[j] = q.at[j], q.at[i] }

// Push implements heap.Interface.
func (q *queue) Push(x any) { q.at = append(q.at, x.(walking)) }

// Pop implements heap.Interface.
func (q *queue) Pop() any {
	n := len(q.at) - 1
	x := q.at[n]
	q.at = q.at[:n]
	return x
}
