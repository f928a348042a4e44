package keyfile

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"sort"
)

// ErrDamaged is wrapped by errors of files that are not as they were written.
var ErrDamaged = errors.New("damaged file of keys")

// maxIndex bounds the index of a file: one of a hundred million keys has 60 MB.
const maxIndex = 1 << 30

// file is a file of keys open for reading. Safe for concurrent use.
type file struct {
	r      io.ReaderAt
	close  func() error
	keys   []span   // blocks of keys
	firsts [][]byte // first key of each
	docs   []span   // blocks of articles
	count  uint32   // articles
	uses   int      // of a Set; under its lock
	gone   string   // path of a file that is not needed any more
	named  span32   // generations
}

// span is a block of a file.
type span struct {
	at     int64
	length int
}

// span32 is a range of generations.
type span32 struct{ first, last uint32 }

// open reads the index of a file of a size.
func open(r io.ReaderAt, size int64) (*file, error) {
	var foot [footerSize]byte
	if size < int64(len(magic)+footerSize) {
		return nil, fmt.Errorf("%w: %d bytes", ErrDamaged, size)
	}
	if _, err := r.ReadAt(foot[:], 0); err != nil || string(foot[:len(magic)]) != magic {
		return nil, fmt.Errorf("%w: no beginning", ErrDamaged)
	}
	if _, err := r.ReadAt(foot[:], size-footerSize); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	at := int64(binary.LittleEndian.Uint64(foot[:]))
	if string(foot[footerSize-len(magic):]) != magic || at < int64(len(magic)) || at > size-footerSize || size-at > maxIndex {
		return nil, fmt.Errorf("%w: no end", ErrDamaged)
	}
	index := make([]byte, size-at-int64(len(magic))-sumSize)
	if _, err := r.ReadAt(index, at); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if crc32.Checksum(index, castagnoli) != binary.LittleEndian.Uint32(foot[footerSize-len(magic)-sumSize:]) {
		return nil, fmt.Errorf("%w: sum of the index", ErrDamaged)
	}
	f := &file{r: r, count: binary.LittleEndian.Uint32(foot[16:])}
	return f, f.parse(index[:len(index)-(footerSize-len(magic)-sumSize)], at)
}

// parse reads the index, whose blocks end where it begins.
func (f *file) parse(index []byte, end int64) error {
	in := input{index}
	at := int64(len(magic))
	block := func() span {
		s := span{at, int(in.uvarint())}
		at += int64(s.length)
		return s
	}
	n := in.count()
	f.keys, f.firsts = make([]span, 0, n), make([][]byte, 0, n)
	for range n {
		f.keys = append(f.keys, block())
		f.firsts = append(f.firsts, in.bytes(in.uvarint()))
	}
	n = in.count()
	f.docs = make([]span, 0, n)
	for range n {
		f.docs = append(f.docs, block())
	}
	if in.rest == nil || len(in.rest) > 0 || at != end || len(f.docs) != (int(f.count)+docsABlock-1)/docsABlock {
		return fmt.Errorf("%w: index", ErrDamaged)
	}
	return nil
}

// input reads numbers and bytes; once it is damaged rest is nil and all are zero.
type input struct{ rest []byte }

func (in *input) uvarint() uint64 {
	v, n := binary.Uvarint(in.rest)
	if n <= 0 {
		in.rest = nil
		return 0
	}
	in.rest = in.rest[n:]
	return v
}

// count reads how many things follow, of a byte at least.
func (in *input) count() int {
	n := in.uvarint()
	if n > uint64(len(in.rest)) {
		in.rest = nil
		return 0
	}
	return int(n)
}

func (in *input) bytes(n uint64) []byte {
	if n > uint64(len(in.rest)) {
		in.rest = nil
		return nil
	}
	b := in.rest[:n:n]
	in.rest = in.rest[n:]
	return b
}

// read reads a block into buf and compares its sum.
func (f *file) read(s span, buf []byte) ([]byte, error) {
	if s.length < sumSize {
		return buf, fmt.Errorf("%w: block of %d bytes", ErrDamaged, s.length)
	}
	if cap(buf) < s.length {
		buf = make([]byte, max(s.length, blockSize+512))
	}
	buf = buf[:s.length]
	if _, err := f.r.ReadAt(buf, s.at); err != nil {
		return buf, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	body := buf[:s.length-sumSize]
	if crc32.Checksum(body, castagnoli) != binary.LittleEndian.Uint32(buf[len(body):]) {
		return buf, fmt.Errorf("%w: sum of a block", ErrDamaged)
	}
	return body, nil
}

// article reads the n-th article.
func (f *file) article(n uint32, buf []byte) (Article, []byte, error) {
	if n >= f.count {
		return Article{}, buf, fmt.Errorf("%w: article %d of %d", ErrDamaged, n, f.count)
	}
	body, err := f.read(f.docs[n/docsABlock], buf)
	if err != nil {
		return Article{}, body, err
	}
	in := input{body}
	for range n % docsABlock {
		in.uvarint()
		in.bytes(in.uvarint())
	}
	a := Article{Seq: in.uvarint()}
	a.ID = string(in.bytes(in.uvarint()))
	if in.rest == nil {
		return a, body, fmt.Errorf("%w: articles", ErrDamaged)
	}
	return a, body, nil
}

// cursor walks the keys of a file. It is for one goroutine.
type cursor struct {
	f        *file
	block    int    // that is read, -1 none
	buf      []byte // its keys
	steps    []byte // places of its whole keys
	at       int    // in buf, of the next key
	key      []byte
	articles []byte // as written, of the key it stands at
}

func newCursor(f *file) *cursor { return &cursor{f: f, block: -1} }

var errKeys = fmt.Errorf("%w: keys", ErrDamaged)

// load reads a block and stands before its first key.
func (c *cursor) load(block int) error {
	c.at, c.key = 0, c.key[:0]
	if c.block == block {
		return nil
	}
	c.block = -1
	body, err := c.f.read(c.f.keys[block], c.buf[:0])
	if err != nil {
		return err
	}
	if len(body) < stepSize {
		return errKeys
	}
	end := len(body) - stepSize
	size := int(binary.LittleEndian.Uint16(body[end:])) * stepSize
	if size > end {
		return errKeys
	}
	c.buf, c.steps, c.block = body[:end-size], body[end-size:end], block
	return nil
}

// seek stands at the first key that is not before key. It is false where there is
// none.
func (c *cursor) seek(key []byte) (bool, error) {
	firsts := c.f.firsts
	if len(firsts) == 0 {
		return false, nil
	}
	block := max(0, sort.Search(len(firsts), func(i int) bool { return bytes.Compare(firsts[i], key) > 0 })-1)
	if block == c.block && bytes.Equal(c.key, key) && len(key) > 0 {
		return true, nil
	}
	if err := c.load(block); err != nil {
		return false, err
	}
	step := sort.Search(len(c.steps)/stepSize, func(i int) bool { return bytes.Compare(c.whole(i), key) > 0 })
	if step > 0 {
		c.at = c.place(step - 1)
	}
	for {
		ok, err := c.next()
		if !ok || err != nil || bytes.Compare(c.key, key) >= 0 {
			return ok, err
		}
	}
}

func (c *cursor) place(step int) int {
	return int(binary.LittleEndian.Uint16(c.steps[step*stepSize:]))
}

// whole is a key that is written whole, nil if there is none.
func (c *cursor) whole(step int) []byte {
	_, rest, at, ok := c.lengths(c.place(step))
	if !ok {
		return nil
	}
	return c.buf[at : at+rest]
}

// lengths reads how much of a key is that of the one before, and how much follows
// and where. It is false for damage.
func (c *cursor) lengths(at int) (shared, rest, next int, ok bool) {
	if at >= len(c.buf) {
		return 0, 0, 0, false
	}
	head := c.buf[at]
	shared, rest, next = int(head>>4), int(head&escaped), at+1
	for _, n := range [...]*int{&shared, &rest} {
		if *n < escaped {
			continue
		}
		more, w := binary.Uvarint(c.buf[next:])
		if w <= 0 || more > uint64(len(c.buf)) {
			return 0, 0, 0, false
		}
		*n += int(more)
		next += w
	}
	return shared, rest, next, rest <= len(c.buf)-next
}

// next moves to the next key, false behind the last.
func (c *cursor) next() (bool, error) {
	if c.at == len(c.buf) {
		if c.block+1 >= len(c.f.keys) {
			return false, nil
		}
		if err := c.load(c.block + 1); err != nil {
			return false, err
		}
	}
	shared, rest, at, ok := c.lengths(c.at)
	if !ok || shared > len(c.key) {
		return false, errKeys
	}
	c.key = append(c.key[:shared], c.buf[at:at+rest]...)
	from := at + rest
	if c.at = c.behind(from); c.at < 0 {
		return false, errKeys
	}
	c.articles = c.buf[from:c.at]
	return true, nil
}

// behind is where the articles that begin at a place end, -1 for damage.
func (c *cursor) behind(at int) int {
	v, w := binary.Uvarint(c.buf[at:])
	if w <= 0 {
		return -1
	}
	at += w
	if v&1 == 1 {
		return at
	}
	for left := v >> 1; left > 0; at++ { // each ends with a byte below 0x80
		if at == len(c.buf) {
			return -1
		}
		if c.buf[at] < 0x80 {
			left--
		}
	}
	return at
}

// numbers appends the numbers of the articles of the key it stands at, plus base.
func (c *cursor) numbers(dst []uint32, base uint32) []uint32 {
	in := input{c.articles}
	v := in.uvarint()
	if v&1 == 1 {
		return append(dst, base+uint32(v>>1))
	}
	last := base
	for range v >> 1 {
		last += uint32(in.uvarint())
		dst = append(dst, last)
	}
	return dst
}
