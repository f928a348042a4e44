package slot

import (
	"math"
	"math/bits"
	"strconv"
	"strings"

	"twosource/corpus/wordvec"
)

// Features describe two mentions of a kind side by side, in the order of Names.
type Features [numFeatures]float32

const (
	fSum = iota
	fNear
	fAlign
	fAlignLess
	fTop
	fTopThree
	fShared
	fSharedTop
	fNouns
	fNounsAlike
	fApart
	fSmall
	fDenied
	fNamed
	fBound
	fDirection
	fUnit
	fLeft
	fRight
	fCross
	fWeight
	fDigits
	fCount
	fMoney
	fPercent
	fDate
	fTime
	fLength
	fDuration
	fBest
	fRank
	fLead
	fGives
	fSameAttribute
	fOtherAttribute
	fOneAttribute
	fSlip
	fContrast
	fNamesApart
	fSameDay
	fRareShare
	fRareAlign
	fRareLess
	fRareTop
	fRareRank
	fRareLead
	fFigures
	fFiguresLess
	fFiguresMore
	fOneBefore
	fBeforeLow
	fBeforeHigh
	fOneAfter
	fAfterLow
	fAfterHigh
	fEarlier
	fLater
	fShorter
	fLonger
	fFewer
	fMore
	fSooner
	fBehind
	fRepeatsLess
	fRepeatsMore
	fEventLess
	fEventMore
	fYounger
	fOlder
	numFeatures
)

// Names are the features in words.
var Names = [numFeatures]string{
	"cosine of all words", "cosine of near words", "words that find one alike", "the same of the side that finds fewer",
	"the two words most alike", "the three pairs most alike", "share of stems", "weight of the heaviest shared stem",
	"cosine of nouns", "one noun", "distance of values", "both are small numbers", "one is denied", "shared names",
	"one bound", "one direction", "one unit", "words to the left", "words to the right", "words across", "weight of words", "digits",
	"counts", "money", "percentages", "dates", "times of day", "lengths", "durations",
	"best of its article", "rank", "lead", "one article gives both", "one attribute", "two attributes", "one of them has an attribute", "digits alike", "words of contrast in one", "names in each that the other lacks", "one day",
	"cosine of rare words", "rare words that find one alike", "the same of the side that finds fewer", "weight of the rarest shared word",
	"rank by rare words", "lead by rare words", "shared figures of the sentences", "figures one has alone, least", "figures one has alone, most",
	"one little word before", "class before, lower", "class before, higher", "one little word behind", "class behind, lower", "class behind, higher",
	"place of the earlier", "place of the later", "length of the shorter sentence", "length of the longer sentence",
	"values of the article with fewer", "values of the article with more", "values before, least", "values before, most", "said again, least", "said again, most",
	"like the event, least", "like the event, most", "before the article, least", "before the article, most",
}

// Compare fills in the features of two mentions but for those of the articles
// they stand in; ra and rb weigh their words between these.
func Compare(a, b *Mention, ra, rb *Rare, f *Features) {
	f[fSum], f[fNear] = a.sum.dot(&b.sum), a.near.dot(&b.near)
	var like [MaxWords][MaxWords]float32
	align(a, b, &like, f)
	rare(a, b, ra, rb, &like, f)
	shared(a, b, f)
	around(a, b, f)
	f[fNouns] = a.noun.dot(&b.noun)
	f[fApart] = float32(apart(a, b))
	f[fSmall] = is(a.Size < 13 && b.Size < 13)
	f[fDenied] = is(a.Negated != b.Negated)
	f[fBound], f[fDirection], f[fUnit] = is(a.Bound == b.Bound), is(a.Direction == b.Direction), is(a.Unit == b.Unit)
	f[fWeight] = min(a.weight, b.weight)
	f[fDigits] = float32(min(a.Digits, b.Digits))
	if k, ok := kindFeatures[a.Kind]; ok {
		f[k] = 1
	}
	f[fSameAttribute] = is(a.Attribute != "" && a.Attribute == b.Attribute)
	f[fOtherAttribute] = is(a.Attribute != "" && b.Attribute != "" && a.Attribute != b.Attribute)
	f[fContrast] = float32(bits.OnesCount32(a.Contrast ^ b.Contrast))
	f[fSameDay] = sameDay(a, b)
	f[fSlip] = is(slip(a.Size, b.Size))
	f[fOneAttribute] = is((a.Attribute == "") != (b.Attribute == ""))
}

var kindFeatures = map[string]int{"count": fCount, "money": fMoney, "percent": fPercent, "date": fDate, "time": fTime, "m": fLength, "s": fDuration, "mo": fDuration}

func is(ok bool) float32 {
	if ok {
		return 1
	}
	return 0
}

// Likeness is a cheap measure of how alike the words of two mentions are.
func Likeness(a, b *Mention) float32 { return a.sum.dot(&b.sum) + a.near.dot(&b.near)/2 }

// apart is how far two values lie from each other: the logarithm of their ratio,
// of dates and times that of the days or minutes between them.
func apart(a, b *Mention) float64 {
	if a.Kind == "date" && (a.Yearless && b.Unit != "year" || b.Yearless && a.Unit != "year") {
		return math.Log1p(math.Abs(math.Remainder(a.Size-b.Size, year))) / 2
	}
	if a.Kind == "date" || a.Kind == "time" {
		return math.Log1p(math.Abs(a.Size-b.Size)) / 2
	}
	if a.Size <= 0 || b.Size <= 0 {
		return 5
	}
	return min(5, math.Abs(math.Log(a.Size/b.Size)))
}

// year is how many days a year has on average.
const year = 365.2425

// likeness of two words: 1 for one stem, else the cosine of their vectors.
func likeness(t *wordvec.Table, a, b *Word) float32 {
	if a.Stem == b.Stem {
		return 1
	}
	u, v := t.Vector(a.ID), t.Vector(b.ID)
	if u == nil || v == nil {
		return 0
	}
	return max(0, wordvec.Cosine(u, v))
}

// align looks for each word's nearest in the other mention, and keeps how alike
// each two are.
func align(a, b *Mention, like *[MaxWords][MaxWords]float32, f *Features) {
	t := wordvec.Default()
	var best [MaxWords]float32
	var top [3]float32
	sa, wa, sb, wb := float32(0), float32(0), float32(0), float32(0)
	var left, right, cross float32
	for i := range a.Words {
		x := &a.Words[i]
		found := float32(0)
		for k := range b.Words {
			y := &b.Words[k]
			l := likeness(t, x, y)
			like[i][k] = l
			found, best[k] = max(found, l), max(best[k], l)
			insert(&top, l*float32(math.Sqrt(float64(x.Weight)*float64(y.Weight)))/160)
			switch {
			case x.Place&Left != 0 && y.Place&Left != 0:
				left = max(left, l)
			case x.Place&Right != 0 && y.Place&Right != 0:
				right = max(right, l)
			case x.Place&(Left|Right) != 0 && y.Place&(Left|Right) != 0:
				cross = max(cross, l)
			}
		}
		sa, wa = sa+found*float32(x.Weight), wa+float32(x.Weight)
	}
	for k := range b.Words {
		w := float32(b.Words[k].Weight)
		sb, wb = sb+best[k]*w, wb+w
	}
	p, q := sa/max(1, wa), sb/max(1, wb)
	f[fAlign], f[fAlignLess] = (p+q)/2, min(p, q)
	f[fTop], f[fTopThree] = top[0], top[0]+top[1]+top[2]
	f[fLeft], f[fRight], f[fCross] = left, right, cross
}

// insert keeps the three largest, in order.
func insert(top *[3]float32, x float32) {
	for i := range top {
		if x > top[i] {
			top[i], x = x, top[i]
		}
	}
}

// shared compares stems and names.
func shared(a, b *Mention, f *Features) {
	var both, all, most float32
	names, na, nb, ua, ub := 0, 0, 0, 0, 0
	for i := range a.Words {
		x := &a.Words[i]
		na += int(x.Place & Name / Name)
		y := b.Find(x.Stem)
		if y == nil {
			ua += int(x.Place & Name / Name)
			all += float32(x.Weight)
			continue
		}
		w := float32(min(x.Weight, y.Weight))
		both, all, most = both+w, all+float32(max(x.Weight, y.Weight)), max(most, w)
		if x.Place&Name != 0 && y.Place&Name != 0 {
			names++
		}
		if x.Place&Noun != 0 && y.Place&Noun != 0 {
			f[fNounsAlike] = 1
		}
	}
	for i := range b.Words {
		nb += int(b.Words[i].Place & Name / Name)
		if a.Find(b.Words[i].Stem) == nil {
			ub += int(b.Words[i].Place & Name / Name)
			all += float32(b.Words[i].Weight)
		}
	}
	f[fNamesApart] = float32(min(ua, ub))
	f[fShared], f[fSharedTop] = both/max(1, all), most/160
	f[fNamed] = float32(names) / float32(1+min(na, nb))
}

// Shared is how many words two mentions share by stem.
func Shared(a, b *Mention) int {
	n := 0
	for i := range a.Words {
		if b.Find(a.Words[i].Stem) != nil {
			n++
		}
	}
	return n
}

// Find is the word of a stem, nil if the mention has none.
func (m *Mention) Find(stem uint32) *Word {
	for i := range m.Words {
		if m.Words[i].Stem == stem {
			return &m.Words[i]
		}
	}
	return nil
}

// Among fills in the features of two articles' mentions of a kind: how each
// stands to the others. like[i][k] is the Likeness of the i-th and the k-th.
func Among(a, b []*Mention, like [][]float32, i, k int, f *Features) {
	rowRank, rowLead := rank(len(b), k, func(n int) float32 { return like[i][n] })
	colRank, colLead := rank(len(a), i, func(n int) float32 { return like[n][k] })
	f[fBest] = is(rowRank == 0) + is(colRank == 0)
	f[fRank] = float32(min(rowRank, 5) + min(colRank, 5))
	f[fLead] = rowLead + colLead
	f[fGives] = is(gives(a, b[k])) + is(gives(b, a[i]))
}

// rank is the place of one of n by what they are worth, and how far it is ahead
// of the next, or behind the first.
func rank(n, at int, worth func(int) float32) (place int, lead float32) {
	own, first := worth(at), float32(-1)
	for i := range n {
		if i == at {
			continue
		}
		w := worth(i)
		if w > own || w == own && i < at {
			place++
		}
		first = max(first, w)
	}
	if n == 1 {
		return 0, 0.3
	}
	return place, own - first
}

// gives reports whether one of an article's values is the other's.
func gives(list []*Mention, m *Mention) bool {
	for _, x := range list {
		if math.Abs(x.Size-m.Size) <= 1e-3*max(math.Abs(x.Size), math.Abs(m.Size)) {
			return true
		}
	}
	return false
}

// slip reports whether two whole numbers of three digits or more differ in one or
// two of them, as a slip of the pen makes them.
func slip(x, y float64) bool {
	if x != math.Trunc(x) || y != math.Trunc(y) || x < 100 || y < 100 || x > 1e15 || y > 1e15 {
		return false
	}
	a, b := strconv.FormatInt(int64(x), 10), strconv.FormatInt(int64(y), 10)
	if len(a) != len(b) {
		return false
	}
	n := 0
	for i := range a {
		if a[i] != b[i] {
			n++
		}
	}
	return n > 0 && n <= 2 && n < len(strings.TrimRight(a, "0"))
}

// sameDay is 1 where the sentences of both say when and agree, -1 where they do
// not agree.
func sameDay(a, b *Mention) float32 {
	switch {
	case a.To == 0 || b.To == 0:
		return 0
	case a.From < b.To && b.From < a.To:
		return 1
	}
	return -1
}

// Gives reports whether one of the two articles gives both values.
func (f *Features) Gives() bool { return f[fGives] > 0 }

// ShareName reports whether one name stands near both values.
func (f *Features) ShareName() bool { return f[fNamed] > 0 }

// OneNoun reports whether both count the same.
func (f *Features) OneNoun() bool { return f[fNounsAlike] > 0 }

// NounsFar reports whether what they count has little to do with each other.
func (f *Features) NounsFar() bool { return f[fNouns] < 0.45 }

// HasNoun reports whether it is known what the value counts.
func (m *Mention) HasNoun() bool { return m.noun != vector{} }
