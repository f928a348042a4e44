package web

import (
	"net/http"
	"strings"

	"twosource/corpus"
	"twosource/corpus/store"
)

// changesPage is how an article was changed after it was first stored.
type changesPage struct {
	Article  corpus.Article // as it is now
	Versions int
	Changes  []change // newest first
}

// change is what one version says unlike the one before.
type change struct {
	Version         int    // 2 is the first that changed something
	Published       string // of the version; "" when unknown
	Updated         string
	Title           []part // nil where the headline stayed
	PublishedBefore string // "" where the date stayed
	Blocks          []block
}

// block is a place where paragraphs were changed, or paragraphs that were not.
type block struct {
	Same  int // paragraphs left out because they are the same; then Parts is nil
	Parts []part
}

// changes shows the versions of an article, each against the one before.
func (s *Server) changes(w http.ResponseWriter, r *http.Request) error {
	d, err := s.document(r)
	if err != nil {
		return err
	}
	list, err := s.o.Store.Versions(r.Context(), d.Article.ID)
	if err != nil {
		return err
	}
	page := changesPage{Article: d.Article, Versions: len(list), Changes: changesOf(list)}
	return s.page.render(w, http.StatusOK, "changes", view{Title: "Changes to " + titleOf(&d.Article), Nav: "search", Data: page, Request: r})
}

func changesOf(list []store.Version) []change {
	var out []change
	for i := len(list) - 1; i > 0; i-- {
		out = append(out, newChange(i+1, &list[i-1].Article, &list[i].Article))
	}
	return out
}

func newChange(version int, old, now *corpus.Article) change {
	c := change{Version: version, Published: now.Published, Updated: now.Updated, Blocks: blocks(bodyOf(old), bodyOf(now))}
	if old.Title != now.Title {
		c.Title = merged(old.Title, now.Title)
	}
	if old.Published != now.Published {
		c.PublishedBefore = old.Published
	}
	return c
}

func bodyOf(a *corpus.Article) string {
	if a.Body.Empty() {
		return a.Text
	}
	return a.Body.In(a.Text)
}

// maxLines bounds the paragraphs compared one by one.
const maxLines = 1500

// blocks compares two texts by paragraph, and the paragraphs that differ by
// word.
func blocks(old, now string) []block {
	a, b := paragraphs(old), paragraphs(now)
	if len(a) > maxLines || len(b) > maxLines {
		return []block{{Parts: []part{{"The text was changed; it is too long to show where.", ""}}}}
	}
	inA, inB := common(len(a), len(b), func(i, j int) bool { return a[i] == b[j] })
	var out []block
	for i, j := 0, 0; i < len(a) || j < len(b); {
		from, same := [2]int{i, j}, 0
		for i < len(a) && j < len(b) && inA[i] && inB[j] {
			i, j, same = i+1, j+1, same+1
		}
		if same > 0 {
			out = append(out, block{Same: same})
			continue
		}
		for i < len(a) && !inA[i] {
			i++
		}
		for j < len(b) && !inB[j] {
			j++
		}
		out = append(out, block{Parts: merged(strings.Join(a[from[0]:i], "\n"), strings.Join(b[from[1]:j], "\n"))})
	}
	return out
}

func paragraphs(text string) []string {
	var out []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// merged is one text with what the old one said and the new one says at the
// places where they differ.
func merged(old, now string) []part {
	x, y := tokens(old), tokens(now)
	if len(x) > maxWords || len(y) > maxWords {
		return joined(part{old, "del"}, part{now, "ins"})
	}
	inX, inY := common(len(x), len(y), func(i, j int) bool { return x[i] == y[j] })
	var out []part
	for i, j := 0, 0; i < len(x) || j < len(y); {
		switch {
		case i < len(x) && !inX[i]:
			out = joined(append(out, part{x[i], "del"})...)
			i++
		case j < len(y) && !inY[j]:
			out = joined(append(out, part{y[j], "ins"})...)
			j++
		default:
			out = joined(append(out, part{y[j], ""})...)
			i, j = i+1, j+1
		}
	}
	return out
}

// tokens are the words of s, each with the space behind it.
func tokens(s string) []string {
	var out []string
	for s != "" {
		n := strings.IndexAny(s, " \n")
		if n < 0 {
			n = len(s) - 1
		}
		out, s = append(out, s[:n+1]), s[n+1:]
	}
	return out
}

// joined puts the last part to the one before where both are of one kind, and
// drops empty ones.
func joined(list ...part) []part {
	n := len(list)
	switch {
	case list[n-1].Text == "":
		return list[:n-1]
	case n > 1 && list[n-2].Kind == list[n-1].Kind:
		list[n-2].Text += list[n-1].Text
		return list[:n-1]
	}
	return list
}

func titleOf(a *corpus.Article) string {
	if a.Title == "" {
		return "Article " + a.ID
	}
	return a.Title
}
