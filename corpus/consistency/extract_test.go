package consistency

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"twosource/corpus"
	"twosource/corpus/origin"
	"twosource/extractors/claim"
	"twosource/extractors/date"
	"twosource/extractors/entity"
	"twosource/extractors/figure"
	"twosource/extractors/quote"
	"twosource/extractors/token"
)

// extractors are all extractors in the order they depend on each other.
type extractors struct {
	model  *entity.Model
	claims *claim.Extractor
}

var loadExtractors = sync.OnceValues(func() (*extractors, error) {
	m, err := entity.Load()
	if err != nil {
		return nil, err
	}
	x, err := claim.New(claim.Defaults())
	if err != nil {
		return nil, err
	}
	return &extractors{m, x}, nil
})

func (x *extractors) facts(a *corpus.Article) corpus.Facts {
	tx := token.Scan(a.Text, a.Body)
	var f corpus.Facts
	f.Entities = x.model.Extract(nil, tx)
	f.Dates = date.Extract(nil, tx, date.Reference{Published: a.Published, Source: a.Source})
	f.Figures = figure.Extract(nil, tx, f.Dates)
	f.Quotes = quote.Extract(nil, tx, f.Entities)
	f.Claims = x.claims.Extract(nil, claim.Input{Article: a, Text: tx, Facts: &f})
	return f
}

// extracted are the articles of a folder with what the extractors find in
// them.
func extracted(t testing.TB, dir string) []Document {
	t.Helper()
	if docs, ok := extractedBefore.Load(dir); ok {
		return docs.([]Document)
	}
	docs := extractAll(t, dir)
	extractedBefore.Store(dir, docs)
	return docs
}

// extractedBefore keeps what extracted returned: several tests read the same
// articles.
var extractedBefore sync.Map

func extractAll(t testing.TB, dir string) []Document {
	t.Helper()
	files, _ := filepath.Glob(filepath.Join(dir, "*.txt"))
	if len(files) == 0 {
		t.Skip("no articles in ", dir)
	}
	x, err := loadExtractors()
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(files)
	docs := make([]Document, 0, len(files))
	sigs := make(map[string]origin.Signature)
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		a := readHead(f, string(b))
		docs = append(docs, Document{Article: a, Facts: x.facts(&a)})
		sigs[a.ID] = origin.SignArticle(&a)
	}
	origins := origin.Clusters(sigs)
	for i := range docs {
		docs[i].Origin = cmp.Or(origins[docs[i].Article.ID], docs[i].Article.ID)
	}
	return docs
}

// readHead makes an article of a text with a head of "key: value" lines.
func readHead(path, text string) corpus.Article {
	name := filepath.Base(path)
	event := filepath.Base(strings.TrimSuffix(filepath.Dir(path), "/articles"))
	a := corpus.Article{ID: event + "/" + name, Path: name, Text: text, Language: "en"}
	if first, _, _ := strings.Cut(text, "\n"); strings.Contains(first, ": ") {
		if head, _, ok := strings.Cut(text, "\n\n"); ok {
			a.Body = corpus.Span{Start: len(head) + 2, End: len(text)}
		}
	}
	a.URL = headLine(text, "url")
	a.Source, a.Title, a.Published = headLine(text, "source"), headLine(text, "title"), headDate(text)
	return a
}
