package source

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"twosource/corpus"
	"twosource/extractors/stamp"
)

// longestSkip is how far an overlong line is skipped in search of its end.
const longestSkip = 1 << 30

// jsonl reads one article a line; a line that is none is one failure. A file
// that is one JSON value over many lines (pretty-printed, or a list) is read
// as such.
func (r *reader) jsonl(a at, in *input) error { return r.each(a, in, r.row) }

// lines has every line parsed that is not blank.
func (r *reader) lines(a at, in *input, parse func(at, []byte) Item) error {
	l := &lines{r: in.Reader, max: r.opt.MaxArticle}
	for {
		a.offset, a.line = l.offset, l.line+1
		line, err := l.next()
		if trimmed := bytes.TrimSpace(line); len(trimmed) > 0 {
			if err := r.later(a, bytes.Clone(trimmed), parse); err != nil {
				return err
			}
		}
		switch {
		case err == errLongLine:
			err = r.fail(*a.failure("line is "+r.tooLong(), "split the article, or raise the limit"))
		case err == io.EOF:
			return nil
		case r.ctx.Err() != nil:
			return r.ctx.Err()
		case err != nil:
			reason, hint := cause(err)
			return r.fail(*a.failure(reason, hint))
		}
		if err != nil {
			return err
		}
	}
}

// isDocument reports that head begins one JSON value that goes on over lines:
// a list, or an object whose first line does not close it.
func isDocument(head []byte) bool {
	head = bytes.TrimLeft(unBOM(head), " \t\r\n")
	if len(head) == 0 || head[0] == '[' {
		return len(head) > 0
	}
	line, _, more := bytes.Cut(head, []byte("\n"))
	line = bytes.TrimSpace(line) // nothing is left of a wide space
	return more && len(line) > 0 && (len(line) == 1 || bytes.IndexByte([]byte(",[{"), line[len(line)-1]) >= 0)
}

var errLongLine = errors.New("line too long")

// lines splits a stream into lines of bounded length, counting lines and bytes.
type lines struct {
	r      *bufio.Reader
	max    int64
	buf    []byte
	offset int64
	line   int
}

// next returns the next line without its end, valid until the next call. At
// the end of the stream it returns what is left with io.EOF. A line over max
// is skipped and reported as errLongLine.
func (l *lines) next() ([]byte, error) {
	l.buf = l.buf[:0]
	l.line++
	var size int64
	for {
		part, err := l.r.ReadSlice('\n')
		size += int64(len(part))
		l.offset += int64(len(part))
		if size <= l.max {
			l.buf = append(l.buf, part...)
		}
		switch {
		case err == bufio.ErrBufferFull && size < longestSkip:
			continue
		case err == bufio.ErrBufferFull:
			return nil, errors.New("line has no end")
		case size > l.max && (err == nil || err == io.EOF):
			return nil, errLongLine
		case err != nil && err != io.EOF:
			return nil, err // what came before a damaged spot is no whole line
		}
		return l.buf, err
	}
}

// row parses one line.
func (r *reader) row(a at, line []byte) Item {
	line = bytes.TrimPrefix(line, []byte("\xef\xbb\xbf"))
	if !utf8.Valid(line) {
		return Item{Failure: a.failure("line is not UTF-8", "convert the file to UTF-8")}
	}
	var m map[string]json.RawMessage
	if err := json.Unmarshal(line, &m); err != nil {
		return Item{Failure: a.failure("line is not a JSON object: "+err.Error(), "")}
	}
	return r.object(a, m)
}

// object makes an article of a JSON object.
func (r *reader) object(a at, m map[string]json.RawMessage) Item {
	text := pick(m, "text", "body", "content", "maintext", "article_text", "full_text", "article")
	if strings.TrimSpace(text) == "" {
		return Item{Failure: a.failure(`no "text" in this object`, "each line needs the article's text under \"text\"")}
	}
	art := &corpus.Article{
		ID: pick(m, "id", "_id", "guid"), Path: a.path, Text: text,
		Title:    pick(m, "title", "headline"),
		Source:   pick(m, "source", "publisher", "outlet", "source_domain", "site_name", "domain"),
		URL:      pick(m, "url", "link", "canonical_url"),
		Authors:  pickList(m, "author", "authors", "byline"),
		Section:  pick(m, "section", "category"),
		Language: language(pick(m, "language", "lang")),
	}
	for _, key := range []string{"published", "date", "publish_date", "date_publish", "published_at", "publication_date", "datePublished", "pubDate"} {
		r.published(art, pick(m, key), "input")
	}
	if st, ok := stamp.Parse(pick(m, "updated", "modified", "date_modify", "dateModified")); ok {
		art.Updated = st.ISO
	}
	r.readHead(art)
	if strings.TrimSpace(art.Body.In(text)) == "" {
		art.Body = corpus.Span{Start: 0, End: len(text)}
	}
	r.finish(art)
	return Item{Article: art}
}

// pick returns the first of keys that holds a string, a number, or an object
// with a name.
func pick(m map[string]json.RawMessage, keys ...string) string {
	for _, k := range keys {
		if s := scalar(m[k]); s != "" {
			return s
		}
	}
	return ""
}

// scalar reads a JSON value as a string, "" when it has no single one.
func scalar(v json.RawMessage) string {
	if len(v) == 0 {
		return ""
	}
	switch v[0] {
	case '"':
		var s string
		if json.Unmarshal(v, &s) == nil {
			return s
		}
	case '{':
		var o map[string]json.RawMessage
		if json.Unmarshal(v, &o) == nil {
			return pick(o, "name", "title", "uri", "$oid", "$date")
		}
	case 'n', 't', 'f', '[':
	default:
		if n, err := strconv.ParseFloat(string(v), 64); err == nil && n == float64(int64(n)) {
			return strconv.FormatInt(int64(n), 10)
		}
		return string(v)
	}
	return ""
}

// pickList returns names under the first of keys that has any: a list of
// strings or objects, or one by-line.
func pickList(m map[string]json.RawMessage, keys ...string) []string {
	for _, k := range keys {
		var list []json.RawMessage
		if json.Unmarshal(m[k], &list) != nil {
			if s := scalar(m[k]); s != "" {
				return byline(s)
			}
			continue
		}
		var names []string
		for _, v := range list {
			if s := strings.TrimSpace(scalar(v)); s != "" {
				names = append(names, s)
			}
		}
		if len(names) > 0 {
			return names
		}
	}
	return nil
}
