package export_test

import (
	"bytes"
	"encoding/json"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/mmcdole/gofeed/atom"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"twosource/corpus"
	ours "twosource/corpus/export/atom"
	"twosource/corpus/export/cite"
	"twosource/corpus/export/followthemoney"
	"twosource/corpus/export/jsonld"
)

func compiled(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	s, err := c.Compile(filepath.Join("testdata", "schema", name))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// valid checks each JSON value of out by a schema.
func valid(t *testing.T, s *jsonschema.Schema, out []byte, values int) {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(out))
	d.UseNumber()
	n := 0
	for ; ; n++ {
		var v any
		if err := d.Decode(&v); err == io.EOF {
			break
		} else if err != nil {
			t.Fatalf("%v in %s", err, out)
		}
		if err := s.Validate(v); err != nil {
			t.Errorf("%v\n%v", err, v)
		}
	}
	if n != values {
		t.Errorf("%d values, want %d", n, values)
	}
}

// bare is an article of which nothing but its text is known.
func bare() *corpus.Article {
	return &corpus.Article{ID: "b", Text: "Nothing.", Body: corpus.Span{End: 8}}
}

// TestExportsFollowTheirSchemas checks every JSON export by the schema of its
// format, for articles that try to break out and for one that says nothing.
func TestExportsFollowTheirSchemas(t *testing.T) {
	a, f := hostile()
	for _, c := range []struct {
		schema string
		values int
		write  func(w io.Writer) error
	}{
		{"annotation.json", 4, func(w io.Writer) error { return jsonld.Annotations(w, a, f) }},
		{"claimreview.json", 1, func(w io.Writer) error {
			return jsonld.ClaimReview(w, conflict(corpus.Confirmed), func(string) (string, bool) { return a.Text, true })
		}},
		{"followthemoney.json", 5, func(w io.Writer) error { return followthemoney.Article(w, a, f) }},
		{"followthemoney.json", 1, func(w io.Writer) error { return followthemoney.Article(w, bare(), &corpus.Facts{}) }},
		{"csl.json", 1, func(w io.Writer) error { return cite.CSLJSON(w, a) }},
		{"csl.json", 1, func(w io.Writer) error { return cite.NewCSL(w).Close() }},
		{"csl.json", 1, func(w io.Writer) error {
			c := cite.NewCSL(w)
			for _, x := range []*corpus.Article{a, bare(), a} {
				if err := c.Article(x); err != nil {
					return err
				}
			}
			return c.Close()
		}},
	} {
		t.Run(c.schema, func(t *testing.T) {
			var b bytes.Buffer
			if err := c.write(&b); err != nil {
				t.Fatal(err)
			}
			valid(t, compiled(t, c.schema), b.Bytes(), c.values)
		})
	}
}

// TestFeedReaderReads gives the feed of findings to a reader of feeds.
func TestFeedReaderReads(t *testing.T) {
	var b bytes.Buffer
	feed := ours.Feed{ID: "urn:x", Title: "t & <b>", Self: "http://x/?a&b", Updated: time.Unix(0, 0), Link: func(*corpus.Conflict) string { return "http://x/?a&b" }}
	if err := ours.Write(&b, feed, []corpus.Conflict{*conflict(corpus.Open)}); err != nil {
		t.Fatal(err)
	}
	got, err := (&atom.Parser{}).Parse(&b)
	if err != nil {
		t.Fatal(err)
	}
	if got.ID != "urn:x" || got.UpdatedParsed == nil || len(got.Entries) != 1 || len(got.Authors) == 0 {
		t.Fatalf("feed: %+v", got)
	}
	if e := got.Entries[0]; e.ID != "tag:twosource,2026:finding/c1" || e.UpdatedParsed == nil || len(e.Links) != 1 || e.Links[0].Href != "http://x/?a&b" || !strings.Contains(e.Title, "M & ") {
		t.Errorf("entry: %+v", e)
	}
}
