package consistency

import "testing"

func about(text string) *profile {
	p := &profile{}
	topics := topicsOf(text)
	p.topics = func() []uint32 { return topics }
	p.about = func() *topicality { return topicalityOf(topics) }
	return p
}

func TestRareWordsMakeArticlesAlike(t *testing.T) {
	ferry := about("The ferry left with its bow visor open and capsized within minutes of the breakwater.")
	again := about("Nobody had shut the visor, and the ferry rolled over and capsized.")
	bank := about("The lender was closed within days; its depositors left with what was open to them.")
	same, meaning, rare, n := sharedTopics(ferry, again)
	other, far, none, _ := sharedTopics(ferry, bank)
	if same < 2*other || meaning < far || rare < 2 || none > 0 || n != 3 {
		t.Errorf("one event %.2f %.2f %.0f, two events %.2f %.2f %.0f", same, meaning, rare, other, far, none)
	}
	if w, m, r, _ := sharedTopics(ferry, about("")); w != 0 || m != 0 || r != 0 {
		t.Errorf("with nothing: %v %v %v", w, m, r)
	}
}

func TestNamesWithinAHeadline(t *testing.T) {
	for title, want := range map[string]string{
		"Huge explosions tear through Halden port": "halden",
		"Coffee prices fall again":                 "",
		"The Price Of A Cup Of Coffee":             "",
		"Ten springs later, the tower still hums":  "",
		"Inquiry opens into Velotek deal":          "velotek",
	} {
		got := ""
		for w := range namedWithin(title) {
			got = w
		}
		if got != want {
			t.Errorf("%s: %q", title, got)
		}
	}
}
