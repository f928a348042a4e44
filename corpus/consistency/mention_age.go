package consistency

import (
	"strings"

	"twosource/corpus"
)

// isAge reports whether a bare number is somebody's age by what stands around it:
// "Lee Joon-seok, 69, was", "the driver was 43", "died at 84", "Now 89, he", "a boy
// of 14".
func isAge(text string, f *corpus.Figure) bool {
	v, _, ok := f.Value.Int64(0)
	if !ok || v < 2 || v > 110 || f.Start < 4 || f.End > len(text) || !f.Value.IsInt() {
		return false
	}
	before, after := text[max(0, f.Start-40):f.Start], text[f.End:min(len(text), f.End+24)]
	ends := after == "" || strings.IndexByte(",.;)\n", after[0]) >= 0
	if v >= 5 && ends && behindBearer(before) {
		return true
	}
	w := strings.Fields(before)
	if len(w) == 0 || strings.HasSuffix(before, "\n") {
		return false
	}
	switch last := strings.ToLower(w[len(w)-1]); last {
	case "now", "then", "aged":
		return ends
	case "at":
		return ends && len(w) > 1 && dies[strings.ToLower(w[len(w)-2])]
	case "of":
		return len(w) > 1 && someone[strings.ToLower(w[len(w)-2])] && !strings.HasPrefix(after, " the")
	case "was", "is", "turned":
		return (ends || strings.HasPrefix(after, " when") || strings.HasPrefix(after, " at the time")) && len(w) > 1 && bears(w[len(w)-2])
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
	someone  = words(`boy girl man woman widow widower son daughter child baby father mother teenager student pupil captain driver pilot oldest youngest eldest victim passenger grandfather grandmother brother sister husband wife`)
	pronouns = words(`he she i who`)
)
