package consistency

import (
	"slices"
	"strings"
	"unicode/utf8"

	"twosource/corpus"
	"twosource/corpus/name"
)

// vague are first words shared by so many names that they cannot stand for one.
var vague = words(`united american national general international first new royal great british bank university national federal state central saint san los north south east west northern southern eastern western`)

func words(s string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

// fold splits a text into its words as names are compared: lower case, no
// accents, no marks. At most 12 words are kept.
func fold(text string) []string {
	slug := name.Slug(text)
	if slug == "" {
		return nil
	}
	w := strings.Split(slug, "-")
	w = w[:min(len(w), 12)]
	for i := range w {
		if full, ok := street[w[i]]; ok {
			w[i] = full
		}
	}
	return w
}

// trades are words that end the names of many firms: alone they name none.
var trades = words(`energy systems foods pharma logistics motors airlines industries chemicals textiles bank airways media health technologies electronics steel oil gas power water insurance capital partners ventures labs software services university hospital school college museum church police council ministry commission agency department court house committee union association institute club team`)

// street are the short forms of words in addresses.
var street = map[string]string{"ave": "avenue", "rd": "road", "blvd": "boulevard", "hwy": "highway"}

// coreWords are the words that tell a name apart: no article, no legal ending.
func coreWords(s string) []string {
	w := fold(name.StripLegal(s))
	if len(w) > 1 && (w[0] == "the" || addressed[w[0]]) {
		w = w[1:]
	}
	return w
}

// addressed are the ways to address anybody, and what is put before the names
// of ships; they tell no name apart.
var addressed = words(`mr mrs ms miss mv ss hms uss mt rms hmas`)

// nameKeys are the keys a name is filed under: its core words, for people the
// surname, and for organisations the initials and a telling first word, so
// that the short and the long form of a name meet.
func nameKeys(w []string, t corpus.EntityType) []string {
	if len(w) == 0 {
		return nil
	}
	if t == corpus.Person {
		return []string{w[len(w)-1]}
	}
	keys := []string{strings.Join(w, " ")}
	if len(w) == 1 {
		return keys
	}
	if len(w) == 2 && t != corpus.Loc {
		keys = append(keys, w[0]+w[1])
	}
	if a := initials(w); len(a) >= 3 && t != corpus.Loc {
		keys = append(keys, a)
	}
	if len(w[0]) >= 3 && !vague[w[0]] && t != corpus.Loc && t != corpus.Event {
		keys = append(keys, w[0])
	}
	return keys
}

func initials(w []string) string {
	var b strings.Builder
	for _, s := range w {
		if s == "of" || s == "and" || s == "for" {
			continue
		}
		r, _ := utf8.DecodeRuneInString(s)
		b.WriteRune(r)
	}
	return b.String()
}

// sameName is the probability that two names of one type mean one thing, by
// the names alone.
func sameName(a, b string, t corpus.EntityType) float64 {
	return sameWords(coreWords(a), coreWords(b), t)
}

// spelledAlike is for names that differ by a letter or two, and for products
// that share a word: one thing within one story, two things else.
const spelledAlike = 0.55

// sameWords is sameName for names already split.
func sameWords(x, y []string, t corpus.EntityType) float64 {
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	if slices.Equal(x, y) {
		return 0.97
	}
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) == 1 && len(y) == 2 && x[0] == y[0]+y[1] {
		return 0.95 // "Crowd Strike"
	}
	if t == corpus.Person {
		return samePerson(x, y)
	}
	if len(x) == 1 && len(y) > 1 {
		if x[0] == initials(y) && len(x[0]) >= 3 {
			return 0.9
		}
		if x[0] == y[0] && !vague[x[0]] && t != corpus.Loc {
			return 0.8
		}
	}
	if len(x) == len(y) && len(x) >= 2 && nearWords(x, y) {
		return spelledAlike
	}
	if len(x) >= 2 && hasRun(y, x) {
		return 0.8
	}
	if t == corpus.Product && commonWord(x, y) {
		return spelledAlike
	}
	return 0
}

// commonWord reports whether a telling word ends one name and stands earlier in
// the other ("CrowdStrike Falcon", "Falcon Host"): the maker's name before, or a
// kind of firm after, would be shared by many.
func commonWord(x, y []string) bool {
	tells := func(w string) bool { return len(w) >= 5 && !vague[w] && !strings.ContainsAny(w, "0123456789") }
	return tells(last(x)) && slices.Contains(y[:len(y)-1], last(x)) || tells(last(y)) && slices.Contains(x[:len(x)-1], last(y))
}

// samePerson compares the words of two personal names, the shorter first.
func samePerson(x, y []string) float64 {
	sx, sy := x[len(x)-1], y[len(y)-1]
	if sx != sy && !near(sx, sy) {
		return 0
	}
	if len(x) == 1 {
		return 0.85
	}
	fx, fy := x[0], y[0]
	switch {
	case fx == fy:
		return 0.95
	case len(fx) == 1 || len(fy) == 1:
		if fx[0] == fy[0] {
			return 0.85
		}
	case strings.HasPrefix(fx, fy) || strings.HasPrefix(fy, fx) || near(fx, fy):
		return 0.9
	}
	return 0
}

// nearWords reports whether two lists of words are equal but for spelling.
func nearWords(x, y []string) bool {
	for i := range x {
		if x[i] != y[i] && !near(x[i], y[i]) {
			return false
		}
	}
	return true
}

// near reports whether two words of five letters or more differ by one edit
// (or by two from eight letters on), as spellings and transliterations do.
// Words with digits must be equal.
func near(a, b string) bool {
	if a == "" || b == "" || a[0] != b[0] { // first of all: nearly all words are told apart so
		return false
	}
	if strings.ContainsAny(a, "0123456789") || strings.ContainsAny(b, "0123456789") {
		return false
	}
	allowed := 1
	if n := min(len(a), len(b)); n < 5 {
		return false
	} else if n >= 8 {
		allowed = 2
	}
	return edits(a, b, allowed) <= allowed
}

// edits is the Levenshtein distance of two short words, or limit+1 where it is
// larger.
func edits(a, b string, limit int) int {
	if d := len(a) - len(b); d > limit || -d > limit || len(a) > 40 || len(b) > 40 {
		return limit + 1
	}
	var row [42]int
	for j := range len(b) + 1 {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diag := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			next := min(row[j]+1, row[j-1]+1, diag+cost)
			diag, row[j] = row[j], next
		}
	}
	return min(row[len(b)], limit+1)
}

// hasRun reports whether the words x stand in y one after the other.
func hasRun(y, x []string) bool {
	for i := 0; i+len(x) <= len(y); i++ {
		n := 0
		for n < len(x) && y[i+n] == x[n] {
			n++
		}
		if n == len(x) {
			return true
		}
	}
	return false
}
