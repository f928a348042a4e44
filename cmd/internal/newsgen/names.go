package newsgen

import (
	"math/rand/v2"
	"strings"
)

var outlets = []string{
	"Harbour Ledger", "Northern Courier", "Valley Morning News", "City Examiner", "Coast Tribune", "Daily Beacon",
	"Evening Herald", "Plains Gazette", "Capital Record", "River Post", "Island Chronicle", "Market Wire",
	"Union Standard", "Lakeside Times", "Mountain Star", "Borough Mail",
}

var regions = []string{
	"Ohio", "Bavaria", "Ontario", "Queensland", "Scotland", "Kerala", "Jalisco", "Catalonia", "Normandy", "Gauteng",
	"Hokkaido", "Lombardy", "Anatolia", "Punjab", "Oregon", "Wales",
}

var disasters = []struct{ noun string }{
	{"explosion"}, {"fire"}, {"collapse"}, {"crash"}, {"flood"}, {"derailment"},
}

// openings begin quotations; the rest is made of filler, so that no two stories
// share one.
var openings = []string{
	"We have asked every supplier to look at its own records again, because the",
	"Nobody in this town will forget how quickly the volunteers came, and the",
	"The plan we announced in spring has not changed, and we will keep to the",
	"Our engineers are checking the remaining sites one after the other; the",
	"There was no warning from the monitoring system before the",
	"It will take at least two years before the last of these orders has been delivered to the",
}

var (
	onsets = strings.Fields("b br c cl d dr f fl g gr h j k kr l m n p pl qu r s sh sk st t tr v w z th")
	nuclei = strings.Fields("a e i o u ai ea or an el in ar")
	codas  = strings.Fields("ck d l m n nd r rd rn s st t x th lt mp")
	kinds  = strings.Fields("Industries Energy Foods Logistics Pharma Motors Chemicals Systems Airlines Textiles")
	firsts = strings.Fields(`Anna Boris Clara Daniel Elena Farid Grace Hugo Ines Jonas Karin Lamar Maria Nadia Oscar Petra
		Quentin Rosa Samuel Teresa Umar Vera Walter Ximena Yusuf Zoe Adele Bruno Cecil Dora`)
)

// root turns n into a word that no other n has.
func root(n int) string {
	var b strings.Builder
	for first := true; first || n > 0; first = false {
		b.WriteString(onsets[n%len(onsets)])
		n /= len(onsets)
		b.WriteString(nuclei[n%len(nuclei)])
		n /= len(nuclei)
	}
	b.WriteString(codas[len(b.String())%len(codas)])
	return title(b.String())
}

func companyName(n int, r *rand.Rand) string { return root(n) + " " + kinds[r.IntN(len(kinds))] }
func placeName(n int) string                 { return root(n+31) + "ford" }
func personName(n int) string                { return firsts[n%len(firsts)] + " " + root(n/3+17) }

// vocabulary holds the filler's word forms, most frequent first.
type vocabulary struct {
	content []string
	zipf    func(*rand.Rand) int
}

func newVocabulary() *vocabulary {
	v := &vocabulary{}
	suffixes := []string{"", "s", "ing", "ed", "er", "al", "ment", "ness"}
	for i := range 20000 {
		stem := (i/len(suffixes) + 1) * 48271 % 100003 // a prime: spread over the syllables, and no two alike
		v.content = append(v.content, strings.ToLower(root(stem))+suffixes[i%len(suffixes)])
	}
	v.zipf = func(r *rand.Rand) int {
		// Inverse of the cumulative 1/(x+12) law: the commonest words of a language
		// are those between these.
		u, rank := r.Float64(), 12.0
		for range int(u * 107.1) { // 20012 = 12 * 1.0717^107.1
			rank *= 1.0717
		}
		return min(int(rank)-12+r.IntN(1+int(rank)/14), len(v.content)-1)
	}
	return v
}

// The words between those of the vocabulary, the commoner ones more than once.
// None of them states a fact, and no two sentences need be built alike: text made
// of a few fixed sentences takes half the room under gzip that news takes.
var (
	determiners = strings.Split("the|the|the|the|the|the|a|a|a|this|its|their|every|some|another|no|our|any|such a|each|the other|the same|most of the|many of the|much of the|part of the", "|")
	links       = strings.Split("of|of|of|in|in|to|for|with|from|at|on|by|about|between|into|under|near|against|through|around|within|beyond|along|behind|without", "|")
	auxiliaries = strings.Split("was|was|is|had|has|would|could|had been|has been|will be|would be|may|might have|should|did not|does not|cannot|must|had not been|is still|was never|seems|wanted to|began to|tried to|came to|went on to", "|")
	joints      = strings.Split(", and|, and|, but|, but|, while| because| although|, so| where| until| if| unless|, as| when| that|, which| even though| whether|;|, though", "|")
	openers     = strings.Split("In|At|With|From|For|Under|Beyond|Through|Despite|Among|Without|Instead of|Because of|Apart from|Outside", "|")
	adverbs     = strings.Split("again|often|quickly|together|slowly|carefully|at all|too|rather|hardly|perhaps|almost|mainly|alone|indeed|soon|always|elsewhere", "|")
	stand       = strings.Split("it|they|nobody|everybody|others|it|that|this|these|all of them|none of it", "|")
)

func pick(r *rand.Rand, list []string) string { return list[r.IntN(len(list))] }

// sentence is a filler sentence without names or figures.
func (v *vocabulary) sentence(r *rand.Rand) string {
	var b strings.Builder
	if r.IntN(5) == 0 {
		b.WriteString(pick(r, openers) + " ")
		v.thing(&b, r)
		b.WriteString(", ")
	}
	v.clause(&b, r)
	for r.IntN(5) < 2 {
		b.WriteString(pick(r, joints) + " ")
		v.clause(&b, r)
	}
	return title(b.String()) + "."
}

// clause says something of a thing.
func (v *vocabulary) clause(b *strings.Builder, r *rand.Rand) {
	if r.IntN(6) == 0 {
		b.WriteString(pick(r, stand))
	} else {
		v.thing(b, r)
	}
	b.WriteString(" " + pick(r, auxiliaries) + " " + v.word(r))
	if r.IntN(2) == 0 {
		b.WriteByte(' ')
		v.thing(b, r)
	}
	for r.IntN(5) < 2 {
		b.WriteString(" " + pick(r, links) + " ")
		v.thing(b, r)
	}
	if r.IntN(5) == 0 {
		b.WriteString(" " + pick(r, adverbs))
	}
}

// thing is a word of the vocabulary with what stands before it.
func (v *vocabulary) thing(b *strings.Builder, r *rand.Rand) {
	b.WriteString(pick(r, determiners) + " ")
	if r.IntN(3) == 0 {
		b.WriteString(v.word(r) + " ")
	}
	b.WriteString(v.word(r))
}

func (v *vocabulary) word(r *rand.Rand) string { return v.content[v.zipf(r)] }

// quotation is something a person of a story says.
func (v *vocabulary) quotation(r *rand.Rand) string {
	s := openings[r.IntN(len(openings))]
	for _, link := range []string{" ", " of the ", " was ", " by the ", " and the "} {
		s += link + v.content[v.zipf(r)]
	}
	return s
}
