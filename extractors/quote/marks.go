package quote

import "twosource/extractors/token"

// style is a pair of quotation marks.
type style uint8

const (
	noStyle  style = iota
	curly          // “ ”, also „ “
	straight       // " "
	single         // ‘ ’ or ' '
	guillem        // « »
	latex          // `` ''
)

// quoted is one stretch of text between marks. Tokens open and close are the
// marks; close is the index after the last inner token where it is missing.
type quoted struct {
	open, close int32 // token indexes of the marks
	first, end  int32 // inner tokens
	style       style
	par         int32 // paragraph of the opening mark
	lastPar     int32 // paragraph of the closing mark
	words       int32
	runs        bool // goes on in the next paragraph
	used        bool // attributed or rejected
	speech      bool // attributed
}

// mark is the reading of one quotation-mark token.
type mark struct {
	style       style
	opens       bool
	closes      bool
	width       int // tokens
	directional bool
}

// pairMarks finds the outermost quotations of a text. Quotations stay within a
// paragraph unless the next one opens with the same mark, the convention for
// speech that runs on; an opener without a closer is dropped.
func (x *extractor) pairMarks() {
	t := x.t
	x.quotes = x.quotes[:0]
	for p := 0; p < len(t.Paragraphs); p++ {
		r := t.Paragraphs[p]
		x.pairParagraph(p, int(r.First), int(r.End))
	}
}

func (x *extractor) pairParagraph(p, i, end int) {
	t := x.t
	for i < end {
		if t.Tokens[i].Kind != token.Quote {
			i++
			continue
		}
		m := x.readMark(i, end)
		if !m.opens || m.style == noStyle {
			i += m.width
			continue
		}
		close, width := x.closer(i+m.width, end, m.style)
		if close < 0 {
			i += m.width
			continue
		}
		if close > i+m.width {
			x.quotes = append(x.quotes, quoted{open: int32(i), close: int32(close + width), first: int32(i + m.width), end: int32(close),
				style: m.style, par: int32(p), lastPar: int32(p), runs: width == 0})
		}
		i = close + width
	}
}

// longestQuote bounds in tokens how far a closing mark is looked for, so that a
// text of opening marks alone is read in linear time; no paragraph of speech is
// four pages long.
const longestQuote = 2000

// mostMarks is how many marks of other styles are looked at within one: more
// than that are no quotations within a quotation.
const mostMarks = 200

// closer finds the mark that closes a quotation of style s from token i on. It
// returns end itself where the paragraph ends open and the next one goes on,
// and -1 where the closer is lost.
func (x *extractor) closer(i, end int, s style) (int, int) {
	t := x.t
	marks := 0
	for j := i; j < end; j++ {
		if j-i > longestQuote || marks > mostMarks {
			return -1, 0
		}
		if t.Tokens[j].Kind != token.Quote {
			continue
		}
		marks++
		m := x.readMark(j, end)
		if m.style != s {
			if m.closes && !m.opens && (s == curly && m.style == straight || s == straight && m.style == curly) && x.strayCloser(j, end, s) {
				return j, m.width
			}
			continue
		}
		if m.closes && (s != single || x.closesSingle(j, end)) {
			return j, m.width
		}
		if m.opens && s != single {
			return -1, 0
		}
	}
	if s != single && x.runsOn(end, s) || s == single && x.runsOn(end, s) {
		return end, 0
	}
	return -1, 0
}

// strayCloser reports whether the mark at token i, of another style than the
// opener's, closes the quotation all the same: the right mark does not come
// before the next opener.
func (x *extractor) strayCloser(i, end int, s style) bool {
	for j := i + 1; j < min(end, i+longestQuote/4); j++ {
		if x.t.Tokens[j].Kind != token.Quote {
			continue
		}
		if m := x.readMark(j, end); m.style == s || m.opens {
			return m.opens && !m.closes
		}
	}
	return !x.runsOn(end, s)
}

// runsOn reports whether the paragraph starting at token i opens with a mark of
// style s.
func (x *extractor) runsOn(i int, s style) bool {
	if i >= len(x.t.Tokens) || x.t.Tokens[i].Kind != token.Quote {
		return false
	}
	m := x.readMark(i, len(x.t.Tokens))
	return m.style == s && m.opens
}

// closesSingle tells a closing single mark from an apostrophe after a plural
// ("the passengers’ patience"): the latter has a later closer and a lower-case
// word after it.
func (x *extractor) closesSingle(i, end int) bool {
	t := x.t
	if i == 0 || i+1 >= end {
		return true
	}
	prev, next := t.Word(i-1), t.Tokens[i+1]
	if t.Tokens[i-1].Kind != token.Word || prev[len(prev)-1] != 's' || next.Kind != token.Word || next.Shape != token.Lower {
		return true
	}
	if e := look(t, i+1); e.cue != 0 || e.is&(aux|coord|prep|that|subord|pron|modal) != 0 {
		return true
	}
	for j := i + 1; j < end; j++ {
		if t.Tokens[j].Kind == token.Quote {
			m := x.readMark(j, end)
			if m.style == single && m.opens && !m.closes {
				return true
			}
			if m.style == single && m.closes {
				return false
			}
		}
	}
	return true
}

// readMark reads the mark at token i.
func (x *extractor) readMark(i, end int) mark {
	t := x.t
	k := t.Tokens[i]
	w := t.Source[k.Start:k.End]
	spaceAfter := i+1 >= end || t.Tokens[i+1].SpaceBefore
	switch w {
	case "“", "„", "‟":
		return mark{curly, true, w == "“" && !k.SpaceBefore && spaceAfter, 1, true}
	case "”":
		return mark{curly, k.SpaceBefore && !spaceAfter, !k.SpaceBefore || spaceAfter, 1, true}
	case "«", "‹", "「", "『":
		return mark{guillem, true, false, 1, true}
	case "»", "›", "」", "』":
		return mark{guillem, false, true, 1, true}
	case "\"":
		return x.readStraight(i, spaceAfter)
	case "‘", "‚", "‛":
		return mark{single, !spaceAfter && (k.SpaceBefore || x.afterOpener(i)), false, 1, true}
	case "’":
		return mark{single, false, !k.SpaceBefore, 1, true}
	}
	return x.readTick(i, end, w, spaceAfter)
}

// readStraight reads a typewriter double mark by the space around it; after a
// number it is an inch sign unless a quotation is open.
func (x *extractor) readStraight(i int, spaceAfter bool) mark {
	k := x.t.Tokens[i]
	opens := !spaceAfter && (k.SpaceBefore || x.afterOpener(i))
	closes := !k.SpaceBefore || spaceAfter
	if k.SpaceBefore && spaceAfter {
		opens = true
	}
	if !opens && i > 0 && x.t.Tokens[i-1].Kind == token.Number {
		return mark{straight, false, true, 1, false}
	}
	return mark{straight, opens, closes && !(opens && k.SpaceBefore && !spaceAfter), 1, false}
}

// readTick reads ' and ` marks, alone or doubled.
func (x *extractor) readTick(i, end int, w string, spaceAfter bool) mark {
	t := x.t
	k := t.Tokens[i]
	if i+1 < end && t.Tokens[i+1].Kind == token.Quote && !t.Tokens[i+1].SpaceBefore && t.Word(i+1) == w {
		after := i+2 >= end || t.Tokens[i+2].SpaceBefore
		opens := w == "`" || k.SpaceBefore && !after
		return mark{latex, opens, !opens, 2, true}
	}
	if w == "`" {
		return mark{single, !spaceAfter, false, 1, true}
	}
	opens := !spaceAfter && (k.SpaceBefore || x.afterOpener(i)) && t.Tokens[i+1].Kind == token.Word
	return mark{single, opens, !k.SpaceBefore, 1, false}
}

// afterOpener reports whether the token before i is a bracket, dash or mark
// after which a quotation can open without a space.
func (x *extractor) afterOpener(i int) bool {
	if i == 0 {
		return true
	}
	switch x.t.Word(i - 1) {
	case "(", "[", "—", "–", "-", "“", "\"", "/", "‘", ":", "…":
		return true
	}
	return false
}
