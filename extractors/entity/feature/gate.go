package feature

import (
	"strings"

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
	prefix               // lower-case word before a capital that is part of it: "al-Qaeda", "de Klerk"
	second               // lower-case word hyphenated to a capital before it: "Jong-un"
)

// glueWords stand in lower case inside names.
var glueWords = newHashSet(`of the and for in on at to a de la le les el los las del della di da do dos das du des van von der den ter ten al ul bin ibn bint y e i et und v vs with from by as an near upon sur as-salam zu zur af av für am delle dal dalla pour sur aux en dem im v.`)

// particles begin surnames in lower case.
var particles = newHashSet(`de la le el al von van der den ter ten bin ibn di da du del dos della`)

// articles are Arabic articles, which some papers set off with spaces: "al - Sadr".
var articles = newHashSet(`al el an ar as ash at ad az`)

// compounds follow a hyphen and are never part of the name before it, nor are
// most words in -ed and -ing.
var compounds = newHashSet(`led run born made built held owned style type era wide like old year day month week level class language area free only size man men woman women general elect to and or of in the`)

// ordinals end the numbers of districts, streets and armies.
var ordinals = newHashSet(`st nd rd th d`)

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
		if c := b.words[i].class; c != capital && c != prefix && !(c == digits && b.numbers(t, i, end)) {
			i++
			continue
		}
		j := b.extend(i+1, end)
		b.Runs = append(b.Runs, Run{int32(i), int32(j), int32(sentence)})
		i = j
	}
}

// numbers reports whether the number at i belongs to a capital behind it: "44
// Oak Avenue", "5th Fleet".
func (b *Buffer) numbers(t *token.Text, i, end int) bool {
	if i+1 < end && b.words[i+1].class == digits && !t.Tokens[i+1].SpaceBefore {
		i++
	}
	return b.capitalAt(i+1, end)
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
			if b.words[i].hyphen && j < end && b.words[j].class == second {
				i = j + 1
				continue
			}
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
	case token.Punct, token.Symbol, token.Quote:
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
		case b.leads(t, i):
			return prefix
		case glueWords.has(w.hash):
			return glue
		case b.hyphenAt(t, i+1) && b.hyphenAt(t, i-1):
			return glue
		case !k.SpaceBefore && i > first && b.words[i-1].class == digits && ordinals.has(w.hash):
			return digits
		case i-2 >= first && b.words[i-1].hyphen && b.words[i-2].class == capital && !compound(t.Word(i), w.hash):
			return second
		}
		return other
	}
	if openers.has(w.hash) && (k.Shape != token.Upper || k.End == k.Start+1) && b.starts(t, i, first) && !(i+1 < len(t.Tokens) && isCapital(&t.Tokens[i+1])) {
		return other
	}
	if w.hash == hashI {
		if i > first && b.words[i-1].class == capital {
			return tail // Charles I
		}
		return other
	}
	return capital
}

// leads reports whether the lower-case token i belongs to the capital behind
// it: by a hyphen, or as the particle of a surname.
func (b *Buffer) leads(t *token.Text, i int) bool {
	if i+2 < len(t.Tokens) && isCapital(&t.Tokens[i+2]) && (b.hyphenAt(t, i+1) || articles.has(b.words[i].hash) && spacedHyphen(t, i+1)) {
		return true
	}
	for n := 0; n < 2 && i+1 < len(t.Tokens) && particles.has(b.words[i].hash); n++ {
		if i++; isCapital(&t.Tokens[i]) {
			return true
		}
	}
	return false
}

// compound reports whether a word behind a hyphen is none of a name's.
func compound(w string, hash uint32) bool {
	return len(w) > 4 && (strings.HasSuffix(w, "ed") || strings.HasSuffix(w, "ing")) || compounds.has(hash)
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
		if spacedHyphen(t, i) {
			return glue
		}
		if b.spacedSecond(t, i) {
			w.hyphen = true
			return glue
		}
	case '\'':
		return b.classifyQuote(t, i)
	case '"':
		return b.classifyQuote(t, i)
	case ',':
		if i+1 < len(t.Tokens) && legalEndings.has(b.words[i+1].hash) && t.Tokens[i+1].Shape != token.Lower {
			return comma
		}
		if i > 2 && b.words[i-2].hash == hashOf && b.words[i-3].hash == hashUniversity {
			return comma // University of California, Berkeley
		}
	case 0xe2: // – and ‑ and curly quotation marks
		if t.Tokens[i].Kind == token.Quote {
			return b.classifyQuote(t, i)
		}
		if k := t.Tokens[i]; !k.SpaceBefore && i+1 < len(t.Tokens) && !t.Tokens[i+1].SpaceBefore {
			if s := t.Source[k.Start:k.End]; s == "–" || s == "‑" || s == "‐" {
				w.hyphen = true
				return glue
			}
		}
	}
	return other
}

// classifyQuote joins what a mark stands within: Workers' Party, and a nickname
// between the parts of a name.
func (b *Buffer) classifyQuote(t *token.Text, i int) class {
	if i == 0 || i+1 >= len(t.Tokens) || !isCapital(&t.Tokens[i+1]) {
		return other
	}
	if w := t.Word(i); (w == "'" || w == "’") && isCapital(&t.Tokens[i-1]) && t.Tokens[i+1].SpaceBefore && t.Source[t.Tokens[i-1].End-1] == 's' {
		return glue
	}
	if opensNickname(t, i) || opensNickname(t, i-2) || opensNickname(t, i-3) {
		return glue
	}
	return other
}

// opensNickname reports whether token i opens a nickname of one or two words
// between capitals.
func opensNickname(t *token.Text, i int) bool {
	if i < 1 || t.Tokens[i].Kind != token.Quote || !isCapital(&t.Tokens[i-1]) || !t.Tokens[i].SpaceBefore {
		return false
	}
	j := i + 1
	for j < len(t.Tokens) && j < i+3 && isCapital(&t.Tokens[j]) {
		j++
	}
	return j > i+1 && j+1 < len(t.Tokens) && t.Tokens[j].Kind == token.Quote && !t.Tokens[j].SpaceBefore && isCapital(&t.Tokens[j+1])
}

// spacedHyphen reports whether token i is a hyphen with a space on either side
// before a capital.
func spacedHyphen(t *token.Text, i int) bool {
	if i < 1 || i+1 >= len(t.Tokens) {
		return false
	}
	k := t.Tokens[i]
	return t.Source[k.Start] == '-' && k.End == k.Start+1 && k.SpaceBefore && t.Tokens[i+1].SpaceBefore && isCapital(&t.Tokens[i+1])
}

// spacedSecond reports whether token i is a hyphen with spaces between the parts
// of a given name, as in "Moon Jae - in".
func (b *Buffer) spacedSecond(t *token.Text, i int) bool {
	if i < 2 || i+1 >= len(t.Tokens) || !t.Tokens[i].SpaceBefore || !isCapital(&t.Tokens[i-1]) || !isCapital(&t.Tokens[i-2]) {
		return false
	}
	k := &t.Tokens[i+1]
	if k.Kind != token.Word || k.Shape != token.Lower || !k.SpaceBefore || k.End-k.Start < 2 || k.End-k.Start > 5 {
		return false
	}
	h := b.words[i+1].hash
	return !openers.has(h) && !compound(t.Word(i+1), h)
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
