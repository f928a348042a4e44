package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"os"
	"strconv"
	"unicode/utf8"

	"twosource/corpus"
	"twosource/extractors/entity"
	"twosource/extractors/token"
)

// extracted is one line of output, in the program's public form.
type extracted struct {
	ID       string  `json:"id"`
	Text     string  `json:"text"`
	Entities []named `json:"entities"`
}

type named struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
	Type  string `json:"type"`
	Name  string `json:"name"`
	ID    string `json:"id"`
}

// extract prints the names in the texts of JSONL files, for scorers that read
// the program's public JSON.
func extract(args []string) error {
	fs := flag.NewFlagSet("extract", flag.ExitOnError)
	weights := fs.String("weights", "", "weights `file`; the embedded model without")
	lexicon := fs.String("lexicon", "", "lexicon `file`")
	if err := fs.Parse(args); err != nil {
		return err
	}
	model, err := loadModel(*weights, *lexicon)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for _, path := range fs.Args() {
		if err := extractFile(json.NewEncoder(out), model, path); err != nil {
			return err
		}
	}
	return nil
}

func loadModel(weights, lexicon string) (*entity.Model, error) {
	if weights == "" {
		return entity.Load()
	}
	w, err := os.ReadFile(weights)
	if err != nil {
		return nil, err
	}
	l, err := os.ReadFile(lexicon)
	if err != nil {
		return nil, err
	}
	return entity.New(w, l)
}

func extractFile(out *json.Encoder, model *entity.Model, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	for dec := json.NewDecoder(bufio.NewReader(f)); dec.More(); {
		var row struct {
			ID   any
			Text string
		}
		if err := dec.Decode(&row); err != nil {
			return err
		}
		x := extracted{ID: idOf(row.ID), Text: row.Text, Entities: []named{}}
		body := corpus.Span{Start: headEnd(row.Text), End: len(row.Text)}
		for _, e := range model.Extract(nil, token.Scan(row.Text, body)) {
			start := utf8.RuneCountInString(row.Text[:e.Start])
			x.Entities = append(x.Entities, named{start, start + utf8.RuneCountInString(e.In(row.Text)), e.In(row.Text), string(e.Type), e.Name, e.ID})
		}
		if err := out.Encode(x); err != nil {
			return err
		}
	}
	return nil
}

func idOf(id any) string {
	switch v := id.(type) {
	case string:
		return v
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return ""
}

// measureFiles measures a trained model on annotated files.
func measureFiles(args []string) error {
	fs := flag.NewFlagSet("measure", flag.ExitOnError)
	weights := fs.String("weights", "", "weights `file`; the embedded model without")
	lexicon := fs.String("lexicon", "", "lexicon `file`")
	types := fs.String("types", "3", "types to measure: 3 (PERSON ORG LOC) or all")
	show := fs.Int("show", 0, "print so many errors of each test")
	if err := fs.Parse(args); err != nil {
		return err
	}
	model, err := loadModel(*weights, *lexicon)
	if err != nil {
		return err
	}
	return measure(model, fs.Args(), *types, *show)
}
