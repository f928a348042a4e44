package consistency

import (
	"strings"

	"twosource/corpus"
)

// isAge reports whether a bare number is somebody's age by what stands around it:
// "Lee Joon-seok, 69, was", "the driver was 43", "died at 84", "Now 89, he", "a boy
// of 14", "the youngest was 19", "age: 62".
func isAge(text string, f *corpus.Figure) bool {
	v, _, ok := f.Value.Int64(0)
	if !ok || v < 2 || v > 110 || f.Start < 4 || f.End > len(text) || !f.Value.IsInt() {
		return false
	}
	before, after := text[max(0, f.Start-40):f.Start], text[f.End:min(len(text), f.End+24)]
	ends := after == "" || strings.IndexByte(",.;)\n", after[0]) >= 0
	if v >= 5 && (ends || strings.HasPrefix(after, " at the time")) && behindBearer(before) {
		return true
	}
	w := strings.Fields(before)
	if len(w) == 0 || strings.HasSuffix(before, "\n") {
		return false
	}
	word := strings.ToLower(w[len(w)-1])
	previous := ""
	if len(w) > 1 {
		previous = w[len(w)-2]
	}
	if word == "at" && (previous == "" || strings.HasSuffix(previous, ".")) {
		return v >= 14 && startsClause(after)
	}
	return agedBy(word, previous, after, ends) || ends && (word == "was" || word == "is") && ofSomebody(text, f.Start)
}

// ofSomebody reports whether the clause before a number at i begins with somebody:
// "The officer on watch was 29".
func ofSomebody(text string, i int) bool {
	s := text[max(0, i-longValue):i]
	k := strings.LastIndexAny(s, ".;:!?\n")
	if k < 0 && i > longValue {
		return false
	}
	w := strings.Fields(s[k+1:])
	for n := 0; n < min(3, len(w)-1); n++ {
		if someone[strings.ToLower(strings.TrimRight(w[n], ","))] {
			return n > 0 && (strings.EqualFold(w[0], "the") || strings.EqualFold(w[0], "its") || strings.EqualFold(w[0], "a"))
		}
	}
	return false
}

// ageRead reports whether a statement that was made up of a figure gives an age.
func (r *reader) ageRead(s *Statement, f *corpus.Figure) bool {
	switch s.Claim.Kind {
	case corpus.KindMeasure:
		return f.Kind == corpus.Age
	case corpus.KindCount:
		return f.Counted.Empty() && isAge(r.doc.Article.Text, f)
	}
	return false
}

// agedBy reports whether the last words before a number, latest first, and what
// follows it make it an age.
func agedBy(word, before, after string, ends bool) bool {
	lower := strings.ToLower(strings.Trim(before, ","))
	switch word {
	case "now", "then", "aged":
		return ends || word != "aged" && strings.HasPrefix(after, " and ")
	case "at":
		return ends && dies[lower]
	case "of":
		return someone[lower] && !strings.HasPrefix(after, " the")
	case "been":
		return lower == "had" && goesOn(after)
	case "was", "is", "turned":
		return bears(before) && (ends || goesOn(after) || strings.HasPrefix(after, " and ") && (someone[lower] || pronouns[lower]))
	case "just", "only", "he's", "she's":
		return ends && (word != "only" && word != "just" || lower == "was" || lower == "is" || lower == "one")
	case "age:":
		return true
	case "youngest", "oldest", "eldest":
		return ends
	}
	return false
}

// goesOn reports whether what follows a number tells of somebody at that age.
func goesOn(after string) bool {
	for _, w := range [...]string{" when ", " at the time", " now", " then", " with ", " years old"} {
		if strings.HasPrefix(after, w) {
			return true
		}
	}
	return false
}

// startsClause reports whether a comma and somebody follow: "At 38, she".
func startsClause(after string) bool {
	for _, w := range [...]string{", he ", ", she ", ", and ", ", the ", " he ", " she "} {
		if strings.HasPrefix(after, w) {
			return true
		}
	}
	return false
}

// behindBearer reports whether a stretch ends in a word and a comma or an opening
// bracket behind a name, as those before an age do.
func behindBearer(s string) bool {
	switch {
	case strings.HasSuffix(s, ", "):
		word := s[strings.LastIndexAny(s[:len(s)-2], " \n\u201c\"")+1 : len(s)-2]
		return word != "" && isLetter(word[0]) && !isMonth(word) && (word[0] < 'a' || len(word) > 2) && !strings.HasSuffix(word, "s")
	case strings.HasSuffix(s, " ("):
		word := s[strings.LastIndexAny(s[:len(s)-2], " \n")+1 : len(s)-2]
		return word != "" && word[0] >= 'A' && word[0] <= 'Z'
	}
	return false
}

// bears reports whether a word can be who an age is of: a name, a pronoun, a human
// being.
func bears(w string) bool {
	w = strings.Trim(w, ",")
	return w != "" && (w[0] >= 'A' && w[0] <= 'Z' || someone[w] || pronouns[w])
}

var (
	dies     = words(`died dies dead bed hospital retired retires death`)
	someone  = words(`boy girl man woman widow widower son daughter child baby father mother teenager student pupil captain driver pilot oldest youngest eldest victim passenger officer worker teacher doctor nurse manager engineer farmer fisherman firefighter policeman policewoman sergeant constable headmaster watchman guard mate sister-in-law niece nephew cousin uncle aunt toddler guitarist singer chap fellow lad lass youth hacker colonel lieutenant attendant commander steward miner banker trader lawyer grandfather grandmother brother sister husband wife fiancee`)
	pronouns = words(`he she i who`)
)
