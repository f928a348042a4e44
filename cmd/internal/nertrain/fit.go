package main

import (
	"flag"
	"fmt"
	"math/rand"
	"os"

	"twosource/corpus"
	"twosource/extractors/entity"
	"twosource/extractors/entity/crf"
	"twosource/extractors/entity/feature"
)

type fitOptions struct {
	lexicon, out            string
	epochs, least, folds    int
	seed                    int64
	rate, l2, blank, hidden float64
	row, weight             float64
	shout, title            int
	tests                   repeated
	types                   string
	show                    int
}

// repeated is a flag given more than once.
type repeated []string

func (l *repeated) String() string     { return fmt.Sprint(*l) }
func (l *repeated) Set(s string) error { *l = append(*l, s); return nil }

func fit(args []string) error {
	var o fitOptions
	fs := flag.NewFlagSet("fit", flag.ExitOnError)
	fs.StringVar(&o.lexicon, "lexicon", "", "lexicon `file`")
	fs.StringVar(&o.out, "out", "", "write the weights to `file`")
	fs.IntVar(&o.epochs, "epochs", 8, "passes over the data")
	fs.IntVar(&o.folds, "folds", 3, "folds for the scores that the second pass learns from, 0 for no second pass")
	fs.IntVar(&o.least, "least", 2, "features seen less often are dropped")
	fs.Int64Var(&o.seed, "seed", 1, "order of the examples")
	fs.Float64Var(&o.rate, "rate", 0.1, "AdaGrad step")
	fs.Float64Var(&o.l2, "l2", 1e-4, "weight decay")
	fs.Float64Var(&o.row, "row", 0.1, "drop features whose largest weight is smaller")
	fs.Float64Var(&o.weight, "weight", 0.03, "drop weights that are smaller")
	fs.IntVar(&o.shout, "shout", 15, "add every nth document in capitals, 0 none")
	fs.IntVar(&o.title, "title", 20, "add every nth document in title case, 0 none")
	fs.Float64Var(&o.blank, "blank", 0.5, "share of the words of names made unknown in a second copy of the data")
	fs.Float64Var(&o.hidden, "hidden", 0.5, "weight of that copy, 0 for none")
	fs.Var(&o.tests, "test", "measure on `file`; may be repeated")
	fs.StringVar(&o.types, "types", "3", "types to measure: 3 (PERSON ORG LOC) or all")
	fs.IntVar(&o.show, "show", 0, "print so many errors of each test")
	if err := fs.Parse(args); err != nil {
		return err
	}
	return o.run(fs.Args())
}

func (o *fitOptions) run(args []string) error {
	lexicon, err := os.ReadFile(o.lexicon)
	if err != nil {
		return err
	}
	lex, err := feature.ReadLexicon(lexicon)
	if err != nil {
		return err
	}
	docs, err := readAll(args)
	if err != nil {
		return err
	}
	docs = append(docs, append(shout(docs, o.shout), titled(docs, o.title)...)...)
	weights := o.train(lex, docs)
	if o.out != "" {
		if err := os.WriteFile(o.out, weights, 0o644); err != nil {
			return err
		}
	}
	model, err := entity.New(weights, lexicon)
	if err != nil {
		return err
	}
	return measure(model, o.tests, o.types, o.show)
}

// train fits the first layer on all documents and the second on the scores
// that models trained without a document's fold give it, as unseen texts will
// look to it.
func (o *fitOptions) train(lex *feature.Lexicon, docs []document) []byte {
	m := &exampleMaker{lex: lex, least: uint16(o.least)}
	m.count(docs)
	examples := o.withHidden(m, docs)
	fmt.Printf("%d documents, %d runs, %d features, %d of %d names lost\n", len(docs), len(examples), len(m.vocab.hashes), m.lost, m.names)
	first := crf.Layer{Trainer: o.fitLayer(len(m.vocab.hashes), examples, true), Hashes: m.vocab.hashes}
	second := crf.Layer{Trainer: &crf.Trainer{Trans: first.Trans}}
	if o.folds > 1 {
		second = o.secondLayer(m, docs)
	}
	weights := crf.Encode(first, second, crf.Prune{Row: float32(o.row), Weight: float32(o.weight)})
	fmt.Printf("weights %d bytes\n", len(weights))
	return weights
}

func (o *fitOptions) withHidden(m *exampleMaker, docs []document) []crf.Example {
	m.blank = 0
	examples := m.examples(docs)
	if o.hidden > 0 {
		m.blank, m.rnd = o.blank, rand.New(rand.NewSource(o.seed))
		for _, x := range m.examples(docs) {
			x.Weight *= float32(o.hidden)
			examples = append(examples, x)
		}
		m.blank = 0
	}
	return examples
}

func (o *fitOptions) fitLayer(features int, examples []crf.Example, say bool) *crf.Trainer {
	t := crf.NewTrainer(features)
	t.Rate, t.L2 = o.rate, o.l2
	rnd := rand.New(rand.NewSource(o.seed))
	for e := range o.epochs {
		loss := t.Epoch(examples, rnd)
		if say {
			fmt.Printf("epoch %d loss %.4f\n", e+1, loss)
		}
	}
	return t
}

// secondLayer learns what votes are worth from out-of-fold scores.
func (o *fitOptions) secondLayer(m *exampleMaker, docs []document) crf.Layer {
	votes := &voteMaker{exampleMaker: m, number: map[uint32]int32{}}
	for fold := range o.folds {
		var in, out []document
		for i, d := range docs {
			if i%o.folds == fold {
				out = append(out, d)
			} else {
				in = append(in, d)
			}
		}
		t := o.fitLayer(len(m.vocab.hashes), o.withHidden(m, in), false)
		votes.trans = t.Trans
		votes.add(t, out)
	}
	fmt.Printf("second pass: %d runs with votes, %d features\n", len(votes.examples), len(votes.hashes))
	t := crf.NewTrainer(len(votes.hashes))
	t.Rate, t.L2, t.Trans = o.rate, o.l2, votes.trans
	rnd := rand.New(rand.NewSource(o.seed))
	for range 2 * o.epochs {
		t.Epoch(votes.examples, rnd)
	}
	return crf.Layer{Trainer: t, Hashes: votes.hashes}
}

func readAll(args []string) ([]document, error) {
	var docs []document
	for _, a := range args {
		s, err := parseSource(a)
		if err != nil {
			return nil, err
		}
		d, err := s.read()
		if err != nil {
			return nil, err
		}
		docs = append(docs, d...)
	}
	return docs, nil
}

func measure(m *entity.Model, tests []string, types string, show int) error {
	want := []corpus.EntityType{corpus.Person, corpus.Org, corpus.Loc}
	if types == "all" {
		want = entity.Types[:]
	}
	for _, path := range tests {
		docs, err := source{path: path}.read()
		if err != nil {
			return err
		}
		fmt.Printf("%s: %s\n", path, evaluate(m, docs, want, show))
	}
	return nil
}
