package consistency

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"twosource/corpus"
)

// yearsIn counts the different years a sentence names.
func yearsIn(sentence string) int {
	seen := make(map[int]bool)
	for i := 0; i+4 <= len(sentence); i++ {
		y, rest, ok := digits(sentence[i:], 4)
		if !ok {
			continue
		}
		if y >= 1000 && y <= 2100 && (rest == "" || rest[0] < '0' || rest[0] > '9') && (i == 0 || sentence[i-1] != ',' && sentence[i-1] != '.') {
			seen[y] = true
		}
		i += 3
	}
	return len(seen)
}

// runs reports whether a sentence counts over more than one day.
func runs(sentence string) bool {
	for _, w := range []string{" through ", "since ", "running total", "in total", "over the weekend", " days", "so far this week"} {
		if strings.Contains(sentence, w) {
			return true
		}
	}
	return false
}

// weakly reports whether a named subject rests on words that do not name it.
func weakly(s *subject, words string) bool {
	if s.kind != named {
		return false
	}
	for _, w := range coreWords(words) {
		if slices.Contains(s.words, w) {
			return false
		}
	}
	return true
}

// namedBefore is where the sentence of a claim names its subject last before the
// value, empty if it does not: "X was founded in 1972 and has its seat in Y" has X once
// for both.
func namedBefore(ents []corpus.Entity, c *corpus.Claim) (at corpus.Span) {
	if c.SubjectID == "" {
		return at
	}
	for _, e := range namesIn(ents, corpus.Span{Start: c.Sentence.Start, End: c.Start}) {
		if e.ID == c.SubjectID && e.End <= c.Start {
			at = e.Span
		}
	}
	return at
}

// namesIn are the names that begin in a stretch of text, of a list in the order of the
// text.
func namesIn(ents []corpus.Entity, at corpus.Span) []corpus.Entity {
	from := sort.Search(len(ents), func(i int) bool { return ents[i].Start >= at.Start })
	to := from + sort.Search(len(ents)-from, func(i int) bool { return ents[from+i].Start >= at.End })
	return ents[from:to]
}

// impersonal are attributes that no person has.
var impersonal = words(`release-date founded headquarters employees customers users revenue storeys units length weight distance market-cap share-price share-price-change owner parent-company built listed branches magnitude total-assets total-deposits stock-exchange flights-cancelled`)

// ofPeople are attributes that only people have.
var ofPeople = words(`birth died birthplace nationality`)

// ofThings are attributes that firms do not have.
var ofThings = func() map[string]bool {
	m := words(`storeys units length height weight aboard distance magnitude depth`)
	m["release date"] = true
	return m
}()

// counts reports whether the name at a span is of the one who counts: "by the
// tracker's reckoning".
func counts(text string, at corpus.Span) bool {
	if at.Empty() || at.End > len(text) {
		return false
	}
	rest := strings.TrimLeft(text[at.End:min(len(text), at.End+24)], "'\u2019s")
	w, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
	switch strings.Trim(w, ",.") {
	case "reckoning", "tally", "count", "figures", "data", "numbers", "tracker", "estimate", "put", "puts", "counted", "counts":
		return true
	}
	return false
}

// larger is what follows a place in apposition, the larger place it lies in
// (", County Wexford"), or "" where the value has it already.
func larger(text string, at corpus.Span, value string) string {
	if strings.Contains(value, ",") || at.End > len(text) || at.Start < 0 {
		return ""
	}
	rest, ok := strings.CutPrefix(text[at.End:], ", ")
	if !ok {
		return ""
	}
	n := 0
	for w := range strings.SplitAfterSeq(rest[:min(len(rest), 60)], " ") {
		if w == "" || w[0] < 'A' || w[0] > 'Z' || !utf8.ValidString(w) {
			break
		}
		n += len(w)
		if strings.ContainsAny(w, ",.;:)") {
			break
		}
	}
	part := strings.TrimRight(rest[:n], " ,.;:)")
	if part == "" || len(strings.Fields(part)) > 3 {
		return ""
	}
	return ", " + part
}

// placesIn are the places named after a count in its sentence.
func placesIn(d *Document, c *corpus.Claim) []string {
	var out []string
	for _, e := range namesIn(d.Facts.Entities, corpus.Span{Start: c.End, End: c.Sentence.End}) {
		if e.Type == corpus.Loc && e.End <= c.Sentence.End && !slices.Contains(out, e.Name) {
			out = append(out, e.Name)
		}
	}
	return out
}

// apposition is the description between commas after a name ("John Carver, the
// jazz drummer, …"), if there is one without figures, else "".
func apposition(text string, at corpus.Span) string {
	if at.Empty() || at.End > len(text) {
		return ""
	}
	rest, ok := strings.CutPrefix(text[at.End:], ", ")
	if !ok {
		return ""
	}
	end := strings.IndexAny(rest[:min(len(rest), 82)], ",.;")
	if end < 0 || end > 80 || strings.ContainsAny(rest[:end], "0123456789\"") {
		return ""
	}
	words := strings.Fields(rest[:end])
	if len(words) < 2 || len(words) > 8 || words[0] != "the" && words[0] != "a" && words[0] != "an" {
		return ""
	}
	return strings.Join(words[1:], " ")
}

// isName reports whether a description looks like a name: it starts with a
// capital.
func isName(s string) bool {
	s = strings.TrimPrefix(s, "the ")
	return s != "" && s[0] >= 'A' && s[0] <= 'Z'
}

// rolesOf collects what an article says its persons are, by surname, each role
// once.
func rolesOf(d *Document) map[string][]string {
	m := make(map[string][]string)
	for i := range d.Facts.Claims {
		c := &d.Facts.Claims[i]
		if c.Kind == corpus.KindRole && strings.EqualFold(c.Attribute, "role") {
			k := last(coreWords(c.Subject))
			m[k] = addRole(m[k], c.Value.Text)
		}
	}
	return m
}

// addRole adds a role's words to those that are there, sorted and each once:
// two roles are akin if they share one of more than two letters, or are the
// same.
func addRole(words []string, role string) []string {
	role = strings.ToLower(role)
	long := 0
	for w := range strings.FieldsSeq(role) {
		if len(w) > 2 {
			words = addWord(words, w)
			long++
		}
	}
	if long == 0 {
		words = addWord(words, role)
	}
	return words
}

func addWord(words []string, w string) []string {
	i, ok := slices.BinarySearch(words, w)
	if ok {
		return words
	}
	return slices.Insert(words, i, w)
}

// headsOf are the surnames of those the article's own claims name as chief
// executives.
func headsOf(d *Document) map[string]bool {
	m := make(map[string]bool)
	for i := range d.Facts.Claims {
		if c := &d.Facts.Claims[i]; c.Attribute == "chief executive" {
			m[last(coreWords(c.Value.Text))] = true
		}
	}
	return m
}

// saidIn is the year in which a sentence says its count was given: "In 2017 it
// disclosed that …". "" where it says none.
func saidIn(sentence string) string {
	for _, in := range []string{"In ", "in "} {
		i := strings.Index(sentence, in)
		if i < 0 {
			continue
		}
		rest := sentence[i+len(in):]
		if _, after, ok := digits(rest, 4); ok && after != "" && after[0] == ' ' {
			for _, verb := range []string{" disclosed", " announced", " reported", " revealed", " said ", " estimated", " put "} {
				if j := strings.Index(after, verb); j >= 0 && j < 40 {
					return rest[:4]
				}
			}
		}
	}
	return ""
}
