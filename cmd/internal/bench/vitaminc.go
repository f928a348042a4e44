package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"

	"twosource/corpus"
	"twosource/corpus/consistency"
	"twosource/extractors"
)

// factPair is one row of VitaminC: a statement, a sentence of Wikipedia, and
// whether the sentence SUPPORTS or REFUTES it or gives NOT ENOUGH INFO.
type factPair struct {
	ID       string `json:"unique_id"`
	Claim    string
	Evidence string
	Label    string
	Page     string
}

// vitaminC checks statements against sentences as two articles of an outlet
// each, nothing else known, and says how well contradictions are told. The rows
// are those of the real revisions of VitaminC's test set whose statement holds a
// figure (static/vitaminc_real.zip of github.com/TalSchuster/talschuster.github.io,
// CC BY-SA 3.0), n of them drawn with a seed. Beside it stands the baseline "the
// statement has a number the sentence lacks".
func vitaminC(in io.Reader, out io.Writer, n int, seed uint64, show int) error {
	rows, err := numericPairs(in)
	if err != nil {
		return err
	}
	rand.New(rand.NewPCG(seed, seed)).Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
	rows = rows[:min(n, len(rows))]
	list, err := extractors.Default(extractors.Options{})
	if err != nil {
		return err
	}
	var ours, baseline outcome
	for _, r := range rows {
		docs := asArticles(list, r)
		found := contradict(docs)
		refuted := r.Label == "REFUTES"
		if found != refuted && show > 0 {
			show--
			fmt.Fprintf(out, "%s %s, found %v\n", r.ID, r.Label, found)
			for _, d := range docs {
				fmt.Fprintf(out, "  %s\n%s", d.Article.Text, claimLines(d.Facts.Claims))
			}
		}
		ours.count(found, refuted)
		baseline.count(!holds(numbers(r.Evidence), numbers(r.Claim)), refuted)
	}
	fmt.Fprintf(out, "%d pairs, %d refuted\n", len(rows), ours.hit+ours.miss)
	fmt.Fprintf(out, "%-22s %s\n%-22s %s\n", "twosource check", ours, "number absent", baseline)
	return nil
}

// outcome counts decisions of one kind.
type outcome struct{ hit, wrong, miss int }

func (t *outcome) count(said, is bool) {
	switch {
	case said && is:
		t.hit++
	case said:
		t.wrong++
	case is:
		t.miss++
	}
}

func (t outcome) String() string {
	return fmt.Sprintf("precision %.3f  recall %.3f  F1 %.3f", ratio(t.hit, t.hit+t.wrong), ratio(t.hit, t.hit+t.miss), ratio(2*t.hit, 2*t.hit+t.wrong+t.miss))
}

// numericPairs reads the rows whose statement holds a figure.
func numericPairs(in io.Reader) ([]factPair, error) {
	var rows []factPair
	d := json.NewDecoder(bufio.NewReaderSize(in, 1<<20))
	for {
		var r factPair
		if err := d.Decode(&r); err == io.EOF {
			return rows, nil
		} else if err != nil {
			return nil, err
		}
		if len(numbers(r.Claim)) > 0 {
			rows = append(rows, r)
		}
	}
}

// asArticles makes an article each of the statement and the sentence of a row.
func asArticles(list []extractors.Extractor, r factPair) []consistency.Document {
	var out []consistency.Document
	var d extractors.Document
	for i, text := range []string{written(r.Claim), written(r.Evidence)} {
		id := string(rune('a' + i))
		a := corpus.Article{ID: id, Source: "outlet-" + id, Language: "en", Text: text, Body: corpus.Span{End: len(text)}}
		d.Reset(&a)
		extractors.Run(list, &d)
		out = append(out, consistency.Document{Article: a, Facts: d.Facts, Origin: id})
	}
	return out
}

func contradict(docs []consistency.Document) bool {
	e := consistency.NewEngine()
	for _, d := range docs {
		e.Add(d.Article, d.Facts, d.Origin)
	}
	return len(e.Conflicts(consistency.Filter{Verdicts: []corpus.Verdict{corpus.Contradiction}})) > 0
}

func claimLines(list []corpus.Claim) string {
	var b strings.Builder
	for _, c := range list {
		fmt.Fprintf(&b, "    %s · %s = %s%s\n", c.Subject, c.Attribute, c.Value.Quantity.Bound, c.Value.Text)
	}
	return b.String()
}

// written undoes the tokenisation of the set: "$ 5 million , says Ruiz 's firm"
// is "$5 million, says Ruiz's firm".
func written(s string) string { return untoken.Replace(s) }

var untoken = strings.NewReplacer(" ,", ",", " .", ".", " ;", ";", " :", ":", " 's", "'s", " n't", "n't", "`` ", `"`, " ''", `"`, "( ", "(", " )", ")", "$ ", "$", "£ ", "£", " %", "%", "\ufffd", " ")

// numbers are the figures in digits of a text, without their commas.
func numbers(s string) map[string]bool {
	found := map[string]bool{}
	s = strings.ReplaceAll(s, ",", "")
	for i := 0; i < len(s); i++ {
		start := i
		for i < len(s) && (isDigit(s[i]) || i > start && s[i] == '.' && i+1 < len(s) && isDigit(s[i+1])) {
			i++
		}
		if i > start {
			found[s[start:i]] = true
		}
	}
	return found
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// holds reports whether all members of part are in whole.
func holds(whole, part map[string]bool) bool {
	for x := range part {
		if !whole[x] {
			return false
		}
	}
	return true
}
