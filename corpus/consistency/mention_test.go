package consistency

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/govalues/decimal"

	"twosource/corpus"
	"twosource/corpus/slot"
)

func TestRanks(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Norcom, the second-largest carrier, has shops.", "second-largest=2"},
		{"It is the third biggest by size.", "third biggest=3"},
		{"The firm is No. 3 in pumps and number four in taps.", "3=3 four=4"},
		{"The world's largest maker of bolts closed.", "largest=1"},
		{"It was one of the largest firms, and among the biggest.", ""},
		{"It was the worst flood since 1980.", "worst=1"},
		{"It was the worst flood in years.", ""},
		{"The operator, third in broadband, is the nation's fourth.", "third=3 fourth=4"},
		{"It was the second most seen stream, the most watched on the site, the most likely in the end.", "second most seen=2 most watched=1"},
		{"Order among bridges: 11th\nDate: 11th", "11th=11"},
		{"It was the 11th bridge over the river on the 11th day.", "11th=11"},
		{"Salaries due on the 15th might not be met by the 16th of the month; it began on the 4th floor.", "4th=4"},
		{"It was the fourth to arrive, the second of its kind, the first woman to die.", "fourth=4 second=2 first=1"},
		{"The hall in Sector 4 is the smallest, Norcom the largest of the lenders.", "4=4 smallest=1 largest=1"},
		{"It stands first among them, tied for first place.", "first=1 first=1"},
		{"Rank: deadliest fire in the state", "deadliest=1"},
		{"The company ranks seventh among makers.", "seventh=7"},
		{"A Category 4 storm hit on 4 May at 5 p.m.", "4=4"},
		{"It was her third flight and the second of June.", "third=3"},
		{"The first of them won 12 to 4.", ""},
		{"They met on the third of March in room 12%.", ""},
		{"The bank, seventh in size among lenders, and only fifth on the high street.", "seventh=7 fifth=5"},
		{"Rank by exports: no. 4. It had no 5 left.", "4=4"},
		{"Number three on the list, it is the number one vendor.", "three=3 one=1"},
		{"The second most valuable bank and the most serious accident of the most people.", "second most valuable=2 most serious=1"},
		{"It was rated a four, then level five; a four is high.", "four=4 five=5"},
		{"It was the first fatal crash of the type and the first of many.", "first=1"},
		{"They missed the third taxiway and the second big outage in the second half.", "third=3 second=2"},
		{"She came third in the rain. Rank by cost: first", "third=3 first=1"},
		{"It ranked first among apps and slipped to second. The oldest was 61; the oldest victim, 5.", "first=1 second=2"},
		{"It is the oldest mutual insurer in the world.", "oldest=1"},
	} {
		s := rankScan{text: c.text}
		var got []string
		for s.next() {
			if n := s.read(); n > 0 {
				got = append(got, c.text[s.value.Start:s.value.End]+"="+decimal.MustNew(int64(n), 0).String())
			}
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("%q: %q, want %q", c.text, g, c.want)
		}
	}
}

func TestBareAges(t *testing.T) {
	for _, c := range []struct {
		text, number string
		want         bool
	}{
		{"Lee Joon, 69, was found.", "69", true},
		{"a printer, 71, put it down", "71", true},
		{"The commander, Michael Orr, was 43.", "43", true},
		{"She died at 84, in bed.", "84", true},
		{"Now 89, he lives there.", "89", true},
		{"He led a boy of 14 away.", "14", true},
		{"In rooms, 12, 14 and 16 were shut.", "12", false},
		{"The toll was 43, they said.", "43", false},
		{"On May 5, 2012, it rained.", "2012", false},
		{"He arrived at 8, she left.", "8", false},
		{"The youngest was a girl; the oldest was 61.", "61", true},
		{"Youngest 19, oldest in doubt.", "19", true},
		{"The third mate, 25 at the time, went home.", "25", true},
		{"It was over. At 38, she went home.", "38", true},
		{"He closed the shop. At 38 the bus stopped.", "38", false},
		{"The officer was 33 and on his shift.", "33", true},
		{"The toll was 33 and rising.", "33", false},
		{"Chief executive's age: 62", "62", true},
		{"He was then 33 and is older.", "33", true},
		{"A team of 20 came.", "20", false},
		{"A sergeant of 20 came.", "20", true},
	} {
		at := strings.Index(c.text, c.number)
		v := decimal.MustParse(c.number)
		f := corpus.Figure{Span: corpus.Span{Start: at, End: at + len(c.number)}, Quantity: corpus.Quantity{Value: v}}
		if got := isAge(c.text, &f); got != c.want {
			t.Errorf("%q: %v", c.text, got)
		}
	}
}

func TestDaysAndDistances(t *testing.T) {
	for _, c := range []struct{ text, date, from, day, length string }{
		{"It shut at 9:30 a.m. on Sunday.", "9:30 a.m. on Sunday", "2005-08-28T09:30:00", "Sunday", ""},
		{"On Feb. 26, 1995, 10:10 p.m., it ended.", "Feb. 26, 1995, 10:10 p.m.", "1995-02-26T22:10:00", "Feb. 26, 1995", ""},
		{"On the 3rd of May at noon it fell.", "3rd of May at noon", "2005-05-03T12:00:00", "3rd of May", ""},
		{"It closed that night.", "that night", "2005-05-03T18:00:00", "", ""},
		{"He resigned six days later.", "six days later", "2005-05-03", "", "six days"},
		{"It came 12 weeks after the fire.", "12 weeks after", "2005-05-03", "", "12 weeks"},
		{"He left two years ago.", "two years ago", "2003", "", ""},
	} {
		at := strings.Index(c.text, c.date)
		d := corpus.Date{Span: corpus.Span{Start: at, End: at + len(c.date)}, From: c.from, To: c.from}
		r := reader{doc: &Document{Article: corpus.Article{Text: c.text}}}
		day, _ := r.dayIn(&d)
		_, length, _ := r.distance(d.Span)
		if got := c.text[day.Start:day.End]; got != c.day {
			t.Errorf("%q: day %q, want %q", c.text, got, c.day)
		}
		if got := c.text[length.Start:length.End]; got != c.length {
			t.Errorf("%q: length %q, want %q", c.text, got, c.length)
		}
	}
}

func FuzzRanks(f *testing.F) {
	for _, s := range []string{"the world's second-largest, No. 2 by size", "Rank: 3rd of May", "Category 4\nthe worst since", "one of the largest \xff21st", "the second most a" + strings.Repeat("é", 30)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s := rankScan{text: text}
		for s.next() {
			if n := s.read(); n < 0 || s.value.Start < 0 || s.value.End > len(text) || n > 0 && utf8.ValidString(text) && !utf8.ValidString(text[s.value.Start:s.value.End]) {
				t.Fatalf("%d %v of %q", n, s.value, text)
			}
		}
	})
}

func TestPlacesStated(t *testing.T) {
	for _, c := range []struct {
		text, place string
		want        bool
	}{
		{"The ferry, built in Hamburg, sank.", "Hamburg", true},
		{"A jet bound for Osaka turned back.", "Osaka", true},
		{"Read more: Leeds prices", "Leeds", false},
		{"It was centred near the town of Lorne.", "Lorne", true},
		{"LEEDS - Prices rose.", "LEEDS", false},
		{"Prices in Leeds rose.", "Leeds", false},
		{"He was born. In Leeds it rained.", "Leeds", false},
		{"The minister, speaking in a long and angry debate about a dam, named Leeds.", "Leeds", false},
		{"It hit a hotel at Lorne, north of Leeds, at noon.", "Leeds", false},
		{"The train from Lorne to Leeds is late.", "Leeds", true},
		{"They reached Leeds at noon.", "Leeds", true},
		{"Where did it start? At Leeds, at noon.", "Leeds", true},
		{"It sank 20 miles off Leeds.", "Leeds", true},
		{"The depot at Leeds had good steel.", "Leeds", true},
		{"Its home port was Leeds.", "Leeds", true},
		{"The news was Leeds.", "Leeds", false},
		{"Bodies were found as far away as Leeds.", "Leeds", true},
		{"It came ashore on Leeds Island, with rain.", "Leeds Island", true},
		{"They saw cars on Leeds Road.", "Leeds Road", false},
		{"They're in Leeds, in a brick building.", "Leeds", true},
	} {
		if got := placeStated(c.text, strings.Index(c.text, c.place), true); got != c.want {
			t.Errorf("%q: %v", c.text, got)
		}
	}
}

func TestPlacesAroundNames(t *testing.T) {
	for _, c := range []struct {
		text, before, place string
		seat, named, label  bool
	}{
		{text: "Veltek of Lorne makes them.", before: "Veltek", place: "Lorne", seat: true},
		{text: "Jon Falk, 72, from Lorne, had slept.", before: "Jon Falk", place: "Lorne", seat: true},
		{text: "Jon Falk spoke in Lorne.", before: "Jon Falk", place: "Lorne"},
		{text: "The Lorne-based utility", before: "The", place: "Lorne", named: true},
		{text: "The Lorne, Victoria, company said", before: "The", place: "Lorne", named: true},
		{text: "The Lorne headquarters closed.", before: "The", place: "Lorne", named: true},
		{text: "In Lorne, the mayor said", before: "In", place: "Lorne"},
		{text: "Opened: 1980\nRoute: Apollo to Lorne\nCost: 3", before: "Apollo", place: "Lorne", label: true},
		{text: "FACT BOX: Lorne fire", before: "FACT", place: "Lorne"},
		{text: "May 3: The train hits Lorne", before: "May", place: "Lorne"},
	} {
		at := strings.Index(c.text, c.place)
		b := strings.Index(c.text, c.before)
		ents := []corpus.Entity{{Span: corpus.Span{Start: b, End: b + len(c.before)}, Type: corpus.Org}, {Span: corpus.Span{Start: at, End: at + len(c.place)}, Type: corpus.Loc}}
		if got := seatOf(ents, 1, c.text); got != c.seat {
			t.Errorf("%q: seat %v", c.text, got)
		}
		if got := placeNamed(c.text, ents[1].End); got != c.named {
			t.Errorf("%q: named %v", c.text, got)
		}
		if got := placeLabelled(c.text, ents[1].Span); got != c.label {
			t.Errorf("%q: label %v", c.text, got)
		}
	}
}

func TestPlacesBehindLabels(t *testing.T) {
	for _, c := range []struct {
		text  string
		label bool
		reply bool
	}{
		{"Toll: 4\nLoaded in: Lorne. Left at noon and came home to the yard where it lies.", true, false},
		{"It is run by Veltek (head office: Lorne).", true, false},
		{"May 3: Lorne, at noon", false, false},
		{"Analysis: Lorne needs a bridge.", false, false},
		{"Which district lost most? Lorne.", false, true},
		{"Who lost? Lorne did.", false, false},
	} {
		k := strings.Index(c.text, "Lorne")
		at := corpus.Span{Start: k, End: k + len("Lorne")}
		if got := behindLabel(c.text, at); got != c.label {
			t.Errorf("%q: label %v", c.text, got)
		}
		if got := answers(c.text, at); got != c.reply {
			t.Errorf("%q: answer %v", c.text, got)
		}
	}
}

type relating struct {
	a, b *Statement
	want relation
}

// checkRelating compares statements, either first.
func checkRelating(t *testing.T, relate func(a, b *Statement) (relation, float64, string), cases []relating) {
	t.Helper()
	for _, c := range cases {
		for _, pair := range [][2]*Statement{{c.a, c.b}, {c.b, c.a}} {
			if got, _, why := relate(pair[0], pair[1]); got != c.want {
				t.Errorf("%s, %s: %v (%s), want %v", pair[0].Text, pair[1].Text, got, why, c.want)
			}
		}
	}
}

func TestRelateRanks(t *testing.T) {
	rank := func(n float64, sentence string) *Statement {
		at := strings.Index(sentence, "*")
		s := &Statement{Sentence: sentence, mention: &slot.Mention{Kind: inOrder, Size: n}}
		s.Claim = corpus.Claim{Kind: corpus.KindOther, Span: corpus.Span{Start: at, End: at + 1}, Value: corpus.Value{Text: "x"}}
		return s
	}
	checkRelating(t, relate, []relating{
		{rank(1, "the * flood since 1980"), rank(2, "the * flood"), incomparable},
		{rank(1, "the * flood"), rank(2, "the * flood since 1980"), apart},
		{rank(1, "the * flood since 1980"), rank(2, "the * flood since the war"), apart},
		{rank(3, "the * flood"), rank(3, "the * flood"), equal},
	})
}

func TestWithoutReports(t *testing.T) {
	on := func(words, day string) Statement {
		return Statement{attr: "event date", Text: words, known: parseTime("2020-12-07"), Evidence: corpus.Evidence{Claim: corpus.Claim{Kind: corpus.KindDate, Value: corpus.Value{From: day, To: day}}}}
	}
	for _, c := range []struct {
		name string
		list []Statement
		want int
	}{
		{"the day of the report goes", []Statement{on("Monday", "2020-12-07"), on("November 30, 2020", "2020-11-30")}, 1},
		{"the day itself stays", []Statement{on("Monday", "2020-11-30"), on("November 30, 2020", "2020-11-30")}, 2},
		{"two days with a year", []Statement{on("Monday", "2020-12-07"), on("November 30, 2020", "2020-11-30"), on("May 3, 2019", "2019-05-03")}, 3},
		{"a day with its month", []Statement{on("December 7", "2020-12-07"), on("November 30, 2020", "2020-11-30")}, 2},
		{"no day with a year", []Statement{on("Monday", "2020-12-07")}, 1},
	} {
		if got := withoutReports(c.list); len(got) != c.want {
			t.Errorf("%s: %d of %d left", c.name, len(got), len(c.list))
		}
	}
}

func TestSums(t *testing.T) {
	sums := []corpus.Figure{{Kind: corpus.Money, Quantity: corpus.Quantity{Unit: "USD"}}, {Kind: corpus.Money, Quantity: corpus.Quantity{Unit: "GBP"}}, {Kind: corpus.Money, Quantity: corpus.Quantity{Unit: "GBP"}}}
	for _, c := range []struct{ text, number, value, unit string }{
		{"In the end the fund paid out four hundred million.", "four hundred million", "400000000", "GBP"},
		{"The lawyers? Two billion, they charged.", "Two billion", "2000000000", "GBP"},
		{"They lost 12 of them.", "12", "12", ""},
		{"The group has 5 million followers.", "5 million", "5000000", ""},
		{"He paid little. Of them, 5 million went.", "5 million", "5000000", ""},
	} {
		at := strings.Index(c.text, c.number)
		f := corpus.Figure{Kind: corpus.Count, Span: corpus.Span{Start: at, End: at + len(c.number)}, Quantity: corpus.Quantity{Value: decimal.MustParse(c.value)}}
		r := reader{doc: &Document{Article: corpus.Article{Text: c.text}, Facts: corpus.Facts{Figures: sums}}}
		claim, _ := claimOfFigure(&f, c.text)
		if r.sum(&claim, &f); claim.Value.Quantity.Unit != c.unit {
			t.Errorf("%q: %q, want %q", c.text, claim.Value.Quantity.Unit, c.unit)
		}
	}
}

func TestUndated(t *testing.T) {
	facts := corpus.Facts{Dates: []corpus.Date{{From: "1998-09-23", To: "1998-09-23"}}}
	text := "It was on 27 August that the two brothers came down the river with all they had, and nobody was there."
	at := corpus.Span{Start: 10, End: 19}
	r := reader{profile: &profile{}, doc: &Document{Article: corpus.Article{Text: text}, Facts: facts}}
	for _, c := range []struct{ value, want string }{
		{"XXXX-08-27", "1998-08-27"},
		{"XXXX-08", "1998-08"},
		{"XXXX-XX-XXT12:30", "XXXX-XX-XXT12:30"},
		{"XXXX-04-27T14:00", "XXXX-04-27T14:001998-04-27"},
		{"XXXX-WXX-3", ""},
		{"XXXX-SU", ""},
		{"XXXX-WXX-6TEV", ""},
		{"XXXX-13-40", ""},
	} {
		got := ""
		for _, x := range r.undated(corpus.Claim{Kind: corpus.KindDate}, &corpus.Date{Span: at, Value: c.value}) {
			got += x.Value.Text
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.value, got, c.want)
		}
	}
	r.doc.Facts.Dates = append(facts.Dates, corpus.Date{From: "2001", To: "2001"})
	if got := r.theYear(); got != "" {
		t.Errorf("two years: %s", got)
	}
	got := r.undated(corpus.Claim{Kind: corpus.KindDate}, &corpus.Date{Span: at, Value: "XXXX-08-27"})
	if len(got) != 1 || got[0].Value.Text != "XXXX-08-27" || got[0].Value.From != "2001-08-27" {
		t.Errorf("one of two years: %+v", got)
	}
}

func TestYearNobodySays(t *testing.T) {
	on := func(words, value, day string) *Statement {
		return &Statement{Text: words, Evidence: corpus.Evidence{Claim: corpus.Claim{Kind: corpus.KindDate, Value: corpus.Value{Text: value, From: day, To: day}}}}
	}
	open := on("27 August", "XXXX-08-27", "2000-08-27")
	checkRelating(t, relateDates, []relating{
		{open, on("27 August 1998", "1998-08-27", "1998-08-27"), agree},
		{open, on("17 August 1998", "1998-08-17", "1998-08-17"), apart},
		{open, on("Tuesday", "1998-08-18", "1998-08-18"), apart},
		{open, on("1998", "1998", "1998"), incomparable},
	})
}

func TestHalfOfTheDay(t *testing.T) {
	at := func(words, clock string) *Statement {
		return &Statement{Text: words, Evidence: corpus.Evidence{Claim: corpus.Claim{Value: corpus.Value{From: "2003-02-20T" + clock}}}}
	}
	checkRelating(t, relateClocks, []relating{
		{at("11:08", "11:08:00"), at("11:08 p.m.", "23:08:00"), soft},
		{at("a quarter to nine", "08:45:00"), at("8:31 p.m.", "20:31:00"), apart},
		{at("11:08 a.m.", "11:08:00"), at("11:08 p.m.", "23:08:00"), apart},
		{at("09:15", "09:15:00"), at("9:15 p.m.", "21:15:00"), apart},
		{at("9:15", "09:15:00"), at("9:15", "09:15:00"), equal},
	})
}

func TestCountedTime(t *testing.T) {
	for _, c := range []struct{ text, number, counted, want string }{
		{"They slept four nights on a floor.", "four", "nights", "d"},
		{"It held 155 sitting days.", "155", "sitting days", "d"},
		{"Toll: 4\n- Days underground: 69\nx", "69", "", "d"},
		{"Days in all and men: 69 in the end", "69", "", ""},
		{"They sold four boats.", "four", "boats", ""},
	} {
		at := strings.Index(c.text, c.number)
		f := corpus.Figure{Span: corpus.Span{Start: at, End: at + len(c.number)}, Quantity: corpus.Quantity{Value: decimal.MustParse("4")}}
		if k := strings.Index(c.text, c.counted); c.counted != "" {
			f.Counted = corpus.Span{Start: k, End: k + len(c.counted)}
		}
		claim := corpus.Claim{Kind: corpus.KindCount}
		r := reader{doc: &Document{Article: corpus.Article{Text: c.text}}}
		if r.countedTime(&claim, &f); claim.Value.Quantity.Unit != c.want {
			t.Errorf("%q: %q", c.text, claim.Value.Quantity.Unit)
		}
	}
}
