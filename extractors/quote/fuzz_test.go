package quote

import (
	"testing"
	"unicode/utf8"

	"twosource/corpus"
	"twosource/extractors/token"
)

// FuzzExtract checks on any text that spans slice on rune boundaries, that the
// list is sorted, and that a mark without a partner in one paragraph leaves the
// quotations of the next alone.
func FuzzExtract(f *testing.F) {
	for _, s := range []string{article, "“Open, he said.\n\n“Closed,” she said.", "\"", "'' `` ''", "«a» ‹b› „c“", "said said said, said \"x\" said", "— A (@a) May 1, 2020", "a: \"b\n\n\"c\n\n\"d", "According to , x", "(“a” (said", "It reads:\n\nfoo bar baz qux quux\n\nOrg, 2020"} {
		f.Add(s)
	}
	const tail = "\n\nMara Quill spoke on Friday. “The tide is out,” Quill said."
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 20000 {
			return
		}
		text := s + tail
		scan := token.Scan(text, corpus.Span{})
		quotes := Extract(nil, scan, nil)
		prev := -1
		for _, q := range quotes {
			for _, sp := range []corpus.Span{q.Span, q.SpeakerSpan, q.Cue} {
				if sp.Start < 0 || sp.End > len(text) || sp.Start > sp.End {
					t.Fatalf("span %v outside text of %d", sp, len(text))
				}
				if utf8.ValidString(text) && (!boundary(text, sp.Start) || !boundary(text, sp.End)) {
					t.Fatalf("span %v cuts a rune", sp)
				}
			}
			if q.Empty() || q.Start < prev {
				t.Fatalf("empty or unsorted: %v", q.Span)
			}
			prev = q.Start
		}
	})
}

func boundary(s string, i int) bool { return i == len(s) || utf8.RuneStart(s[i]) }

// TestUnbalanced checks that a lost mark never takes the rest of the article
// with it.
func TestUnbalanced(t *testing.T) {
	const good = "\n\nMara Quill spoke on Friday. “The tide is out,” Quill said.\n\nThe harbour was quiet."
	for _, bad := range []string{"“The system is recovering, the minister said.", "He shouted \"stop and ran.", "‘It is late, she said.", "”Odd marks“ here.", "«Ouvert", "It was 27\" wide and \" long.", "``Half open", "She said: “One. ‘Two.", "“A” “B “C", "'"} {
		text := bad + good
		found := false
		for _, q := range Extract(nil, token.Scan(text, corpus.Span{}), nil) {
			found = found || q.In(text) == "The tide is out," && q.Speaker == "Mara Quill"
			if q.Start < len(bad) && q.End > len(bad)+2 {
				t.Errorf("%q: quotation %q runs into the next paragraph", bad, q.In(text))
			}
		}
		if !found {
			t.Errorf("%q: the quotation after it is lost", bad)
		}
	}
}
