package claim

import (
	"strings"
)

// scopeOf is what narrows the value: the figure's own scope, "additional" for
// a further number, or the scope phrase nearest to the value.
func (d *document) scopeOf(m *match, f int32, lo, hi int32) string {
	at := m.lo
	if f >= 0 {
		at = d.figStart[f]
		if s := d.figs[f].Scope; s != "" {
			return s
		}
		for k := at - 1; k >= lo && k >= at-3; k-- {
			if d.is(k, d.x.additional) && !strings.EqualFold(d.word(k+1), "than") && !(k > lo && strings.EqualFold(d.word(k-1), "each")) {
				return "additional"
			}
			if !d.is(k, d.x.bounding) && !d.is(k, d.x.determiner) && !d.is(k, d.x.adverb) {
				break // "new shares at $85"
			}
		}
		if end := d.figEnd[f]; end < hi && d.is(end, d.x.additional) {
			return "additional"
		}
		if s := d.perPeriod(d.figEnd[f], hi); s != "" {
			return s
		}
	}
	return joined(d.nearestScopes(at, f, lo, hi))
}

// perPeriod is the stretch of time a rate is of, behind its figure and noun: "1,000
// vehicles a day", but neither "in a year" nor "above $20,000 a week ago".
func (d *document) perPeriod(end, hi int32) string {
	for k := end; k+1 < hi && k < end+7; k++ {
		if d.is(k, d.x.per) && d.is(k+1, d.x.period) && (k < end+4 || len(d.word(k)) > 3) {
			if k+2 < hi && (d.is(k+2, d.x.shifts) || strings.EqualFold(d.word(k+2), "ago")) {
				return ""
			}
			return "per " + strings.ToLower(d.word(k+1))
		}
		if d.is(k, d.x.preposition) && !d.is(k, d.x.of) || d.is(k, d.x.towards) {
			return ""
		}
	}
	return ""
}

func joined(scope, basis string) string {
	if scope == "" || basis == "" {
		return scope + basis
	}
	return scope + ", " + basis
}

// nearestScopes are the scope phrase nearest to token at, and the one of those that
// say how a sum is reckoned; "" if none is near.
func (d *document) nearestScopes(at, f, lo, hi int32) (scope, basis string) {
	const near = 12
	dist := [2]int32{near, near}
	names := [2]string{}
	for i := max(lo, at-near); i < min(hi, at+near); i++ {
		for _, p := range d.x.scopes[d.forms[i]] {
			name, gap, k := d.x.lex.scopes[p.group].name, max(at-i, i-at), 0
			if d.x.lex.basis[name] {
				k = 1
			}
			if gap < dist[k] && d.phraseAt(int(i), p.words) && (name != perPerson || d.sharedOut(f, i, i+int32(len(p.words)), hi)) {
				names[k], dist[k] = name, gap
			}
		}
	}
	return names[0], names[1]
}

// perPerson is the scope of what each of several gets.
const perPerson = "per person"

// sharedOut reports whether "each", "apiece" or the like over tokens [at, end) is said
// of figure f: it stands close behind it with no other figure between. "Each day" and
// "each other" share nothing out, "$5,000 for each passenger" does.
func (d *document) sharedOut(f, at, end, hi int32) bool {
	if f < 0 || at < d.figEnd[f] || at > d.figEnd[f]+maxShared {
		return false
	}
	for k := d.figEnd[f]; k < at; k++ {
		if d.figAt[k] >= 0 || d.mark[k] >= markComma {
			return false
		}
	}
	each := strings.EqualFold(d.word(end-1), "each")
	if !each || end >= hi {
		return true
	}
	if d.is(end, d.x.period) || strings.EqualFold(d.word(end), "other") {
		return false
	}
	return at < end-1 || d.is(at-1, d.x.towards) || !d.plainNoun(end)
}

// maxShared is how many tokens may stand between a figure and the "each" said of it.
const maxShared = 5
