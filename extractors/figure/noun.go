package figure

import (
	"twosource/corpus"
	"twosource/extractors/token"
)

// plural reports whether token k looks like a plural noun.
func (s *scanner) plural(k int) bool {
	w := s.word(k)
	e := s.lex(k)
	if e.class&cPlural != 0 {
		return true
	}
	n := len(w)
	return n > 3 && (w[n-1] == 's' || w[n-1] == 'S') && w[n-2] != 's' && w[n-2] != '\'' && e.class&(cNotS|cStop) == 0
}

// stops reports whether the word at k ends a noun phrase: a function word, but
// not "US", "IT" or "WHO".
func (s *scanner) stops(k int) bool {
	return s.lex(k).class&cStop != 0 && (s.tok(k).Shape != token.Upper || s.tok(k).End-s.tok(k).Start == 1)
}

// counted finds the noun that a number ending before token j counts, and the
// whole it is a part of.
func (s *scanner) counted(f *corpus.Figure, j int, one bool) {
	if s.wordAt(j) == "-" && !s.tok(j).SpaceBefore {
		if w := s.wordAt(j + 1); w == "strong" || w == "odd" || w == "plus" {
			if k := s.nounHead(j+2, true); k >= 0 {
				f.Counted = s.tok(k).Span()
			}
		} else if s.tokIsWord(j + 1) {
			f.Counted = s.tok(j + 1).Span()
		}
		return
	}
	if s.wordAt(j) == "of" {
		s.whole(f, j+1)
		return
	}
	k := s.nounHead(j, one)
	if k < 0 {
		return
	}
	f.Counted = s.tok(k).Span()
	if s.wordAt(k+1) == "of" && s.lexAt(k+2).word == "the" && s.lexAt(k+3).class&cSuper == 0 && s.kindOfWhole(f) {
		s.wholeAt(f, k+2)
	}
}

// kindOfWhole: only counts are parts of a counted whole.
func (s *scanner) kindOfWhole(f *corpus.Figure) bool { return f.Kind == corpus.Count }

func (s *scanner) tokIsWord(k int) bool { return k < s.hi && s.tok(k).Kind == token.Word }

// nounHead is the token of the noun counted by a number before token j: the
// last plural of the noun phrase; after "one" its last word. -1 for none.
func (s *scanner) nounHead(j int, one bool) int {
	head := -1
	for k := j; k < s.hi && k < j+6; k++ {
		t := s.tok(k)
		if s.word(k) == "-" && k > j && !t.SpaceBefore {
			continue
		}
		if t.Kind == token.Punct && s.word(k) == "," && head < 0 && k > j && s.tokIsWord(k+1) && s.tok(k+1).Shape == token.Lower {
			continue // "two small, wooden boats"
		}
		if t.Kind != token.Word || s.stops(k) {
			break
		}
		if w := s.word(k); w == "s" || w == "'s" || w == "’s" {
			head = -1
			continue
		}
		if s.plural(k) {
			head = k
		} else if one && t.Shape == token.Lower && (head < 0 || !s.plural(head)) {
			head = k
			if !s.nounGoesOn(k + 1) {
				break
			}
		} else if head >= 0 {
			break
		}
	}
	return head
}

// nounGoesOn reports whether the phrase of a singular noun continues at token k.
func (s *scanner) nounGoesOn(k int) bool {
	if k >= s.hi || s.tok(k).Kind != token.Word || s.tok(k).Shape != token.Lower {
		return false
	}
	w := s.word(k)
	return s.lex(k).class&cStop == 0 && len(w) > 2 && w[len(w)-2:] != "ed" && w[len(w)-1] != 's'
}

// whole reads what follows "of": the whole that the number is a part of, and
// the noun both count.
func (s *scanner) whole(f *corpus.Figure, j int) {
	if f.Bound == corpus.Vague || s.lexAt(j).word == "a" || s.lexAt(j).word == "an" {
		if k := s.nounHead(j, false); k >= 0 && f.Bound == corpus.Vague {
			f.Counted = s.tok(k).Span()
		}
		if f.Bound == corpus.Vague {
			return
		}
	}
	s.wholeAt(f, j)
}

func (s *scanner) wholeAt(f *corpus.Figure, j int) {
	first := j
	k := j
	last := -1
	named := false
	for ; k < s.hi && k < j+8; k++ {
		t := s.tok(k)
		e := s.lex(k)
		if k == j && (e.word == "the" || e.word == "its" || e.word == "their" || e.word == "all" || e.word == "his" || e.word == "her" || e.word == "our" || (e.word == "these" || e.word == "those") && s.pluralAt(k+1)) {
			if e.word == "all" && s.lexAt(k+1).word == "the" {
				k++
			}
			continue
		}
		if e.word == "those" || e.word == "these" || e.word == "them" {
			if last < 0 {
				last = k
			}
			break
		}
		if t.Kind == token.Number {
			if k > j && s.tok(k-1).Kind == token.Word && s.tok(k-1).Shape == token.Title {
				last, named = k, true // "the Fortune 500"
			}
			continue
		}
		if t.Kind != token.Word || s.stops(k) {
			break
		}
		if s.plural(k) {
			if f.Kind == corpus.Count {
				f.Counted = t.Span()
			}
			if !named {
				last = k
			}
			if !s.pluralAt(k + 1) {
				break
			}
			continue
		}
		if w := s.word(k); k > first+1 && len(w) > 4 && w[len(w)-2:] == "ed" {
			break
		}
		if last < 0 || !named && !s.plural(last) {
			last = k
		}
	}
	if last >= first {
		f.Of = corpus.Span{Start: int(s.tok(first).Start), End: int(s.tok(last).End)}
	}
}

func (s *scanner) pluralAt(k int) bool {
	return k < s.hi && s.tok(k).Kind == token.Word && s.plural(k)
}
