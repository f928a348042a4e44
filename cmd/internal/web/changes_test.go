package web

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// show writes a comparison in one line: -gone- +new+, [n] for n paragraphs left out.
func showBlocks(list []block) string {
	var out []string
	for _, b := range list {
		if b.Same > 0 {
			out = append(out, "["+itoa(b.Same)+"]")
			continue
		}
		line := ""
		for _, p := range b.Parts {
			sign := map[string]string{"del": "-", "ins": "+"}[p.Kind]
			line += sign + strings.TrimSpace(strings.ReplaceAll(p.Text, "\n", "¶")) + sign + " "
		}
		out = append(out, strings.TrimSpace(line))
	}
	return strings.Join(out, " | ")
}

func TestBlocks(t *testing.T) {
	long := strings.Repeat("word ", maxWords+1)
	for name, x := range map[string]struct{ old, now, want string }{
		"nothing":           {"One.\nTwo.", "One.\nTwo.", "[2]"},
		"a word":            {"One.\nAt least 12 died.\nThree.", "One.\nAt least 14 died.\nThree.", "[1] | At least -12- +14+ died. | [1]"},
		"a paragraph added": {"One.\nTwo.", "One.\nNew here.\nTwo.", "[1] | +New here.+ | [1]"},
		"one taken out":     {"One.\nOld.\nTwo.", "One.\nTwo.", "[1] | -Old.- | [1]"},
		"at the end":        {"One.", "One.\nMore.", "[1] | +More.+"},
		"from nothing":      {"", "One.", "+One.+"},
		"capitals":          {"the bank", "The bank", "-the- +The+ bank"},
		"too long by word":  {long, long + "end", "-" + strings.TrimSpace(long) + "- +" + long + "end+"},
	} {
		if got := showBlocks(blocks(x.old, x.now)); got != x.want {
			t.Errorf("%s: %s, want %s", name, got, x.want)
		}
	}
}

// An article read again after it was edited tells so in the reader, and shows
// what it said before.
func TestChangesOfAnArticle(t *testing.T) {
	in := filepath.Join(t.TempDir(), "story.txt")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(in, []byte("url: https://news.example/ferry\ntitle: Ferry sinks\ndate: 2024-07-19\n\n"+text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("The ferry sank at noon. At least 12 people died, police said.\n")
	dir := fill(t, in)
	write("The ferry sank at noon. At least 14 people died, police said.\n")
	more(t, dir, in)
	s, _ := desk(t, dir, Options{})
	res := get(t, s, "/search.csv?q=ferry").Body.String()
	id := strings.Split(strings.Split(res, "\n")[1], ",")[0]
	if body := get(t, s, "/article/"+id).Body.String(); !strings.Contains(body, `/changes">changed once</a>`) {
		t.Errorf("the reader does not tell: %s", body)
	}
	if body := get(t, s, "/article/"+id+"/changes").Body.String(); !strings.Contains(body, "<del>12 </del><ins>14 </ins>") {
		t.Errorf("changes: %s", body)
	}
}
