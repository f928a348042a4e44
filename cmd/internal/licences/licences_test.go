package main

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
)

// allowed are the licences that ask for no more than to be named; CC-BY-4.0 is
// that of a module's documentation. A module that offers several under AND must
// have all of them here. Not allowed is what reaches further, be it only to its
// own files (MPL-2.0).
var allowed = []string{"MIT", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "ISC", "0BSD", "CC-BY-4.0"}

// TestLicences looks at every module that a package, a test or a tool of this
// repository imports.
func TestLicences(t *testing.T) {
	list, err := modules("-test", "twosource/...")
	if err != nil {
		t.Skip("the module cache is not there: ", err)
	}
	if len(list) < 30 {
		t.Fatalf("%d modules only", len(list))
	}
	for _, m := range list {
		if m.Dir == "" {
			t.Skip("not in the module cache: ", m.Path)
		}
		id, _, err := m.licence()
		if err != nil {
			t.Error(err)
			continue
		}
		for _, one := range strings.Split(id, " AND ") {
			if !slices.Contains(allowed, one) {
				t.Errorf("%s %s: licence %q is not among %v", m.Path, m.Version, id, allowed)
			}
		}
	}
}

// TestPinned: every module has its sum in go.sum, which go mod verify checks.
func TestPinned(t *testing.T) {
	list, err := modules("twosource/cmd/twosource")
	if err != nil {
		t.Skip("the module cache is not there: ", err)
	}
	sums, err := os.ReadFile("../../../go.sum")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range list {
		if !strings.Contains(string(sums), m.Path+" "+m.Version+" h1:") {
			t.Errorf("%s %s is not in go.sum", m.Path, m.Version)
		}
	}
}

func TestIdentify(t *testing.T) {
	bsd := "Redistribution and use in source and\n binary forms, with or without modification"
	for _, c := range []struct{ text, want string }{
		{"Permission is hereby granted, free of\ncharge, to any person obtaining", "MIT"},
		{bsd, "BSD-2-Clause"}, {bsd + " Neither the name of Google", "BSD-3-Clause"},
		{"Apache License\n   Version 2.0, January 2004", "Apache-2.0"},
		{"GNU GENERAL PUBLIC LICENSE\nVersion 3", "GPL"}, {"GNU Lesser General Public License", "LGPL"}, {"Mozilla Public License Version 2.0", "MPL-2.0"},
		{"Licensed under the Apache License, Version 2.0. “Commons Clause” License Condition v1.0", "Apache-2.0 Commons-Clause"}, {"all rights reserved", ""},
	} {
		if got := strings.Join(identify(c.text), " "); got != c.want {
			t.Errorf("%.40q: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestBill(t *testing.T) {
	var first, second strings.Builder
	t.Chdir("../../..")
	if err := run(&first, false, true); err != nil {
		t.Skip("the module cache is not there: ", err)
	}
	if err := run(&second, false, true); err != nil || first.String() != second.String() {
		t.Errorf("a second bill differs: %v", err)
	}
	var b bill
	if err := json.Unmarshal([]byte(first.String()), &b); err != nil {
		t.Fatal(err)
	}
	refs := map[string]bool{}
	for _, c := range b.Components {
		if refs[c.Ref] || c.Version == "" || len(c.Licences) == 0 || !strings.HasPrefix(c.PURL, "pkg:golang/") {
			t.Errorf("component %+v", c)
		}
		refs[c.Ref] = true
	}
	if !strings.Contains(first.String(), `"github.com/blevesearch/bleve/v2"`) {
		t.Error("Bleve is not on the bill")
	}
}
