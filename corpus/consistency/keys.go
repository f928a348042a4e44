package consistency

import (
	"encoding/binary"
	"slices"
	"strings"

	"github.com/cespare/xxhash/v2"

	"twosource/corpus"
)

// Keys and groups are short, as an index holds some fifty keys of each article: a
// mark of what a group is about, then hashes of that, of the attribute and of the
// value. Two names, attributes or values of one hash share a group or a key; what
// meets there by chance is compared and told apart.
const (
	markAll   = '!' // all articles of a small corpus
	markNamed = 'n' // a subject with a name
	markQuote = '"' // a run of words that was said
	markAbout = '@' // a name of the article
	markDay   = '#' // a kind of event and its day
	markKind  = '~' // a kind of event or thing, of a bare statement

	aboutLen = 1 + 4
	attrLen  = 3
	groupLen = aboutLen + attrLen
	valueLen = 3
)

// appendHash appends n bytes of the hash of a text, not all of them zero.
func appendHash(b []byte, s string, n int) []byte {
	var h [8]byte
	binary.BigEndian.PutUint64(h[:], xxhash.Sum64String(s))
	h[0] = max(h[0], 1)
	return append(b, h[:n]...)
}

// groupName is the group of an attribute of what it is about.
func groupName(mark byte, about, attr string) string {
	return string(appendHash(appendHash([]byte{mark}, about, aboutLen-1), attr, attrLen))
}

// groupOf is the part of a key that all values of one attribute share.
func groupOf(key string) string { return key[:min(len(key), groupLen)] }

// KeyLen is the length of the keys of a group.
func KeyLen(group string) int {
	if isSlot(group) {
		return groupLen + stampLen
	}
	return groupLen + valueLen
}

// splitGroup takes a group apart into what it is about and its attribute.
func splitGroup(g string) (about, attr string) { return g[:aboutLen], g[aboutLen:] }

// file works out the keys.
func (s *Statement) file() {
	s.keys, s.groups = nil, nil
	if s.attr == "" {
		return
	}
	f := filer{end: appendHash(appendHash(nil, s.attr, attrLen), s.value, valueLen)}
	s.fileUnder(&f)
	all, size := string(f.keys), aboutLen+len(f.end)
	s.keys = make([]string, 0, len(all)/size)
	for ; len(all) > 0; all = all[size:] {
		s.keys = append(s.keys, all[:size])
	}
	slices.Sort(s.keys)
	s.keys = slices.Compact(s.keys)
	s.groups = make([]string, len(s.keys))
	for i, k := range s.keys {
		s.groups[i] = k[:groupLen]
	}
}

// filer gathers the keys of a statement, one behind the other.
type filer struct {
	end  []byte // of each: its attribute and value
	keys []byte
}

func (f *filer) add(mark byte, about string) {
	f.keys = append(appendHash(append(f.keys, mark), about, aboutLen-1), f.end...)
}

// fileUnder adds what a statement is filed under.
func (s *Statement) fileUnder(f *filer) {
	if s.profile.bare() && s.subject.kind != speaker {
		f.add(markKind, "")
	}
	switch s.subject.kind {
	case named:
		for _, k := range nameKeys(s.subject.words, s.subject.typ) {
			f.add(markNamed, k)
		}
		if t := s.subject.typ; (t == corpus.Person || t == corpus.Org) && !floats[s.attr] && !ofDeal[s.attr] && !(s.subject.weak && !personal[s.attr]) {
			return
		}
	case speaker:
		for _, k := range shingleKeys(s.Claim.Value.Text) {
			f.add(markQuote, k)
		}
		return
	case event, thing:
		if len(s.profile.anchors) == 0 || s.profile.thin() {
			f.add(markKind, s.subject.head)
			for _, k := range heads[s.subject.head] {
				f.add(markKind, k+"s")
			}
			for _, k := range kinds[s.subject.head] {
				f.add(markKind, k+"s")
			}
		}
	}
	if k := s.happening(); k != "" {
		f.add(markDay, k)
	}
	for i := range s.profile.anchors[:min(keyAnchors, len(s.profile.anchors))] {
		f.add(markAbout, s.profile.anchors[i].key)
		if w := s.profile.anchors[i].firstWord(); w != "" {
			f.add(markAbout, w) // for headlines that shorten it
		}
	}
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
