package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// docredDocument is an article of DocRED or Re-DocRED: tokens by sentence and
// mentions grouped by what they name.
type docredDocument struct {
	Title     string
	Sents     [][]string
	VertexSet [][]docredMention
}

type docredMention struct {
	SentID int `json:"sent_id"`
	Pos    [2]int
	Type   string
}

// convertDocRED prints the articles of DocRED's JSON files as JSONL with spans
// of names in code points. Articles that share eight words in a row with a text
// to be measured on are left out.
func convertDocRED(args []string) error {
	fs := flag.NewFlagSet("docred", flag.ExitOnError)
	var without repeated
	fs.Var(&without, "without", "leave out articles that quote the texts of `file`.jsonl; may be repeated")
	if err := fs.Parse(args); err != nil {
		return err
	}
	known := map[string]bool{}
	for _, path := range without {
		docs, err := readJSONL(path)
		if err != nil {
			return err
		}
		for _, d := range docs {
			eachEight(d.text, func(words string) bool { known[words] = true; return true })
		}
	}
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for _, path := range fs.Args() {
		if err := convertDocREDFile(json.NewEncoder(out), path, known); err != nil {
			return err
		}
	}
	return nil
}

func convertDocREDFile(out *json.Encoder, path string, known map[string]bool) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var docs []docredDocument
	if err := json.Unmarshal(data, &docs); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	for i := range docs {
		row := docs[i].row()
		if eachEight(row.Text, func(words string) bool { return !known[words] }) {
			if err := out.Encode(row); err != nil {
				return err
			}
		}
	}
	return nil
}

// eachEight visits all stretches of eight words until one is not liked.
func eachEight(text string, like func(words string) bool) bool {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for i := 8; i <= len(words); i++ {
		if !like(strings.Join(words[i-8:i], " ")) {
			return false
		}
	}
	return true
}

// row makes running text of the tokens. Times and numbers are no names here.
func (d *docredDocument) row() gumRow {
	b := builder{}
	for s, toks := range d.Sents {
		tags := d.tags(s)
		for i, tok := range toks {
			if tok = strings.TrimSpace(tok); tok == "" {
				continue
			}
			if i > 0 && hyphened(toks, i) {
				b.glue = true
			}
			b.add(tok, tags[i])
		}
		b.opened, b.quoted = false, false
	}
	doc := b.document()
	row := gumRow{ID: d.Title, Text: doc.text, Entities: []gumName{}}
	for _, s := range doc.spans {
		start := utf8.RuneCountInString(doc.text[:s.start])
		row.Entities = append(row.Entities, gumName{start, start + utf8.RuneCountInString(doc.text[s.start:s.end]), s.typ})
	}
	return row
}

// tags are the BIO tags of a sentence; of mentions that overlap the longest counts.
func (d *docredDocument) tags(sentence int) []string {
	n := len(d.Sents[sentence])
	var found []docredMention
	for _, set := range d.VertexSet {
		for _, m := range set {
			if m.SentID == sentence && m.Type != "TIME" && m.Type != "NUM" && m.Pos[0] >= 0 && m.Pos[0] < m.Pos[1] && m.Pos[1] <= n {
				found = append(found, m)
			}
		}
	}
	slices.SortStableFunc(found, func(a, b docredMention) int {
		return cmp.Or((b.Pos[1]-b.Pos[0])-(a.Pos[1]-a.Pos[0]), a.Pos[0]-b.Pos[0], cmp.Compare(a.Type, b.Type))
	})
	tags := make([]string, n)
	for _, m := range found {
		if slices.ContainsFunc(tags[m.Pos[0]:m.Pos[1]], func(t string) bool { return t != "" }) {
			continue
		}
		for i := m.Pos[0]; i < m.Pos[1]; i++ {
			tags[i] = "I-" + m.Type
		}
		tags[m.Pos[0]] = "B-" + m.Type
	}
	return tags
}

// hyphened reports whether token i was joined to the one before it: the corpus
// has "two - year" for "two-year".
func hyphened(toks []string, i int) bool {
	at := i
	if toks[i] != "-" {
		at = i - 1
	}
	if at < 1 || at+1 >= len(toks) || toks[at] != "-" {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(toks[at-1])
	after, _ := utf8.DecodeRuneInString(toks[at+1])
	return unicode.IsLetter(before) && (unicode.IsLetter(after) || unicode.IsDigit(after))
}
