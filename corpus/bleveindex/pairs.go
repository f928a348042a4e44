package bleveindex

import (
	index "github.com/blevesearch/bleve_index_api"
)

// Two of the commonest words that follow each other are a term of their own, of the
// bytes of their codes: an article has some forty such pairs, and hardly any is without
// both words of one, so that to look for "of the" in the order of its words would mean
// to read those of all articles.

// pairs makes the terms of the pairs in the codes of a text.
func pairs(codes []byte) index.TokenFrequencies {
	freqs := make(index.TokenFrequencies, 64)
	var arena []index.TokenFreq
	for i := 0; i+1 < len(codes); i++ {
		if !isPair(codes[i : i+2]) {
			continue
		}
		f, ok := freqs[string(codes[i:i+2])]
		if !ok {
			if len(arena) == 0 {
				arena = make([]index.TokenFreq, 32)
			}
			f, arena = &arena[0], arena[1:]
			term := string(codes[i : i+2])
			f.Term = []byte(term)
			freqs[term] = f
		}
		f.SetFrequency(f.Frequency() + 1)
	}
	return freqs
}

// isPair reports whether two bytes are the codes of two common words.
func isPair(codes []byte) bool {
	return codes[0] < 0x80 && codes[1] < 0x80 && codes[0] != betweenNames && codes[1] != betweenNames
}

// pairsOf are the pairs in the codes of a phrase.
func pairsOf(codes []byte) (out []string) {
	for i := 0; i+1 < len(codes); i++ {
		if isPair(codes[i : i+2]) {
			out = append(out, string(codes[i:i+2]))
		}
	}
	return out
}

// pair plans a phrase of the body that is one pair: it stands where its term does, as
// often as it does. Nil if the phrase is none.
func (p *planner) pair(ph *phrasePlan) (*termPlan, error) {
	if ph.field != fieldBody || len(ph.codes) != 2 || !isPair(ph.codes) {
		return nil, nil
	}
	t, err := p.term(fieldPair, string(ph.codes))
	if err == nil {
		t.weight = ph.weight
	}
	return t, err
}

// narrow keeps the pairs of a phrase, of which an article must have all.
func (p *planner) narrow(ph *phrasePlan) error {
	if ph.field != fieldBody {
		return nil
	}
	for _, pair := range pairsOf(ph.codes) {
		t, err := p.term(fieldPair, pair)
		if err != nil {
			return err
		}
		ph.pairs = append(ph.pairs, t)
	}
	return nil
}
