package consistency

import (
	"testing"

	"github.com/govalues/decimal"

	"twosource/corpus"
)

func TestRelatePlaces(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want relation
	}{
		{"California", "Austin, Texas", apart},
		{"Austin, Texas", "Texas", refines},
		{"Austin", "United States", refines},
		{"Austin, Texas, USA", "Austin, Texas", refines},
		{"Sunnyvale, Calif.", "California", refines},
		{"Hook Point, County Wexford", "Ireland's south-east coast", refines},
		{"Hook Point, County Wexford", "Malin Head, County Donegal", apart},
		{"the northern coast of France", "Normandy", refines},
		{"New York City", "Manhattan", refines},
		{"South Carolina", "North Carolina", apart},
		{"Oslo", "Norway", refines},
		{"Oslo", "Bergen", apart},
		{"the UK", "United Kingdom", equal},
		{"Kyiv", "Europe", refines},
		{"", "Oslo", incomparable},
	} {
		for _, p := range [][2]string{{c.a, c.b}, {c.b, c.a}} {
			if got, _, why := relatePlaces(p[0], p[1]); got != c.want {
				t.Errorf("%s, %s: %d (%s), want %d", p[0], p[1], got, why, c.want)
			}
		}
	}
}

func TestRelateRoles(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want relation
	}{
		{"CEO", "co-founder and CEO", agree},
		{"chief executive", "chief executive officer", agree},
		{"CFO", "former CFO", incomparable},
		{"mayor", "deputy mayor", apart},
		{"assistant fire chief", "fire chief", apart},
		{"president and CEO", "co-founder and CEO", agree},
		{"founder", "chairman", incomparable},
		{"chairman", "chairwoman", agree},
		{"chief executive", "chief financial officer", apart},
		{"chief security officer", "chief information officer", apart},
		{"chief executive and chief financial officer", "CFO", agree},
		{"chief executive", "former CFO", incomparable},
		{"chief executive", "deputy chief executive officer", apart},
	} {
		x, y := &corpus.Claim{Value: corpus.Value{Text: c.a}}, &corpus.Claim{Value: corpus.Value{Text: c.b}}
		x.Value.Text, y.Value.Text = "a "+c.a, "a "+c.b // roles, not holders
		if got, _, why := relateRoles(x, y); got != c.want {
			t.Errorf("%s, %s: %d (%s), want %d", c.a, c.b, got, why, c.want)
		}
	}
	x, y := &corpus.Claim{Value: corpus.Value{Text: "Dmitri Alperovitch"}}, &corpus.Claim{Value: corpus.Value{Text: "Dmitry Alperovich"}}
	if got, _, _ := relateRoles(x, y); got != agree {
		t.Errorf("two spellings of one holder: %d", got)
	}
	for _, short := range []string{"Alperovitch", "Dmitri"} {
		y.Value.Text = short
		if got, _, _ := relateRoles(x, y); got != agree {
			t.Errorf("%s, a shorter form of one holder: %d", short, got)
		}
	}
	y.Value.Text = "Paul Dekker"
	if got, _, _ := relateRoles(x, y); got != apart {
		t.Errorf("two holders: %d", got)
	}
}

func TestSameName(t *testing.T) {
	for _, c := range []struct {
		a, b string
		typ  corpus.EntityType
		same bool
	}{
		{"CrowdStrike", "CrowdStrike Holdings, Inc.", corpus.Org, true},
		{"HVB", "Halden Valley Bank", corpus.Org, true},
		{"Delta", "Delta Air Lines", corpus.Org, true},
		{"Apple Corps", "Apple Computer", corpus.Org, false},
		{"United", "United Nations", corpus.Org, false},
		{"Kurtz", "George Kurtz", corpus.Person, true},
		{"G. Kurtz", "George Kurtz", corpus.Person, true},
		{"Greg Marston", "Gregg Marston", corpus.Person, true},
		{"Shanzada Dawood", "Shahzada Dawood", corpus.Person, true},
		{"Suleman Dawood", "Shahzada Dawood", corpus.Person, false},
		{"John Carver", "Jane Carver", corpus.Person, false},
		{"8777 Collins Ave.", "8777 Collins Avenue", corpus.Loc, true},
		{"Flight 1282", "Flight 1283", corpus.Product, false},
		{"South Korea", "North Korea", corpus.Loc, false},
	} {
		if got := sameName(c.a, c.b, c.typ) > 0.5; got != c.same {
			t.Errorf("%s, %s: same %v, want %v", c.a, c.b, got, c.same)
		}
		if sameName(c.a, c.b, c.typ) != sameName(c.b, c.a, c.typ) {
			t.Errorf("%s, %s: depends on the order", c.a, c.b)
		}
	}
}

// stated makes a statement of one claim.
func stated(published string, c corpus.Claim) *Statement {
	d := doc("x", published, []string{"Halden"}, c)
	s := Statements(d)
	return &s[0]
}

func TestRelateClocks(t *testing.T) {
	at := func(clock, text string, b corpus.Bound) *Statement {
		s := stated("2021-06-24", corpus.Claim{Subject: "collapse", Trigger: "collapse", Attribute: "event time", Kind: corpus.KindDate,
			Value: corpus.Value{Text: text, From: "2021-06-24T" + clock, To: "2021-06-24T" + clock, Quantity: corpus.Quantity{Bound: b}}})
		return s
	}
	for _, c := range []struct {
		name string
		a, b *Statement
		want relation
	}{
		{"rounded to five minutes", at("01:22", "1:22 a.m.", ""), at("01:20", "about 1:20 a.m.", corpus.About), agree},
		{"half an hour apart", at("01:30", "1:30 a.m.", ""), at("02:00", "about 2 a.m.", corpus.About), apart},
		{"a little after", at("01:30", "a little after 1:30 a.m.", corpus.MoreThan), at("01:22", "1:22 a.m.", ""), apart},
		{"shortly after, not stated how long", at("18:00", "shortly after 6 p.m.", corpus.MoreThan), at("18:08", "6:08 p.m.", ""), agree},
		{"another zone", at("07:37", "7:37 GMT", ""), at("14:37", "2:37 p.m. local time", ""), soft},
		{"across midnight", at("23:59", "11:59 p.m.", ""), at("00:01", "12:01 a.m.", ""), soft},
	} {
		got, _, why := relateClocks(c.a, c.b)
		if back, _, _ := relateClocks(c.b, c.a); got != c.want || back != got {
			t.Errorf("%s: %d and %d (%s), want %d", c.name, got, back, why, c.want)
		}
	}
}

func TestRelateBirth(t *testing.T) {
	age := func(published string, n int64) *Statement {
		q := corpus.Quantity{Value: decimal.MustNew(n, 0), Unit: "a"}
		return stated(published, corpus.Claim{Subject: "Jo Pryce", SubjectID: "person:jo-pryce", Attribute: "age", Kind: corpus.KindAge, Value: corpus.Value{Text: "n", Quantity: q}})
	}
	born := stated("", corpus.Claim{Subject: "Jo Pryce", SubjectID: "person:jo-pryce", Attribute: "born", Kind: corpus.KindDate,
		Value: corpus.Value{Text: "June 1995", From: "1995-06", To: "1995-06"}})
	for _, c := range []struct {
		name string
		a, b *Statement
		want relation
	}{
		{"same age, same year", age("2019-07-10", 24), age("2019-07-12", 24), refines},
		{"a year later, a year older", age("2019-07-10", 24), age("2020-07-12", 25), refines},
		{"a year apart within a week", age("2019-07-10", 24), age("2019-07-14", 25), apart},
		{"six years apart", age("2024-07-20", 59), age("2024-07-21", 53), apart},
		{"age and date of birth", born, age("2019-07-10", 24), refines},
		{"age against date of birth", born, age("2019-07-10", 29), apart},
		{"undated, a birthday apart", age("", 58), age("", 59), soft},
	} {
		if got, _, why := relateBirth(c.a, c.b); got != c.want {
			t.Errorf("%s: %d (%s), want %d", c.name, got, why, c.want)
		}
	}
}

func TestSlips(t *testing.T) {
	for _, c := range []struct{ a, b, want string }{
		{"2024-07-19", "2024-06-19", "another month"},
		{"2018-08-03", "2018-03-08", "day and month swapped"},
		{"2020-08-04", "2021-08-04", "another year"},
		{"2020-08-04", "2020-08-09", ""},
	} {
		if got := dateSlip(c.a, c.b); got != c.want {
			t.Errorf("%s, %s: %q, want %q", c.a, c.b, got, c.want)
		}
	}
}

func TestLengthsOfTwoCalendars(t *testing.T) {
	of := func(n int64, unit string) *corpus.Quantity {
		v := decimal.MustNew(n, 0)
		return &corpus.Quantity{Value: v, Low: v, High: v, Unit: unit, Digits: 2}
	}
	for _, c := range []struct {
		x, y *corpus.Quantity
		want relation
	}{
		{of(11, "mo"), of(206, "d"), apart},
		{of(206, "d"), of(11, "mo"), apart},
		{of(2, "mo"), of(9, "wk"), refines},
		{of(1, "a"), of(365, "d"), refines},
		{of(1, "a"), of(10, "wk"), apart},
		{of(3, "mo"), of(3, "a"), apart},
	} {
		if got, _, why := relateQuantities(c.x, c.y); got != c.want {
			t.Errorf("%v %s, %v %s: %v, want %v (%s)", c.x.Value, c.x.Unit, c.y.Value, c.y.Unit, got, c.want, why)
		}
	}
}
