package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"twosource/extractors/entity/feature"
)

// TestFitIsDeterministic fits a small model twice: the same texts, options and
// seed give the same bytes, another seed does not.
func TestFitIsDeterministic(t *testing.T) {
	path := filepath.Join(t.TempDir(), "news.txt")
	text := "[Maria Keller|PERSON] of [Norvane Corp.|ORG] flew to [Berlin|LOC].\n-----\nMs [Keller|PERSON] left [Norvane|ORG] and [Berlin|LOC] in May.\n"
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	lex, err := feature.ReadLexicon(feature.EncodeLexicon(map[uint32]feature.Entry{}))
	if err != nil {
		t.Fatal(err)
	}
	fitOnce := func(seed int64) []byte {
		docs, err := readAll([]string{path + ",weight=2"})
		if err != nil {
			t.Fatal(err)
		}
		o := fitOptions{epochs: 3, least: 1, seed: seed, rate: 0.1, blank: 0.5, hidden: 0.5, drop: 0.3, runs: 2, tail: 2}
		return o.train(lex, docs)
	}
	first := fitOnce(1)
	if !bytes.Equal(first, fitOnce(1)) {
		t.Error("the same seed gave other weights")
	}
	if bytes.Equal(first, fitOnce(2)) {
		t.Error("another seed gave the same weights: the order of examples has no part in them")
	}
}
