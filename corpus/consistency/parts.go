package consistency

import (
	"encoding/json"
	"fmt"
	"slices"

	"twosource/corpus"
)

// The steps of Scan one by one, for engines that hold the keys, the documents
// and the pairs of a corpus on several machines. Taken in order they find what
// Scan finds, whatever machine does which part:
//
//	Keys of each document               → its groups and their values
//	Choose of each group and its values → the articles read of it, and whether it is partly compared
//	Meet of the articles of each group  → pairs, once all partly compared groups are known
//	Merge of all pairs of one clash     → conflicts

// ValueArticles is the most articles of one key that Choose ever takes, and
// GroupValues the most values of one group that it looks at: of more, the least
// ids and keys are enough.
const (
	ValueArticles = maxArticles / 2
	GroupValues   = maxWalk
)

// Value is one key of a group.
type Value struct {
	Key      string
	Articles []string // ids of the articles filed under it, sorted; the first ValueArticles do
}

// GroupOf is the group a key belongs to: all values of one attribute of one
// subject.
func GroupOf(key string) string { return groupOf(key) }

// Choose returns the ids of the articles that are read of a group, sorted; none
// where nothing in it can clash. partly says that not all of the group is
// compared. The values are sorted by key and distinct.
func Choose(name string, values []Value) (ids []string, partly bool) {
	values = values[:min(len(values), maxWalk)]
	g := group{name: name, values: make([]string, len(values))}
	for i := range values {
		g.values[i] = values[i].Key
	}
	if !g.promising() {
		return nil, !g.whole()
	}
	if !isSlot(name) {
		values = spread(values)
	}
	for _, v := range values {
		ids = append(ids, v.Articles[:min(each(name, len(values)), len(v.Articles))]...)
	}
	slices.Sort(ids)
	return slices.Compact(ids), !g.whole()
}

// Partly holds the names of the groups of a corpus of which not all is
// compared. The zero Partly is ready for use.
type Partly struct{ set partly }

// Add notes a group that Choose called partly compared.
func (p *Partly) Add(name string) { p.set.add(name) }

// Meet compares the statements that the chosen articles of a group file under
// it and returns the pairs that clash. Each element of articles is what
// Statements made of one of them, in ascending order of ids.
func Meet(name string, articles [][]Statement, p *Partly, f Filter) []Pair {
	s := scanner{filter: f, partly: &p.set}
	var members []*Statement
	for _, list := range articles {
		members = appendMembers(members, list, name)
	}
	met := s.meetAll(name, members)
	pairs := make([]Pair, len(met))
	for i := range met {
		orient(&met[i])
		pairs[i] = Pair{met[i]}
	}
	return pairs
}

// Pair is two statements that clash in one of the ways a filter asks for. Its
// JSON keeps what Merge needs of them.
type Pair struct{ pair }

// Clash names what the two statements clash about: pairs of one clash must
// reach Merge together.
func (p *Pair) Clash() string { return p.clash() }

// Evidence is the two statements as they stand in a conflict.
func (p *Pair) Evidence() [2]*corpus.Evidence {
	return [2]*corpus.Evidence{&p.a.Evidence, &p.b.Evidence}
}

// Statements is the two statements.
func (p *Pair) Statements() [2]*Statement { return [2]*Statement{p.a, p.b} }

// Merge makes conflicts of pairs, best first. All pairs of a clash must be
// among them, in any order; newest is the latest time of publication in the
// corpus.
func Merge(pairs []Pair, newest string) []corpus.Conflict {
	var out []corpus.Conflict
	g := newGatherer(worded(Filter{Verdicts: anyVerdict}, parseTime(newest).from, func(c corpus.Conflict) error {
		out = append(out, c)
		return nil
	}))
	for _, p := range pairs {
		g.add(p.pair)
	}
	_ = g.finish() // the callback never fails
	sortConflicts(out)
	return out
}

var anyVerdict = []corpus.Verdict{corpus.Contradiction, corpus.Variant, corpus.Update, corpus.Scope, corpus.Compatible}

// storedStatement is what Merge needs of a statement.
type storedStatement struct {
	Evidence corpus.Evidence
	Sentence string
	Text     string
	Attr     string
	Value    string
	Known    int64
	Kind     subjectKind
	Name     string
	Words    []string
	Ref      string
}

func (s *Statement) stored() storedStatement {
	return storedStatement{s.Evidence, s.Sentence, s.Text, s.attr, s.value, s.known.from, s.subject.kind, s.subject.name, s.subject.words, s.ref}
}

func (s *storedStatement) statement() *Statement {
	return &Statement{Evidence: s.Evidence, Sentence: s.Sentence, Text: s.Text, attr: s.Attr, value: s.Value,
		known: interval{from: s.Known}, subject: subject{kind: s.Kind, name: s.Name, words: s.Words}, ref: s.Ref, groups: []string{""}}
}

type storedPair struct {
	A, B   storedStatement
	Result Result
}

// MarshalJSON implements json.Marshaler.
func (p Pair) MarshalJSON() ([]byte, error) {
	return json.Marshal(storedPair{p.a.stored(), p.b.stored(), p.result})
}

// UnmarshalJSON implements json.Unmarshaler.
func (p *Pair) UnmarshalJSON(b []byte) error {
	var s storedPair
	if err := json.Unmarshal(b, &s); err != nil {
		return fmt.Errorf("pair of statements: %w", err)
	}
	p.pair = pair{a: s.A.statement(), b: s.B.statement(), result: s.Result}
	return nil
}
