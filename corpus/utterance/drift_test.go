package utterance

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
)

// drift makes utterances as a corpus of news would hold them: sentences by many
// speakers over a year, each reported one to five times within two weeks, the
// wording drifting a little every time, and stock phrases that everybody says.
type drift struct {
	r         *rand.Rand
	sentences []string // real sentences, if given; else made up
}

// report is one utterance with the number of the saying it reports.
type report struct {
	Utterance
	saying int
}

var grammar = [][]string{
	strings.Split("we|the council|our engineers|the board|my colleagues|the hospital|these farmers|the union|our lawyers|the committee|the coast guard|the teachers|our customers|the crew|the ministry|most voters|the inspectors|the investors|the school|the drivers", "|"),
	strings.Split("never agreed to|will keep asking for|have already paid for|are still waiting for|should have planned for|can live with|cannot accept|simply ignored|want to postpone|intend to publish|refused to sign|were promised|had no part in|will vote against|depend on|are proud of|have been warned about|did not order|must now explain|would welcome", "|"),
	strings.Split("the new timetable|a second inquiry|the harbour wall|an independent audit|the closure of the clinic|cheaper night buses|the merger with the bank|a longer contract|the sale of the forest|stricter limits on noise|the missing invoices|a fair price for milk|the repair of the dam|the early results|a ban on heavy trucks|the lost luggage|the second runway|the pension reform|the recall of the heaters|the flood maps", "|"),
	strings.Split("because|although|even if|now that|while|unless|until|since|as long as|and we expect that", "|"),
	strings.Split("the money|the weather|nobody else|the minister|the court|every neighbour|the contractor|the insurance|the evidence|the old bridge|the regional office|the supplier|the opposition|the weekend traffic|the laboratory|the winter|the second shift|the auditor|public opinion|the landlord", "|"),
	strings.Split("ran out|has changed|said nothing|is on our side|came too late|remains unclear|was never tested|cost us dearly|made it worse|will not wait|speaks for itself|held up well|fell apart|keeps us awake|can be trusted|surprised us all|was not consulted|is nearly finished|needs more time|turned against us", "|"),
	strings.Split("in the spring|before the election|after the storm|this year|in the northern towns|by the end of June|for the third time|on the east side|with very little notice|without any warning|in all seven districts|at the worst moment|for good reasons|in front of everybody|behind closed doors|over the holidays|during the strike|at our expense|in a single night|beyond any doubt", "|"),
}

var stock = []string{
	"Our thoughts and prayers are with the victims and their families.",
	"We do not comment on ongoing investigations.",
	"Safety is our number one priority and always has been.",
	"We take these allegations very seriously and are looking into them.",
	"I am looking forward to the challenge and will give everything I have.",
}

func (d *drift) sentence() string {
	if len(d.sentences) > 0 {
		return d.sentences[d.r.IntN(len(d.sentences))] + " " + d.sentences[d.r.IntN(len(d.sentences))]
	}
	var w []string
	for _, slot := range grammar {
		w = append(w, slot[d.r.IntN(len(slot))])
	}
	s := strings.Join(w, " ")
	if d.r.IntN(3) == 0 {
		s += fmt.Sprintf(", and %d people in %s know it", 2+d.r.IntN(900), strings.TrimPrefix(grammar[4][d.r.IntN(20)], "the "))
	}
	return strings.ToUpper(s[:1]) + s[1:] + "."
}

// make returns n reports in order of day.
func (d *drift) make(n int) []report {
	speakers := 50 + n/20
	var out []report
	for saying := 0; len(out) < n; saying++ {
		day := 1 + len(out)*365/n
		s := d.sentence()
		if d.r.IntN(3) == 0 && len(d.sentences) == 0 {
			s += " " + d.sentence()
		}
		if d.r.IntN(50) == 0 {
			s = stock[d.r.IntN(len(stock))]
		}
		who := int(float64(speakers) * d.r.Float64() * d.r.Float64())
		for k := 1 + d.r.IntN(5); k > 0 && len(out) < n; k-- {
			u := Utterance{ID: fmt.Sprint(len(out)), Text: s, Speaker: fmt.Sprintf("Speaker N%d", who), Day: day + d.r.IntN(14)}
			if d.r.IntN(25) == 0 {
				u.Speaker = ""
			}
			if k > 1 {
				u.Text = d.vary(s)
			}
			out = append(out, report{u, saying})
		}
	}
	return out
}

// vary rewrites a sentence the way news does.
func (d *drift) vary(s string) string {
	w := strings.Fields(s)
	for n := 1 + d.r.IntN(2); n > 0; n-- {
		i := d.r.IntN(len(w))
		switch d.r.IntN(7) {
		case 0:
			w[i] = strings.Trim(w[i], ".,")
		case 1:
			if len(w) > 6 {
				w = append(w[:i], w[i+1:]...)
			}
		case 2:
			w[i] = "really"
		case 3:
			w = append(w[:i], append([]string{"very"}, w[i:]...)...)
		case 4:
			if len(w) > 12 {
				w = w[:len(w)-len(w)/4] // cut at the end
			}
		case 5:
			if len(w) > 12 {
				w = w[len(w)/4:] // cut at the start
			}
		case 6:
			if len(w) > 14 {
				w = append(w[:i:i], append([]string{"…"}, w[min(len(w), i+2):]...)...)
			}
		}
		if len(w) == 0 {
			return s
		}
	}
	out := strings.Join(w, " ")
	out = strings.ReplaceAll(out, " cannot ", " can't ")
	return strings.ReplaceAll(out, "did not", "didn’t")
}

// pairs counts pairs of reports put together, pairs that belong together, and
// both.
func pairs(reports []report, clusters []Cluster) (found, want, both int) {
	at := make(map[string]int, len(reports))
	said := make(map[int]int)
	for i, r := range reports {
		at[r.ID] = i
		said[r.saying]++
	}
	for _, n := range said {
		want += n * (n - 1) / 2
	}
	for _, c := range clusters {
		in := make(map[int]int)
		for _, id := range c.IDs {
			in[reports[at[id]].saying]++
		}
		n := len(c.IDs)
		found += n * (n - 1) / 2
		for _, k := range in {
			both += k * (k - 1) / 2
		}
	}
	return found, want, both
}

func cluster(reports []report) *Index {
	x := NewIndex(Options{})
	for _, r := range reports {
		x.Add(r.Utterance)
	}
	return x
}

func TestClusters(t *testing.T) {
	d := &drift{r: rand.New(rand.NewPCG(7, 7))}
	reports := d.make(6000)
	found, want, both := pairs(reports, cluster(reports).Clusters())
	p, r := float64(both)/float64(found), float64(both)/float64(want)
	t.Logf("%d reports: precision %.3f, recall %.3f", len(reports), p, r)
	if p < 0.97 || r < 0.94 {
		t.Errorf("precision %.3f, recall %.3f", p, r)
	}
}

// BenchmarkIndex files 25,000 to 400,000 reports. Run it with
//
//	go test -run - -bench Index -benchtime 1x ./corpus/utterance
//
// UTTERANCE_SENTENCES may name a file of real sentences, one a line.
func BenchmarkIndex(b *testing.B) {
	for _, n := range []int{25_000, 50_000, 100_000, 200_000, 400_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			d := &drift{r: rand.New(rand.NewPCG(7, uint64(n))), sentences: realSentences(b)}
			reports := d.make(n)
			b.ReportAllocs()
			var x *Index
			from := cpuTime()
			for b.Loop() {
				x = cluster(reports)
			}
			b.ReportMetric(float64(cpuTime()-from)/float64(b.N)/float64(n), "cpu-ns/quote")
			found, want, both := pairs(reports, x.Clusters())
			b.ReportMetric(float64(both)/float64(found), "precision")
			b.ReportMetric(float64(both)/float64(want), "recall")
		})
	}
}

func realSentences(b *testing.B) []string {
	path := os.Getenv("UTTERANCE_SENTENCES")
	if path == "" {
		return nil
	}
	f, err := os.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	var out []string
	for sc := bufio.NewScanner(f); sc.Scan(); {
		out = append(out, sc.Text())
	}
	return out
}
