package consistency

import (
	"hash/fnv"
	"slices"
	"sort"
	"strconv"
	"strings"

	"twosource/corpus"
	"twosource/corpus/name"
)

const (
	quotation     = "quotation"
	minQuoteWords = 3
	maxQuoteKeys  = 16
	shingleWords  = 3
	shingleWindow = 4
)

// appendQuotes makes a statement of each verbatim quotation long enough to be
// recognised again.
func appendQuotes(out []Statement, d *Document, p *profile) []Statement {
	text := d.Article.Text
	for i := range d.Facts.Quotes {
		q := d.Facts.Quotes[i]
		q.Span = inMarks(q.Span, text)
		words := q.In(text)
		if q.Kind == corpus.Indirect || len(fold(words)) < minQuoteWords {
			continue
		}
		s := newStatement(d, p, corpus.Claim{
			Span: q.Span, Sentence: q.Span, Subject: q.Speaker, SubjectID: q.SpeakerID, SubjectAt: q.SpeakerSpan,
			Attribute: quotation, Kind: corpus.KindQuote, Behaviour: corpus.Invariant,
			Value: corpus.Value{Text: words}, By: q.Speaker, Confidence: confidence(q.Confidence), Rule: q.Rule,
		})
		s.subject = subject{kind: speaker, name: q.Speaker}
		if isProper(q.Speaker) { // "a witness" is nobody in particular
			s.subject.words = coreWords(q.Speaker)
		}
		for j := range d.Facts.Entities {
			if e := &d.Facts.Entities[j]; e.Name == q.Speaker {
				s.subject.typ = e.Type
				break
			}
		}
		s.attr = quotation
		s.value = quoteKey(words, q.Speaker)
		s.spoken = hashes(quoteWords(words))
		s.file()
		out = append(out, s)
	}
	return out
}

// inMarks narrows a quotation that takes in reported words before its marks
// ("the fault had been “found and fixed") to what stands within them.
func inMarks(s corpus.Span, text string) corpus.Span {
	words := s.In(text)
	for _, mark := range []string{"\u201c", "\""} {
		if i := strings.LastIndex(words, mark); i > 0 && i+len(mark) < len(words) {
			return corpus.Span{Start: s.Start + i + len(mark), End: s.End}
		}
	}
	return s
}

// isProper reports whether a speaker is called by a name: every word of it but
// the smallest begins with a capital.
func isProper(speaker string) bool {
	if speaker == "" {
		return false
	}
	for i, w := range strings.Fields(speaker) {
		lower := w[0] >= 'a' && w[0] <= 'z'
		if lower && len(w) > 3 || i == 0 && (lower || w == "The" || w == "His" || w == "Her" || w == "Its" || w == "Our" || w == "A" || w == "An") {
			return false
		}
	}
	return true
}

// quoteKey is the normal form of a quotation: a hash of its words, with the
// speaker, since the same words from another mouth are another statement.
func quoteKey(words, speaker string) string {
	h := fnv.New64a()
	for _, w := range quoteWords(words) {
		h.Write([]byte(w))
		h.Write([]byte{' '})
	}
	return strconv.FormatUint(h.Sum64(), 36) + " " + strings.Join(coreWords(speaker), " ")
}

func confidence(c float64) float64 {
	if c <= 0 {
		return 0.9
	}
	return c
}

// shingleKeys are the winnowed hashes of a quotation's word triples: two
// quotations that share a run of six words share a key.
func shingleKeys(text string) []string {
	w := quoteWords(text)
	if len(w) < shingleWords {
		return nil
	}
	var hashes []uint32
	for i := 0; i+shingleWords <= len(w); i++ {
		h := fnv.New32a()
		for _, s := range w[i : i+shingleWords] {
			h.Write([]byte(s))
			h.Write([]byte{' '})
		}
		hashes = append(hashes, h.Sum32())
	}
	set := make(map[uint32]bool)
	if len(w) <= 12 {
		for _, h := range hashes {
			set[h] = true
		}
	} else {
		for i := 0; i+shingleWindow <= len(hashes); i++ {
			lowest := hashes[i]
			for _, h := range hashes[i : i+shingleWindow] {
				lowest = min(lowest, h)
			}
			set[lowest] = true
		}
	}
	keys := make([]string, 0, len(set))
	for h := range set {
		keys = append(keys, strconv.FormatUint(uint64(h), 36))
	}
	sort.Strings(keys)
	return keys[:min(len(keys), maxQuoteKeys)]
}

func hashes(words []string) []uint32 {
	out := make([]uint32, len(words))
	for i, w := range words {
		h := uint32(2166136261)
		for k := range len(w) {
			h = (h ^ uint32(w[k])) * 16777619
		}
		out[i] = h
	}
	slices.Sort(out)
	return out
}

// maxSpoken is how many words of a quotation count.
const maxSpoken = 401

// quoteWords are the words of a quotation without the limit of fold.
func quoteWords(text string) []string {
	slug := name.Slug(text)
	if slug == "" {
		return nil
	}
	w := strings.Split(slug, "-")
	w = w[:min(len(w), maxSpoken)]
	for i := range w {
		if full, ok := street[w[i]]; ok {
			w[i] = full
		}
	}
	return w
}
