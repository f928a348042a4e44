package claim

import (
	_ "embed"
	"fmt"
	"io"
	"slices"
	"strings"

	"twosource/corpus"
)

// Attribute is one attribute with the ways it is phrased. See the head of
// attributes.txt for the notation.
type Attribute struct {
	corpus.Attribute
	Units   []string            // dimensions of a measure: "length", "time", "mass", …
	Counts  []string            // nouns a figure may count, as pattern words; empty: any
	Events  []string            // kinds of event it is of; empty: any
	Never   []string            // words that may not stand in a gap of any phrase, nor be counted
	Figures []corpus.FigureKind // kinds of figure that fit; empty: those of the kind
	Reports bool                // the date is that of a report and dates the values beside it
	Paid    bool                // the value goes to somebody, who limits it: "$100 million to the agency"
	Agreed  bool                // a deal or a ruling has fixed the value: "will" makes it no forecast
	Placed  bool                // the value is often limited to a place: "employs 400 people in Oslo"
	Whole   []string            // nouns that are no part of what is counted: residents of the evacuated
	Near    bool                // the bearer stands before the value in its clause
	When    []string            // kinds of event the article must speak of; empty: any article
	Pair    bool                // the claim is about SUBJ and the other name together: "Rovers v United"
	Phrases []Phrase
}

// Phrase is one way to state an attribute.
type Phrase struct {
	Pattern string
	Sign    int  // -1 the value counts as negative (fell), +1 positive, 0 as written
	No      bool // the phrase states that the attribute does not hold
	Derived bool // the figure is an age; the value is the year it points to
	Label   bool // a line of a box of facts: "Crew: 22"
}

//go:embed attributes.txt
var attributesFile string

//go:embed incidents.txt
var incidentsFile string

//go:embed affairs.txt
var affairsFile string

//go:embed business.txt
var businessFile string

//go:embed acts.txt
var actsFile string

//go:embed words.txt
var wordsFile string

// Defaults returns the attributes twosource knows, in order of precedence.
func Defaults() []Attribute {
	attrs, err := readAttributes(incidentsFile + "\n" + businessFile + "\n" + affairsFile + "\n" + attributesFile)
	if err != nil {
		panic("claim: attributes.txt: " + err.Error()) // embedded, checked by the tests
	}
	return attrs
}

// ReadAttributes parses attribute definitions; errors name the line. Patterns
// are checked by New.
func ReadAttributes(r io.Reader) ([]Attribute, error) {
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	return readAttributes(string(text))
}

func readAttributes(text string) ([]Attribute, error) {
	var out []Attribute
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		if name, ok := strings.CutPrefix(line, "attribute "); ok {
			out = append(out, Attribute{Attribute: corpus.Attribute{Name: strings.TrimSpace(name)}})
			continue
		}
		key, value, ok := strings.Cut(line, ":")
		if !ok {
			return nil, fmt.Errorf("line %d: want \"attribute NAME\" or \"key: value\", got %q", n, line)
		}
		if len(out) == 0 {
			return nil, fmt.Errorf("line %d: %q before the first attribute", n, key)
		}
		if err := out[len(out)-1].setKey(strings.TrimSpace(key), strings.TrimSpace(value)); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
	}
	for i := range out {
		a := &out[i]
		if a.Kind == "" || len(a.Phrases) == 0 {
			return nil, fmt.Errorf("attribute %q lacks a kind or phrases", a.Name)
		}
		for _, p := range a.Phrases {
			if p.Label && (a.Kind == corpus.KindCount || a.Kind == corpus.KindMoney) {
				p.Pattern += limitedLabel
				a.Phrases = append(a.Phrases, p)
			}
		}
		for j := range a.Phrases {
			a.completeLabel(&a.Phrases[j])
		}
	}
	return out, nil
}

// completeLabel makes the pattern of a line in a box of facts from its labels:
// "LINE ( crew | crew member ) : ~ #".
func (a *Attribute) completeLabel(p *Phrase) {
	if !p.Label {
		return
	}
	slot := "#"
	switch a.Kind {
	case corpus.KindDate:
		slot = "DATE"
	case corpus.KindPlace:
		slot = "PLACE"
	case corpus.KindRole, corpus.KindOther:
		slot = "NAME"
	}
	names, limited := strings.CutSuffix(p.Pattern, limitedLabel)
	p.Pattern = "LINE =number? =of? =total? ( " + names + " ) "
	if limited {
		p.Pattern += limits
	}
	p.Pattern += "=: ~ " + slot
}

// limitedLabel marks the pattern of labels that go on to say of what part the value
// is: "Deaths in Texas: 70", "Dead on the ground: four".
const limitedLabel = " …"

// limits is what the pattern of such a label has between its name and the colon.
const limits = "=in|=on|=at|=among ~ "

// dates reports whether the attribute's date belongs to its bearer and dates no
// other value: founded, born, event date.
func (a *Attribute) dates() bool {
	return a.Kind == corpus.KindDate && !a.Reports && slices.Contains(a.Subject, "event") || slices.ContainsFunc(a.Phrases, func(p Phrase) bool { return p.Derived })
}

func (a *Attribute) setKey(key, value string) error {
	switch key {
	case "kind":
		a.Kind = corpus.ClaimKind(value)
		if !slices.Contains(kinds, a.Kind) {
			return fmt.Errorf("unknown kind %q", value)
		}
	case "time":
		a.Behaviour = corpus.Behaviour(value)
		if a.Behaviour != corpus.Invariant && a.Behaviour != corpus.Cumulative && a.Behaviour != corpus.Snapshot {
			return fmt.Errorf("unknown behaviour over time %q", value)
		}
	case "subject":
		a.Subject = strings.Fields(value)
		for _, s := range a.Subject {
			if _, ok := bearerKinds[s]; !ok {
				return fmt.Errorf("unknown subject %q", s)
			}
		}
	case "whole":
		a.Whole = strings.Fields(value)
	case "near":
		a.Near = value == "yes"
	case "when":
		a.When = strings.Fields(value)
	case "reports":
		a.Reports = value == "yes"
	case "paid":
		a.Paid = value == "yes"
	case "agreed":
		a.Agreed = value == "yes"
	case "placed":
		a.Placed = value == "yes"
	case "pair":
		a.Pair = value == "yes"
	case "many":
		a.Many = value == "yes"
	case "units":
		a.Units = strings.Fields(value)
	case "figures":
		for _, f := range strings.Fields(value) {
			if kindBit(corpus.FigureKind(f)) == 0 {
				return fmt.Errorf("unknown kind of figure %q", f)
			}
			a.Figures = append(a.Figures, corpus.FigureKind(f))
		}
	case "events":
		a.Events = strings.Fields(value)
	case "counts":
		a.Counts = strings.Fields(value)
	case "never":
		a.Never = strings.Fields(value)
	default:
		return a.addPhrase(key, value)
	}
	return nil
}

func (a *Attribute) addPhrase(key, value string) error {
	p := Phrase{Pattern: value}
	switch key {
	case "phrase":
	case "up":
		p.Sign = 1
	case "down":
		p.Sign = -1
	case "no":
		p.No = true
	case "age":
		p.Derived = true
	case "label":
		p.Label = true
	default:
		return fmt.Errorf("unknown key %q", key)
	}
	a.Phrases = append(a.Phrases, p)
	return nil
}

var kinds = []corpus.ClaimKind{corpus.KindDate, corpus.KindCount, corpus.KindMoney, corpus.KindPercent, corpus.KindMeasure,
	corpus.KindPlace, corpus.KindRole, corpus.KindAge, corpus.KindPolarity, corpus.KindOther}

// bearerKinds are the words for what may bear an attribute, with the entity
// types that fit.
var bearerKinds = map[string][]corpus.EntityType{
	"org":     {corpus.Org},
	"person":  {corpus.Person},
	"product": {corpus.Product, corpus.Work},
	"place":   {corpus.Loc},
	"event":   {corpus.Event},
	"thing":   {corpus.Product, corpus.Work},
}
