package export

import (
	"bytes"
	"fmt"
	"io"
	"unicode/utf8"

	"twosource/corpus"
)

// Texts returns the stored text of an article, false if there is none.
type Texts func(article string) (string, bool)

// Conflict writes one line of `conflicts --json`.
func Conflict(w io.Writer, c *corpus.Conflict, texts Texts) error {
	return NewEncoder(w).Conflict(c, texts)
}

// Conflict writes a finding with its evidence. A finding that cannot be shown
// in the stored text is an error and nothing is written: evidence a reader
// cannot check is worse than none.
func (e *Encoder) Conflict(c *corpus.Conflict, texts Texts) error {
	if err := checkEvidence(c, texts); err != nil {
		return err
	}
	e.finding(c, func(x *corpus.Evidence) {
		text, _ := texts(x.Article)
		e.use(text)
		e.o.open()
		e.evidence(x, x.Claim.Sentence.In(text), x.Claim.In(text), e.points(x))
		e.o.close()
	})
	return e.end()
}

// Points are where a piece of evidence stands in its article, in code points.
type Points struct{ Start, End, SentenceStart, SentenceEnd int }

// Points finds the places of a piece of evidence in text; an error where it
// cannot be shown in it.
func (e *Encoder) Points(x *corpus.Evidence, text string) (Points, error) {
	if !slices(text, x.Claim.Span) || !slices(text, x.Claim.Sentence) {
		return Points{}, fmt.Errorf("evidence does not lie in article %q", x.Article)
	}
	e.use(text)
	return e.points(x), nil
}

func (e *Encoder) points(x *corpus.Evidence) Points {
	c := &x.Claim
	return Points{e.offsets.At(c.Start), e.offsets.At(c.End), e.offsets.At(c.Sentence.Start), e.offsets.At(c.Sentence.End)}
}

// Evidence returns one piece of evidence as the object that Conflict makes of
// it, for those who have the article at another time than the conflict: its
// sentence, the words that state the value, and their places.
func (e *Encoder) Evidence(x *corpus.Evidence, sentence, words string, at Points) []byte {
	e.begin("")
	e.evidence(x, sentence, words, at)
	e.o.close()
	return bytes.Clone(e.o.b)
}

// ConflictShown writes a finding whose evidence was encoded before: shown
// returns what Evidence returned, and must know every piece.
func (e *Encoder) ConflictShown(c *corpus.Conflict, shown func(*corpus.Evidence) string) error {
	e.finding(c, func(x *corpus.Evidence) { e.o.b = append(e.o.b, shown(x)...) })
	return e.end()
}

// finding begins the object of a conflict and writes all its members.
func (e *Encoder) finding(c *corpus.Conflict, evidence func(*corpus.Evidence)) {
	e.begin("")
	o := &e.o
	o.str("id", c.ID)
	o.str("kind", string(c.Kind))
	o.str("subject", c.Subject)
	o.str("attribute", c.Attribute)
	o.str("verdict", string(c.Verdict))
	o.fraction("score", c.Score)
	o.str("reason", c.Reason)
	o.str("status", status(c.Status))
	o.str("lane", c.Lane)
	o.str("note", c.Note)
	o.array("checks", len(c.Checks), func(i int) { e.item(func() { e.check(&c.Checks[i]) }) })
	o.array("evidence", len(c.Evidence), func(i int) { evidence(&c.Evidence[i]) })
	if len(c.Support) > 0 {
		o.array("support", len(c.Support), func(i int) { evidence(&c.Support[i]) })
	}
}

func (e *Encoder) check(x *corpus.Check) {
	e.o.str("name", x.Name)
	e.o.boolean("ok", x.OK)
	e.o.str("detail", x.Detail)
}

func (e *Encoder) evidence(x *corpus.Evidence, sentence, words string, at Points) {
	o := &e.o
	o.str("article", x.Article)
	o.str("path", x.Path)
	o.str("url", x.URL)
	o.str("source", x.Source)
	o.str("title", x.Title)
	o.str("published", x.Published)
	o.str("origin", x.Origin)
	e.value(&x.Claim)
	o.str("sentence", sentence)
	o.integer("start", at.Start)
	o.integer("end", at.End)
	o.str("text", words)
	e.qualifiers(&x.Claim)
	o.integer("sentence_start", at.SentenceStart)
	o.integer("sentence_end", at.SentenceEnd)
	o.str("rule", x.Claim.Rule)
}

func status(s corpus.Status) string {
	if s == corpus.Open {
		return "open"
	}
	return string(s)
}

func checkEvidence(c *corpus.Conflict, texts Texts) error {
	if len(c.Evidence) < 2 {
		return fmt.Errorf("conflict %s: %d pieces of evidence, need two", c.ID, len(c.Evidence))
	}
	for i := range len(c.Evidence) + len(c.Support) {
		var x *corpus.Evidence
		if i < len(c.Evidence) {
			x = &c.Evidence[i]
		} else {
			x = &c.Support[i-len(c.Evidence)]
		}
		text, ok := texts(x.Article)
		if !ok {
			return fmt.Errorf("conflict %s: article %q is not stored", c.ID, x.Article)
		}
		if !slices(text, x.Claim.Span) || !slices(text, x.Claim.Sentence) {
			return fmt.Errorf("conflict %s: evidence does not lie in article %q", c.ID, x.Article)
		}
	}
	return nil
}

// slices reports whether s cuts text to something, on rune boundaries.
func slices(text string, s corpus.Span) bool {
	return s.Start >= 0 && s.End <= len(text) && !s.Empty() &&
		(s.End == len(text) || utf8.RuneStart(text[s.End])) && utf8.RuneStart(text[s.Start])
}
