package consistency

import (
	"strings"

	"github.com/govalues/decimal"

	"twosource/corpus"
)

// leastSum is the number from which one without a noun can be a sum of money.
var leastSum = decimal.MustNew(100_000, 0)

// sum makes a claim of a number that counts nothing one of money where what is done
// with it is done with money: "they had asked for fifteen million", "paid out four
// hundred million". Its currency is the one of most sums of the article.
func (r *reader) sum(c *corpus.Claim, f *corpus.Figure) {
	if c.Kind != corpus.KindCount || !f.Counted.Empty() && !spends[f.Counted.In(r.doc.Article.Text)] || f.Value.Cmp(leastSum) < 0 || !r.spent(f) {
		return
	}
	if unit := r.currency(); unit != "" {
		c.Kind, c.Value.Quantity.Unit = corpus.KindMoney, unit
	}
}

// countedTime makes a count of days, hours and the like a length of time: "four nights",
// "155 sitting days", "Days underground: 69".
func (r *reader) countedTime(c *corpus.Claim, f *corpus.Figure) {
	text := r.doc.Article.Text
	if c.Kind != corpus.KindCount || f.Value.Cmp(leastSum) >= 0 {
		return
	}
	unit := ""
	if counted := f.Counted.In(text); counted != "" {
		unit = lengthUnits[strings.ToLower(counted[strings.LastIndexByte(counted, ' ')+1:])]
	} else if line := lineAround(text, f.Span); len(line) < 2*longLabel {
		if label, rest, ok := strings.Cut(line, ": "); ok && len(rest) <= f.Len()+1 {
			unit = lengthUnits[strings.ToLower(first(strings.TrimLeft(label, " *-\u2022\u2013\u2014\u00b7>+")))]
		}
	}
	if unit != "" {
		c.Kind, c.Value.Quantity.Unit = corpus.KindMeasure, unit
	}
}

// lengthUnits are nouns that a count of is a length of time, with their units.
var lengthUnits = map[string]string{"seconds": "s", "minutes": "min", "hours": "h", "days": "d", "nights": "d", "weeks": "wk", "months": "mo", "years": "a"}

// spent reports whether a number stands a few words behind a word of what is done
// with money, or right before one.
func (r *reader) spent(f *corpus.Figure) bool {
	text := r.doc.Article.Text
	before := text[max(0, f.Start-longValue/2):f.Start]
	before = before[strings.LastIndexAny(before, "\n.;!?")+1:]
	w := strings.Fields(before)
	for _, x := range w[max(0, len(w)-5):] {
		if spends[strings.ToLower(strings.Trim(x, ",:'\""))] {
			return true
		}
	}
	w = strings.Fields(text[f.End:min(len(text), f.End+longValue/2)])
	for _, x := range w[:min(3, len(w))] {
		if settles[strings.Trim(x, ",.")] {
			return true
		}
		if strings.HasSuffix(x, ".") {
			return false
		}
	}
	return false
}

// currency is the currency of most sums of the article, the first of several; "" if
// it has none.
func (r *reader) currency() string {
	count, best := make(map[string]int), ""
	for i := range r.doc.Facts.Figures {
		f := &r.doc.Facts.Figures[i]
		if f.Kind != corpus.Money || f.Unit == "" {
			continue
		}
		if count[f.Unit]++; best == "" || count[f.Unit] > count[best] {
			best = f.Unit
		}
	}
	return best
}

var (
	spends = words(`paid pay pays paying cost costs costing bought buy buying sold sell fetched raised raise borrowed lent lend owed owes owe owing spent spend lost loses loss losses debt debts won award awarded fine fined
fines settlement settled bill price worth cash ransom demanded money compensation damages budget profit profits revenue sales turnover salary bonus invested investment loan loans fund stake capital deal dividend`)
	settles = words(`charged owed paid lost spent raised borrowed compensation damages ransom debt fine pounds dollars`)
)
