// Package atom writes findings as an Atom feed (RFC 4287) with stable ids, so
// that a feed reader shows each finding once.
package atom

import (
	"encoding/xml"
	"io"
	"strings"
	"time"

	"twosource/corpus"
)

// Feed is what stands at the head of the document.
type Feed struct {
	ID, Title string
	Self      string    // URL of the feed itself, "" if it has none
	Updated   time.Time // when the newest entry came in
	// Link gives the address of a finding, "" for none.
	Link func(c *corpus.Conflict) string
}

type link struct {
	Rel  string `xml:"rel,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type text struct {
	Type string `xml:"type,attr"`
	Body string `xml:",chardata"`
}

type entry struct {
	XMLName xml.Name `xml:"entry"`
	ID      string   `xml:"id"`
	Title   string   `xml:"title"`
	Updated string   `xml:"updated"`
	Link    *link    `xml:"link,omitempty"`
	Summary text     `xml:"summary"`
}

type head struct {
	XMLName xml.Name `xml:"feed"`
	NS      string   `xml:"xmlns,attr"`
	ID      string   `xml:"id"`
	Title   string   `xml:"title"`
	Updated string   `xml:"updated"`
	Author  struct {
		Name string `xml:"name"`
	} `xml:"author"`
	Link    *link `xml:"link,omitempty"`
	Entries []entry
}

// Write writes the feed. An entry's time is that of the newest article in it,
// or the feed's where all are undated.
func Write(w io.Writer, f Feed, list []corpus.Conflict) error {
	h := f.head()
	for i := range list {
		h.Entries = append(h.Entries, f.entry(&list[i]))
	}
	return h.write(w)
}

func (f Feed) head() head {
	h := head{NS: "http://www.w3.org/2005/Atom", ID: f.ID, Title: clean(f.Title), Updated: f.Updated.UTC().Format(time.RFC3339)}
	h.Author.Name = "twosource"
	if f.Self != "" {
		h.Link = &link{"self", f.Self}
	}
	return h
}

func (h head) write(w io.Writer) error {
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", " ")
	if err := enc.Encode(h); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

func (f Feed) entry(c *corpus.Conflict) entry {
	e := entry{
		ID:      "tag:twosource,2026:finding/" + c.ID,
		Title:   clean(string(c.Verdict) + ": " + c.Subject + " · " + c.Attribute + ": " + values(c)),
		Updated: f.updated(c), Summary: text{"text", clean(c.Reason)},
	}
	if f.Link != nil {
		if to := f.Link(c); to != "" {
			e.Link = &link{"alternate", to}
		}
	}
	return e
}

func (f Feed) updated(c *corpus.Conflict) string {
	newest := f.Updated.UTC()
	found := false
	for _, e := range c.Evidence {
		if t, ok := parseTime(e.Published); ok && (!found || t.After(newest)) {
			newest, found = t.UTC(), true
		}
	}
	return newest.Format(time.RFC3339)
}

// values are the distinct values of a finding in the order of its evidence.
func values(c *corpus.Conflict) string {
	var out []string
	seen := map[string]bool{}
	for _, e := range c.Evidence {
		if v := e.Claim.Value.Text; !seen[v] {
			seen[v] = true
			out = append(out, v)
		}
	}
	return strings.Join(out, " / ")
}

// clean takes out what XML 1.0 cannot hold.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r >= ' ' && r != 0xfffe && r != 0xffff {
			return r
		}
		return -1
	}, s)
}
