package token

import (
	"strings"
	"testing"

	"twosource/corpus"
)

func join(t *Text) string {
	var b strings.Builder
	for _, s := range t.Sentences {
		for i := s.First; i < s.End; i++ {
			if i > s.First {
				b.WriteByte(' ')
			}
			b.WriteString(t.Word(int(i)))
		}
		b.WriteByte('\n')
	}
	return strings.TrimSpace(b.String())
}

func TestScan(t *testing.T) {
	cases := []struct{ name, in, want string }{
		{"missing space", "They rebooted their systems.However, he says so.", "They rebooted their systems .\nHowever , he says so ."},
		{"initials and acronyms", "The U.S. Senate met J. Edgar at 5 p.m. on Jan. 3.", "The U.S. Senate met J. Edgar at 5 p.m. on Jan. 3 ."},
		{"acronym ends sentence", "It hit the U.S. The quake was big.", "It hit the U.S.\nThe quake was big ."},
		{"glued acronym", "the U.S.Senate voted", "the U.S. Senate voted"},
		{"possessive", "CrowdStrike’s CEO and Delta's staff didn’t", "CrowdStrike ’s CEO and Delta 's staff didn’t"},
		{"numbers", "8.74% of 1,200 at 1.2bn on the 14th, July 19,2024", "8.74 % of 1,200 at 1.2 bn on the 14 th , July 19 , 2024"},
		{"hyphens", "Texas-based 13-year-old", "Texas - based 13 - year - old"},
		{"quote then lower case", "“We failed.” he said. “Sorry!” Next.", "“ We failed . ” he said .\n“ Sorry ! ”\nNext ."},
		{"links", "See https://a.example/x?y=1. Mail a.b@c.org or (@George_Kurtz) #hash Amazon.com said", "See https://a.example/x?y=1 .\nMail a.b@c.org or ( @George_Kurtz ) #hash Amazon.com said"},
		{"decimal is no end", "It rose 3.5 points. Then 4.", "It rose 3.5 points .\nThen 4 ."},
		{"newlines", "One line\nTwo line", "One line\nTwo line"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := join(Scan(c.in, corpus.Span{})); got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

func FuzzScan(f *testing.F) {
	for _, s := range []string{"", "a.b@c", "U.S.'s", "İȺ’s", "\xff\xfe.", "1,2,3.4.", "@_#\n\n\r\n“"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		x := Scan(s, corpus.Span{})
		last := int32(0)
		for _, k := range x.Tokens {
			if k.Start < last || k.End <= k.Start || int(k.End) > len(s) {
				t.Fatalf("token %v out of order in %q", k, s)
			}
			last = k.End
		}
		covered := int32(0)
		for _, r := range x.Sentences {
			if r.First != covered || r.End <= r.First {
				t.Fatalf("sentence %v leaves a gap in %q", r, s)
			}
			covered = r.End
		}
		if int(covered) != len(x.Tokens) {
			t.Fatalf("sentences cover %d of %d tokens", covered, len(x.Tokens))
		}
	})
}

func BenchmarkScan(b *testing.B) {
	text := strings.Repeat("Shares of CrowdStrike fell 8.74% on Friday, the company said. “We’re sorry,” Kurtz told NBC. ", 40)
	var t Text
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		t.Reset(text, corpus.Span{})
	}
}
