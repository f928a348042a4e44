package feature

import (
	"strings"
	"testing"

	"twosource/corpus"
	"twosource/extractors/token"
)

func emptyLexicon(t testing.TB) *Lexicon {
	t.Helper()
	l, err := ReadLexicon(EncodeLexicon(map[uint32]Entry{}))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestRuns(t *testing.T) {
	cases := []struct{ name, in, want string }{
		{"lower case rules out", "The man went home.", ""},
		{"plain", "He met Maria Keller, of Berlin.", "Maria Keller|Berlin"},
		{"glue", "the Bank of England and the Port of Lisbon", "Bank of England and the Port of Lisbon"},
		{"a preposition may join", "Maria Keller in Berlin", "Maria Keller in Berlin"},
		{"glue needs a capital after it", "Keller and others", "Keller"},
		{"legal ending", "shares of Norvane Holdings, Inc. fell", "Norvane Holdings, Inc."},
		{"campus", "the University of California, Davis, and the Bank of Ghana, Accra", "University of California, Davis|Bank of Ghana|Accra"},
		{"list", "Delta, Norvane and others", "Delta|Norvane"},
		{"number beside a capital", "a Boeing 737 and 40 people", "Boeing 737"},
		{"address", "at 44 Oak Avenue", "44 Oak Avenue"},
		{"hyphens", "in Winston-Salem, a Texas-based firm", "Winston-Salem|Texas"},
		{"possessive", "Keller's car", "Keller's"},
		{"small prefix", "al-Shabab said", "al-Shabab"},
		{"second part of a given name", "Kim Jong-un met Tsai Ing-wen", "Kim Jong-un|Tsai Ing-wen"},
		{"compounds are no names", "a London-based, Keller-led, Oslo-born team", "London|Keller|Oslo"},
		{"hyphens set off with spaces", "Ahmad al - Sadr and Jean - Luc met Park Joo - min of Korea - but", "Ahmad al - Sadr and Jean - Luc|Park Joo - min of Korea"},
		{"a dash is no hyphen", "Theresa May - who left - and Keller - too", "Theresa May|Keller"},
		{"particles", "that de Klerk and von der Leyen met; the van left", "de Klerk and von der Leyen"},
		{"ordinals", "the 101st Airborne on 5th Avenue, the 9th man", "101st Airborne|5th Avenue"},
		{"number of a king", "when Charles I and I met", "Charles I"},
		{"plural possessive", "the Workers’ Party and the nurses' pay", "Workers’ Party"},
		{"nickname", "Joaquín “El Chapo” Guzmán said “Yes” to Keller", "Joaquín “El Chapo” Guzmán|Yes|Keller"},
		{"a body in capitals", "WHO says it is over", "WHO"},
		{"opener before a name", "The Hague is calm", "The Hague"},
		{"the pronoun", "when I said", ""},
	}
	lex := emptyLexicon(t)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			x := token.Scan(c.in, corpus.Span{})
			var b Buffer
			b.Prepare(lex, x)
			var got []string
			for _, r := range b.Runs {
				got = append(got, x.Span(token.Range{First: r.First, End: r.End}).In(c.in))
			}
			if g := strings.Join(got, "|"); g != c.want {
				t.Errorf("got %q, want %q", g, c.want)
			}
		})
	}
}

func TestLexiconRoundTrip(t *testing.T) {
	m := map[uint32]Entry{Fold("Berlin"): {Cluster: 77<<3 | 1, Kinds: City, Parts: 0xabcdef}, Fold("Bern"): {Cluster: 1, Parts: 7}, Fold("new"): {Kinds: Starts}, 1: {Kinds: Body | Starts}}
	data := EncodeLexicon(m)
	l, err := ReadLexicon(data)
	if err != nil {
		t.Fatal(err)
	}
	for k, want := range m {
		if got := l.Find(k); got != want {
			t.Errorf("%d: got %+v, want %+v", k, got, want)
		}
	}
	if got := l.Find(Fold("nowhere")); got != (Entry{}) {
		t.Errorf("found %+v for an unknown word", got)
	}
	if _, err := ReadLexicon(data[:len(data)-1]); err == nil {
		t.Error("read a lexicon cut short")
	}
}

func TestFold(t *testing.T) {
	same := [][2]string{{"Keller", "KELLER"}, {"O’Neill", "o'neill"}, {"İzmir", "İZMIR"}, {"Fortune500", "fortune100"}, {"Ⱥb", "ⱥB"}}
	for _, p := range same {
		if Fold(p[0]) != Fold(p[1]) {
			t.Errorf("%q and %q differ", p[0], p[1])
		}
	}
	if Fold("Keller") == Fold("Kellen") {
		t.Error("different words are equal")
	}
}

func TestPhrases(t *testing.T) {
	first, second := Fold("New"), Fold("York")
	lex, err := ReadLexicon(EncodeLexicon(map[uint32]Entry{
		first: {Kinds: Starts}, PhraseNext(PhraseStart(first), second): {Kinds: City},
	}))
	if err != nil {
		t.Fatal(err)
	}
	x := token.Scan("from New York Central", corpus.Span{})
	var b Buffer
	b.Prepare(lex, x)
	b.Append(nil, x, b.Runs[0], int(b.Runs[0].First))
	var got []uint16
	for _, w := range b.words {
		got = append(got, w.phrase)
	}
	if want := []uint16{0, City << 2, City<<2 | 2, 0}; len(got) != 4 || got[1] != want[1] || got[2] != want[2] || got[3] != 0 {
		t.Errorf("got %v, want %v", got, want)
	}
}

func FuzzFeatures(f *testing.F) {
	for _, s := range []string{"", "A&B, Inc. of İȺ", "\xff-\xfe Corp.", "THE X (XY) SAID", "1-A-2 b-C"} {
		f.Add(s)
	}
	lex := emptyLexicon(f)
	var b Buffer
	f.Fuzz(func(t *testing.T, s string) {
		x := token.Scan(s, corpus.Span{})
		b.Prepare(lex, x)
		last := int32(0)
		var ids []uint32
		for _, r := range b.Runs {
			if r.First < last || r.End <= r.First || int(r.End) > len(x.Tokens) {
				t.Fatalf("run %+v out of order in %q", r, s)
			}
			last = r.End
			for i := int(r.First); i < int(r.End); i++ {
				ids = b.Append(ids[:0], x, r, i)
				if len(ids) > 200 {
					t.Fatalf("%d features", len(ids))
				}
			}
		}
	})
}
