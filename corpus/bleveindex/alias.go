package bleveindex

import (
	"context"
	"strings"

	index "github.com/blevesearch/bleve_index_api"

	"twosource/corpus"
	"twosource/corpus/consistency"
	"twosource/corpus/resolve"
)

// fieldAlias holds the short forms of names an article gives evidence of, each
// as type, short form, strength, id and name.
const fieldAlias = "alias"

const (
	written   = "1" // somebody uses the short form
	resembles = "0" // it is only a part of the name
)

func aliasTerms(a *corpus.Article, f *corpus.Facts) []string {
	var terms []string
	for _, s := range resolve.Shorts(a, f) {
		strength := written
		if s.Weak {
			strength = resembles
		}
		if t := strings.Join([]string{string(s.Type), s.Folded, strength, s.ID, s.Name}, consistency.Separator); strings.Count(t, consistency.Separator) == 4 {
			terms = append(terms, t)
		}
	}
	return terms
}

// Aliases implements resolve.Index: a walk over the few terms that begin with
// the short form.
func (x *Index) Aliases(ctx context.Context, t corpus.EntityType, short string) ([]resolve.Alias, error) {
	prefix := string(t) + consistency.Separator + resolve.Fold(short) + consistency.Separator
	var out []resolve.Alias
	err := x.read("look up names", func(r index.IndexReader) error {
		dict, err := fieldDict(r, fieldAlias, prefix)
		if err != nil {
			return err
		}
		defer dict.Close()
		for ctx.Err() == nil {
			e, err := dict.Next()
			if err != nil || e == nil {
				return err
			}
			part := strings.SplitN(e.Term[len(prefix):], consistency.Separator, 3)
			if len(part) == 3 {
				out = append(out, resolve.Alias{ID: part[1], Name: part[2], Articles: int(e.Count), Weak: part[0] == resembles})
			}
		}
		return ctx.Err()
	})
	return out, err
}
