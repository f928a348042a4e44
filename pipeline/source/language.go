package source

import (
	"strings"
	"unicode/utf8"

	"github.com/RadhiFadlillah/whatlanggo"
)

// english holds words that are frequent in English and rare in its neighbours.
var english = map[string]bool{
	"the": true, "of": true, "and": true, "to": true, "that": true, "is": true, "was": true, "for": true, "with": true,
	"by": true, "from": true, "it": true, "has": true, "have": true, "are": true, "said": true, "be": true, "its": true, "were": true,
}

// checked returns the declared language unless the text plainly contradicts it:
// templates declare English, or the outlet's language, for texts in another.
func checked(declared, text string) string {
	switch words, hits := function(text); {
	case declared == "":
		return detect(text)
	case strings.HasPrefix(declared, "en") && words >= 60 && hits*25 < words:
		if found := detect(text); found != "" {
			return found
		}
	case !strings.HasPrefix(declared, "en") && words >= 60 && hits*6 >= words:
		return "en"
	}
	return declared
}

// function counts the words of the first 2 KiB and the English function words
// among them.
func function(text string) (words, hits int) {
	for w := range strings.FieldsSeq(prefix(text, 2048)) {
		words++
		if len(w) <= 4 && english[strings.ToLower(w)] {
			hits++
		}
	}
	return words, hits
}

// detect tells the language of a text by its first 2 KiB, "" when unsure.
// English is settled by its function words, which is a hundred times faster
// than trigrams.
func detect(text string) string {
	text = prefix(strings.TrimSpace(text), 2048)
	words, hits := function(text)
	if words >= 8 && hits*8 >= words {
		return "en"
	}
	if words < 8 && len(text) < 60 {
		return ""
	}
	info := whatlanggo.Detect(prefix(text, 600))
	if info.Confidence < 0.5 {
		return ""
	}
	return info.Lang.Iso6391()
}

// prefix cuts s to at most n bytes on a rune boundary.
func prefix(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
