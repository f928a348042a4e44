package source

import (
	"strings"
	"testing"
)

func TestJSONL(t *testing.T) {
	in := `{"id":"a1","text":" date 2024-07-19 First. ","title":"T","source":"S","url":"https://a.example/x","published":"2024-07-18","author":"Ann Lee","language":"en"}` + "\n" +
		"{broken\n\n" +
		`{"id":7,"content":"Second.","authors":["A B",{"name":"C D"}],"publisher":{"name":"P"},"date":1721383200}` + "\r\n" +
		`{"title":"no text"}` + "\n" +
		"{\"text\":\"bad \xff bytes\"}\n" +
		`{"text":"Last, without a line end."}`
	arts, fails := collect(t, Options{Stdin: strings.NewReader(in)}, "-")
	if len(arts) != 3 || len(fails) != 3 {
		t.Fatalf("%d articles, %v", len(arts), fails)
	}
	a, b := arts[0], arts[1]
	if a.ID != "a1" || a.Text != " date 2024-07-19 First. " || a.Body.In(a.Text) != "First. " || a.Published != "2024-07-18" || a.PublishedFrom != "input" || a.Title != "T" || a.Source != "S" || a.Authors[0] != "Ann Lee" {
		t.Errorf("%+v", a)
	}
	if b.ID != "7" || b.Source != "P" || len(b.Authors) != 2 || b.Authors[1] != "C D" || b.Published != "2024-07-19T10:00:00Z" {
		t.Errorf("%+v", b)
	}
	for i, line := range []int{2, 5, 6} {
		if fails[i].Line != line || fails[i].Reason == "" {
			t.Errorf("failure %d: %+v", i, fails[i])
		}
	}
	if want := int64(strings.Index(in, "{broken")); fails[0].Offset != want {
		t.Errorf("offset %d, want %d", fails[0].Offset, want)
	}
}

func TestJSONOverLines(t *testing.T) {
	cases := []struct {
		name, in   string
		arts, fail int
	}{
		{"list", `[{"text":"One."},` + "\n" + `{"text":"Two."}]`, 2, 0},
		{"pretty list", "[\n  {\n    \"text\": \"One.\"\n  },\n  {\n    \"text\": \"Two.\"\n  }\n]\n", 2, 0},
		{"pretty object", "{\n  \"text\": \"One.\"\n}\n", 1, 0},
		{"pretty objects", "{\n  \"text\": \"One.\"\n}\n{\n  \"text\": \"Two.\"\n}\n", 2, 0},
		{"cut list", `[{"text":"One."},{"text":"Tw`, 1, 1},
		{"unclosed list", `[{"text":"One."}`, 1, 1},
		{"empty list", `[]`, 0, 0},
		{"list of numbers", `[1,2]`, 0, 2},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			arts, fails := collect(t, Options{Stdin: strings.NewReader(c.in)}, "-")
			if len(arts) != c.arts || len(fails) != c.fail {
				t.Fatalf("%d articles, %v", len(arts), fails)
			}
		})
	}
}

func FuzzJSONL(f *testing.F) {
	f.Add(`{"text":"a"}` + "\n{\n")
	f.Add(`[{"text":"a","authors":[{"name":{"name":1}}]},`)
	f.Add("{\n\"text\":\"a\"\n}")
	f.Add("\u00a0\n{\"text\":\"a\"}\n")
	f.Fuzz(func(t *testing.T, in string) {
		for _, a := range direct(Options{Format: JSONL, MaxArticle: 1 << 12}, []byte(in)) {
			if a.ID == "" || a.Body.In(a.Text) == "" {
				t.Fatalf("%+v", a)
			}
		}
	})
}
