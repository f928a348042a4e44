package consistency

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"
	"sort"

	"twosource/corpus"
)

// Engine is the Index in memory: what `check` uses for one run.
type Engine struct {
	docs map[string]Document
	made map[string][]Statement
	keys map[string][]string // key → article ids

	added uint64 // how many times
}

// NewEngine returns an empty engine.
func NewEngine() *Engine {
	return &Engine{docs: make(map[string]Document), made: make(map[string][]Statement), keys: make(map[string][]string)}
}

// Add files an article with its facts. An article added again replaces the
// earlier one.
func (e *Engine) Add(a corpus.Article, f corpus.Facts, origin string) {
	if _, ok := e.docs[a.ID]; ok {
		e.remove(a.ID)
	}
	d := Document{Article: a, Facts: f, Origin: origin}
	e.docs[a.ID] = d
	list := Statements(d)
	if e.added++; len(list) > 0 {
		list[0].profile.remembering(e.added)
	}
	e.made[a.ID] = list
	for _, k := range KeysOf(list) {
		e.keys[k] = append(e.keys[k], a.ID)
	}
}

// SetOrigin changes the origin of an article, once all copies are known.
func (e *Engine) SetOrigin(id, origin string) {
	if d, ok := e.docs[id]; ok {
		d.Origin = origin
		e.docs[id] = d
		for i := range e.made[id] {
			e.made[id][i].Origin = origin
		}
	}
}

// Documents are the articles added so far, in the order of their ids.
func (e *Engine) Documents() iter.Seq[Document] {
	return func(yield func(Document) bool) {
		for _, id := range slices.Sorted(maps.Keys(e.docs)) {
			if !yield(e.docs[id]) {
				return
			}
		}
	}
}

// Text is the text of an article, false for one that is not there.
func (e *Engine) Text(id string) (string, bool) {
	d, ok := e.docs[id]
	return d.Article.Text, ok
}

func (e *Engine) remove(id string) {
	for _, k := range KeysOf(e.made[id]) {
		ids := e.keys[k][:0]
		for _, x := range e.keys[k] {
			if x != id {
				ids = append(ids, x)
			}
		}
		if e.keys[k] = ids; len(ids) == 0 {
			delete(e.keys, k)
		}
	}
	delete(e.docs, id)
	delete(e.made, id)
}

// Conflicts returns what contradicts in the articles added so far, best first.
func (e *Engine) Conflicts(f Filter) []corpus.Conflict {
	out, _ := Conflicts(context.Background(), e.index(), f)
	return out
}

// ConflictsOf returns the conflicts one article has a part in, best first.
func (e *Engine) ConflictsOf(article string) []corpus.Conflict {
	out, _ := ConflictsOf(context.Background(), e.index(), article)
	return out
}

// index is the engine as a sorted Index.
func (e *Engine) index() *sortedEngine {
	keys := make([]string, 0, len(e.keys))
	for k := range e.keys {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return &sortedEngine{e, keys}
}

type sortedEngine struct {
	*Engine
	sorted []string
}

func (e *sortedEngine) walk(prefix string, fn func(key string) error) error {
	for i := sort.SearchStrings(e.sorted, prefix); i < len(e.sorted) && hasPrefix(e.sorted[i], prefix); i++ {
		if err := fn(e.sorted[i]); err != nil {
			return err
		}
	}
	return nil
}

// Keys implements Index.
func (e *sortedEngine) Keys(_ context.Context, prefix string, fn func(key string) error) error {
	return e.walk(prefix, fn)
}

// Articles implements Index.
func (e *sortedEngine) Articles(_ context.Context, keys []string, limit int) ([]string, error) {
	var ids []string
	for _, k := range keys {
		list := e.keys[k]
		if len(list) > limit {
			list = slices.Sorted(slices.Values(list))[:limit]
		}
		ids = append(ids, list...)
	}
	slices.Sort(ids)
	return slices.Compact(ids), nil
}

// Newest implements Index.
func (e *sortedEngine) Newest(context.Context) (string, error) {
	newest := ""
	for _, d := range e.docs {
		newest = max(newest, d.Article.Published)
	}
	return newest, nil
}

func (e *sortedEngine) statements(id string) []Statement { return e.made[id] }

// Document implements Index.
func (e *sortedEngine) Document(_ context.Context, id string) (Document, error) {
	d, ok := e.docs[id]
	if !ok {
		return Document{}, fmt.Errorf("%w: %s", ErrNotFound, id)
	}
	return d, nil
}

func hasPrefix(s, prefix string) bool { return len(s) >= len(prefix) && s[:len(prefix)] == prefix }
