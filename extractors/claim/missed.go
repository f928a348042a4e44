package claim

import (
	"slices"
	"strings"

	"twosource/corpus"
	"twosource/extractors/token"
)

// maxRuns bounds the capitalised runs looked at in one article.
const maxRuns = 96

// missedNames adds names of two to four capitalised words that the entity model
// left out but the article repeats: new products above all, which are what
// claims are about on the day they come out. They join the mentions of this
// reading alone; the article's entities stay as they are.
func (d *document) missedNames() {
	d.runs = d.runs[:0]
	for i := int32(0); int(i) < len(d.forms) && len(d.runs) < maxRuns; {
		end := d.capitalRun(i)
		if n := end - i; n >= 2 && n <= 4 {
			d.runs = append(d.runs, token.Range{First: i, End: end})
		}
		i = max(end, i+1)
	}
	var extra []corpus.Entity
	for _, r := range d.runs {
		if s := d.span(r.First, r.End); d.repeated(s.In(d.text.Source)) {
			extra = append(extra, corpus.Entity{Span: s, Type: corpus.Product, Name: s.In(d.text.Source)})
		}
	}
	if len(extra) == 0 {
		return
	}
	d.ents = slices.Concat(d.ents, extra)
	slices.SortStableFunc(d.ents, func(a, b corpus.Entity) int { return a.Start - b.Start })
	d.layOutNames()
}

// capitalRun is the end of the run of capitalised words at token i that no
// mention, date or title covers.
func (d *document) capitalRun(i int32) int32 {
	for int(i) < len(d.forms) {
		k := d.text.Tokens[i]
		if k.Kind != token.Word || k.Shape != token.Title || d.entOver[i] >= 0 || d.dateOver[i] >= 0 || d.figOver[i] >= 0 ||
			d.is(i, d.x.function) || d.is(i, d.x.honorific) || d.is(i, d.x.say) || d.x.demonym.has(d.forms[i]) || len(d.x.roles[max(d.forms[i], 0)]) > 0 {
			break
		}
		i++
	}
	return i
}

// repeated reports whether a name stands twice in the article, headline
// included, and not only where any word has a capital.
func (d *document) repeated(name string) bool {
	n, inside := strings.Count(d.art.Title[:min(len(d.art.Title), maxTitle)], name), false
	for _, r := range d.runs {
		if d.span(r.First, r.End).In(d.text.Source) == name {
			n++
			lo, _ := d.sentence(r.First)
			inside = inside || r.First > lo
		}
	}
	return n >= 2 && inside
}

// inDateline reports whether mention e opens the article in capitals before a
// dash: the place it was written in, which bears no claim.
func (d *document) inDateline(e int32) bool {
	start, end := d.entStart[e], d.entEnd[e]
	if start > 6 || d.text.Tokens[0].Shape != token.Upper || d.text.Tokens[start].Shape != token.Upper {
		return false
	}
	for i := end; i < end+10 && int(i) < len(d.forms) && d.sentOf[i] <= d.sentOf[0]+1; i++ {
		switch d.word(i) {
		case "—", "–", "-":
			return d.text.Tokens[i].SpaceBefore
		}
	}
	return false
}
