package consistency

import (
	"strings"
	"testing"

	"twosource/corpus"
	"twosource/corpus/slot"
)

func TestClashNames(t *testing.T) {
	if got := len(slot.Names) + len(ClashNames); got != numClash {
		t.Errorf("%d names of %d features", got, numClash)
	}
}

func TestFirstYear(t *testing.T) {
	for s, want := range map[string]string{
		"It was built in 1964 and shut in 2011.": "1964",
		"Some 1200 people came.":                 "1200",
		"Flight 2001A left":                      "2001",
		"a run of 20119 copies":                  "",
		"no year":                                "",
		"19":                                     "",
	} {
		if got := firstYear(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}

func TestLabelledValues(t *testing.T) {
	for s, want := range map[string]bool{"Crew: 22": true, "The crew of 22 left": false, "22 left": false} {
		at := len(s) - 2
		if s[0] == '2' {
			at = 0
		} else if !want {
			at = len("The crew of ")
		}
		st := &Statement{Sentence: s, Evidence: corpus.Evidence{Claim: corpus.Claim{Span: corpus.Span{Start: at, End: at + 2}}}}
		if got := labelled(st); got != want {
			t.Errorf("%q: %v", s, got)
		}
	}
}

func TestDurationOf(t *testing.T) {
	for _, c := range []struct{ value, size, unit string }{
		{"P3D", "3", "d"}, {"PT45M", "45", "min"}, {"P2W", "2", "wk"}, {"PT2M15S", "135", "s"}, {"P1Y6M", "18", "mo"}, {"P1DT6H", "30", "h"},
		{"PT1.5H", "1.5", "h"}, {"PT0S", "", ""}, {"PXD", "", ""}, {"P", "", ""}, {"", "", ""}, {"PT", "", ""}, {"P1Y3D", "", ""}, {"P2D3", "", ""}, {"PTXM", "", ""},
	} {
		q, ok := durationOf(&corpus.Date{Value: c.value})
		if ok != (c.size != "") || ok && (q.Value.Trim(0).String() != c.size || q.Unit != c.unit || q.Digits < 1) {
			t.Errorf("%q: %v %s %v", c.value, q.Value, q.Unit, ok)
		}
	}
}

// A check that may be wrong is told from one that is sure.
func TestDoubtOfTime(t *testing.T) {
	said := func(asOf, from string) *Statement {
		s := &Statement{attr: "cost", at: parseTime(asOf)}
		s.Claim.Kind, s.Claim.AsOfFrom = corpus.KindMoney, from
		return s
	}
	for _, c := range []struct {
		name string
		a, b *Statement
		want doubt
	}{
		{"both say when", said("2020-01-02", "text"), said("2021-01-02", "text"), 0},
		{"one is of the day it was written", said("2020-01-02", "text"), said("2021-01-02", "published"), doubtTime},
	} {
		d := decision{a: c.a, b: c.b}
		if d.doubtTime(); d.doubt != c.want {
			t.Errorf("%s: %v", c.name, d.doubt)
		}
	}
	price := said("2020-01-02", "published")
	price.attr = "share price"
	d := decision{a: price, b: price}
	if d.doubtTime(); d.doubt != 0 {
		t.Error("a price changes from day to day")
	}
}

func TestDatelines(t *testing.T) {
	for text, want := range map[string]bool{
		"HALDEN, December 17 \u2014 The toll rose.":      true,
		"Halden, Norway, December 17 (NNS) - It rained.": true,
		"Halden, December 17: the toll rose.":            false,
		"December 17 \u2014 The toll rises.":             false,
		"In Halden on December 17 \u2014 a day of rain.": false,
	} {
		at := strings.Index(text, "December 17")
		if got := inDateline("First.\n"+text, corpus.Span{Start: 7 + at, End: 7 + at + len("December 17")}); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}

func TestLineTells(t *testing.T) {
	for line, want := range map[string]bool{"That was the 30th of May.": true, "When? On 30 May.": true, "30 May 2013, 9:39": false} {
		if got := lineTells(line); got != want {
			t.Errorf("%s: %v", line, got)
		}
	}
}

func TestDatesOfTheReport(t *testing.T) {
	text := "Published: 23 April 2013 at 9:39. The mill was sold to a rival on 4 March 2009 after a long dispute. Workers met on 22 April 2013 in the yard. A union man said late on 24 April 2013 that few came. On Tuesday said one, nobody did."
	r := reader{doc: &Document{Article: corpus.Article{Text: text}}, profile: &profile{published: parseTime("2013-04-23")}}
	for _, c := range []struct {
		words, day string
		want       bool
	}{{"23 April 2013", "2013-04-23", true}, {"4 March 2009", "2009-03-04", false}, {"22 April 2013", "2013-04-22", false}, {"24 April 2013", "2013-04-24", true}, {"Tuesday", "2013-04-23", true}} {
		at := strings.Index(text, c.words)
		d := corpus.Date{Span: corpus.Span{Start: at, End: at + len(c.words)}, From: c.day, To: c.day}
		if got := r.ofReport(&d); got != c.want {
			t.Errorf("%s: %v", c.words, got)
		}
	}
}

func FuzzDurationOf(f *testing.F) {
	for _, s := range []string{"P3D", "PT2M15S", "P1Y6M", "PT1.5H", "PXD", "P99999999999999999999Y9M", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, value string) {
		q, ok := durationOf(&corpus.Date{Value: value})
		if ok && (q.Value.Sign() <= 0 || q.Unit == "" || q.Digits < 1) {
			t.Errorf("%q: %v %s", value, q.Value, q.Unit)
		}
	})
}

// TestFaintDays checks which pairs of days ask for more: a day of the week beside
// another day by next to no words.
func TestFaintDays(t *testing.T) {
	told := func(text string, stems ...uint32) *Statement {
		s := &Statement{mention: &slot.Mention{Kind: "date"}}
		s.Text = text
		for _, x := range stems {
			s.mention.Words = append(s.mention.Words, slot.Word{Stem: x})
		}
		return s
	}
	for _, c := range []struct {
		a, b *Statement
		want bool
	}{
		{told("Friday", 1, 2, 3), told("Saturday", 3, 4), true},
		{told("Friday", 1, 2, 3), told("Saturday", 2, 3), false},
		{told("today", 1), told("19 July", 2), true},
		{told("Friday, July 19", 1), told("20 July", 2), false},
	} {
		d := decision{a: c.a, b: c.b, bySlot: true}
		if got := d.faint(); got != c.want {
			t.Errorf("%s, %s: %v", c.a.Text, c.b.Text, got)
		}
	}
}

// TestFaintPlaces checks that places of what has no name need articles that are surely
// of one event.
func TestFaintPlaces(t *testing.T) {
	of := func(kind subjectKind) *Statement {
		s := &Statement{mention: &slot.Mention{Kind: "place"}, subject: subject{kind: kind}}
		s.Claim.Kind = corpus.KindPlace
		return s
	}
	for _, c := range []struct {
		a, b  subjectKind
		story float64
		want  bool
	}{{event, event, 0.5, true}, {named, event, 0.5, true}, {named, named, 0.5, false}, {event, event, 0.9, false}} {
		d := decision{a: of(c.a), b: of(c.b), event: c.story}
		if got := d.faint(); got != c.want {
			t.Errorf("%v, %v, %.1f: %v", c.a, c.b, c.story, got)
		}
	}
}
