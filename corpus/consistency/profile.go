package consistency

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"twosource/corpus"
	"twosource/corpus/slot"
)

// An article's profile is what tells its event from others: the specific
// names it is about, its places, the kinds of event it tells of and when they
// happened.
type profile struct {
	anchors   []anchor // salient specific names, heaviest first, at most maxAnchors
	events    map[string]interval
	sites     map[string][]string // where it says events of a kind happened
	places    map[string]bool     // all places it names
	families  map[string]bool     // surnames that two or more of its people bear
	main      string              // the kind of event most of its claims are about
	published interval
	seats     map[string]bool // places it gives as headquarters
	night     bool            // an event of its own is said to be at night or early in the morning
	traces    traces
	words     int
	said      map[string]bool    // attribute and value of each of its statements
	figures   []statedFigure     // what a bare statement counts and measures
	most      map[string]float64 // largest count it gives of each attribute
	repeats   slot.Repeats       // stems that stand in several of its sentences with values
	topics    func() []uint32    // content words of the text, worked out when first asked for

	about func() *topicality         // of its topics, worked out when first asked for
	given func() map[string]int      // different values it gives of each attribute, worked out when first asked for
	paths func() map[string][]string // of the places in sites, worked out when first asked for
	slots func() []string            // slotGroups, worked out when first asked for
	met   *grounds                   // nil where nothing is remembered
}

func newProfile(d *Document) *profile {
	a := &d.Article
	p := &profile{published: parseTime(a.Published), words: strings.Count(a.Text, " ") + 1}
	p.anchors, p.traces = anchorsOf(d), tracesOf(d)
	p.events = eventTimes(d, p.traces.days)
	p.setSites(sitesOf(d))
	p.places = placesOf(d)
	p.main = mainEvent(d)
	p.families = familiesOf(d)
	p.seats = seatsOf(d)
	p.night = atNight(d)
	body := a.Text[min(max(a.Body.Start, 0), len(a.Text)):]
	p.topics = sync.OnceValue(func() []uint32 { return topicsOf(body) })
	p.slots = sync.OnceValue(p.slotGroups)
	p.about = sync.OnceValue(func() *topicality { return topicalityOf(p.topics()) })
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
		if c.SubjectAt.Empty() {
			counts[t]++ // what the article as a whole was read to be about
		}
		if n := counts[t]; best == "" || n > counts[best] || n == counts[best] && t < best {
			best = t
		}
	}
	return best
}

// unknownYear stands for the year of "an earlier quake".
const unknownYear = 1

// yearOf is the year that begins an event's description where it tells the
// event from the one the article is about ("2008 failure"), else 0.
func yearOf(description string) int {
	if strings.HasPrefix(description, "earlier ") {
		return unknownYear
	}
	y, rest, ok := digits(description, 4)
	if !ok || rest == "" || rest[0] != ' ' {
		return 0
	}
	return y
}

func (p *profile) thin() bool { return p.words < thinWords }

// sentence reports whether a text is no more than a sentence: two that are
// compared were put side by side because they speak of one thing.
func (p *profile) sentence() bool { return p.words < oneSentence }

// eventTimes are the times the article's own claims give for each kind of
// event. The date of an event told apart by its year counts where the article
// gives no other: a look back at "the 2020 explosion" is about that one.
func eventTimes(d *Document, days []int64) map[string]interval {
	own, past := make(map[string]interval), make(map[string]interval)
	for i := range d.Facts.Claims {
		c := &d.Facts.Claims[i]
		if c.Trigger == "" || !datesEvent(c) || c.Attribute == "event time" && c.Len() <= clockOnly && !onOneOf(days, c) {
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

// onOneOf reports whether a claim is of one of some days: "9:34" of a list alone
// says nothing of the day.
func onOneOf(days []int64, c *corpus.Claim) bool {
	_, ok := slices.BinarySearch(days, parseTime(c.Value.From).days().from)
	return ok
}

// clockOnly is the longest clock time without a day, in bytes: "11:45 p.m. EDT".
const clockOnly = 14

func datesEvent(c *corpus.Claim) bool {
	if c.Attribute == "began" && fitsAll(kinds[head(c.Trigger)]) {
		return false // "work on it began in 1972"
	}
	return (c.Attribute == "event date" || c.Attribute == "event time" || c.Attribute == "began") && c.Kind == corpus.KindDate && !c.Negated && c.Modality == corpus.Asserted
}

// when is the time the article gives for an event of this kind, or unknown.
func (p *profile) when(trigger string) interval {
	if trigger == "" || fitsAll(kinds[trigger]) {
		trigger = p.main
	}
	if v, ok := p.events[trigger]; ok {
		return v
	}
	if v, ok := p.events["event"]; ok && trigger == "" {
		return v // the article has no better word for what it tells of
	}
	var best interval
	for t, v := range p.events {
		if match(kinds, t, trigger) >= 0.9 && (!best.known() || v.length() < best.length() || v.length() == best.length() && v.from < best.from) {
			best = v
		}
	}
	return best
}

// sitesOf are the places the article's own claims give for each kind of event.
func sitesOf(d *Document) map[string][]string {
	m := make(map[string][]string)
	for i := range d.Facts.Claims {
		c := &d.Facts.Claims[i]
		if c.Trigger == "" || c.Attribute != "place" || c.Kind != corpus.KindPlace || c.Negated || c.Modality != corpus.Asserted || yearOf(c.Subject) != 0 {
			continue
		}
		t := head(c.Trigger)
		m[t] = append(m[t], c.Value.Text)
	}
	return m
}

// where lists the places the article gives for an event of this kind.
func (p *profile) where(trigger string) []string {
	if trigger == "" || fitsAll(kinds[trigger]) {
		trigger = p.main
	}
	if v, ok := p.sites[trigger]; ok {
		return v
	}
	var out []string
	for _, t := range slices.Sorted(maps.Keys(p.sites)) { // what comes first is named
		if match(kinds, t, trigger) >= 0.9 {
			out = append(out, p.sites[t]...)
		}
	}
	return out
}

// placesOf are the names in an article as places are compared, of whatever
// type they were taken for.
func placesOf(d *Document) map[string]bool {
	m := make(map[string]bool)
	for i := range d.Facts.Entities {
		if path := placePath(d.Facts.Entities[i].Name); len(path) > 0 {
			m[path[0]] = true
		}
	}
	return m
}

func (p *profile) setSites(sites map[string][]string) {
	p.sites = sites
	p.paths = sync.OnceValue(func() map[string][]string {
		m := make(map[string][]string, len(sites))
		for _, places := range sites {
			for _, place := range places {
				m[place] = placePath(place)
			}
		}
		return m
	})
}

// mentions reports whether an article names a place.
func (p *profile) mentions(place string) bool { return p.mentionsPath(placePath(place)) }

func (p *profile) mentionsPath(path []string) bool {
	return len(path) > 0 && p.places[path[0]] && !anyTown[strings.ReplaceAll(path[0], " ", "-")]
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
