package atom

import (
	"io"
	"time"

	"twosource/corpus"
)

// Articles writes a feed of articles, of a saved search say. address gives the
// address of an article; an entry's time is the article's publication, or the
// feed's where that is unknown.
func Articles(w io.Writer, f Feed, list []corpus.Article, address func(a *corpus.Article) string, summary func(i int) string) error {
	h := f.head()
	for i := range list {
		h.Entries = append(h.Entries, f.article(&list[i], address(&list[i]), summary(i)))
	}
	return h.write(w)
}

func (f Feed) article(a *corpus.Article, to, summary string) entry {
	title := a.Title
	if title == "" {
		title = "Untitled article"
	}
	if a.Source != "" {
		title = a.Source + ": " + title
	}
	e := entry{
		ID: "tag:twosource,2026:article/" + a.ID, Title: clean(title),
		Updated: f.Updated.UTC().Format(time.RFC3339), Summary: text{"text", clean(summary)},
	}
	if t, ok := parseTime(a.Published); ok {
		e.Updated = t.UTC().Format(time.RFC3339)
	}
	if to != "" {
		e.Link = &link{"alternate", to}
	}
	return e
}

func parseTime(s string) (time.Time, bool) {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05", time.DateOnly} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}
