package consistency

import (
	"strings"

	"twosource/corpus"
)

// quotes decides two quotations that share a run of words.
func (d *decision) quotes() Result {
	d.pass(checkAttribute, quotation)
	x, y := quoteWords(d.a.Claim.Value.Text), quoteWords(d.b.Claim.Value.Text)
	share, changed := align(x, y)
	if share < 0.6 {
		return Result{}
	}
	same := sameSpeaker(d.a, d.b)
	switch {
	case same == 0 && share == 1 && len(x) == len(y) && len(x) >= 6:
		d.pass(checkPrecision, "the same words from two speakers")
		d.score.Distance = 0.8
		return d.clash()
	case same == 0:
		return Result{}
	}
	d.score.Subject = same
	if len(changed) == 0 {
		if len(x) == len(y) {
			return d.stop(corpus.Compatible, LaneExplained, checkPrecision, "same words")
		}
		return d.stop(corpus.Variant, LaneExplained, checkPrecision, "one is a shorter part of the other")
	}
	if material(changed) {
		d.pass(checkPrecision, "the wording differs in meaning: "+strings.Join(changed, ", "))
		return d.clash()
	}
	return d.stop(corpus.Variant, LaneExplained, checkPrecision, "the wording differs, the meaning does not: "+strings.Join(changed, ", "))
}

func sameSpeaker(a, b *Statement) float64 {
	if len(a.subject.words) == 0 || len(b.subject.words) == 0 {
		return 0.8
	}
	x, y := a.subject.words, b.subject.words
	return max(sameWords(x, y, corpus.Person), sameWords(x, y, corpus.Org))
}

// align finds the longest common run of words in order and returns its share
// of the shorter text and the words inside it that differ.
func align(x, y []string) (float64, []string) {
	n, m := len(x), len(y)
	if n == 0 || m == 0 || n*m > 160000 {
		return 0, nil
	}
	table := make([]int32, (n+1)*(m+1))
	at := func(i, j int) *int32 { return &table[i*(m+1)+j] }
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			if x[i] == y[j] {
				*at(i, j) = *at(i+1, j+1) + 1
			} else {
				*at(i, j) = max(*at(i+1, j), *at(i, j+1))
			}
		}
	}
	share := float64(*at(0, 0)) / float64(min(n, m))
	var changed []string
	i, j, inside := 0, 0, false
	var pending []string
	for i < n && j < m && *at(i, j) > 0 {
		switch {
		case x[i] == y[j]:
			if inside {
				changed = append(changed, pending...)
			}
			pending, inside = pending[:0], true
			i, j = i+1, j+1
		case *at(i+1, j) >= *at(i, j+1):
			pending = append(pending, "-"+x[i])
			i++
		default:
			pending = append(pending, "+"+y[j])
			j++
		}
	}
	return share, changed
}

var weighty = words(`not no never nor none without cannot cant wont dont doesnt didnt isnt arent wasnt werent hardly barely all some most few one two three four five six seven eight nine ten must may might could should will would least more less fewer`)

// material reports whether changed words change the meaning: negation,
// numbers, modality.
func material(changed []string) bool {
	for _, w := range changed {
		w = w[1:]
		if weighty[w] || w[0] >= '0' && w[0] <= '9' {
			return true
		}
	}
	return false
}
