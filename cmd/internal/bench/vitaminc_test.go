package main

import (
	"strings"
	"testing"
)

func TestVitaminC(t *testing.T) {
	const rows = `
{"unique_id":"1","label":"REFUTES","claim":"Velotek was founded before 1956 .","evidence":"Velotek was founded in 1958 ."}
{"unique_id":"2","label":"SUPPORTS","claim":"Velotek was founded before 1960 .","evidence":"Velotek was founded in 1958 ."}
{"unique_id":"3","label":"SUPPORTS","claim":"Velotek makes lamps .","evidence":"Velotek makes lamps ."}`
	var out strings.Builder
	if err := vitaminC(strings.NewReader(rows), &out, 10, 1, 0); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"2 pairs, 1 refuted", // the third has no figure
		"twosource check        precision 1.000  recall 1.000  F1 1.000",
		"number absent          precision 0.500  recall 1.000  F1 0.667",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
}

func TestWritten(t *testing.T) {
	got := written("`` It cost $ 5 million , '' says Ruiz 's firm ( of Oslo ) .")
	if want := `"It cost $5 million," says Ruiz's firm (of Oslo).`; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
