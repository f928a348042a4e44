package claim

import (
	"testing"

	"twosource/corpus"
)

func TestPublicBodies(t *testing.T) {
	for name, want := range map[string]bool{
		"Office of Thrift Supervision": true, "Federal Deposit Insurance Corporation": true, "FDIC": true, "the Securities and Exchange Commission": true,
		"Ministry of Health": true, "National Transportation Safety Board": false, "Federal Express": false, "Harlan Bank": false, "Bank of Brenna": false,
		"Office Depot": false, "Harlan Council": true, "": false,
	} {
		if got := isPublic(name); got != want {
			t.Errorf("%q: %v, want %v", name, got, want)
		}
	}
}

func TestNamedByHeadline(t *testing.T) {
	for _, c := range []struct {
		title, name string
		want        bool
	}{
		{"Regulators seize Dunmore after run", "Dunmore Bank", true},
		{"Regulators seize Dunmore after run", "Dunmore Bank Holdings Inc.", true},
		{"Regulators seize Dunmoreland after run", "Dunmore Bank", false},
		{"Banks under pressure", "Bank Group", false},
		{"Orla Bank closes", "Orla Bank", true},
		{"", "Dunmore Bank", false},
		{"Dunmore closes", "", false},
	} {
		if got := inTitle(c.title, &actor{name: c.name, typ: corpus.Org}); got != c.want {
			t.Errorf("%q, %q: %v, want %v", c.title, c.name, got, c.want)
		}
	}
}
