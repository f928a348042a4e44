package claim

import (
	"strings"
	"time"

	"twosource/corpus"
	"twosource/extractors/token"
)

// timeline reports whether token i stands in a line that a date and a colon open,
// where verbs of the present tell of the past: "3 May: The fire spreads".
func (d *document) timeline(i int32) bool {
	r := d.sents[d.sentOf[i]]
	for k := i - 1; k >= max(r.First-maxLabel, 0) && k > i-farthest; k-- {
		if d.word(k) == ":" {
			return k > 0 && (d.dateOver[k-1] >= 0 || d.dateOver[r.First] >= 0)
		}
	}
	return false
}

// subjectWord reports whether token i can end the subject of an entry's verb: a noun,
// a name or the first word of the entry.
func (d *document) subjectWord(i int32) bool {
	return d.nominalAt(i) || i > 0 && d.word(i-1) == ":" && d.text.Tokens[i].Shape == token.Title && !d.is(i, d.x.function)
}

// toldAt reads a verb of telling at token i that date n dates: in an entry of a
// timeline, or one that brings something to light on a day that the article names and
// that is not the day before it was written.
func (d *document) toldAt(i, n int32) (happening, bool) {
	if !d.is(i, d.x.say) || d.entOver[i] >= 0 || n < 0 || d.text.Tokens[i].Shape != token.Lower || d.is(i-1, d.x.be) && !d.is(i, d.x.telling) {
		return happening{}, false
	}
	if !d.timeline(i) && (!d.is(i, d.x.telling) || !d.beforeReport(n)) {
		return happening{}, false
	}
	return happening{act: -1, at: i, end: i + 1, told: true}, true
}

// beforeReport reports whether date n is given in full, or by its month, and lies days
// before the article was written.
func (d *document) beforeReport(n int32) bool {
	v := &d.dates[n]
	if v.From == "" || v.Anchor != "" || v.Type == corpus.DateDuration || len(v.To) < len("2006-01-02") {
		return false
	}
	pub := firstN(d.art.Published, len("2006-01-02"))
	return pub == "" || daysApart(v.To[:len("2006-01-02")], pub) > reportDays
}

// daysApart is how many days lie between two days of ISO 8601, 0 where one is none.
func daysApart(a, b string) int {
	x, err := time.Parse(time.DateOnly, a)
	y, other := time.Parse(time.DateOnly, b)
	if err != nil || other != nil {
		return 0
	}
	return int(y.Sub(x).Abs() / day)
}

// reportDays is how many days after it was told news is written.
const reportDays = 3

// thirdPerson reports whether token i is a verb of the present in an entry of a
// timeline that the lists do not know: "11 May: Hydrogen wrecks the block".
func (d *document) thirdPerson(i int32) bool {
	w := d.word(i)
	if len(w) < 4 || !strings.HasSuffix(w, "s") || strings.HasSuffix(w, "ss") || d.text.Tokens[i].Shape != token.Lower ||
		d.is(i, d.x.function) || d.is(i, d.x.light) || i == 0 || int(i)+1 >= len(d.forms) || !d.timeline(i) {
		return false
	}
	if !d.subjectWord(i-1) || d.is(i-1, d.x.light) || strings.HasSuffix(d.word(i-1), "s") && d.entOver[i-1] < 0 {
		return false
	}
	k := d.text.Tokens[i+1]
	return d.is(i+1, d.x.determiner) || d.is(i+1, d.x.possessive) || d.is(i+1, d.x.preposition) && !d.is(i+1, d.x.of) || d.figAt[i+1] >= 0 || d.entAt[i+1] >= 0 || k.Kind == token.Word && k.Shape == token.Title || d.is(i+1, d.x.that0)
}

// disclosed is what bringing something to light goes by.
const disclosed = "disclosed"

// pastName is what a happening told by a verb of the present goes by: "wrecked on".
// Whatever brings something to light announces it.
func pastName(w string, told bool) string {
	if told {
		for _, v := range []string{"announce", "disclose", "reveal"} {
			if strings.HasPrefix(w, v) {
				return disclosed
			}
		}
	}
	if !strings.HasSuffix(w, "s") {
		return w + " on"
	}
	lemma := strings.TrimSuffix(w, "s")
	switch {
	case strings.HasSuffix(w, "ies"):
		lemma = w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "shes"), strings.HasSuffix(w, "ches"), strings.HasSuffix(w, "xes"), strings.HasSuffix(w, "sses"):
		lemma = w[:len(w)-2]
	}
	if f := pastForms(lemma); len(f) > 0 {
		return f[0] + " on"
	}
	return w + " on"
}
