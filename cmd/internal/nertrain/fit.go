package main

import (
	"flag"
	"fmt"
	"math/rand"
	"os"
	"sync"

	"twosource/corpus"
	"twosource/extractors/entity"
	"twosource/extractors/entity/crf"
	"twosource/extractors/entity/feature"
)

type fitOptions struct {
	lexicon, out, norp      string
	epochs, least           int
	runs, tail, bytes       int
	seed                    int64
	rate, l2, blank, hidden float64
	drop                    float64
	weight                  float64
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
	fs.StringVar(&o.norp, "norp", "", "mark the peoples listed in `file` in data that leaves NORP open or calls them MISC or LOC")
	fs.StringVar(&o.out, "out", "", "write the weights to `file`")
	fs.IntVar(&o.epochs, "epochs", 8, "passes over the data")
	fs.IntVar(&o.least, "least", 2, "features seen less often are dropped")
	fs.Int64Var(&o.seed, "seed", 1, "order of the examples")
	fs.IntVar(&o.runs, "runs", 1, "how many models to fit, in other orders and with other words made unknown, for the mean of their weights")
	fs.IntVar(&o.bytes, "bytes", 0, "raise -weight until the weights take no more than so many bytes, 0 for any number")
	fs.IntVar(&o.tail, "tail", 1, "take the mean of the weights after the last so many epochs")
	fs.Float64Var(&o.drop, "drop", 0, "share of the features left out at each step")
	fs.Float64Var(&o.rate, "rate", 0.1, "AdaGrad step")
	fs.Float64Var(&o.l2, "l2", 1e-4, "weight decay")
	fs.Float64Var(&o.weight, "weight", 0.03, "drop weights that are smaller, by the fourth root of how often their feature was seen")
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
	if o.norp != "" {
		if err := markPeoples(docs, o.norp); err != nil {
			return err
		}
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

func (o *fitOptions) train(lex *feature.Lexicon, docs []document) []byte {
	m := &exampleMaker{lex: lex, least: uint16(o.least)}
	m.count(docs)
	plain := m.examples(docs)
	fmt.Printf("%d documents, %d runs, %d features, %d of %d names lost\n", len(docs), len(plain), len(m.vocab.hashes), m.lost, m.names)
	mean := o.fitAll(m, docs, plain)
	n := float32(o.runs * o.tail)
	mean.Scale(float32(1-o.drop)/n, 1/n)
	weights := o.encode(mean, m.vocab)
	fmt.Printf("weights %d bytes\n", len(weights))
	return weights
}

// encode writes the weights and leaves out as many as it must.
func (o *fitOptions) encode(t *crf.Trainer, v vocabulary) []byte {
	p := crf.Prune{Weight: float32(o.weight), Seen: v.count}
	for {
		weights := crf.Encode(t, v.hashes, p)
		if o.bytes <= 0 || len(weights) <= o.bytes {
			return weights
		}
		p.Weight = max(p.Weight*1.02, 0.01)
	}
}

// fitAll fits all models side by side and adds their weights up, in the order
// of their seeds.
func (o *fitOptions) fitAll(m *exampleMaker, docs []document, plain []crf.Example) *crf.Trainer {
	sums := make([]*crf.Trainer, o.runs)
	var wait sync.WaitGroup
	for run := range sums {
		seed := o.seed + int64(run)
		examples := append(plain[:len(plain):len(plain)], o.hiddenCopy(m, docs, seed)...)
		sums[run] = crf.NewTrainer(len(m.vocab.hashes))
		wait.Go(func() { o.epochsOf(sums[run], examples, seed) })
	}
	wait.Wait()
	for _, s := range sums[1:] {
		sums[0].Add(s)
	}
	return sums[0]
}

// epochsOf fits one model and adds its weights after each of the last epochs to
// sum.
func (o *fitOptions) epochsOf(sum *crf.Trainer, examples []crf.Example, seed int64) {
	t := crf.NewTrainer(len(sum.Rows))
	t.Rate, t.L2, t.Drop = o.rate, o.l2, o.drop
	rnd := rand.New(rand.NewSource(seed))
	for e := range o.epochs {
		fmt.Printf("seed %d epoch %d loss %.4f\n", seed, e+1, t.Epoch(examples, rnd))
		if e >= o.epochs-o.tail {
			sum.Add(t)
		}
	}
}

// hiddenCopy is the examples once more with words of names made unknown.
func (o *fitOptions) hiddenCopy(m *exampleMaker, docs []document, seed int64) []crf.Example {
	if o.hidden <= 0 {
		return nil
	}
	m.blank, m.rnd = o.blank, rand.New(rand.NewSource(seed))
	examples := m.examples(docs)
	m.blank = 0
	for i := range examples {
		examples[i].Weight *= float32(o.hidden)
	}
	return examples
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
