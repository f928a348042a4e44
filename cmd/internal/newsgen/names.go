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
		v.content = append(v.content, strings.ToLower(root(i/len(suffixes)+400))+suffixes[i%len(suffixes)])
	}
	v.zipf = func(r *rand.Rand) int {
		// Inverse of the cumulative 1/x law: rank = N^u - 1.
		u, rank := r.Float64(), 1.0
		for range int(u * 143) { // 20000 = 1.0717^143
			rank *= 1.0717
		}
		return min(int(rank)-1+r.IntN(1+int(rank)/14), len(v.content)-1)
	}
	return v
}

var frames = []string{
	"The * of the * was * by a * that had * the *.",
	"It is a * that few in the * would *, and the * of it has * since.",
	"In the * there are * and * which the * could * at any *.",
	"Most of the * had been * before the * came to the *.",
	"A * from the * said that the * was * and that the * would * again.",
	"While the * is *, the * has to be * with some * and a * of its own.",
}

// sentence is a filler sentence without names or figures.
func (v *vocabulary) sentence(r *rand.Rand) string {
	frame := frames[r.IntN(len(frames))]
	var b strings.Builder
	for _, c := range []byte(frame) {
		if c == '*' {
			b.WriteString(v.content[v.zipf(r)])
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

// quotation is something a person of a story says.
func (v *vocabulary) quotation(r *rand.Rand) string {
	s := openings[r.IntN(len(openings))]
	for _, link := range []string{" ", " of the ", " was ", " by the ", " and the "} {
		s += link + v.content[v.zipf(r)]
	}
	return s
}
