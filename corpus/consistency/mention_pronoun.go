package consistency

import (
	"strings"

	"twosource/corpus"
)

// pronounRoom is how far behind a name the pronoun that stands for it is looked for.
const pronounRoom = 240

// pronounOf is where a "He" or "She" ends that begins the sentence behind that of the
// i-th of some names and can only stand for it: no other person is named in between or
// in the sentence before.
func (r *reader) pronounOf(ents []corpus.Entity, i int) (int, bool) {
	e, text := &ents[i], r.doc.Article.Text
	if e.Type != corpus.Person {
		return 0, false
	}
	k := strings.IndexAny(text[e.End:min(len(text), e.End+pronounRoom)], ".?")
	if k < 0 || !strings.HasPrefix(text[e.End+k+1:], " ") || strings.IndexByte(text[e.End:e.End+k], '\n') >= 0 {
		return 0, false
	}
	at := e.End + k + len(". ")
	n := len("He ")
	if !strings.HasPrefix(text[at:], "He ") {
		if n = len("She "); !strings.HasPrefix(text[at:], "She ") {
			return 0, false
		}
	}
	from := sentenceAround(text, e.Span).Start
	for j := i - 1; j >= 0 && ents[j].Start >= from; j-- {
		if ents[j].Type == corpus.Person && ents[j].Name != e.Name {
			return 0, false
		}
	}
	if i+1 < len(ents) && ents[i+1].Start < at && ents[i+1].Type == corpus.Person {
		return 0, false
	}
	return at + n - 1, true
}
