package consistency

import (
	"sort"
	"strings"

	"twosource/corpus"
)

// An article's profile is what tells its event from others: the specific
// names it is about, its places, the kinds of event it tells of and when they
// happened.
type profile struct {
	anchors   []anchor // salient specific names, heaviest first, at most maxAnchors
	events    map[string]interval
	families  map[string]bool // surnames that two or more of its people bear
	main      string          // the kind of event most of its claims are about
	published interval
	seats     map[string]bool // places it gives as headquarters
	night     bool            // an event of its own is said to be at night or early in the morning
	words     int
	said      map[string]bool    // attribute and value of each of its statements
	most      map[string]float64 // largest count it gives of each attribute
	topics    []uint32           // content words of the text
}

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
}

const (
	maxAnchors = 10
	keyAnchors = 6   // anchors under which event claims are filed
	lead       = 600 // bytes of text that count as headline and lead
	thinWords  = 60  // below this a text is a bare statement, not an article
)

// everywhere are names that too many unrelated articles share.
var everywhere = words(`new-york-times wall-street-journal washington-post financial-times us usa uk eu un united-states united-kingdom european-union america american britain british england europe european asia africa australia canada china india russia japan germany france french german chinese russian
ap afp reuters associated-press bloomberg cnn bbc nbc abc cbs cnbc fox guardian x twitter facebook instagram youtube whatsapp telegram linkedin tiktok
congress senate parliament government state police reddit google internet christmas god`)

func newProfile(d *Document) *profile {
	a := &d.Article
	p := &profile{published: parseTime(a.Published), words: strings.Count(a.Text, " ") + 1}
	p.anchors = anchorsOf(d)
	p.events = eventTimes(d)
	p.main = mainEvent(d)
	p.families = familiesOf(d)
	p.seats = seatsOf(d)
	p.night = atNight(d)
	p.topics = topicsOf(a.Text[min(max(a.Body.Start, 0), len(a.Text)):])
	return p
}

// familiesOf are the surnames that stand for several people in an article.
func familiesOf(d *Document) map[string]bool {
	first := make(map[string]string)
	var out map[string]bool
	for i := range d.Facts.Entities {
		e := &d.Facts.Entities[i]
		if e.Type != corpus.Person {
			continue
		}
		w := coreWords(e.Name)
		if len(w) < 2 {
			continue
		}
		name, surname := w[0], w[len(w)-1]
		if f, ok := first[surname]; ok && f != name && !near(f, name) {
			if out == nil {
				out = make(map[string]bool)
			}
			out[surname] = true
		}
		first[surname] = name
	}
	return out
}

// mainEvent is the trigger of most claims, the lesser word where two tie.
func mainEvent(d *Document) string {
	counts := make(map[string]int)
	best := ""
	for i := range d.Facts.Claims {
		c := &d.Facts.Claims[i]
		if c.Trigger == "" || yearOf(c.Subject) != 0 {
			continue
		}
		t := head(c.Trigger)
		if fitsAll(kinds[t]) {
			continue // "the event" says nothing
		}
		counts[t]++
		if n := counts[t]; best == "" || n > counts[best] || n == counts[best] && t < best {
			best = t
		}
	}
	return best
}

// yearOf is the year that begins an event's description where it tells the
// event from the one the article is about ("2008 failure"), else 0.
func yearOf(description string) int {
	y, rest, ok := digits(description, 4)
	if !ok || rest == "" || rest[0] != ' ' {
		return 0
	}
	return y
}

func (p *profile) thin() bool { return p.words < thinWords }

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

// eventTimes are the times the article's own claims give for each kind of
// event. The date of an event told apart by its year counts where the article
// gives no other: a look back at "the 2020 explosion" is about that one.
func eventTimes(d *Document) map[string]interval {
	own, past := make(map[string]interval), make(map[string]interval)
	for i := range d.Facts.Claims {
		c := &d.Facts.Claims[i]
		if c.Trigger == "" || !datesEvent(c) {
			continue
		}
		m, t := own, head(c.Trigger)
		if yearOf(c.Subject) != 0 {
			m = past
		}
		v := span(c.Value.From, c.Value.To)
		switch have, ok := m[t]; {
		case !v.known():
		case !ok || v.length() < have.length() && v.overlaps(have):
			m[t] = v
		case !have.overlaps(v) && yearOf(c.Subject) != 0:
			m[t] = interval{} // several: none of them is the article's
		case v.length() < have.length():
			m[t] = v
		}
	}
	for t, v := range past {
		if _, ok := own[t]; !ok && v.known() {
			own[t] = v
		}
	}
	return own
}

func datesEvent(c *corpus.Claim) bool {
	return (c.Attribute == "event date" || c.Attribute == "event time") && c.Kind == corpus.KindDate && !c.Negated && c.Modality == corpus.Asserted
}

// when is the time the article gives for an event of this kind, or unknown.
func (p *profile) when(trigger string) interval {
	if trigger == "" || fitsAll(kinds[trigger]) {
		trigger = p.main
	}
	if v, ok := p.events[trigger]; ok {
		return v
	}
	var best interval
	for t, v := range p.events {
		if match(kinds, t, trigger) >= 0.9 && (!best.known() || v.length() < best.length() || v.length() == best.length() && v.from < best.from) {
			best = v
		}
	}
	return best
}

// has reports whether a name is among the anchors.
func (p *profile) has(words []string) bool {
	for i := range p.anchors {
		if sameWords(p.anchors[i].words, words, p.anchors[i].typ) > 0.5 {
			return true
		}
	}
	return false
}

func seatsOf(d *Document) map[string]bool {
	m := make(map[string]bool)
	for i := range d.Facts.Claims {
		if c := &d.Facts.Claims[i]; c.Attribute == "headquarters" {
			m[c.Value.Text] = true
		}
	}
	return m
}

// atNight reports whether a claim dates an event to the hours around midnight.
func atNight(d *Document) bool {
	for i := range d.Facts.Claims {
		c := &d.Facts.Claims[i]
		if !datesEvent(c) {
			continue
		}
		if strings.Contains(c.Value.Text, "TNI") || strings.Contains(c.Value.Text, "TMI") {
			return true
		}
		if at, _, ok := clockOf(&Statement{Evidence: corpus.Evidence{Claim: *c}}); ok && (at < 6*hour || at >= 21*hour) && strings.Contains(c.Value.From, "T") {
			return true
		}
	}
	return false
}
