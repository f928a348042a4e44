package pipeline

import (
	"context"

	"twosource/corpus"
	"twosource/corpus/consistency"
	"twosource/corpus/origin"
	"twosource/corpus/shelf"
)

// gatherBytes is what a Gathering may hold in memory, some three thousand
// articles of usual length.
const gatherBytes = 128 << 20

// Gathering is the articles of one run that are compared with each other and
// then forgotten. More of them than memory should hold go to temporary files;
// what is found is the same.
type Gathering struct {
	max    int
	size   int
	engine *consistency.Engine         // until there are too many
	shelf  *shelf.Shelf                // from then on
	signed map[string]origin.Signature // of all articles, to find the copies among them
	last   struct{ id, text string }   // the text asked for last, of those in files
}

// NewGathering returns an empty gathering that holds about max bytes in memory;
// 0 is the usual.
func NewGathering(max int) *Gathering {
	if max == 0 {
		max = gatherBytes
	}
	return &Gathering{max: max, engine: consistency.NewEngine(), signed: make(map[string]origin.Signature)}
}

// Close gives up the articles and their files.
func (g *Gathering) Close() error {
	if g.shelf == nil {
		return nil
	}
	return g.shelf.Close()
}

// Add files an article with its facts. One added again replaces the earlier.
func (g *Gathering) Add(a *corpus.Article, f *corpus.Facts) error {
	g.signed[a.ID] = origin.SignArticle(a)
	if g.shelf != nil {
		return g.shelf.Add(consistency.Document{Article: *a, Facts: *f})
	}
	g.engine.Add(*a, *f, "")
	if g.size += weight(a, f); g.size <= g.max {
		return nil
	}
	return g.spill()
}

// weight is about what an article takes in memory with its facts and the
// statements made of them.
func weight(a *corpus.Article, f *corpus.Facts) int {
	const fact, statement = 130, 1800
	return len(a.Text) + fact*(len(f.Entities)+len(f.Dates)+len(f.Figures)+len(f.Quotes)) + statement*(len(f.Claims)+len(f.Quotes))
}

// spill moves all articles from memory to files.
func (g *Gathering) spill() error {
	var err error
	if g.shelf, err = shelf.New(""); err != nil {
		return err
	}
	for d := range g.engine.Documents() {
		if err := g.shelf.Add(d); err != nil {
			return err
		}
	}
	g.engine = nil
	return nil
}

// Conflicts returns what contradicts among the articles, best first. None may
// be added afterwards.
func (g *Gathering) Conflicts(ctx context.Context, f consistency.Filter) ([]corpus.Conflict, error) {
	origins := origin.Clusters(g.signed)
	if g.shelf != nil {
		g.shelf.SetOrigins(func(id string) string { return origins[id] })
		return consistency.Conflicts(ctx, g.shelf, f)
	}
	for id, o := range origins {
		g.engine.SetOrigin(id, o)
	}
	return g.engine.Conflicts(f), nil
}

// Text is the text of an article, false for one that is not there.
func (g *Gathering) Text(id string) (string, bool) {
	if g.shelf == nil {
		return g.engine.Text(id)
	}
	if id != g.last.id {
		text, ok := g.shelf.Text(id)
		if !ok {
			return "", false
		}
		g.last.id, g.last.text = id, text
	}
	return g.last.text, true
}
