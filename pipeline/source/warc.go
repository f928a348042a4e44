package source

import (
	"bufio"
	"bytes"
	"crypto/sha1"
	"encoding/base32"
	"errors"
	"fmt"
	"io"
	"net/textproto"
	"strconv"
	"strings"

	"github.com/klauspost/compress/gzip"
)

var (
	gzipMagic = []byte{0x1f, 0x8b, 0x08}
	warcMagic = []byte("WARC/")

	errNoRecord = errors.New("no WARC record begins here")
	errLength   = errors.New("record has no usable Content-Length")
	errShort    = errors.New("record is shorter than its Content-Length")
	errTail     = errors.New("record is longer than its Content-Length")
	errDigest   = errors.New("record does not match its digest")
	errHuge     = errors.New("record is too long")
)

// maxWARCHeader bounds the header of a record.
const maxWARCHeader = 64 << 10

// record is one WARC record.
type record struct {
	header textproto.MIMEHeader
	block  []byte
	proved bool // its digest was checked
}

// warcReader reads records one after the other, each a gzip member of its own
// or plain. A damaged record costs that record: the next is searched for right
// behind its start.
type warcReader struct {
	r      *rewinder
	packed bool
	max    int64
	lost   bool // searching after damage
}

// warc reads the records of a WARC file.
func (r *reader) warc(a at, src io.Reader, packed bool) error {
	w := &warcReader{r: newRewinder(src, int(2*r.opt.MaxArticle)), packed: packed, max: r.opt.MaxArticle + maxWARCHeader}
	for {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		rec, offset, err := w.next()
		a.offset = offset
		switch {
		case err == io.EOF:
			return nil
		case r.ctx.Err() != nil:
			return r.ctx.Err()
		case err != nil:
			err = r.fail(*a.failure("damaged WARC record: "+describe(err), ""))
		default:
			err = r.record(a, rec)
		}
		if err != nil {
			return err
		}
	}
}

func describe(err error) string {
	if err == io.ErrUnexpectedEOF {
		return "compressed data ends early"
	}
	return err.Error()
}

// next returns the next record and where it began; an error other than io.EOF
// is the damage of one record.
func (w *warcReader) next() (*record, int64, error) {
	for {
		if w.lost && !w.find() {
			return nil, w.r.offset(), io.EOF
		}
		w.skipBlank()
		if len(w.r.peek(1)) == 0 {
			if w.r.err != io.EOF {
				err := w.r.err
				w.r.err = io.EOF
				return nil, w.r.offset(), err
			}
			return nil, w.r.offset(), io.EOF
		}
		offset := w.r.offset()
		w.r.setMark()
		rec, err := w.read()
		searching := w.lost
		w.lost = err != nil
		if err == nil {
			return rec, offset, nil
		}
		w.r.rewind(1)
		if !searching || err != errNoRecord {
			return nil, offset, err
		}
		// Still within the damaged record: look on.
	}
}

// find moves to where a record may begin.
func (w *warcReader) find() bool {
	if w.packed {
		return w.r.seek(gzipMagic)
	}
	for w.r.seek([]byte("WARC/1.")) {
		if c := w.r.peek(10); len(c) == 10 && (c[8] == '\r' || c[8] == '\n') {
			return true
		}
		w.r.skip(1)
	}
	return false
}

// skipBlank skips the line breaks between plain records.
func (w *warcReader) skipBlank() {
	for !w.packed {
		c := w.r.peek(1)
		if len(c) == 0 || c[0] != '\r' && c[0] != '\n' {
			return
		}
		w.r.skip(1)
	}
}

// read reads one record at the current place.
func (w *warcReader) read() (*record, error) {
	if !w.packed {
		rec, err := readRecord(w.r, w.max)
		if err == nil && !rec.proved && !w.atBorder() {
			return nil, errTail
		}
		return rec, err
	}
	z, err := gzip.NewReader(w.r)
	if err != nil {
		return nil, errNoRecord
	}
	defer z.Close()
	z.Multistream(false)
	rec, err := readRecord(z, w.max)
	if err != nil {
		return nil, err
	}
	rest, err := io.Copy(io.Discard, io.LimitReader(z, w.max))
	switch {
	case err != nil:
		return nil, err // the checksum, mostly
	case rest > 4:
		return nil, errTail
	}
	return rec, nil
}

// atBorder reports that a plain record ends as records do.
func (w *warcReader) atBorder() bool {
	c := w.r.peek(4)
	return len(c) == 0 || bytes.HasPrefix(c, []byte("\r\n\r\n")) || bytes.HasPrefix(c, []byte("\n\n"))
}

// readRecord reads a record's header and block.
func readRecord(src io.Reader, max int64) (*record, error) {
	header, err := readHeader(src)
	if err != nil {
		return nil, err
	}
	n, err := strconv.ParseInt(header.Get("Content-Length"), 10, 64)
	if err != nil || n < 0 {
		return nil, errLength
	}
	if n > max {
		if _, err := io.CopyN(io.Discard, src, n); err != nil {
			return nil, errShort
		}
		return nil, errHuge
	}
	block, err := io.ReadAll(io.LimitReader(src, n))
	switch {
	case err != nil && err != io.ErrUnexpectedEOF:
		return nil, err
	case int64(len(block)) < n:
		return nil, errShort
	}
	digest := header.Get("WARC-Block-Digest")
	fits, known := digestFits(digest, block)
	if known && !fits {
		return nil, errDigest
	}
	return &record{header, block, known}, nil
}

// readHeader reads the version line and the fields of a record, byte by byte:
// the block begins right behind them.
func readHeader(src io.Reader) (textproto.MIMEHeader, error) {
	var head []byte
	one := make([]byte, 1)
	next := func() (byte, error) {
		if br, ok := src.(io.ByteReader); ok {
			return br.ReadByte()
		}
		_, err := io.ReadFull(src, one)
		return one[0], err
	}
	for !bytes.HasSuffix(head, []byte("\r\n\r\n")) && !bytes.HasSuffix(head, []byte("\n\n")) {
		c, err := next()
		if err == io.EOF || err != nil && len(head) < len(warcMagic) {
			err = errNoRecord
		}
		if err != nil {
			return nil, err
		}
		if head = append(head, c); len(head) == len(warcMagic) && !bytes.Equal(head, warcMagic) {
			return nil, errNoRecord
		}
		if len(head) > maxWARCHeader {
			return nil, errors.New("record header has no end")
		}
	}
	_, fields, _ := bytes.Cut(head, []byte("\n"))
	h, err := textproto.NewReader(bufio.NewReader(bytes.NewReader(fields))).ReadMIMEHeader()
	if err != nil {
		return nil, fmt.Errorf("record header is broken: %w", err)
	}
	return h, nil
}

// digestFits checks a block against "sha1:BASE32"; other digests are not known.
func digestFits(digest string, block []byte) (fits, known bool) {
	algorithm, want, ok := strings.Cut(digest, ":")
	if !ok || !strings.EqualFold(algorithm, "sha1") || len(want) != 32 {
		return false, false
	}
	sum := sha1.Sum(block)
	return strings.EqualFold(want, base32.StdEncoding.EncodeToString(sum[:])), true
}
