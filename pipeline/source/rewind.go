package source

import (
	"bytes"
	"io"
)

// rewinder is a buffered reader that can go back to its mark: after a damaged
// record the search for the next one has to start right behind the mark, not
// where the damage was noticed, since a decoder may have swallowed sound
// records by then.
type rewinder struct {
	src  io.Reader
	buf  []byte
	pos  int   // next byte to give out
	mark int   // -1: none, or given up because more than keep bytes lie behind it
	base int64 // offset of buf[0] in the stream
	err  error // of src, once it has ended
	keep int   // most bytes kept behind the mark
}

func newRewinder(src io.Reader, keep int) *rewinder {
	return &rewinder{src: src, mark: -1, keep: keep}
}

// offset is the place of the next byte in the stream.
func (r *rewinder) offset() int64 { return r.base + int64(r.pos) }

// setMark remembers the current place.
func (r *rewinder) setMark() { r.mark = r.pos }

// rewind goes back to n bytes behind the mark. It reports false when the mark
// was given up.
func (r *rewinder) rewind(n int) bool {
	if r.mark < 0 {
		return false
	}
	r.pos = min(r.mark+n, len(r.buf))
	r.mark = -1
	return true
}

// fill reads more; it reports whether there is any.
func (r *rewinder) fill() bool {
	if r.err != nil {
		return false
	}
	from := r.pos
	if r.mark >= 0 {
		if r.pos-r.mark > r.keep {
			r.mark = -1
		} else {
			from = r.mark
		}
	}
	if from > 0 {
		n := copy(r.buf, r.buf[from:])
		r.buf, r.pos, r.base = r.buf[:n], r.pos-from, r.base+int64(from)
		if r.mark >= 0 {
			r.mark -= from
		}
	}
	if cap(r.buf)-len(r.buf) < 16<<10 {
		grown := make([]byte, len(r.buf), max(64<<10, 2*cap(r.buf)))
		copy(grown, r.buf)
		r.buf = grown
	}
	for {
		n, err := r.src.Read(r.buf[len(r.buf):cap(r.buf)])
		r.buf = r.buf[:len(r.buf)+n]
		if err != nil {
			r.err = err
		}
		if n > 0 || err != nil {
			return n > 0
		}
	}
}

// Read implements io.Reader.
func (r *rewinder) Read(p []byte) (int, error) {
	if r.pos == len(r.buf) && !r.fill() {
		return 0, r.err
	}
	n := copy(p, r.buf[r.pos:])
	r.pos += n
	return n, nil
}

// ReadByte implements io.ByteReader; with it a gzip reader takes no byte beyond
// the end of its member.
func (r *rewinder) ReadByte() (byte, error) {
	if r.pos == len(r.buf) && !r.fill() {
		return 0, r.err
	}
	c := r.buf[r.pos]
	r.pos++
	return c, nil
}

// peek returns the next n bytes, fewer only at the end of the stream.
func (r *rewinder) peek(n int) []byte {
	for len(r.buf)-r.pos < n && r.fill() {
	}
	return r.buf[r.pos:min(len(r.buf), r.pos+n)]
}

// skip drops n bytes that peek has shown.
func (r *rewinder) skip(n int) { r.pos += n }

// seek moves to the next place where pattern stands; it reports false when
// there is none.
func (r *rewinder) seek(pattern []byte) bool {
	for {
		if i := bytes.Index(r.buf[r.pos:], pattern); i >= 0 {
			r.pos += i
			return true
		}
		r.pos = max(r.pos, len(r.buf)-len(pattern)+1)
		if !r.fill() {
			r.pos = len(r.buf)
			return false
		}
	}
}
