package figure

import (
	"strings"

	"twosource/corpus"
	"twosource/extractors/token"
)

// print is the short form that the case files use.
func show(text string, f corpus.Figure) string {
	var b strings.Builder
	b.WriteString(f.In(text) + " = " + string(f.Kind) + " " + f.Value.Trim(0).String())
	if f.Unit != "" {
		b.WriteString(" " + f.Unit)
	}
	if f.Bound == corpus.Between || f.Bound == corpus.Vague || f.Bound == corpus.About {
		b.WriteString(" [" + f.Low.Trim(0).String() + ", " + f.High.Trim(0).String() + "]")
	}
	for _, p := range [...][2]string{{"bound", string(f.Bound)}, {"role", f.Role}, {"direction", f.Direction}, {"scope", f.Scope}, {"counted", f.Counted.In(text)}, {"of", f.Of.In(text)}} {
		if p[1] != "" {
			b.WriteString("; " + p[0] + ": " + p[1])
		}
	}
	return b.String()
}

func extract(text string) []corpus.Figure {
	return Extract(nil, token.Scan(text, corpus.Span{}), nil)
}

func extractWith(text string, dates []corpus.Date) []corpus.Figure {
	return Extract(nil, token.Scan(text, corpus.Span{}), dates)
}

func extractInto(dst []corpus.Figure, text string) []corpus.Figure {
	return Extract(dst, token.Scan(text, corpus.Span{}), nil)
}
