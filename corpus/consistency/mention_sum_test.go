package consistency

import (
	"slices"
	"strings"
	"testing"

	"twosource/corpus"
)

// A count of days that is a length of time has the value of one and is filed under it:
// four days and four hours are two values.
func TestValueOfCountedTime(t *testing.T) {
	x, err := loadExtractors()
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{"Days of stoppage: four\n": "4d", "Workers lost four days in Lorne. ": "4d", "Workers lost four hours in Lorne. ": "4h", "The family spent 9 nights in Lorne. ": "9d"} {
		a := corpus.Article{ID: "a", Published: "2020-01-01", Source: "o", Title: "Strike in Lorne", Language: "en"}
		a.Text = text + strings.Repeat("The union of the dockers and the port of the town went on to talk about it all. ", 9)
		a.Body = corpus.Span{End: len(a.Text)}
		list := Statements(Document{Article: a, Facts: x.facts(&a)})
		i := slices.IndexFunc(list, func(s Statement) bool { return s.open && s.Claim.Kind == corpus.KindMeasure })
		if i < 0 {
			t.Errorf("%q: no length of time", text)
			continue
		}
		s := list[i]
		again := s
		again.file()
		if s.value != want || valueKey(&s.Claim) != want || !slices.Equal(s.keys, again.keys) {
			t.Errorf("%q: value %q, want %q, filed under %q", text, s.value, want, s.keys)
		}
	}
}
