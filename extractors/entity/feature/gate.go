package feature

import (
	"twosource/extractors/token"
)

// class is what a token can be to a name.
type class uint8

const (
	other   class = iota // never part of a name
	capital              // may be a name by itself
	glue                 // joins capitals: "of", "and", "-", "&"
	digits               // belongs to a name only beside a capital: "Boeing 737"
	tail                 // follows a capital: "'s" in "McDonald's"
	comma                // joins a legal ending: "Foo, Inc."
	prefix               // lower-case word hyphenated to a capital: "al-Qaeda"
)

// glueWords stand in lower case inside names.
var glueWords = newHashSet(`of the and for in on at to a de la le les el los las del della di da do dos das du des van von der den ter ten al ul bin ibn bint y e i et und v vs with from by as an near upon sur as-salam zu zur af av`)

// legalEndings follow a comma inside a company's name.
var legalEndings = newHashSet(`inc inc. llc llc. l.l.c. ltd ltd. limited corp corp. corporation co co. company plc s.a. n.v. l.p. lp gmbh ag sa jr jr. sr sr.`)

// firmEndings make a firm of the capitals before them, beyond doubt.
var firmEndings = newHashSet(`inc inc. llc llc. ltd ltd. corp corp. plc gmbh s.a. n.v. l.l.c.`)

// Firm reports whether token i is a legal ending that makes a firm of the
// capitals before it.
func (b *Buffer) Firm(i int) bool { return firmEndings.has(b.words[i].hash) }

// openers begin sentences with a capital and are no name unless one follows.
var openers = newHashSet(`the a an it he she they we you this that these those there here in on at by for from with as but and or so if when while after before since until although though however meanwhile its his her their our my your what who why how where which whose not no now then also some many most all both each every other another such earlier later today yesterday one two three during despite because under over between among through once even still just only instead according asked officials police people more about within without last next i i'm i've i'd i'll we're it's he's she's they're that's don't`)

// Run is a range of tokens of one sentence that may hold names.
type Run struct {
	First, End int32
	Sentence   int32
}

// gate appends the runs of the sentence to b.Runs.
func (b *Buffer) gate(t *token.Text, sentence int) {
	r := t.Sentences[sentence]
	first, end := int(r.First), int(r.End)
	for i := first; i < end; i++ {
		b.words[i].class = b.classify(t, i, first)
	}
	for i := first; i < end; {
		if c := b.words[i].class; c != capital && c != prefix && !(c == digits && b.capitalAt(i+1, end)) {
			i++
			continue
		}
		j := b.extend(i+1, end)
		b.Runs = append(b.Runs, Run{int32(i), int32(j), int32(sentence)})
		i = j
	}
}

func (b *Buffer) capitalAt(i, end int) bool { return i < end && b.words[i].class == capital }

// extend finds the end of the run that reaches up to i.
func (b *Buffer) extend(i, end int) int {
	for i < end {
		switch b.words[i].class {
		case capital, digits, tail, prefix:
			i++
			continue
		case glue, comma:
			j := i + 1
			for j < end && j < i+3 && (b.words[j].class == glue || b.words[j].class == tail) {
				j++
			}
			if j < end && (b.words[j].class == capital || b.words[j].class == prefix || b.words[j].class == digits && b.words[i].hyphen) {
				i = j
				continue
			}
		}
		return i
	}
	return i
}

// classify decides by the token alone, its sentence's start and its neighbours.
func (b *Buffer) classify(t *token.Text, i, first int) class {
	k, w := &t.Tokens[i], &b.words[i]
	switch k.Kind {
	case token.Word:
		return b.classifyWord(t, i, first)
	case token.Number:
		return digits
	case token.Punct, token.Symbol:
		return b.classifyMark(t, i, w)
	}
	return other
}

func (b *Buffer) classifyWord(t *token.Text, i, first int) class {
	k, w := &t.Tokens[i], &b.words[i]
	if k.Shape == token.Lower || k.Shape == token.NoCase {
		switch {
		case w.hash == hashS && i > first && !k.SpaceBefore:
			return tail
		case b.hyphenAt(t, i+1) && i+2 < len(t.Tokens) && isCapital(&t.Tokens[i+2]):
			return prefix
		case glueWords.has(w.hash):
			return glue
		case b.hyphenAt(t, i+1) && b.hyphenAt(t, i-1):
			return glue
		}
		return other
	}
	if openers.has(w.hash) && b.starts(t, i, first) && !(i+1 < len(t.Tokens) && isCapital(&t.Tokens[i+1])) {
		return other
	}
	if w.hash == hashI {
		return other
	}
	return capital
}

// starts reports whether token i opens the sentence or a quotation in it.
func (b *Buffer) starts(t *token.Text, i, first int) bool {
	return i == first || t.Tokens[i-1].Kind != token.Word && t.Tokens[i-1].Kind != token.Number
}

func (b *Buffer) classifyMark(t *token.Text, i int, w *word) class {
	switch t.Source[t.Tokens[i].Start] {
	case '&':
		return glue
	case '-', '/':
		if b.hyphenAt(t, i) {
			w.hyphen = true
			return glue
		}
	case ',':
		if i+1 < len(t.Tokens) && legalEndings.has(b.words[i+1].hash) && t.Tokens[i+1].Shape != token.Lower {
			return comma
		}
	case 0xe2: // – and ‑
		if k := t.Tokens[i]; !k.SpaceBefore && i+1 < len(t.Tokens) && !t.Tokens[i+1].SpaceBefore {
			if s := t.Source[k.Start:k.End]; s == "–" || s == "‑" || s == "‐" {
				w.hyphen = true
				return glue
			}
		}
	}
	return other
}

// hyphenAt reports whether token i is a hyphen between two glued tokens.
func (b *Buffer) hyphenAt(t *token.Text, i int) bool {
	if i < 1 || i+1 >= len(t.Tokens) {
		return false
	}
	k := t.Tokens[i]
	c := t.Source[k.Start]
	return (c == '-' || c == '/') && k.End == k.Start+1 && !k.SpaceBefore && !t.Tokens[i+1].SpaceBefore
}

func isCapital(k *token.Token) bool {
	return k.Kind == token.Word && k.Shape != token.Lower && k.Shape != token.NoCase
}
