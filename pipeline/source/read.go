package source

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"

	"github.com/klauspost/compress/gzip"
)

// stream reads one opened input: decompresses it, decides its format and
// hands it to the reader of that format.
func (r *reader) stream(a at, src io.Reader) error {
	raw := bufio.NewReaderSize(src, peekSize)
	if isPackedWARC(raw) || r.namedPackedWARC(a.path, raw) {
		return r.warc(a, raw, true)
	}
	in, err := open(raw)
	if err != nil {
		reason, hint := cause(err)
		return r.fail(*a.failure(reason, hint))
	}
	defer in.close()
	if mark, _ := in.Peek(3); string(mark) == "\xef\xbb\xbf" {
		in.Discard(3)
	}
	head, err := in.Peek(peekSize)
	if len(head) == 0 {
		return r.empty(a, err)
	}
	f := r.opt.Format
	found, what := sniff(head, len(head) < peekSize)
	if f == Auto || found == archive || found == binary {
		f = found
	}
	return r.read(a, in, f, what)
}

// empty reports an input without a byte.
func (r *reader) empty(a at, err error) error {
	if err == io.EOF || err == nil {
		return r.fail(*a.failure("empty file", ""))
	}
	if r.ctx.Err() != nil {
		return r.ctx.Err()
	}
	reason, hint := cause(err)
	return r.fail(*a.failure(reason, hint))
}

// read hands an input to the reader of its format.
func (r *reader) read(a at, in *input, f Format, what string) error {
	switch f {
	case JSONL:
		return r.jsonl(a, in)
	case WARC:
		return r.warc(a, in, false)
	case HTML:
		return r.whole(a, in, r.html)
	case Text:
		return r.whole(a, in, r.text)
	case Feed:
		return r.feed(a, in)
	case Ninjs:
		return r.ninjs(a, in)
	case NewsML:
		return r.newsml(a, in)
	case NITF:
		return r.whole(a, in, r.nitf)
	case EML:
		return r.whole(a, in, r.eml)
	case archive:
		return r.archive(a, in)
	case binary:
		if what == "" {
			what = "not text"
		}
		return r.fail(*a.failure(fmt.Sprintf("binary file (%s)", what), "give articles as text, HTML, JSONL or one of the other formats"))
	}
	return r.fail(*a.failure(fmt.Sprintf("unknown format %q", f), ""))
}

// whole reads an input that is one article and has it parsed. What could be
// read of a damaged one is not an article: it would pass for a whole one.
func (r *reader) whole(a at, in io.Reader, parse func(at, []byte) Item) error {
	data, tooLong, err := readAll(in, r.opt.MaxArticle)
	switch {
	case r.ctx.Err() != nil:
		return r.ctx.Err()
	case tooLong:
		return r.fail(*a.failure(r.tooLong(), "raise the limit, or split the file: one article a file, or JSONL"))
	case err != nil:
		reason, hint := cause(err)
		return r.fail(*a.failure(reason, hint))
	}
	return r.later(a, data, parse)
}

func (r *reader) tooLong() string {
	return fmt.Sprintf("longer than %d MiB, the largest article read", r.opt.MaxArticle>>20)
}

// redacted is an address without the password in it, which has no place in
// messages and records.
func redacted(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.User == nil {
		return address
	}
	return u.Redacted()
}

// url reads a page, feed or sitemap from the network.
func (r *reader) url(u string) error {
	a := at{path: redacted(u)}
	if r.opt.Open == nil {
		return r.fail(*a.failure("URLs are not fetched here", "save the page and give the file"))
	}
	page, err := r.opt.Open(r.ctx, u)
	if r.ctx.Err() != nil {
		return r.ctx.Err()
	}
	if errors.Is(err, ErrUnchanged) {
		return nil
	}
	if err != nil {
		return r.fail(*a.failure(err.Error(), ""))
	}
	defer page.Body.Close()
	if formatOf(page.ContentType) == HTML {
		return r.whole(a, page.Body, func(a at, data []byte) Item { return r.fetched(a, page, data) })
	}
	return r.stream(a, page.Body)
}

// namedPackedWARC reports gzip data that is said to be WARC, by format or by
// name: its first member may be the damaged one.
func (r *reader) namedPackedWARC(path string, raw *bufio.Reader) bool {
	head, _ := raw.Peek(len(gzipMagic))
	named := r.opt.Format == WARC || r.opt.Format == Auto && strings.HasSuffix(strings.ToLower(path), ".warc.gz")
	return named && bytes.Equal(head, gzipMagic)
}

// isPackedWARC reports a WARC of gzip members. It is read member by member, not
// as one stream, so that damage to one of them is no damage to the rest.
func isPackedWARC(raw *bufio.Reader) bool {
	head, _ := raw.Peek(peekSize)
	if !bytes.HasPrefix(head, gzipMagic) {
		return false
	}
	z, err := gzip.NewReader(bytes.NewReader(head))
	if err != nil {
		return false
	}
	defer z.Close()
	start := make([]byte, len(warcMagic))
	_, err = io.ReadFull(z, start)
	return err == nil && bytes.Equal(start, warcMagic)
}
