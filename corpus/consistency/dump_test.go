package consistency

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestDump prints the statements of the development articles whose attribute
// matches the variable ATTR, for looking into a verdict by hand.
func TestDump(t *testing.T) {
	want := os.Getenv("ATTR")
	if want == "" {
		t.Skip("set ATTR to a regular expression of attributes")
	}
	re := regexp.MustCompile(want)
	for _, ev := range allEvents() {
		for _, d := range extracted(t, ev.articles) {
			for _, s := range Statements(d) {
				if !re.MatchString(s.attr) {
					continue
				}
				c := &s.Claim
				t.Logf("%s %s | %s=%s (%d %s %s) = %s | as of %s %s {%s|%s|%s|%s|%s} conf %.2f at %q\n      %s | %s", s.Article, s.attr, c.Subject, s.subject.name, s.subject.kind, s.subject.typ, s.subject.head, s.value,
					c.AsOf, c.AsOfFrom, c.Scope, c.Place, c.Part, c.By, c.Modality, c.Confidence, c.SubjectAt.In(d.Article.Text), strings.ReplaceAll(s.Sentence, "\n", " "), c.Rule)
			}
		}
	}
}
