package source

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"time"

	"twosource/corpus"
)

// Format is the shape of an input.
type Format string

// Formats, as --input-format names them. Auto decides by content.
const (
	Auto   Format = "auto"
	Text   Format = "text"
	HTML   Format = "html"
	JSONL  Format = "jsonl"
	WARC   Format = "warc"
	Feed   Format = "feed" // RSS, Atom, JSON Feed, news sitemaps
	Ninjs  Format = "ninjs"
	NewsML Format = "newsml"
	NITF   Format = "nitf"
	EML    Format = "eml"

	archive Format = "archive" // zip and tar, found by content only
	binary  Format = "binary"  // nothing that can be read
)

// Formats lists what --input-format accepts.
func Formats() []Format {
	return []Format{Auto, Text, HTML, JSONL, WARC, Feed, Ninjs, NewsML, NITF, EML}
}

// ParseFormat checks a name given by a user; "" is Auto.
func ParseFormat(name string) (Format, error) {
	if name == "" {
		return Auto, nil
	}
	for _, f := range Formats() {
		if string(f) == strings.ToLower(name) {
			return f, nil
		}
	}
	return "", fmt.Errorf("unknown input format %q", name)
}

// DefaultMaxArticle is the largest article read when Options names none. The
// longest news texts are under 1 MiB, the largest pages under 10.
const DefaultMaxArticle = 16 << 20

// Options says how to read. The zero value reads everything by content.
type Options struct {
	Format     Format
	MaxArticle int64     // largest single article in bytes; 0 is DefaultMaxArticle
	Stdin      io.Reader // what "-" reads; nil is os.Stdin
	// Now is the clock: a page dated after Now plus a day is not believed.
	// Nil is time.Now.
	Now func() time.Time
	// Open fetches paths that are http or https URLs and the pages that feeds
	// and sitemaps name; nil refuses URLs. pipeline/fetch provides one.
	Open func(ctx context.Context, url string) (*Page, error)
	// Follow fetches, by Open, every page that a feed or sitemap names. Without
	// it a feed gives the text it carries itself.
	Follow bool
	// Workers is how many articles are parsed at a time; 0 is one per CPU.
	// The order of items is that of the input whatever the number.
	Workers int
}

// ErrUnchanged is what Open returns for a page that has not changed since it was
// last read. It is passed over.
var ErrUnchanged = errors.New("not changed since it was last read")

// Page is an opened URL.
type Page struct {
	Body        io.ReadCloser
	URL         string // after redirects
	ContentType string
	Partial     bool // answered 401, 402, 403 or 451 with a page: a stub at best
}

func (o Options) filled() Options {
	if o.Format == "" {
		o.Format = Auto
	}
	if o.MaxArticle <= 0 {
		o.MaxArticle = DefaultMaxArticle
	}
	if o.Stdin == nil {
		o.Stdin = os.Stdin
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	return o
}

// Item is one article read, or one failure to read one. Exactly one of the two
// is set.
type Item struct {
	Article *corpus.Article
	Failure *Failure
}

// Failure says what could not be read, where, and why.
type Failure struct {
	Path   string // input as the user gave it; inside an archive "a.zip/b.html"
	Offset int64  // bytes into the input, decompressed, where the record begins
	Line   int    // 1-based line of a line-based input, else 0
	Reason string // lower-case phrase: "line is not JSON: …"
	Hint   string // what the user can do, "" if nothing
}

// Error makes a Failure an error.
func (f *Failure) Error() string {
	switch {
	case f.Line > 0:
		return fmt.Sprintf("%s:%d: %s", f.Path, f.Line, f.Reason)
	case f.Offset > 0:
		return fmt.Sprintf("%s: at byte %d: %s", f.Path, f.Offset, f.Reason)
	}
	return f.Path + ": " + f.Reason
}

// Walk reads every path in turn and yields its articles and failures in input
// order. A path is a file, a folder (walked in sorted order, only known kinds
// of file, hidden ones left out), "-" for standard input, or a URL. Walk
// returns an error only when yield or ctx ends it: what cannot be read is
// yielded as a Failure and the rest goes on.
func Walk(ctx context.Context, paths []string, opt Options, yield func(Item) error) error {
	return walk(ctx, opt, yield, func(r *reader) error {
		for _, p := range paths {
			if err := r.path(p); err != nil {
				return err
			}
		}
		return nil
	})
}

// Read reads one input that the caller has opened as Walk reads a file of that
// name. It returns an error only when yield or ctx ends it.
func Read(ctx context.Context, name string, in io.Reader, opt Options, yield func(Item) error) error {
	return walk(ctx, opt, yield, func(r *reader) error { return r.stream(at{path: name}, in) })
}

func walk(ctx context.Context, opt Options, yield func(Item) error, read func(*reader) error) error {
	opt = opt.filled()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel() // lets readers of standard input end
	return inOrder(ctx, opt.Workers, yield, func(ctx context.Context, emit func(job) error) error {
		return read(&reader{ctx: ctx, opt: opt, emit: emit})
	})
}

// Known reports whether a file of this name is read when the folder it lies in
// is.
func Known(name string) bool { return !strings.HasPrefix(name, ".") && known(name) }

// reader turns inputs into jobs. Its methods return an error only to stop the
// walk; failures are emitted.
type reader struct {
	ctx  context.Context
	opt  Options
	emit func(job) error
	maps map[string]bool // sitemaps read
}

// job is an article still to be parsed, or a failure found before parsing.
type job struct {
	parse func() Item // runs on any goroutine
	size  int         // bytes held by parse
}

// fail emits a failure.
func (r *reader) fail(f Failure) error {
	return r.emit(job{parse: func() Item { return Item{Failure: &f} }})
}

// at is the place of a document within the inputs.
type at struct {
	path   string
	offset int64
	line   int
	nest   int // archives around it
}

func (a at) failure(reason, hint string) *Failure {
	return &Failure{Path: a.path, Offset: a.offset, Line: a.line, Reason: reason, Hint: hint}
}

// later emits a job that parses data, guarding against a panic in a parser:
// one hostile document must not end a run of a hundred thousand.
func (r *reader) later(a at, data []byte, parse func(a at, data []byte) Item) error {
	return r.emit(job{size: len(data), parse: func() (it Item) {
		defer func() {
			if p := recover(); p != nil {
				it = Item{Failure: a.failure(fmt.Sprintf("the parser gave up on this document (%v)", p), "")}
			}
		}()
		return parse(a, data)
	}})
}
