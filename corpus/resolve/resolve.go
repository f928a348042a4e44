// Package resolve gives the names of an article their canonical form across the
// corpus.
//
// Within an article "HVB" is resolved by the article itself, where it spells
// the name out somewhere. Where it does not, other articles help: if those that
// write "HVB" and spell it out all mean Halden Valley Bank, so does this one.
// Articles that disagree leave the name as it is: ambiguity stays ambiguous.
// People's merges and splits come last and win.
package resolve

import (
	"context"
	"sort"
	"strings"

	"twosource/corpus"
	"twosource/corpus/name"
)

// Alias is what articles mean by a short form.
type Alias struct {
	ID, Name string
	Articles int  // that say so
	Weak     bool // the short form is only a beginning or end of Name that nobody used for it
}

// Index finds what the articles of a corpus mean by a short form of a name.
type Index interface {
	Aliases(ctx context.Context, t corpus.EntityType, short string) ([]Alias, error)
}

// Resolver resolves the names of one corpus. It keeps what it has looked up, is
// meant for one command or request, and is not safe for concurrent use.
type Resolver struct {
	index  Index // may be nil
	merged map[string]string
	split  map[string]map[string]bool // id → folded variants that are not it
	names  map[string]string          // id → canonical name, as far as seen
	cache  map[string]*Alias
}

// New returns a resolver that asks x, which may be nil, and follows people's
// decisions in the order they were made.
func New(x Index, decisions []corpus.Decision) *Resolver {
	r := &Resolver{index: x, merged: map[string]string{}, split: map[string]map[string]bool{}, names: map[string]string{}, cache: map[string]*Alias{}}
	for _, d := range decisions {
		switch d.Action {
		case "merge":
			if r.target(d.Into) != d.ID { // a circle would have no end
				r.merged[d.ID] = d.Into
			}
			delete(r.split[d.Into], Fold(d.ID))
		case "split":
			r.undo(d)
		}
	}
	return r
}

// undo takes a merge back, or a variant out of a name.
func (r *Resolver) undo(d corpus.Decision) {
	if r.merged[d.Into] == d.ID {
		delete(r.merged, d.Into)
		return
	}
	if r.split[d.ID] == nil {
		r.split[d.ID] = map[string]bool{}
	}
	r.split[d.ID][Fold(d.Into)] = true
}

func (r *Resolver) target(id string) string {
	for range 100 {
		next, ok := r.merged[id]
		if !ok {
			break
		}
		id = next
	}
	return id
}

// Resolve rewrites the names and ids of an article's entities, and those of
// speakers and subjects that go by the same id.
func (r *Resolver) Resolve(ctx context.Context, a *corpus.Article, f *corpus.Facts) error {
	changed := map[string]corpus.Entity{}
	for i := range f.Entities {
		e := &f.Entities[i]
		old := e.ID
		if err := r.entity(ctx, a, e); err != nil {
			return err
		}
		if e.ID != old && old != "" {
			changed[old] = *e
		}
	}
	for i := range f.Quotes {
		if e, ok := changed[f.Quotes[i].SpeakerID]; ok {
			f.Quotes[i].Speaker, f.Quotes[i].SpeakerID = e.Name, e.ID
		}
	}
	for i := range f.Claims {
		if e, ok := changed[f.Claims[i].SubjectID]; ok {
			f.Claims[i].Subject, f.Claims[i].SubjectID = e.Name, e.ID
		}
	}
	return nil
}

func (r *Resolver) entity(ctx context.Context, a *corpus.Article, e *corpus.Entity) error {
	surface := e.In(a.Text)
	e.Name, e.ID = name.Canonical(e.Type, e.Name)
	if r.split[e.ID][Fold(surface)] {
		e.Name, e.ID = name.Canonical(e.Type, surface)
		return nil
	}
	best, err := r.best(ctx, e.Type, e.Name)
	if err != nil {
		return err
	}
	if best != nil {
		e.Name, e.ID = best.Name, best.ID
	}
	if to := r.target(e.ID); to != e.ID {
		e.ID = to
		if n, ok := r.names[to]; ok {
			e.Name = n
		}
		return nil
	}
	r.names[e.ID] = e.Name
	return nil
}

// clear is the share of articles that must agree on what a short form means.
const clear = 0.8

// best is what the corpus means by a name, nil if it means itself or nobody
// knows.
func (r *Resolver) best(ctx context.Context, t corpus.EntityType, n string) (*Alias, error) {
	if r.index == nil {
		return nil, nil
	}
	key := string(t) + "\x1f" + n
	if a, ok := r.cache[key]; ok {
		return a, nil
	}
	list, err := r.index.Aliases(ctx, t, n)
	if err != nil {
		return nil, err
	}
	a := choose(list)
	r.cache[key] = a
	return a, nil
}

// choose picks the reading that most articles share. Readings somebody wrote
// out outweigh any number of mere resemblances.
func choose(list []Alias) *Alias {
	for _, weak := range []bool{false, true} {
		total := 0
		var same []Alias
		for _, a := range list {
			if a.Weak == weak {
				same = append(same, a)
				total += a.Articles
			}
		}
		if len(same) == 0 {
			continue
		}
		sort.Slice(same, func(i, j int) bool {
			return same[i].Articles > same[j].Articles || same[i].Articles == same[j].Articles && same[i].ID < same[j].ID
		})
		if float64(same[0].Articles) >= clear*float64(total) && (!weak || len(same) == 1) {
			return &same[0]
		}
		return nil
	}
	return nil
}

// Fold is the form in which short names are compared.
func Fold(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

// Short is one way to write a name for short.
type Short struct {
	Type     corpus.EntityType
	Folded   string
	ID, Name string
	Weak     bool
}

// Shorts are the short forms that an article gives evidence of, sorted and
// distinct: those it uses itself, and the weak ones of weakForms.
func Shorts(a *corpus.Article, f *corpus.Facts) []Short {
	seen := map[Short]bool{}
	var out []Short
	add := func(s Short) {
		if s.Folded != "" && s.Folded != Fold(s.Name) && !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	for i := range f.Entities {
		e := &f.Entities[i]
		if e.Name == "" {
			continue
		}
		display, id := name.Canonical(e.Type, e.Name)
		s := Short{Type: e.Type, ID: id, Name: display}
		s.Folded = Fold(e.In(a.Text))
		add(s)
		s.Weak = true
		for _, w := range weakForms(e.Type, display) {
			s.Folded = w
			add(s)
		}
	}
	sort.Slice(out, func(i, j int) bool { return less(out[i], out[j]) })
	return out
}

func less(a, b Short) bool {
	switch {
	case a.Folded != b.Folded:
		return a.Folded < b.Folded
	case a.ID != b.ID:
		return a.ID < b.ID
	case a.Type != b.Type:
		return a.Type < b.Type
	}
	return !a.Weak && b.Weak
}

// generic are words that say what kind of organisation a name stands for; news
// leaves them out on second mention.
var generic = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`air lines airlines airways aviation bank banks bancorp group holding holdings company corporation corp inc ltd
		plc industries motors energy foods securities capital partners expeditions systems technologies technology software
		pharmaceuticals pharma insurance media news networks aerospace international global financial investments entertainment
		pictures studios stores services solutions university college hospital party association brothers labs`) {
		m[w] = true
	}
	return m
}()

// weakForms are the short forms nobody need have used: a surname, and an
// organisation's name without the words that only say what kind it is.
func weakForms(t corpus.EntityType, display string) []string {
	words := strings.Fields(Fold(display))
	if len(words) < 2 {
		return nil
	}
	switch t {
	case corpus.Person:
		return words[len(words)-1:]
	case corpus.Org:
		n := len(words)
		for n > 1 && generic[words[n-1]] {
			n--
		}
		if n < len(words) {
			return []string{strings.Join(words[:n], " ")}
		}
	}
	return nil
}
