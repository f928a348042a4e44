package main

import (
	"testing"

	"twosource/corpus"
	"twosource/corpus/consistency"
)

// A passage is found by its place: what it quotes may end within the value's words.
func TestPassageOf(t *testing.T) {
	const text = "The first crack was heard at 7:05 p.m. and 114 people died."
	statement := func(from, to int, value corpus.Value) *consistency.Statement {
		return &consistency.Statement{Evidence: corpus.Evidence{Path: "x/01.txt", Claim: corpus.Claim{Span: corpus.Span{Start: from, End: to}, Value: value}}}
	}
	clock := statement(29, 38, corpus.Value{Text: "19:05", From: "1981-07-17T19:05"})
	dead := statement(43, 46, corpus.Value{Text: "114"})
	clock.Claim.Kind, dead.Claim.Kind = corpus.KindDate, corpus.KindCount
	for _, c := range []struct {
		snippet     string
		value       any
		kind        string
		clock, dead bool
	}{
		{"heard at 7:05 p.m", "7:05 p.m.", "time", true, false},
		{"heard at 7:05 p.m", "Lorne", "place", false, false},
		{"7:05 p.m. and 114 people", "114", "", true, true},
		{"7:05 p.m. and 114 people", "114", "count", false, true},
		{"and 114 people", "114", "count", false, true},
		{"and 114 people", 111.0, "", false, false},
		{"is not there", "114", "", false, false},
	} {
		p := passage{File: "01.txt", Snippet: c.snippet, Value: c.value, Kind: c.kind}
		p.place(map[string]string{"01.txt": text})
		if p.of(clock) != c.clock || p.of(dead) != c.dead {
			t.Errorf("%q: %v, %v", c.snippet, p.of(clock), p.of(dead))
		}
	}
}
