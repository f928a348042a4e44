package cli

import (
	"bufio"
	"fmt"
	"path/filepath"
	"strings"

	"twosource/corpus"
	"twosource/corpus/export"
)

// board prints conflicts for a person: what is claimed, by whom, in which
// words, and why it is listed.
type board struct {
	out    *bufio.Writer
	colour bool
	n      int
}

func (b *board) print(f corpus.Conflict, texts export.Texts) error {
	if b.n > 0 {
		b.out.WriteByte('\n')
	}
	b.n++
	head := fmt.Sprintf("%s · %s", printable(f.Subject), printable(f.Attribute))
	fmt.Fprintf(b.out, "%s  %s  %s\n", b.bold(strings.ToUpper(string(f.Verdict))), b.bold(head), b.dim(f.ID))
	for _, e := range f.Evidence {
		text, _ := texts(e.Article)
		b.side(e, text)
	}
	fmt.Fprintf(b.out, "  why: %s\n", printable(f.Reason))
	if line := checksLine(f.Checks); line != "" {
		fmt.Fprintf(b.out, "  %s\n", b.dim(line))
	}
	if f.Status != corpus.Open {
		fmt.Fprintf(b.out, "  %s %s\n", f.Status, printable(f.Note))
	}
	return b.out.Flush()
}

func (b *board) side(e corpus.Evidence, text string) {
	from := e.Source
	if from == "" {
		from = filepath.Base(e.Path)
	}
	date := e.Published
	if date == "" {
		date = "undated"
	} else if len(date) > 10 {
		date = date[:10]
	}
	fmt.Fprintf(b.out, "  %s  %s, %s\n", b.bold(valueText(e.Claim)), printable(from), date)
	fmt.Fprintf(b.out, "     %s\n", b.sentence(e.Claim, text))
	if e.Path != "" && e.Source != "" {
		fmt.Fprintf(b.out, "     %s\n", b.dim(printable(e.Path)))
	}
}

func valueText(c corpus.Claim) string {
	v := c.Value.Text
	if c.Kind == corpus.KindQuote {
		return "quote"
	}
	if u := c.Value.Quantity.Unit; u != "" && !strings.Contains(v, u) {
		v += " " + u
	}
	if bound := c.Value.Quantity.Bound; bound != corpus.Exact {
		v = string(bound) + " " + v
	}
	return printable(v)
}

// sentence is the claim's sentence on one line with the value highlighted.
func (b *board) sentence(c corpus.Claim, text string) string {
	s := c.Sentence
	if !s.Contains(c.Span) {
		s = corpus.Span{Start: min(s.Start, c.Start), End: max(s.End, c.End)}
	}
	before := corpus.Span{Start: s.Start, End: c.Start}.In(text)
	after := corpus.Span{Start: c.End, End: s.End}.In(text)
	return fold(before) + b.mark(oneLine(c.In(text))) + fold(after)
}

// fold is oneLine that keeps a space at the ends.
func fold(s string) string {
	body := oneLine(s)
	if body == "" {
		if s != "" {
			return " "
		}
		return ""
	}
	if strings.TrimLeft(s, " \t\r\n") != s {
		body = " " + body
	}
	if strings.TrimRight(s, " \t\r\n") != s {
		body += " "
	}
	return body
}

func checksLine(checks []corpus.Check) string {
	var parts []string
	for _, c := range checks {
		sign := "✓"
		if !c.OK {
			sign = "✗"
		}
		part := c.Name + " " + sign
		if c.Detail != "" {
			part += " (" + printable(c.Detail) + ")"
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, " · ")
}

func (b *board) bold(s string) string { return b.ansi("1", s) }
func (b *board) dim(s string) string  { return b.ansi("2", s) }

// mark highlights a value: reverse video on a terminal, brackets elsewhere.
func (b *board) mark(s string) string {
	if b.colour {
		return b.ansi("7", s)
	}
	return "[" + s + "]"
}

func (b *board) ansi(code, s string) string {
	if !b.colour {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}
