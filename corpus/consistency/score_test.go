package consistency

import (
	"regexp"
	"sort"
	"strconv"
	"strings"

	"twosource/corpus"
)

// goldRow is one pair of passages judged by hand.
type goldRow struct {
	ID, Subject, Attribute, Verdict string
	Ambiguous                       bool
	ViaCopy                         bool `json:"via_copy"`
	Sides                           []goldSide
}

type goldSide struct{ File, Snippet, Value string }

// quality counts how findings stand to the judged pairs, as the public scorer
// does.
type quality struct {
	clashes, clashesFound   int
	pairs, pairsFound       int
	nearMisses, falseAlarms int
	named                   int
	variants, variantsFound int
	flagged, inGold, right  int
	missed, alarms, unknown []string
}

func (q *quality) add(o quality) {
	q.clashes += o.clashes
	q.clashesFound += o.clashesFound
	q.pairs += o.pairs
	q.pairsFound += o.pairsFound
	q.nearMisses += o.nearMisses
	q.falseAlarms += o.falseAlarms
	q.named += o.named
	q.variants += o.variants
	q.variantsFound += o.variantsFound
	q.flagged += o.flagged
	q.inGold += o.inGold
	q.right += o.right
}

func (q *quality) String() string {
	return "clashes " + ratio(q.clashesFound, q.clashes) + "  pairs " + ratio(q.pairsFound, q.pairs) +
		"  precision in gold " + ratio(q.right, q.inGold) + "  near misses flagged " + ratio(q.falseAlarms, q.nearMisses) +
		"  named " + ratio(q.named, q.nearMisses) + "  variants " + ratio(q.variantsFound, q.variants) +
		"  flagged " + strconv.Itoa(q.flagged) + ", outside gold " + strconv.Itoa(q.flagged-q.inGold)
}

func ratio(n, of int) string {
	if of == 0 {
		return "0/0"
	}
	return strconv.Itoa(n) + "/" + strconv.Itoa(of) + " = " + strconv.FormatFloat(float64(n)/float64(of), 'f', 3, 64)
}

func measure(rows []goldRow, found []corpus.Conflict, texts map[string]string) quality {
	var q quality
	clashes := map[string]bool{}
	rowsOf := map[string][]string{}
	matched := map[int][]string{}
	truth := map[string]bool{}
	for _, g := range rows {
		if g.Ambiguous || g.ViaCopy {
			continue
		}
		verdicts := map[corpus.Verdict]bool{}
		for i := range found {
			if touchesBoth(g, &found[i], texts) {
				verdicts[found[i].Verdict] = true
				matched[i] = append(matched[i], g.ID)
			}
		}
		hit := verdicts[corpus.Contradiction]
		label := g.ID + " " + g.Subject + " | " + g.Attribute + " | " + g.Sides[0].Value + " / " + g.Sides[1].Value + " (" + g.Sides[0].File + ", " + g.Sides[1].File + ") " + g.Verdict
		switch g.Verdict {
		case "contradiction":
			truth[g.ID] = true
			a, b := normal(g.Sides[0].Value), normal(g.Sides[1].Value)
			k := g.Subject + "|" + g.Attribute + "|" + min(a, b) + "|" + max(a, b)
			clashes[k] = clashes[k] || hit
			q.pairs++
			if hit {
				q.pairsFound++
			} else {
				rowsOf[k] = append(rowsOf[k], label+" got "+names(verdicts))
			}
		case "variant":
			q.variants++
			if hit || verdicts[corpus.Variant] {
				q.variantsFound++
			} else {
				q.missed = append(q.missed, label+" got "+names(verdicts))
			}
		default:
			q.nearMisses++
			if hit {
				q.falseAlarms++
				q.alarms = append(q.alarms, label)
			}
			if verdicts[corpus.Verdict(g.Verdict)] {
				q.named++
			}
		}
	}
	for k, ok := range clashes {
		q.clashes++
		if ok {
			q.clashesFound++
			continue
		}
		q.missed = append(q.missed, rowsOf[k]...)
	}
	sort.Strings(q.missed)
	for i := range found {
		if found[i].Verdict != corpus.Contradiction {
			continue
		}
		q.flagged++
		if len(matched[i]) == 0 {
			q.unknown = append(q.unknown, describe(&found[i], texts))
			continue
		}
		q.inGold++
		for _, id := range matched[i] {
			if truth[id] {
				q.right++
				break
			}
		}
	}
	return q
}

func describe(c *corpus.Conflict, texts map[string]string) string {
	s := strconv.FormatFloat(c.Score, 'f', 3, 64) + " " + c.Subject + " | " + c.Attribute + " | " + c.Lane
	for _, e := range c.Evidence {
		s += "\n        " + e.Path + " [" + e.Claim.Value.Text + "] " + e.Claim.AsOf + " " + e.Claim.Rule + " {" + e.Claim.Scope + "|" + e.Claim.Place + "|" + e.Claim.Part + "|" + e.Claim.By + "} " + e.Claim.Subject + "/" + e.Claim.Trigger + ": " + strings.ReplaceAll(e.Claim.Sentence.In(texts[e.Article]), "\n", " ")
	}
	return s
}

func names(m map[corpus.Verdict]bool) string {
	var out []string
	for _, v := range []corpus.Verdict{corpus.Contradiction, corpus.Variant, corpus.Update, corpus.Scope, corpus.Compatible} {
		if m[v] {
			out = append(out, string(v))
		}
	}
	return strings.Join(out, ",")
}

func touchesBoth(g goldRow, c *corpus.Conflict, texts map[string]string) bool {
	n := 0
	for _, side := range g.Sides {
		for i := range c.Evidence {
			if touches(side, &c.Evidence[i], texts) {
				n++
				break
			}
		}
	}
	return n >= 2
}

func touches(s goldSide, e *corpus.Evidence, texts map[string]string) bool {
	if !strings.Contains(e.Path, s.File) {
		return false
	}
	text := texts[e.Article]
	a, b := normal(s.Snippet), normal(e.Claim.Sentence.In(text))
	if a == "" || b == "" {
		return false
	}
	A, B := wordSet(a), wordSet(b)
	both := 0
	for w := range A {
		if B[w] {
			both++
		}
	}
	if !strings.Contains(a, b) && !strings.Contains(b, a) && float64(both) < 0.6*float64(min(len(A), len(B))) {
		return false
	}
	want, got := digitsIn(s.Value+" "+s.Snippet), digitsIn(e.Claim.Value.Text+" "+e.Claim.Span.In(text))
	if len(want) == 0 || len(got) == 0 {
		return true
	}
	for n := range want {
		if got[n] {
			return true
		}
	}
	return false
}

var (
	notWord  = regexp.MustCompile(`[^\pL\pN_%.'+-]+`)
	anyDigit = regexp.MustCompile(`\d+(?:\.\d+)?`)
)

func normal(s string) string {
	s = strings.NewReplacer("\u2019", "'", "\u201c", "\"", "\u201d", "\"").Replace(strings.ToLower(s))
	return strings.TrimSpace(notWord.ReplaceAllString(s, " "))
}

func wordSet(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

func digitsIn(s string) map[string]bool {
	m := map[string]bool{}
	for _, d := range anyDigit.FindAllString(strings.ReplaceAll(s, ",", ""), -1) {
		m[d] = true
	}
	return m
}
