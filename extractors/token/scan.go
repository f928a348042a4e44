package token

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"twosource/corpus"
)

// Scan tokenises the part of text that body covers; offsets index text itself.
// An empty body means the whole text. Invalid UTF-8 is treated as one symbol a
// byte, so offsets always slice.
func Scan(text string, body corpus.Span) *Text {
	t := &Text{}
	t.Reset(text, body)
	return t
}

// Reset scans another text into t, reusing its memory.
func (t *Text) Reset(text string, body corpus.Span) {
	if body.Empty() {
		body = corpus.Span{End: len(text)}
	}
	t.Source = text
	t.Tokens, t.Sentences, t.Paragraphs = t.Tokens[:0], t.Sentences[:0], t.Paragraphs[:0]
	s := scanner{t: t, src: text, pos: body.Start, end: body.End}
	s.wrapped = hardWrapped(text[body.Start:body.End])
	s.run()
	t.splitSentences()
}

type scanner struct {
	t        *Text
	src      string
	pos, end int
	space    bool // white space precedes pos
	wrapped  bool // single newlines are line wraps
	first    int  // first token of the open paragraph
}

func (s *scanner) run() {
	s.space = true
	for s.pos < s.end {
		c := s.src[s.pos]
		switch {
		case c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f':
			s.pos++
			s.space = true
		case c == '\n':
			s.newline()
		case isLetter[c]:
			s.word()
		case c >= '0' && c <= '9':
			s.number()
		case c < utf8.RuneSelf:
			s.mark(c)
		default:
			s.wide()
		}
	}
	s.closeParagraph()
}

// newline ends the paragraph at a blank line, and at every line end of texts
// that are not hard-wrapped.
func (s *scanner) newline() {
	breaks := 0
	for s.pos < s.end {
		c := s.src[s.pos]
		if c == '\n' {
			breaks++
		} else if c != ' ' && c != '\t' && c != '\r' {
			break
		}
		s.pos++
	}
	s.space = true
	if breaks > 1 || !s.wrapped {
		s.closeParagraph()
	}
}

func (s *scanner) closeParagraph() {
	if n := len(s.t.Tokens); n > s.first {
		s.t.Paragraphs = append(s.t.Paragraphs, Range{int32(s.first), int32(n)})
		s.first = n
	}
}

func (s *scanner) emit(end int, k Kind, sh Shape) {
	s.t.Tokens = append(s.t.Tokens, Token{int32(s.pos), int32(end), k, sh, s.space})
	s.pos, s.space = end, false
}

// word scans letters, joined by inner apostrophes ("O'Neill", "don't") and, in
// abbreviations and host names, by dots. A possessive 's is a token of its own.
func (s *scanner) word() {
	if end := s.link(); end > 0 {
		s.emit(end, Link, NoCase)
		return
	}
	if end := s.dotted(); end > 0 {
		s.emit(end, Word, shapeOf(s.src[s.pos:end]))
		return
	}
	end := s.letters(s.pos)
	for end < s.end {
		n := apostrophe(s.src[end:s.end])
		if n == 0 {
			break
		}
		rest := s.letters(end + n)
		if rest == end+n {
			break
		}
		if tail := s.src[end+n : rest]; tail == "s" || tail == "S" {
			s.emit(end, Word, shapeOf(s.src[s.pos:end]))
			s.emit(rest, Word, Lower)
			return
		}
		end = rest
	}
	if end < s.end && s.src[end] == '.' {
		end = s.afterDot(end)
	}
	s.emit(end, Word, shapeOf(s.src[s.pos:end]))
}

// afterDot extends a word ending at end over its dot where the dot belongs to
// it: abbreviations ("Corp."), initials ("J. Edgar") and host names
// ("Amazon.com"). It returns the new end.
func (s *scanner) afterDot(end int) int {
	w := s.src[s.pos:end]
	if n := s.letters(end + 1); n > end+1 {
		if topLevel[s.src[end+1:n]] && (n == s.end || s.src[n] != '.' || n+1 == s.end || !isLetter[s.src[n+1]]) {
			return n
		}
		if !abbreviations[w] {
			return end
		}
		return end + 1
	}
	if abbreviations[w] || len(w) == 1 && w[0] >= 'A' && w[0] <= 'Z' && w != "I" && s.nameFollows(end+1) {
		return end + 1
	}
	if w == "No" && s.digitFollows(end+1) {
		return end + 1
	}
	return end
}

func (s *scanner) nameFollows(i int) bool {
	return i+1 < s.end && s.src[i] == ' ' && s.src[i+1] >= 'A' && s.src[i+1] <= 'Z'
}

func (s *scanner) digitFollows(i int) bool {
	for i < s.end && s.src[i] == ' ' {
		i++
	}
	return i < s.end && s.src[i] >= '0' && s.src[i] <= '9'
}

// dotted recognises letter-dot pairs: "U.S.", "a.m.", "U.S" before "-".
func (s *scanner) dotted() int {
	i, pairs := s.pos, 0
	for i+1 < s.end && isASCIILetter(s.src[i]) && s.src[i+1] == '.' {
		i += 2
		pairs++
	}
	if pairs >= 2 {
		return i
	}
	if pairs == 1 && i < s.end && isASCIILetter(s.src[i]) && (i+1 == s.end || !isLetter[s.src[i+1]] && s.src[i+1] != '\'') {
		return i + 1
	}
	return 0
}

func (s *scanner) letters(i int) int {
	for i < s.end {
		c := s.src[i]
		if c < utf8.RuneSelf {
			if !isLetter[c] && (c < '0' || c > '9') {
				return i
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s.src[i:s.end])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '\u00ad' {
			return i
		}
		i += n
	}
	return i
}

// number scans digits with grouping commas and a decimal point; letters after
// them are tokens of their own ("1.2" "bn", "14" "th").
func (s *scanner) number() {
	i := s.digits(s.pos)
	for i+1 < s.end {
		c := s.src[i]
		next := s.digits(i + 1)
		if n := next - i - 1; c == '.' && n > 0 || c == ',' && (n == 3 || n == 2 && next < s.end && s.src[next] == ',') {
			i = next
			continue
		}
		break
	}
	s.emit(i, Number, NoCase)
}

func (s *scanner) digits(i int) int {
	for i < s.end && s.src[i] >= '0' && s.src[i] <= '9' {
		i++
	}
	return i
}

func (s *scanner) mark(c byte) {
	switch c {
	case '"', '\'', '`':
		if c == '\'' && !s.space && s.pos+1 < s.end && (s.src[s.pos+1] == 's' || s.src[s.pos+1] == 'S') {
			if end := s.letters(s.pos + 1); end == s.pos+2 {
				s.emit(end, Word, Lower)
				return
			}
		}
		s.emit(s.pos+1, Quote, NoCase)
	case '@', '#':
		end := s.letters(s.pos + 1)
		for end < s.end && s.src[end] == '_' {
			end = s.letters(end + 1)
		}
		if end > s.pos+1 && s.space || end > s.pos+1 && s.pos > 0 && s.src[s.pos-1] == '(' {
			s.emit(end, Link, NoCase)
			return
		}
		s.emit(s.pos+1, Symbol, NoCase)
	case '$', '%', '&', '+', '=', '<', '>', '^', '~', '|', '*', '\\', '_':
		s.emit(s.pos+1, Symbol, NoCase)
	case '.':
		end := s.pos + 1
		for end < s.end && s.src[end] == '.' {
			end++
		}
		s.emit(end, Punct, NoCase)
	default:
		if c < ' ' || c == 0x7f {
			s.pos++
			s.space = true
			return
		}
		s.emit(s.pos+1, Punct, NoCase)
	}
}

// wide handles everything outside ASCII.
func (s *scanner) wide() {
	r, n := utf8.DecodeRuneInString(s.src[s.pos:s.end])
	switch {
	case r == utf8.RuneError && n == 1:
		s.emit(s.pos+1, Symbol, NoCase)
	case unicode.IsLetter(r):
		s.word()
	case r == '\u2019' && !s.space && strings.HasPrefix(s.src[s.pos+n:s.end], "s") && s.letters(s.pos+n) == s.pos+n+1:
		s.emit(s.pos+n+1, Word, Lower)
	case isQuoteMark(r):
		s.emit(s.pos+n, Quote, NoCase)
	case r == '\u2028' || r == '\u2029' || r == '\u0085':
		s.pos += n
		s.space = true
		s.closeParagraph()
	case unicode.IsSpace(r) || r == '\u200b' || r == '\u200c' || r == '\u200d' || r == '\ufeff' || r == '\u2060' || unicode.IsControl(r):
		s.pos += n
		s.space = true
	case unicode.IsPunct(r):
		s.emit(s.pos+n, Punct, NoCase)
	default:
		s.emit(s.pos+n, Symbol, NoCase)
	}
}

// link recognises URLs, bare www hosts and e-mail addresses at a word start.
func (s *scanner) link() int {
	rest := s.src[s.pos:s.end]
	if c := rest[0]; c == 'h' || c == 'H' || c == 'w' || c == 'W' {
		if hasPrefixFold(rest, "http://") || hasPrefixFold(rest, "https://") || hasPrefixFold(rest, "www.") {
			return s.pos + linkEnd(rest)
		}
	}
	i := 0
	for i < len(rest) && i < 64 && (isASCIILetter(rest[i]) || rest[i] >= '0' && rest[i] <= '9' || rest[i] == '.' || rest[i] == '_') {
		i++
	}
	if i < len(rest) && i > 0 && rest[i] == '@' && i+1 < len(rest) && isASCIILetter(rest[i+1]) {
		return s.pos + linkEnd(rest)
	}
	return 0
}

// linkEnd is the length of the link at the start of s: up to white space or a
// bracket, without closing punctuation.
func linkEnd(s string) int {
	end := strings.IndexAny(s, " \t\r\n<>\"\u201c\u201d\u2019()[]")
	if end < 0 {
		end = len(s)
	}
	for end > 1 && strings.IndexByte(".,;:!?'", s[end-1]) >= 0 {
		end--
	}
	return end
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

func apostrophe(s string) int {
	if s[0] == '\'' {
		return 1
	}
	if strings.HasPrefix(s, "\u2019") {
		return len("\u2019")
	}
	return 0
}

func isQuoteMark(r rune) bool {
	switch r {
	case '\u2018', '\u2019', '\u201a', '\u201b', '\u201c', '\u201d', '\u201e', '\u201f', '\u00ab', '\u00bb', '\u2039', '\u203a', '\u300c', '\u300d', '\u300e', '\u300f':
		return true
	}
	return false
}

func isASCIILetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

var isLetter = func() (t [256]bool) {
	for c := 'a'; c <= 'z'; c++ {
		t[c], t[c-'a'+'A'] = true, true
	}
	return t
}()

// shapeOf classifies the letters of a word.
func shapeOf(w string) Shape {
	var upper, lower, first int
	seen := 0
	for _, r := range w {
		switch {
		case unicode.IsUpper(r):
			upper++
			if seen == 0 {
				first = 1
			}
			seen++
		case unicode.IsLower(r):
			lower++
			seen++
		}
	}
	switch {
	case seen == 0:
		return NoCase
	case upper == 0:
		return Lower
	case lower == 0:
		return Upper
	case upper == 1 && first == 1:
		return Title
	}
	return MixedCase
}

// hardWrapped reports whether single newlines in the text are line wraps: most
// of the lines they end have a typewriter's length and none is long.
func hardWrapped(text string) bool {
	lines, typical := 0, 0
	for len(text) > 0 {
		nl := strings.IndexByte(text, '\n')
		if nl < 0 {
			break
		}
		next := text[nl+1:]
		if nl > 0 && len(next) > 0 && next[0] != '\n' && next[0] != '\r' {
			if nl > 110 {
				return false
			}
			lines++
			if nl >= 50 {
				typical++
			}
		}
		text = next
	}
	return lines >= 3 && typical*4 >= lines*3
}
