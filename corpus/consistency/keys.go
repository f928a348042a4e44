package consistency

import (
	"slices"
	"sort"
	"strings"

	"twosource/corpus"
)

// file works out the keys.
func (s *Statement) file() {
	s.keys = s.fileUnder()
	sort.Strings(s.keys)
	s.keys = slices.Compact(s.keys)
	s.groups = make([]string, len(s.keys))
	for i, k := range s.keys {
		s.groups[i] = groupOf(k)
	}
	sort.Strings(s.groups)
}

// fileUnder lists the keys a statement is filed under.
func (s *Statement) fileUnder() []string {
	if s.attr == "" {
		return nil
	}
	var out []string
	add := func(mark, subject string) {
		subject = strings.ReplaceAll(subject, Separator, " ")
		out = append(out, mark+subject+Separator+strings.ReplaceAll(s.attr, Separator, " ")+Separator+s.value+Separator)
	}
	if s.profile.bare() && s.subject.kind != speaker {
		add("~", "")
	}
	switch s.subject.kind {
	case named:
		for _, k := range nameKeys(s.subject.words, s.subject.typ) {
			add("", k)
		}
		if t := s.subject.typ; (t == corpus.Person || t == corpus.Org) && !floats[s.attr] && !ofDeal[s.attr] && !(s.subject.weak && !personal[s.attr]) {
			return out
		}
	case speaker:
		for _, k := range shingleKeys(s.Claim.Value.Text) {
			add("\"", k)
		}
		return out
	case event, thing:
		if len(s.profile.anchors) == 0 || s.profile.thin() {
			add("~", s.subject.head)
			for _, k := range heads[s.subject.head] {
				add("~", k+"s")
			}
			for _, k := range kinds[s.subject.head] {
				add("~", k+"s")
			}
		}
	}
	if k := s.happening(); k != "" {
		add("#", k)
	}
	for i := range s.profile.anchors[:min(keyAnchors, len(s.profile.anchors))] {
		add("@", s.profile.anchors[i].key)
		if w := s.profile.anchors[i].firstWord(); w != "" {
			add("@", w) // for headlines that shorten it
		}
	}
	return out
}

// happening names the event of a statement by its kind and day, "" where the
// article does not say the day.
func (s *Statement) happening() string {
	if s.subject.kind == named || s.subject.year != 0 {
		return ""
	}
	t := s.subject.head
	if s.subject.bare || s.subject.kind == thing {
		t = s.profile.main
	}
	at := s.profile.when(t)
	if t == "" || !at.known() || at.length() > day {
		return ""
	}
	if k := kinds[t]; len(k) > 0 {
		t = k[0]
	}
	return t + " " + dayText(at.from)
}

// attrKey is the attribute as compared: an age and a date of birth are one.
func attrKey(c *corpus.Claim) string {
	a := strings.ToLower(c.Attribute)
	if a == "born" && c.Kind == corpus.KindDate || a == "age" && c.Kind == corpus.KindAge {
		return "birth"
	}
	if aboard[a] != "" {
		return "aboard"
	}
	if a == "launched" {
		return "release date"
	}
	if a == "jobs cut" || a == "workers laid off" || a == "layoffs" {
		return "job cuts"
	}
	return a
}

// aboard are names for parts of those on board; the part itself stands in the
// claim.
var aboard = map[string]string{"passengers": "passenger", "crew": "crew", "crew members": "crew", "passengers carried": "passenger"}

// staff are words for those whom any firm employs: no part of them.
var staff = words(`worker workers employee employees staff job jobs people person`)

// isStructure reports whether a name's last word is that of something built.
func isStructure(noun string) bool {
	for _, k := range heads[noun] {
		switch k {
		case "building", "bridge", "dam", "road", "plant":
			return true
		}
	}
	return false
}

// valueKey is the normal form of a claim's value. Bounds count: "more than
// 100" is another value than "100".
func valueKey(c *corpus.Claim) string {
	var b strings.Builder
	if c.Negated {
		b.WriteByte('!')
	}
	switch c.Kind {
	case corpus.KindPolarity:
		b.WriteString("so")
	case corpus.KindDate:
		b.WriteString(string(c.Value.Quantity.Bound))
		b.WriteString(c.Value.From)
		if c.Value.To != c.Value.From {
			b.WriteByte('/')
			b.WriteString(c.Value.To)
		}
		if c.Value.From == "" && c.Value.To == "" {
			b.WriteString(c.Value.Text)
		}
	case corpus.KindCount, corpus.KindMoney, corpus.KindPercent, corpus.KindMeasure, corpus.KindAge:
		q := &c.Value.Quantity
		b.WriteString(string(q.Bound))
		if q.Bound == corpus.Between {
			b.WriteString(q.Low.Trim(0).String() + "-" + q.High.Trim(0).String())
		} else {
			b.WriteString(q.Value.Trim(0).String())
		}
		b.WriteString(q.Unit)
	default:
		b.WriteString(strings.Join(fold(c.Value.Text), " "))
	}
	return strings.ReplaceAll(b.String(), Separator, " ")
}
