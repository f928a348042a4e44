package consistency

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"twosource/corpus"
)

func TestRelatePosts(t *testing.T) {
	post := func(titles, part string) *Statement {
		return &Statement{Text: titles, Evidence: corpus.Evidence{Claim: corpus.Claim{Kind: corpus.KindRole, Rule: unread, Part: part, Value: corpus.Value{Text: titles}}}}
	}
	checkRelating(t, func(a, b *Statement) (relation, float64, string) { return relateRoles(&a.Claim, &b.Claim) }, []relating{
		{post("cfo", ""), post("coo", ""), apart},
		{post("ceo; chair", ""), post("chair", ""), agree},
		{post("director", ""), post("non-executive director", ""), agree},
		{post("president", ""), post("treasurer", "former"), incomparable},
		{post("third mate", ""), post("second mate", ""), apart},
		{post("engineer", ""), post("ceo", ""), incomparable},
		{post("geologist", ""), post("architect", ""), apart},
		{post("head of weather office", ""), post("director", ""), incomparable},
		{post("head of weather office", ""), post("mayor", ""), apart},
		{post("head of customs", ""), post("minister", ""), apart},
		{post("truck driver", ""), post("sailor", ""), apart},
		{post("county fire chief", ""), post("city fire chief", ""), apart},
		{post("old fire chief", ""), post("stout fire chief", ""), incomparable},
		{post("lead mechanic", ""), post("inspector", ""), apart},
		{post("mechanic", ""), post("chair", ""), apart},
		{post("reporter", ""), post("news editor", ""), incomparable},
		{post("colonel", ""), post("president", ""), incomparable},
		{post("police spokesperson", ""), post("police inspector", ""), incomparable},
		{post("consulting engineer", ""), post("resident engineer", ""), apart},
		{post("consulting engineer", ""), post("consultant", ""), incomparable},
	})
}

func TestPronounOf(t *testing.T) {
	for _, c := range []struct {
		text string
		want bool
	}{
		{"Ana Ruiz left. She was the captain.", true},
		{"Was it Ana Ruiz? He was the captain.", true},
		{"Ana Ruiz left. The captain spoke.", false},
		{"Ana Ruiz left.\nShe was the captain.", false},
		{"Jon Falk saw Ana Ruiz. He was the captain.", false},
		{"Ana Ruiz saw Jon Falk. He was the captain.", false},
	} {
		var ents []corpus.Entity
		for _, name := range []string{"Ana Ruiz", "Jon Falk"} {
			if k := strings.Index(c.text, name); k >= 0 {
				ents = append(ents, corpus.Entity{Span: corpus.Span{Start: k, End: k + len(name)}, Type: corpus.Person, Name: name})
			}
		}
		slices.SortFunc(ents, func(a, b corpus.Entity) int { return a.Start - b.Start })
		r := reader{doc: &Document{Article: corpus.Article{Text: c.text}}}
		got := false
		for i := range ents {
			at, ok := r.pronounOf(ents, i)
			got = got || ok && ents[i].Name == "Ana Ruiz" && strings.HasSuffix(c.text[:at], "e")
		}
		if got != c.want {
			t.Errorf("%q: %v", c.text, got)
		}
	}
}

func FuzzPosts(f *testing.F) {
	for _, s := range []string{"The chief, Ana Ruiz, 44, who was finance director", "Ana Ruiz resigned as vice-chairman", "of Ana Ruiz of Lorne as head of \xff"} {
		f.Add(s, 4, 12)
	}
	f.Fuzz(func(t *testing.T, text string, from, to int) {
		if from < 0 || to < from || to > len(text) {
			return
		}
		for _, h := range postsAfter(postsBefore(nil, text, from), text, to) {
			if h.at.Start < 0 || h.at.End > len(text) || h.at.Start >= h.at.End || h.title == "" {
				t.Fatalf("%q: %+v", text, h)
			}
		}
		placeLabelled(text, corpus.Span{Start: from, End: to})
		behindLabel(text, corpus.Span{Start: from, End: to})
		answers(text, corpus.Span{Start: from, End: to})
		isPlace([]corpus.Entity{{Span: corpus.Span{Start: from, End: to}, Type: corpus.Person}}, 0, text)
		placeNamed(text, to)
		placeStated(text, from, true)
	})
}

func TestPosts(t *testing.T) {
	for _, c := range []struct{ text, name, want string }{
		{"Ana Ruiz, the chief executive, and two others left.", "Ana Ruiz", "ceo"},
		{"Ana Ruiz, 44, who was finance director, looked up.", "Ana Ruiz", "cfo"},
		{"Ana Ruiz, who as president and chief operating officer wore it, left.", "Ana Ruiz", "president|coo"},
		{"Ana Ruiz, the unit's chief technology officer, promised.", "Ana Ruiz", "cto"},
		{"Ana Ruiz, a non-executive director whose fortune went, saw it.", "Ana Ruiz", "non-executive director"},
		{"Ana Ruiz resigned as executive chairman on Monday.", "Ana Ruiz", "executive chair"},
		{"Ana Ruiz stepped down as chief executive.", "Ana Ruiz", "ceo"},
		{"Ana Ruiz, a former director general of the agency, wrote.", "Ana Ruiz", "director general-"},
		{"The captain, Ana Ruiz, was at the helm.", "Ana Ruiz", "captain"},
		{"Its finance chief Ana Ruiz said so.", "Ana Ruiz", "cfo"},
		{"So said chairman, CEO and president Ana Ruiz.", "Ana Ruiz", "president|ceo|chair"},
		{"Then President Ana Ruiz spoke.", "Ana Ruiz", "president"},
		{"Head: Ana Ruiz, chief executive since July", "Ana Ruiz", "ceo"},
		{"It fell, the captain said. Ana Ruiz left.", "Ana Ruiz", ""},
		{"Ana Ruiz told the captain to go.", "Ana Ruiz", ""},
		{"Ana Ruiz, whose brother is the captain, left.", "Ana Ruiz", ""},
		{"A report for the chairman, Ana Ruiz said, was late.", "Ana Ruiz", "chair"},
		{"Veltek, the main contractor on the line, is closed.", "Veltek", "contractor"},
		{"Ana Ruiz's captain left.", "Ana Ruiz", ""},
		{"Ana Ruiz, then three months in the job as chairman, promised.", "Ana Ruiz", "chair"},
		{"Ana Ruiz told Jon Falk to go as captain.", "Ana Ruiz", ""},
		{"Ana Ruiz, who had been head of internal audit there, left.", "Ana Ruiz", "head of internal audit"},
		{"Under its founder and chief executive, Ana Ruiz, it grew.", "Ana Ruiz", "ceo"},
		{"The chairman told the captain and pilot Ana Ruiz.", "Ana Ruiz", "captain"},
		{"Ana Ruiz was the store's vice-chairman, and he left.", "Ana Ruiz", "vice chair"},
		{"Veltek of Lorne was the main contractor; it closed.", "Veltek", "contractor"},
		{"Ana Ruiz, the Northern Lorne minister who gave it, left.", "Ana Ruiz", "minister"},
		{"Ana Ruiz, then Supreme Leader, walked by.", "Ana Ruiz", "supreme leader"},
		{"Ana Ruiz, the town's fire chief, called it nasty.", "Ana Ruiz", "fire chief"},
		{"Ana Ruiz, our county emergency director, looked up.", "Ana Ruiz", "county emergency director"},
		{"Ana Ruiz, a Lorne banker.", "Ana Ruiz", "banker"},
		{"Ana Ruiz, a truck driver, 56, was hurt.", "Ana Ruiz", "truck driver"},
		{"Ana Ruiz, who was the main shareholder, left.", "Ana Ruiz", "chief owner"},
		{"Ana Ruiz, its founder and chief executive, left.", "Ana Ruiz", "ceo"},
		{"Ana Ruiz, head of the weather office, was in bed.", "Ana Ruiz", "head of weather office"},
		{"Ana Ruiz, still vice president, left.", "Ana Ruiz", "vice president"},
		{"Ana Ruiz, Veltek CEO.", "Ana Ruiz", "ceo"},
		{"Ana Ruiz, the chief inspecting officer, spoke.", "Ana Ruiz", "chief inspecting officer"},
		{"Ana Ruiz, the mother of a miner, spoke.", "Ana Ruiz", ""},
		{"When she saw Ana Ruiz, the tired old fire chief wept.", "Ana Ruiz", ""},
		{"Its harbor pilot, Ana Ruiz, was asleep.", "Ana Ruiz", "harbor pilot"},
		{"The head of the county office, Ana Ruiz, left.", "Ana Ruiz", "head of county office"},
		{"The mayor, Mr. Ruiz, left.", "Ruiz", "mayor"},
		{"It was lorry driver Ana Ruiz who told.", "Ana Ruiz", "lorry driver"},
		{"They told driver Ana Ruiz to go.", "Ana Ruiz", ""},
		{"Toll\nChief minister: Ana Ruiz", "Ana Ruiz", "chief minister"},
		{"Toll\nWinner: Ana Ruiz", "Ana Ruiz", ""},
		{"A report by Mr Justice Ana Ruiz was read.", "Ana Ruiz", "judge"},
		{"Ana Ruiz, the deputy prime minister, left.", "Ana Ruiz", "deputy prime minister"},
		{"Ana Ruiz, formerly deputy Treasury secretary, left.", "Ana Ruiz", "deputy treasury secretary-"},
		{"Ana Ruiz, the co-pilot, worked it out.", "Ana Ruiz", "first officer"},
		{"The president of the city council, Mr Ruiz, left.", "Ruiz", "president"},
		{"Ana Ruiz, leader of the opposition, left.", "Ana Ruiz", "opposition leader"},
		{"Ana Ruiz, who owns the outfit, left.", "Ana Ruiz", "owner"},
		{"Ana Ruiz, who had lit the match, was a busboy.", "Ana Ruiz", "busboy"},
		{"Ana Ruiz, who had lit the match, was kind to a busboy.", "Ana Ruiz", ""},
		{"Ana Ruiz has been chief executive since May.", "Ana Ruiz", "ceo"},
	} {
		at := strings.Index(c.text, c.name)
		var got []string
		for _, h := range postsAfter(postsBefore(nil, c.text, at), c.text, at+len(c.name)) {
			if c.text[h.at.Start:h.at.End] == "" {
				t.Errorf("%q: empty span", c.text)
			}
			got = append(got, h.title+map[bool]string{true: "-"}[h.former])
		}
		if g := strings.Join(got, "|"); g != c.want {
			t.Errorf("%q: %q, want %q", c.text, g, c.want)
		}
	}
}

// One name with ever more posts is told of with the first of them beside each: all beside
// each grew with the square of the article.
func TestTitlesOfOneName(t *testing.T) {
	var list []held
	for i := range 10 * maxTitles {
		list = append(list, held{title: fmt.Sprintf("post %03d", i/2)})
	}
	titles := titlesOf(list)
	if len(titles) != maxTitles || titles[maxTitles-1] != fmt.Sprintf("post %03d", maxTitles-1) {
		t.Errorf("%q", titles)
	}
	for title, want := range map[string]string{"post 002": "post 002; a; b", "b": "b; a"} {
		if got := withOthers(title, []string{"a", "b"}); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
