package source

import (
	"encoding/json"
	"errors"
	"io"
)

var errLongValue = errors.New("a value is too long")

// values reads JSON that is not one value a line: a list of articles, or
// articles printed over many lines. A syntax error ends the input, since what
// follows it cannot be told.
func (r *reader) values(a at, in io.Reader, parse func(at, []byte) Item) error {
	limit := &rateLimit{r: in, max: r.opt.MaxArticle + peekSize}
	dec := json.NewDecoder(limit)
	list := false
	for {
		limit.n = 0
		a.offset = dec.InputOffset()
		if list && !dec.More() {
			return r.endOfList(a, dec)
		}
		var v json.RawMessage
		err := r.value(dec, &v, &list)
		switch {
		case err == io.EOF && !list:
			return nil
		case r.ctx.Err() != nil:
			return r.ctx.Err()
		case errors.Is(err, errLongValue):
			return r.fail(*a.failure("an article is "+r.tooLong(), "the rest of the file was not read"))
		case err != nil:
			reason, hint := jsonCause(err)
			return r.fail(*a.failure(reason, hint))
		case len(v) == 0:
			continue // the bracket that opens a list
		}
		if err := r.later(a, v, parse); err != nil {
			return err
		}
	}
}

// value reads the next value, or the bracket that opens the list.
func (r *reader) value(dec *json.Decoder, v *json.RawMessage, list *bool) error {
	if !*list && dec.InputOffset() == 0 {
		if opens, err := opensList(dec); err != nil || opens {
			*list = opens
			return err
		}
	}
	return dec.Decode(v)
}

// opensList consumes the bracket of a list, and nothing of anything else.
func opensList(dec *json.Decoder) (bool, error) {
	if !dec.More() { // reads up to the first byte that is not white space
		return false, io.EOF
	}
	buf, ok := dec.Buffered().(io.ByteScanner)
	if !ok {
		return false, nil
	}
	for {
		c, err := buf.ReadByte()
		if err != nil || c > ' ' {
			if c != '[' {
				return false, nil
			}
			_, err = dec.Token()
			return true, err
		}
	}
}

// endOfList checks that the list was closed.
func (r *reader) endOfList(a at, dec *json.Decoder) error {
	if _, err := dec.Token(); err != nil {
		reason, hint := jsonCause(err)
		return r.fail(*a.failure(reason, hint))
	}
	return nil
}

func jsonCause(err error) (reason, hint string) {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return "JSON is broken here: " + err.Error(), "the rest of the file was not read"
	}
	return cause(err)
}

// rateLimit fails when more than max bytes are read before n is reset.
type rateLimit struct {
	r   io.Reader
	n   int64
	max int64
}

func (l *rateLimit) Read(p []byte) (int, error) {
	if l.n > l.max {
		return 0, errLongValue
	}
	n, err := l.r.Read(p)
	l.n += int64(n)
	return n, err
}
