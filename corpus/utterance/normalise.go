package utterance

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// unit is one normalised word with the bytes it came from. One written word can
// give two units ("won't" → will, not) that share their bytes.
type unit struct {
	norm       string
	start, end int32
	flags      flags
}

type flags uint16

const (
	isNumber   flags = 1 << iota
	isName           // capitalised inside a sentence
	inBracket        // an editor's insertion
	isGap            // a marked omission
	breakPrev        // a comma, colon, dash or full stop stands before
	strongPrev       // … and it is not a comma
	startsText       // first word
)

// normalise splits text into units.
func normalise(text string) []unit {
	n := normaliser{src: text, us: make([]unit, 0, len(text)/5+4)}
	n.run()
	return n.us
}

type normaliser struct {
	src     string
	us      []unit
	i       int
	bracket bool
	pending flags
}

func (n *normaliser) run() {
	n.pending = startsText
	for n.i < len(n.src) {
		r, w := utf8.DecodeRuneInString(n.src[n.i:])
		switch {
		case unicode.IsLetter(r):
			n.word()
		case r >= '0' && r <= '9':
			n.number()
		case r == '%' || r == '$' || r == '€' || r == '£' || r == '¥':
			n.add(string(r), n.i, n.i+w, 0)
			n.i += w
		case strings.HasPrefix(n.src[n.i:], "...") || r == '…':
			n.gap()
		default:
			n.mark(r)
			n.i += w
		}
	}
}

func (n *normaliser) mark(r rune) {
	switch r {
	case '[', '(':
		n.bracket = r == '[' || n.bracket
	case ']', ')':
		n.bracket = false
	case ',':
		n.pending |= breakPrev
	case '.', ':', ';', '!', '?', '—', '–':
		n.pending |= breakPrev | strongPrev
	}
}

func (n *normaliser) gap() {
	start := n.i
	for n.i < len(n.src) && (n.src[n.i] == '.' || strings.HasPrefix(n.src[n.i:], "…")) {
		if n.src[n.i] == '.' {
			n.i++
		} else {
			n.i += len("…")
		}
	}
	n.us = append(n.us, unit{norm: "…", start: int32(start), end: int32(n.i), flags: isGap | n.pending})
}

func (n *normaliser) add(norm string, start, end int, f flags) {
	if n.bracket {
		f |= inBracket
	}
	n.us = append(n.us, unit{norm: norm, start: int32(start), end: int32(end), flags: f | n.pending})
	n.pending = 0
}

// word reads letters with inner apostrophes, dots of abbreviations, hyphens
// and the closing bracket of "[T]he".
func (n *normaliser) word() {
	if n.plainWord() {
		return
	}
	start := n.i
	var b strings.Builder
	upper := false
loop:
	for n.i < len(n.src) {
		r, w := utf8.DecodeRuneInString(n.src[n.i:])
		switch {
		case unicode.IsLetter(r) || r >= '0' && r <= '9':
			upper = upper || n.i == start && unicode.IsUpper(r)
			b.WriteRune(unicode.ToLower(r))
		case (r == '\'' || r == '’') && n.letterAt(n.i+w):
			b.WriteByte('\'')
		case r == '-' && n.letterAt(n.i+w):
			if w := b.String(); isNumeral(w) {
				n.emitWord(w, start, false) // "eleventh-hour"
				n.i++
				return
			}
		case r == '.' && n.i-start <= 3 && n.letterAt(n.i+w) && n.dotAfter(n.i+w):
		case r == ']' && n.i-start == 1 && n.letterAt(n.i+w):
			n.bracket = false
		default:
			break loop
		}
		n.i += w
	}
	n.emitWord(b.String(), start, upper)
}

// isNumeral reports whether a word is a number or an ordinal.
func isNumeral(w string) bool { return numberWords[w] != "" || ordinalWords[w] != "" }

// plainWord takes the common case, a lower-case ASCII word before a space or a
// mark, without copying.
func (n *normaliser) plainWord() bool {
	i := n.i
	for i < len(n.src) && n.src[i] >= 'a' && n.src[i] <= 'z' {
		i++
	}
	if i == n.i || i < len(n.src) && (n.src[i] >= utf8.RuneSelf || strings.IndexByte("'-.]", n.src[i]) >= 0 || n.src[i] >= '0' && n.src[i] <= '9' || n.src[i] >= 'A' && n.src[i] <= 'Z') {
		return false
	}
	start := n.i
	n.i = i
	n.emitWord(n.src[start:i], start, false)
	return true
}

func (n *normaliser) letterAt(i int) bool {
	if i >= len(n.src) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(n.src[i:])
	return unicode.IsLetter(r)
}

// dotAfter reports whether the letter at i is followed by a dot, as in "U.S.".
func (n *normaliser) dotAfter(i int) bool {
	_, w := utf8.DecodeRuneInString(n.src[i:])
	return i+w < len(n.src) && n.src[i+w] == '.'
}

func (n *normaliser) emitWord(w string, start int, upper bool) {
	var f flags
	if upper && n.pending&(startsText|strongPrev) == 0 && w != "i" && !strings.HasPrefix(w, "i'") {
		f |= isName
	}
	if full, ok := contractions[w]; ok {
		n.addAll(full, start, f)
		return
	}
	if base, tail := splitContraction(w); tail != "" {
		if base != "" { // n't may stand alone
			n.add(spell(base), start, n.i, f)
		}
		n.add(tail, start, n.i, 0)
		return
	}
	w = strings.TrimSuffix(w, "'s")
	if d, ok := numberWords[w]; ok {
		n.numberWord(d, start)
		return
	}
	if p, ok := magnitudes[w]; ok && n.scale(p) {
		return
	}
	if o, ok := ordinalWords[w]; ok {
		n.add(o, start, n.i, isNumber)
		return
	}
	if w == "cent" && len(n.us) > 0 && n.us[len(n.us)-1].norm == "per" {
		last := &n.us[len(n.us)-1]
		last.norm, last.end = "%", int32(n.i)
		return
	}
	n.add(spell(w), start, n.i, f)
}

func (n *normaliser) addAll(full string, start int, f flags) {
	for _, w := range strings.Fields(full) {
		n.add(w, start, n.i, f)
	}
}

// splitContraction splits n't, 'll, 're, 've, 'd and 'm.
func splitContraction(w string) (string, string) {
	switch {
	case strings.HasSuffix(w, "n't"):
		return w[:len(w)-3], "not"
	case strings.HasSuffix(w, "'ll"):
		return w[:len(w)-3], "will"
	case strings.HasSuffix(w, "'re"):
		return w[:len(w)-3], "are"
	case strings.HasSuffix(w, "'ve"):
		return w[:len(w)-3], "have"
	case strings.HasSuffix(w, "'d"):
		return w[:len(w)-2], "would"
	}
	return w, ""
}

// spell maps British spellings to American ones.
func spell(w string) string {
	if s, ok := spellings[w]; ok {
		return s
	}
	if len(w) > 5 {
		for _, p := range [...][2]string{{"isation", "ization"}, {"ising", "izing"}, {"ised", "ized"}, {"ise", "ize"}, {"yse", "yze"}, {"ysed", "yzed"}, {"our", "or"}, {"ours", "ors"}, {"oured", "ored"}} {
			if strings.HasSuffix(w, p[0]) && !keepsSpelling[w] {
				return w[:len(w)-len(p[0])] + p[1]
			}
		}
	}
	return w
}

// keepsSpelling are words whose ending only looks British.
var keepsSpelling = set(`promise promised promising exercise exercised surprise surprised surprising otherwise raise raised raising advise advised advising precise comprise comprised expertise enterprise likewise franchise disguise devise devised revise revised revising supervise supervised compromise compromised merchandise praise praised praising paradise cruise cruising bruised noise poise poised raised rising arising despise demise concise`)

// number reads digits with separators; letters stuck to it ("6pm", "12th") make
// a unit of their own or, for ordinals, stay.
func (n *normaliser) number() {
	start := n.i
	var b strings.Builder
	for n.i < len(n.src) {
		c := n.src[n.i]
		if c >= '0' && c <= '9' || c == '.' && n.i+1 < len(n.src) && n.src[n.i+1] >= '0' && n.src[n.i+1] <= '9' {
			b.WriteByte(c)
		} else if !(c == ',' && n.i+1 < len(n.src) && n.src[n.i+1] >= '0' && n.src[n.i+1] <= '9') {
			break
		}
		n.i++
	}
	if rest := n.src[n.i:]; strings.HasPrefix(rest, ":00") && (len(rest) == 3 || rest[3] < '0' || rest[3] > '9') {
		n.i += 3 // "6:00 p.m." is 6 p.m.
	}
	for _, s := range [...]string{"st", "nd", "rd", "th"} {
		if strings.HasPrefix(n.src[n.i:], s) && !n.letterAt(n.i+2) {
			b.WriteString(s)
			n.i += 2
		}
	}
	n.add(b.String(), start, n.i, isNumber)
}

// numberWord adds a number word, joining "twenty five" and "twenty-five".
func (n *normaliser) numberWord(d string, start int) {
	if k := len(n.us); k > 0 && n.us[k-1].flags&isNumber != 0 && len(n.us[k-1].norm) == 2 && n.us[k-1].norm[1] == '0' && len(d) == 1 && d != "0" && n.pending == 0 {
		n.us[k-1].norm = n.us[k-1].norm[:1] + d
		n.us[k-1].end = int32(n.i)
		return
	}
	n.add(d, start, n.i, isNumber)
}

// scale multiplies the number just read by a power of ten.
func (n *normaliser) scale(power int) bool {
	k := len(n.us)
	if k == 0 || n.us[k-1].flags&isNumber == 0 || n.pending != 0 {
		return false
	}
	u := &n.us[k-1]
	if c := u.norm[len(u.norm)-1]; c < '0' || c > '9' {
		return false
	}
	u.norm, u.end = shift(u.norm, power), int32(n.i)
	n.addUp()
	return true
}

// addUp joins a number to the one before it where it fills that one's zeros:
// "three thousand five hundred".
func (n *normaliser) addUp() {
	k := len(n.us)
	if k < 2 {
		return
	}
	p, u := &n.us[k-2], n.us[k-1]
	if p.flags&isNumber == 0 || u.flags&(isNumber|breakPrev) != isNumber || len(p.norm) <= len(u.norm) {
		return
	}
	cut := len(p.norm) - len(u.norm)
	if strings.Trim(p.norm[cut:], "0") != "" || strings.IndexByte(p.norm+u.norm, '.') >= 0 {
		return
	}
	p.norm, p.end = p.norm[:cut]+u.norm, u.end
	n.us = n.us[:k-1]
}

// shift moves the decimal point of s to the right.
func shift(s string, power int) string {
	whole, frac, _ := strings.Cut(s, ".")
	for ; power > 0; power-- {
		if frac != "" {
			whole, frac = whole+frac[:1], frac[1:]
		} else {
			whole += "0"
		}
	}
	frac = strings.TrimRight(frac, "0")
	whole = strings.TrimLeft(whole, "0")
	if whole == "" {
		whole = "0"
	}
	if frac != "" {
		return whole + "." + frac
	}
	return whole
}

// stem cuts inflection so that forms of one word align.
func stem(w string) string {
	if s, ok := tense[w]; ok {
		return s
	}
	if s, ok := synonyms[w]; ok {
		w = s
	}
	switch {
	case len(w) > 5 && strings.HasSuffix(w, "ing"):
		return trimDouble(w[:len(w)-3])
	case len(w) > 4 && strings.HasSuffix(w, "ied"):
		return w[:len(w)-3] + "y"
	case len(w) > 4 && strings.HasSuffix(w, "ed"):
		return trimDouble(w[:len(w)-2])
	case len(w) > 4 && strings.HasSuffix(w, "ies"):
		return w[:len(w)-3] + "y"
	case len(w) > 4 && strings.HasSuffix(w, "es"):
		return strings.TrimSuffix(w[:len(w)-1], "e")
	case len(w) > 3 && w[len(w)-1] == 's' && w[len(w)-2] != 's' && w[len(w)-2] != 'u':
		return strings.TrimSuffix(w[:len(w)-1], "e")
	}
	return strings.TrimSuffix(w, "e")
}

func trimDouble(w string) string {
	if n := len(w); n > 3 && w[n-1] == w[n-2] && w[n-1] != 'l' && w[n-1] != 's' {
		return w[:n-1]
	}
	return strings.TrimSuffix(w, "e")
}
