package consistency

import (
	"slices"
	"strings"

	"twosource/corpus"
	"twosource/corpus/slot"
)

// ClashFeatures are what speaks for and against two values contradicting each
// other, in the order of ClashNames.
type ClashFeatures [numClash]float32

// ClashNames are the features in words; those of the words around the values come
// first and are named in slot.Names.
var ClashNames = [...]string{
	"met by their words", "probability of one thing", "probability of one event",
	"subject", "attribute", "qualifiers", "modality", "extraction", "distance", "all of these",
	"least confidence", "most confidence", "open readings", "values without a claim",
	"named subjects", "events as subjects", "inferred subjects", "found beside names", "sentences of several years",
	"never changes", "of a moment", "unknown behaviour", "slip",
	"days between the articles", "days between the values", "values with a date", "stated dates", "later is larger",
	"length of sentences", "longest sentence", "values of the attribute", "values the other gives too",
	"limited", "one limit", "parts", "places", "bounds", "years in the sentences",
	"kind", "one head", "one name", "attribute told least", "attribute told most", "not asserted", "behind a colon", "past", "sums",
	"time in doubt", "nearness in doubt", "part in doubt", "place in doubt", "two things",
	"close dates in doubt", "bound in doubt", "modality in doubt", "authority in doubt", "scope in doubt",
	"probability of one thing among others", "likelier values", "ahead of the likeliest other", "ahead of the likeliest others", "the other's value elsewhere",
	"others give both", "others give the rarer", "likeliest witness", "witnesses", "likeliest third value", "counterparts in one", "counterparts in two",
}

// numClash is how many features a pair has: those of its words, then the others.
const numClash = slotWidth + 57 + numBeside

const slotWidth = len(slot.Features{})

// features fills in what is known of a pair when all checks are tried.
func (d *decision) features(slip string, f *ClashFeatures) {
	a, b, s := d.a, d.b, &d.score
	p, q := a.profile, b.profile
	words, one := d.words, d.one
	if words == nil {
		words = new(slot.Features)
		ra, rb := slot.NewRare(a.mention, &p.repeats, &q.repeats), slot.NewRare(b.mention, &p.repeats, &q.repeats)
		slot.Compare(a.mention, b.mention, &ra, &rb, words)
		one = d.models.Slot.P(words[:])
	}
	copy(f[:], words[:])
	x, sx := asOf(a)
	y, sy := asOf(b)
	late := x.known() && y.known() && x.gap(y) > 0 && (y.from > x.from) == (magnitude(b) > magnitude(a))
	ca, cb := &a.Claim, &b.Claim
	rest := [...]float32{
		indicator(d.bySlot), float32(one), float32(d.event),
		float32(s.Subject), float32(s.Attribute), float32(s.Qualifiers), float32(s.Modality), float32(s.Extraction), float32(s.Distance), float32(s.P()),
		float32(min(ca.Confidence, cb.Confidence)), float32(max(ca.Confidence, cb.Confidence)), both01(a.open, b.open), both01(ca.Rule == unread, cb.Rule == unread),
		both01(a.subject.kind == named, b.subject.kind == named), both01(a.subject.kind == event, b.subject.kind == event), both01(a.subject.bare, b.subject.bare),
		both01(ca.SubjectAt.Empty(), cb.SubjectAt.Empty()), both01(a.crowded, b.crowded),
		indicator(ca.Behaviour == corpus.Invariant), indicator(ca.Behaviour == corpus.Snapshot), indicator(ca.Behaviour == ""), indicator(slip != ""),
		gapOf(p.published, q.published), gapOf(a.at, b.at), both01(a.at.known(), b.at.known()), both01(sx, sy), indicator(late),
		float32(len(a.Sentence)+len(b.Sentence)) / 100, float32(max(len(a.Sentence), len(b.Sentence))) / 100,
		float32(p.given()[a.attr] + q.given()[b.attr]), both01(p.said[a.attr+Separator+b.value], q.said[b.attr+Separator+a.value]),
		both01(ca.Scope != "", cb.Scope != ""), indicator(ca.Scope == cb.Scope), both01(ca.Part != "", cb.Part != ""), both01(ca.Place != "", cb.Place != ""),
		both01(bounded(ca), bounded(cb)), yearsApart(a, b),
		kindNumber(ca.Kind), indicator(a.subject.head == b.subject.head), indicator(slices.Equal(a.subject.words, b.subject.words)),
		float32(min(d.tellA, d.tellB)), float32(max(d.tellA, d.tellB)), both01(ca.Modality != corpus.Asserted, cb.Modality != corpus.Asserted),
		both01(labelled(a), labelled(b)), both01(inPast(a), inPast(b)), indicator(sums[a.attr]),
		indicator(d.doubts&doubtTime != 0), indicator(d.doubts&doubtNear != 0), indicator(d.doubts&doubtPart != 0), indicator(d.doubts&doubtPlace != 0), indicator(d.apart),
		indicator(d.doubts&doubtClose != 0), indicator(d.doubts&doubtBound != 0), indicator(d.doubts&doubtModality != 0), indicator(d.doubts&doubtVoice != 0), indicator(d.doubts&doubtWords != 0),
	}
	n := copy(f[slotWidth:], rest[:])
	if d.at != nil {
		beside := d.at.beside()
		copy(f[slotWidth+n:], beside[:])
	}
}

// magnitudes are the kinds of claim whose values stand among words.
var magnitudes = []corpus.ClaimKind{corpus.KindCount, corpus.KindMoney, corpus.KindPercent, corpus.KindMeasure, corpus.KindAge, corpus.KindDate}

// kindNumber tells kinds of claim apart: those of magnitudes by their place, posts and
// all others below.
func kindNumber(k corpus.ClaimKind) float32 {
	if k == corpus.KindRole {
		return -2
	}
	return float32(slices.Index(magnitudes, k))
}

func both01(x, y bool) float32 { return indicator(x) + indicator(y) }

func bounded(c *corpus.Claim) bool {
	b := c.Value.Quantity.Bound
	return b != "" && b != corpus.Exact
}

// yearsApart is 0 where neither sentence names a year, 1 where one does, 2 where
// both name the same first, 3 where they do not.
func yearsApart(a, b *Statement) float32 {
	switch x, y := firstYear(a.Sentence), firstYear(b.Sentence); {
	case x == "" && y == "":
		return 0
	case x == "" || y == "":
		return 1
	case x == y:
		return 2
	}
	return 3
}

// firstYear is the first number of four digits that can be a year, "" if there is
// none: no news is of the years of 1100 and 2100.
func firstYear(s string) string {
	for i := 0; i+4 <= len(s); i++ {
		if (s[i] == '1' || s[i] == '2') && (i == 0 || s[i-1] == ' ') && allDigits(s[i:i+4]) && (i+4 == len(s) || s[i+4] < '0' || s[i+4] > '9') && s[i+1] != '1' {
			return s[i : i+4]
		}
	}
	return ""
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// labelled reports whether a value stands behind a colon, as in a box of facts.
func labelled(s *Statement) bool {
	i := s.Claim.Start - s.Claim.Sentence.Start
	return i > 1 && i <= len(s.Sentence) && strings.HasSuffix(strings.TrimRight(s.Sentence[:i], " "), ":")
}

// inPast reports whether a sentence tells of what was.
func inPast(s *Statement) bool {
	return strings.Contains(s.Sentence, " was ") || strings.Contains(s.Sentence, " were ") || strings.Contains(s.Sentence, " had ") || strings.Contains(s.Sentence, "ed ")
}

// givenOf counts the different values an article gives of each attribute, from what
// it says.
func givenOf(said map[string]bool) map[string]int {
	out := make(map[string]int)
	for k := range said {
		attr, _, _ := strings.Cut(k, Separator)
		out[attr]++
	}
	return out
}
