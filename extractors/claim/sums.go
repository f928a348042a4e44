package claim

import (
	"strings"

	"twosource/corpus"
)

// sums settles which figures are sums of money that are written without their
// currency, and which only give the sum before them in another currency.
func (d *document) sums() {
	d.converted = resize(d.converted, len(d.figs))
	unit, mixed, sums := "", false, 0
	for i := range d.figs {
		f := &d.figs[i]
		if f.Kind == corpus.Count && d.figNoun[i] >= 0 && d.large(i) {
			return // the article counts people by the million
		}
		if f.Kind != corpus.Money {
			continue
		}
		d.converted[i] = i > 0 && d.inBrackets(i) && d.figs[i-1].Kind == corpus.Money && d.figs[i-1].Unit != f.Unit
		mixed = mixed || unit != "" && unit != f.Unit && !d.converted[i]
		if unit == "" {
			unit = f.Unit
		}
		sums++
	}
	if sums < minSums || mixed {
		return
	}
	for i := range d.figs {
		if d.bareSum(i) {
			d.figs[i].Kind, d.figs[i].Unit = corpus.Money, unit
		}
	}
}

// inBrackets reports whether figure i stands in brackets right behind the one
// before it: "3 billion francs ($3.3 billion)".
func (d *document) inBrackets(i int) bool {
	s := d.figStart[i]
	for k := s - 1; k >= 0 && k > s-4; k-- {
		if d.word(k) == "(" {
			return k == d.figEnd[i-1]
		}
	}
	return false
}

// bareSum reports whether figure i can be a sum of money by its size and counts
// nothing: "the 2.1 billion that was to have been in the accounts".
func (d *document) bareSum(i int) bool {
	if d.figs[i].Kind != corpus.Count || d.figs[i].Unit != "" || d.figNoun[i] >= 0 {
		return false
	}
	end := d.figEnd[i]
	if lo, _ := d.sentence(d.figStart[i]); end >= int32(len(d.forms)) || !d.large(i) || lo == d.figStart[i] {
		return false
	}
	return d.mark[end] >= markComma || d.is(end, d.x.who) || d.is(end, d.x.preposition) && !d.is(end, d.x.of)
}

// large reports whether figure i is written with a word for millions or more.
func (d *document) large(i int) bool {
	end := d.figEnd[i]
	if end <= d.figStart[i] {
		return false
	}
	switch strings.ToLower(d.word(end - 1)) {
	case "billion", "bn", "million", "trillion":
		return true
	}
	return false
}

// minSums is how many sums with a currency an article must give for others to
// be taken for sums too.
const minSums = 2
