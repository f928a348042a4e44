package consistency

import (
	"slices"
	"sort"
	"strings"

	"twosource/corpus"
)

// An anchor is one salient name. Its key is comparable across articles.
type anchor struct {
	key    string
	words  []string
	name   string
	typ    corpus.EntityType
	other  corpus.EntityType // what some mentions call it beside an organisation
	orgs   int               // mentions as an organisation
	others int               // mentions as something else
	weight float64           // mentions, more for the head and the lead, at most 6
	tells  float64           // how far the name alone points to one event, in [0,1]

	headed   bool // it stands in the headline or the address
	headline bool // and nowhere else
}

const (
	maxAnchors = 10
	keyAnchors = 6   // anchors under which event claims are filed
	lead       = 600 // bytes of text that count as headline and lead
	thinWords  = 60  // below this a text is a bare statement, not an article

	oneSentence = 25 // words
)

// everywhere are names that too many unrelated articles share.
var everywhere = words(`new-york-times wall-street-journal washington-post financial-times us usa uk eu un united-states united-kingdom european-union america american britain british england europe european asia africa australia canada china india russia japan germany france french german chinese russian
ap afp reuters associated-press bloomberg cnn bbc nbc abc cbs cnbc fox guardian x twitter facebook instagram youtube whatsapp telegram linkedin tiktok
congress senate parliament government state police reddit google internet christmas god`)

// anchorsOf weighs the names of an article.
func anchorsOf(d *Document) []anchor {
	body := d.Article.Body.Start
	outlet := strings.Join(coreWords(d.Article.Source), " ")
	byKey := make(map[string]*anchor)
	for i := range d.Facts.Entities {
		e := &d.Facts.Entities[i]
		key, w := anchorKey(e)
		if key == "" || key == outlet {
			continue
		}
		a := byKey[key]
		if a == nil {
			a = &anchor{key: key, words: w, name: e.Name, typ: e.Type}
			if e.Start-body < lead {
				a.weight = 1.5
			}
			a.tells = telling(e, w, d.Article.Text)
			byKey[key] = a
		}
		if e.Type == corpus.Org {
			a.orgs++
		} else {
			a.others++
			if a.typ == corpus.Org {
				a.other = e.Type
			}
		}
		if a.weight < 6 {
			a.weight += rarity(e)
		}
	}
	headlineNames(d, byKey)
	out := make([]anchor, 0, len(byKey))
	for _, a := range byKey {
		switch { // most mentions decide what a name is
		case a.typ == corpus.Org && a.others > a.orgs:
			a.typ = a.other
		case a.typ != corpus.Org && a.typ != corpus.Person && a.orgs >= a.others:
			a.typ = corpus.Org
		}
		out = append(out, *a)
	}
	sort.Slice(out, func(i, j int) bool {
		if out[i].weight != out[j].weight {
			return out[i].weight > out[j].weight
		}
		return out[i].key < out[j].key
	})
	return out[:min(len(out), maxAnchors)]
}

func anchorKey(e *corpus.Entity) (string, []string) {
	if e.Name == "" || e.Type == corpus.Norp {
		return "", nil
	}
	w := coreWords(e.Name)
	if len(w) == 0 || everywhere[strings.Join(w, "-")] {
		return "", nil
	}
	if e.Type == corpus.Person {
		return w[len(w)-1], w
	}
	return strings.Join(w, " "), w
}

// rarity is how much one mention says about which event this is.
func rarity(e *corpus.Entity) float64 {
	switch e.Type {
	case corpus.Event:
		return 1.5
	case corpus.Loc, corpus.Work:
		return 0.8
	}
	return 1
}

// telling is how far a name alone points to one event. A victim, a firm or a
// village is in few stories; a country, a region, a big city, an authority and
// a holder of high office are in many of one week.
func telling(e *corpus.Entity, w []string, text string) float64 {
	if anyTown[strings.Join(w, "-")] {
		return 0.15
	}
	if ownName(w) {
		return 3
	}
	switch e.Type {
	case corpus.Org:
		if isPublic(w) {
			return 0.15
		}
	case corpus.Person:
		if inOffice(text, e.Start) {
			return 0.3
		}
	case corpus.Loc:
		return tellingPlace(placePath(e.Name))
	}
	return 1
}

// ownName reports whether a name is that of one event: "Juniper Fire",
// "Hurricane Odile".
func ownName(w []string) bool {
	return len(w) > 1 && (endsNames[last(w)] || stormWords[w[0]])
}

var (
	endsNames  = words(`fire earthquake quake collapse crash explosion massacre bombing derailment tsunami wildfire bushfire`)
	stormWords = words(`hurricane typhoon cyclone storm`)
)

// tellingPlace is telling for a place from small to large.
func tellingPlace(path []string) float64 {
	if len(path) == 0 {
		return 0
	}
	w := strings.Fields(path[0])
	switch {
	case outer[path[0]] || wide[last(w)] || len(w) == 2 && directions[w[0]]:
		return 0.15
	case surroundings[path[0]] != "":
		return 0.4
	}
	return 1
}

// anyTown are names that many towns have.
var anyTown = words(`high-street main-street station-road church-street market-square city-hall town-hall city-council downtown`)

// outer are the places of the table that others lie in: countries, regions.
var outer = func() map[string]bool {
	m := make(map[string]bool)
	for _, o := range surroundings {
		m[o] = true
	}
	return m
}()

// wide are last words of the names of regions and waters.
var wide = words(`state states province region county governorate prefecture republic islands sea ocean gulf coast strait bay river mountains valley`)

// offices are titles before the names of people who speak on many events.
var offices = words(`president chancellor minister governor mayor senator secretary premier pope king queen prince commissioner chief sheriff attorney prosecutor spokesman spokeswoman spokesperson superintendent inspector`)

// inOffice reports whether one of the two words before a name is a title of
// high office.
func inOffice(text string, at int) bool {
	from := max(0, at-32)
	for from > 0 && from < at && text[from]&0xC0 == 0x80 {
		from++
	}
	before := strings.Fields(text[from:min(at, len(text))])
	for _, w := range before[max(0, len(before)-2):] {
		if offices[strings.ToLower(strings.Trim(w, ",.:;\u201c\u201d\"'"))] {
			return true
		}
	}
	return false
}

// A common ground is what two articles both name.
type common struct {
	names  []string
	share  float64 // part of the lighter article's weight of names
	tells  float64 // how many of the names point to one event
	things float64 // the same without the places: people, firms, buildings
	headed bool    // a telling name, no firm's, is in the headline or the address of one of them
	town   bool    // a place that points to one event matters to both
}

// commonGround compares the names two articles are about.
func commonGround(a, b *profile) common { return groundBeside(a, b, nil) }

// groundBeside is commonGround without one name.
func groundBeside(a, b *profile, own []string) common {
	var c common
	var both float64
	var taken [maxAnchors]bool
	for i := range a.anchors {
		x := &a.anchors[i]
		if x.isCalled(own) {
			continue
		}
		for j := range b.anchors {
			y := &b.anchors[j]
			if taken[j] || !sameAnchor(x, y) {
				continue
			}
			taken[j] = true
			both += min(x.weight, y.weight)
			c.add(x, y)
			break
		}
	}
	if len(c.names) > 0 {
		c.share = min(1, both/min(a.weight(), b.weight()))
	}
	return c
}

// add counts a name that both articles have: in full where both give it in the
// lead, and what is no place by half more where they do so again and again.
func (c *common) add(x, y *anchor) {
	t, often := min(x.tells, y.tells), min(x.weight, y.weight)/2
	c.names = append(c.names, x.name)
	c.tells += t * min(1, often)
	firm := x.typ == corpus.Org && !x.headline && y.typ == corpus.Org && !y.headline // is in many stories
	c.headed = c.headed || t >= 0.3 && (x.headed || y.headed) && !firm
	if x.typ != corpus.Loc && y.typ != corpus.Loc {
		c.things += t * min(1.5, often)
	}
}

// weight is how much an article's names weigh together.
func (p *profile) weight() float64 {
	sum := 0.0
	for i := range p.anchors {
		sum += p.anchors[i].weight
	}
	return sum
}

// beside counts the telling names of an article besides one.
func (p *profile) beside(own []string) int {
	n := 0
	for i := range p.anchors {
		if a := &p.anchors[i]; a.tells == 1 && a.weight >= 2 && !a.isCalled(own) {
			n++
		}
	}
	return n
}

// isCalled reports whether words are a name of the anchor.
func (a *anchor) isCalled(words []string) bool {
	return len(words) > 0 && (last(a.words) == last(words) || sameWords(a.words, words, a.typ) > spelledAlike)
}

// sameAnchor reports whether two names mean one thing; names that are only
// spelled alike do not.
func sameAnchor(x, y *anchor) bool {
	if x.key == y.key && x.typ != corpus.Person || x.sharesWord(y) {
		return true
	}
	if len(x.words) > 1 && slices.Equal(x.words, y.words) {
		return true // one of the two types is wrong
	}
	return (x.typ == y.typ || x.key == y.key) && sameWords(x.words, y.words, x.typ) > spelledAlike
}

func sharedText(names []string) string {
	if len(names) == 0 {
		return ""
	}
	return "both name " + strings.Join(names[:min(3, len(names))], ", ") + "; "
}
