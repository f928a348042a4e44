package corpus

// Span is a half-open range of byte offsets into the stored text of an
// article. Facts hold spans, never copies, so that every fact can be shown in
// its sentence and checked against the text it came from.
type Span struct {
	Start, End int
}

// In returns the text the span covers, or "" when the span does not lie in
// text. The result shares memory with text.
func (s Span) In(text string) string {
	if s.Start < 0 || s.End > len(text) || s.Start > s.End {
		return ""
	}
	return text[s.Start:s.End]
}

// Len is the number of bytes covered.
func (s Span) Len() int { return s.End - s.Start }

// Empty reports whether the span covers nothing; the zero Span is empty.
func (s Span) Empty() bool { return s.End <= s.Start }

// Contains reports whether o lies within s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Overlaps reports whether the two spans share at least one byte.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }
