package consistency

import (
	"errors"
	"slices"

	"twosource/corpus"
	"twosource/corpus/factbin"
)

// keptForm is the form of a packed Finding. Raise it with every change of what is
// packed.
const keptForm = 2

// Finding is a conflict before it is put into words: the pairs of statements that
// clash the same way, each with the group in which it met. Packed, it can be kept
// and read again instead of looked for (see Follow).
type Finding struct {
	c      *clash
	packed []byte // as it was kept and is still; c is nil then
}

// Conflict is the finding in words; newest is the latest time of publication in
// the index. It is nothing if what was kept is damaged.
func (f *Finding) Conflict(newest string) corpus.Conflict {
	c := f.c
	if c == nil {
		x, err := UnpackFinding(f.packed)
		if err != nil {
			return corpus.Conflict{}
		}
		c = x.c
	}
	return merge(c.pairs, parseTime(newest).from)
}

// Pack writes a finding to bytes: what clashes and in which groups it met, then its
// statements and pairs.
func (p *Packer) Pack(f *Finding) []byte {
	if f.packed != nil {
		return slices.Clone(f.packed) // good for longer than what was kept
	}
	w := &p.w
	w.Begin(append([]byte(nil), keptForm))
	w.Text(f.c.pairs[0].clash())
	writeTexts(w, f.c.groups())
	numbers := make(map[*Statement]int, len(f.c.members))
	var members []*Statement
	for i := range f.c.pairs {
		for _, s := range [...]*Statement{f.c.pairs[i].a, f.c.pairs[i].b} {
			if _, ok := numbers[s]; !ok {
				numbers[s] = len(members)
				members = append(members, s)
			}
		}
	}
	w.Uint(uint64(len(members)))
	for _, s := range members {
		writeLight(w, s)
	}
	w.Uint(uint64(len(f.c.pairs)))
	for i := range f.c.pairs {
		q := &f.c.pairs[i]
		w.Text(q.group)
		w.Uint(uint64(numbers[q.a]))
		w.Uint(uint64(numbers[q.b]))
		writeResult(w, &q.result)
	}
	return w.End()
}

// groups are those in which the pairs met, sorted.
func (c *clash) groups() []string {
	list := make([]string, len(c.pairs))
	for i := range c.pairs {
		list[i] = c.pairs[i].group
	}
	return distinct(list)
}

var errFinding = errors.New("finding is damaged")

// keptHead reads what clashes in a packed finding, and in which groups it met.
func keptHead(b []byte) (key string, groups []string, err error) {
	if len(b) == 0 || b[0] != keptForm {
		return "", nil, errFinding
	}
	r := factbin.NewReader(b[1:])
	key, groups = r.Text(), readTexts(r)
	if !r.More() { // the statements
		return "", nil, errFinding
	}
	return key, groups, nil
}

// UnpackFinding reads what Packer.Pack wrote.
func UnpackFinding(b []byte) (*Finding, error) {
	if len(b) == 0 || b[0] != keptForm {
		return nil, errFinding
	}
	r := factbin.NewReader(b[1:])
	r.Text()
	readTexts(r)
	c := new(clash)
	var members []*Statement
	for n := r.Count(); n > 0 && r.More(); n-- {
		s := new(Statement)
		readLight(r, s)
		members = append(members, s)
	}
	for n := r.Count(); n > 0 && r.More(); n-- {
		p := pair{group: r.Text()}
		x, y := r.Uint(), r.Uint()
		if x >= uint64(len(members)) || y >= uint64(len(members)) {
			return nil, errFinding
		}
		p.a, p.b = members[x], members[y]
		readResult(r, &p.result)
		c.pairs = append(c.pairs, p)
	}
	if r.Err() != nil || len(c.pairs) == 0 {
		return nil, errFinding
	}
	c.key = c.pairs[0].clash()
	return &Finding{c: c}, nil
}

// writeLight writes what a finding keeps of a statement.
func writeLight(w *factbin.Writer, s *Statement) {
	writeEvidence(w, &s.Evidence)
	w.Claim(&s.Claim)
	for _, text := range [...]string{s.Sentence, s.Text, s.attr, s.value, s.subject.name, s.ref, s.last()} {
		w.Text(text)
	}
	writeInterval(w, s.known)
	w.Uint(uint64(s.subject.kind))
	writeTexts(w, s.subject.words)
}

func readLight(r *factbin.Reader, s *Statement) {
	readEvidence(r, &s.Evidence)
	r.Claim(&s.Claim)
	last := ""
	for _, text := range [...]*string{&s.Sentence, &s.Text, &s.attr, &s.value, &s.subject.name, &s.ref, &last} {
		*text = r.Text()
	}
	s.groups = []string{last}
	s.known = readInterval(r)
	s.subject.kind = subjectKind(r.Uint())
	s.subject.words = readTexts(r)
}

func writeResult(w *factbin.Writer, x *Result) {
	w.Text(string(x.Verdict))
	w.Text(string(x.Lane))
	w.Text(x.Reason)
	w.Uint(uint64(len(x.Checks)))
	for i := range x.Checks {
		c := &x.Checks[i]
		w.Text(c.Name)
		w.Flags(c.OK)
		w.Text(c.Detail)
	}
	for _, n := range x.Score.all() {
		w.Number(*n)
	}
}

func readResult(r *factbin.Reader, x *Result) {
	x.Verdict, x.Lane, x.Reason = corpus.Verdict(r.Text()), Lane(r.Text()), r.Text()
	x.Checks = make([]corpus.Check, r.Count())
	for i := range x.Checks {
		c := &x.Checks[i]
		c.Name = r.Text()
		c.OK = r.Byte() != 0
		c.Detail = r.Text()
	}
	for _, n := range x.Score.all() {
		*n = r.Number()
	}
}

// all are the probabilities of a score.
func (s *Score) all() [7]*float64 {
	return [...]*float64{&s.Subject, &s.Attribute, &s.Qualifiers, &s.Modality, &s.Extraction, &s.Distance, &s.Judged}
}
