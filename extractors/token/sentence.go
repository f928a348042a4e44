package token

import "strings"

// splitSentences fills Sentences. A sentence ends at . ! ? or … (with closing
// quotes and brackets) before something that can start one, and at every
// paragraph end; never inside an abbreviation, an initial or a decimal.
func (t *Text) splitSentences() {
	for _, p := range t.Paragraphs {
		first := int(p.First)
		for i := first; i < int(p.End); i++ {
			end, ok := t.sentenceEnd(i, int(p.End))
			if !ok {
				continue
			}
			t.Sentences = append(t.Sentences, Range{int32(first), int32(end)})
			first = end
			i = end - 1
		}
		if first < int(p.End) {
			t.Sentences = append(t.Sentences, Range{int32(first), p.End})
		}
	}
}

// sentenceEnd reports whether a sentence ends at token i and, if so, the index
// after its last token.
func (t *Text) sentenceEnd(i, limit int) (int, bool) {
	k := t.Tokens[i]
	w := t.Source[k.Start:k.End]
	switch {
	case k.Kind == Punct && (w[0] == '.' || w == "!" || w == "?" || w == "…"):
	case k.Kind == Word && len(w) > 1 && w[len(w)-1] == '.':
		return i + 1, t.abbreviationEnds(i, limit)
	default:
		return 0, false
	}
	end := i + 1
	for end < limit && t.closes(end) {
		end++
	}
	if end >= limit {
		return end, true
	}
	if next := t.Tokens[end]; w[0] == '.' && len(w) > 1 || w == "…" {
		return end, next.Shape == Title && next.SpaceBefore
	}
	return end, t.starts(end)
}

// closes reports whether token i is a closing mark that belongs to the
// sentence before it.
func (t *Text) closes(i int) bool {
	k := t.Tokens[i]
	w := t.Source[k.Start:k.End]
	if k.SpaceBefore {
		return false
	}
	switch w {
	case ")", "]", "”", "’", "»", "!", "?":
		return true
	case "\"", "'":
		return i+1 >= len(t.Tokens) || t.Tokens[i+1].SpaceBefore || t.Tokens[i+1].Kind != Word
	}
	return false
}

// starts reports whether token i can start a sentence.
func (t *Text) starts(i int) bool {
	k := t.Tokens[i]
	switch k.Kind {
	case Word:
		return k.Shape != Lower
	case Number:
		return k.SpaceBefore
	case Quote, Link, Symbol:
		return true
	}
	w := t.Source[k.Start:k.End]
	return w == "(" || w == "[" || w == "—" || w == "–" || w == "-" || w == "•" || w == "¿" || w == "¡"
}

// abbreviationEnds decides for an abbreviation with its own dot whether the
// sentence ends there too: only where a word follows that starts sentences and
// no names.
func (t *Text) abbreviationEnds(i, limit int) bool {
	if i+1 >= limit {
		return true
	}
	w, next := t.Word(i), t.Tokens[i+1]
	if len(w) == 2 || titles[strings.TrimSuffix(w, ".")] || next.Kind != Word || next.Shape != Title {
		return false
	}
	return starters[t.Word(i+1)]
}
