package factbin

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"

	"twosource/corpus"
)

// articleVersion is the form of AppendArticle.
const articleVersion = 1

// AppendArticle appends an article with its facts and the id of its cluster of
// copies, checksums included.
func (w *Writer) AppendArticle(dst []byte, a *corpus.Article, f *corpus.Facts, origin string) []byte {
	start := len(dst)
	w.Begin(append(dst, articleVersion))
	for _, s := range [...]string{a.ID, a.Path, a.URL, a.Source, a.Title, a.Section, a.Published, a.PublishedFrom, a.Updated, a.Language, a.Agency, a.Text, origin} {
		w.raw(s)
	}
	w.Flags(a.Partial)
	w.Span(a.Body)
	w.Uint(uint64(len(a.Authors)))
	for _, s := range a.Authors {
		w.raw(s)
	}
	writeList(w, a.Blocks, (*Writer).block)
	sum := crc32.Checksum(w.b[start:], castagnoli)
	b := binary.LittleEndian.AppendUint32(w.b, sum)
	length := len(b) - start
	b = w.Append(b, f)
	return binary.LittleEndian.AppendUint32(b, uint32(length))
}

// raw writes a text that is not expected to come again.
func (w *Writer) raw(s string) {
	w.Uint(uint64(len(s)))
	w.b = append(w.b, s...)
}

func (w *Writer) block(x *corpus.Block) {
	w.Span(x.Span)
	w.Text(string(x.Kind))
	w.Text(x.Time)
}

// DecodeArticle reads what AppendArticle wrote. f may be nil when the facts
// are not wanted; they are then not decoded.
func DecodeArticle(b []byte, a *corpus.Article, f *corpus.Facts) (origin string, err error) {
	if len(b) < 4 {
		return "", fmt.Errorf("%w: %d bytes", ErrDamaged, len(b))
	}
	n := uint64(binary.LittleEndian.Uint32(b[len(b)-4:]))
	if n < 5 || n > uint64(len(b)-4) {
		return "", fmt.Errorf("%w: article of %d bytes in %d", ErrDamaged, n, len(b))
	}
	body, facts := b[:n], b[n:len(b)-4]
	sum := body[n-4:]
	body = body[:n-4]
	if crc32.Checksum(body, castagnoli) != binary.LittleEndian.Uint32(sum) {
		return "", fmt.Errorf("%w: checksum", ErrDamaged)
	}
	if body[0] > articleVersion {
		return "", fmt.Errorf("%w: form %d, this program reads up to %d", ErrNewer, body[0], articleVersion)
	}
	r := Reader{b: string(body[1:])}
	origin = r.article(a)
	if r.bad || r.at != len(r.b) {
		return "", fmt.Errorf("%w: article at byte %d of %d", ErrDamaged, r.at, len(r.b))
	}
	if f == nil {
		return origin, nil
	}
	return origin, DecodeInto(f, facts)
}

func (r *Reader) article(a *corpus.Article) (origin string) {
	for _, s := range [...]*string{&a.ID, &a.Path, &a.URL, &a.Source, &a.Title, &a.Section, &a.Published, &a.PublishedFrom, &a.Updated, &a.Language, &a.Agency, &a.Text, &origin} {
		*s = r.take(r.Uint())
	}
	a.Partial = r.Byte()&1 != 0
	r.last = 0
	a.Body = r.Span()
	a.Authors = nil
	n := r.Uint()
	if n > uint64(len(r.b)-r.at) {
		r.fail()
		return origin
	}
	for range n {
		a.Authors = append(a.Authors, r.take(r.Uint()))
	}
	a.Blocks = readList(r, nil, (*Reader).block)
	return origin
}

func (r *Reader) block(x *corpus.Block) {
	x.Span = r.Span()
	x.Kind = corpus.BlockKind(r.Text())
	x.Time = r.Text()
}
