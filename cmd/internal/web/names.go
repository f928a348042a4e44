package web

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"twosource/corpus"
	"twosource/corpus/bleveindex"
	"twosource/corpus/consistency"
	"twosource/corpus/export"
	"twosource/corpus/name"
	"twosource/corpus/resolve"
)

// namePage is one name with the ways it is written.
type namePage struct {
	Name     string
	Articles int
	Sampled  int // articles looked at, 0 where they are all
	Ids      []identity
	Decided  []decidedName
}

// identity is one thing that goes by the name: a person and a place of one name
// are two.
type identity struct {
	ID       string
	Type     corpus.EntityType
	Variants []variant
	Like     []string // ids of similar names, to merge with
	Example  string
}

// Label says what the thing is, in words.
func (x identity) Label() string {
	switch x.Type {
	case corpus.Person:
		return "A person"
	case corpus.Org:
		return "An organisation"
	case corpus.Loc:
		return "A place"
	case corpus.Norp:
		return "A people or group"
	case corpus.Product:
		return "A product"
	case corpus.Event:
		return "An event"
	}
	return "Something else"
}

// variant is a spelling with the place it was first seen at.
type variant struct {
	Surface    string
	Times      int
	Article    string
	Outlet     string
	Start, End int // code points
	CanSplit   bool
}

// maxSample bounds the articles read for the variants of a name.
const maxSample = 60

// entity shows a name, to be merged with others or to have variants split off.
func (s *Server) entity(w http.ResponseWriter, r *http.Request) error {
	page := namePage{Name: strings.TrimSpace(r.URL.Query().Get("name"))}
	if page.Name == "" {
		return missing("entity")
	}
	req := bleveindex.Request{Text: `entity:"` + strings.ReplaceAll(page.Name, `"`, "") + `"`, Size: maxSample, Order: bleveindex.NewestFirst}
	res, err := s.o.Store.Index().Search(r.Context(), req)
	if err != nil {
		return err
	}
	page.Articles = int(res.Total)
	if page.Articles > len(res.Hits) {
		page.Sampled = len(res.Hits)
	}
	decisions := s.o.Store.Decisions()
	names := resolve.New(s.o.Store.Index(), decisions)
	for _, h := range res.Hits {
		d, err := s.o.Store.Index().Document(r.Context(), h.Article.ID)
		if err != nil {
			continue // replaced meanwhile
		}
		if err := names.Resolve(r.Context(), &d.Article, &d.Facts); err != nil {
			return err
		}
		page.add(&d)
	}
	if err := s.finish(r.Context(), &page, decisions); err != nil {
		return err
	}
	return s.page.render(w, http.StatusOK, "entity", view{Title: page.Name, Nav: "entities", Data: page, Request: r})
}

// add counts the mentions of the name in an article.
func (p *namePage) add(d *consistency.Document) {
	var at export.Offsets
	at.Reset(d.Article.Text)
	for _, e := range d.Facts.Entities {
		if e.Name != p.Name {
			continue
		}
		id := p.identity(e)
		surface := strings.Join(strings.Fields(e.In(d.Article.Text)), " ")
		i := slices.IndexFunc(id.Variants, func(v variant) bool { return v.Surface == surface })
		if i < 0 {
			i = len(id.Variants)
			id.Variants = append(id.Variants, variant{Surface: surface, Article: d.Article.ID, Outlet: outlet(d.Article.Source, d.Article.Path, d.Article.ID),
				Start: at.At(e.Start), End: at.At(e.End), CanSplit: resolve.Fold(surface) != resolve.Fold(p.Name)})
		}
		id.Variants[i].Times++
	}
}

func (p *namePage) identity(e corpus.Entity) *identity {
	i := slices.IndexFunc(p.Ids, func(x identity) bool { return x.ID == e.ID })
	if i < 0 {
		i = len(p.Ids)
		p.Ids = append(p.Ids, identity{ID: e.ID, Type: e.Type})
	}
	return &p.Ids[i]
}

// finish sorts what was counted and adds what one may do with it.
func (s *Server) finish(ctx context.Context, p *namePage, decisions []corpus.Decision) error {
	like, err := s.similar(ctx, p.Name)
	if err != nil {
		return err
	}
	slices.SortFunc(p.Ids, func(a, b identity) int { return cmp.Compare(a.ID, b.ID) })
	for i := range p.Ids {
		id := &p.Ids[i]
		slices.SortFunc(id.Variants, func(a, b variant) int {
			return cmp.Or(cmp.Compare(b.Times, a.Times), cmp.Compare(a.Surface, b.Surface))
		})
		for _, other := range like {
			if _, x := name.Canonical(id.Type, other); x != id.ID {
				id.Like = append(id.Like, x)
			}
		}
		if id.Example = "the id of another name"; len(id.Like) > 0 {
			id.Example = id.Like[0]
		}
	}
	slug := name.Slug(p.Name)
	for _, d := range inForce(decisions) {
		if p.concerns(d, slug) {
			p.Decided = append(p.Decided, decidedName{Decision: d, Undo: undo(d), Back: "/entity?name=" + url.QueryEscape(p.Name)})
		}
	}
	return nil
}

// concerns reports whether a decision is about the page's name.
func (p *namePage) concerns(d corpus.Decision, slug string) bool {
	ends := func(id string) bool { return slug != "" && strings.HasSuffix(id, ":"+slug) }
	return ends(d.ID) || ends(d.Into) || slices.ContainsFunc(p.Ids, func(x identity) bool { return x.ID == d.ID || x.ID == d.Into })
}

// similar are names that share a word of at least four letters with a name, the
// most frequent first.
func (s *Server) similar(ctx context.Context, n string) ([]string, error) {
	all, err := s.counted(ctx, bleveindex.ByEntity, "")
	if err != nil {
		return nil, err
	}
	words := strings.Fields(strings.ToLower(n))
	words = slices.DeleteFunc(words, func(w string) bool { return len(w) < 4 })
	var out []string
	for _, x := range all {
		if x.Name == n || len(out) == 20 {
			continue
		}
		if slices.ContainsFunc(strings.Fields(strings.ToLower(x.Name)), func(w string) bool { return slices.Contains(words, w) }) {
			out = append(out, x.Name)
		}
	}
	return out, nil
}

// decidedName is a merge or split in force, with what takes it back.
type decidedName struct {
	corpus.Decision
	Undo corpus.Decision
	Back string
}

// undo is the decision that takes a merge or split back.
func undo(d corpus.Decision) corpus.Decision {
	if d.Action == "merge" {
		return corpus.Decision{ID: d.Into, Into: d.ID, Action: "split"}
	}
	return corpus.Decision{ID: d.Into, Into: d.ID, Action: "merge"}
}

// inForce are the merges and splits nobody has taken back, in the order they
// were made.
func inForce(decisions []corpus.Decision) []corpus.Decision {
	var out []corpus.Decision
	for _, d := range decisions {
		if d.Action != "merge" && d.Action != "split" {
			continue
		}
		n := len(out)
		out = slices.DeleteFunc(out, func(x corpus.Decision) bool {
			return x.Action != d.Action && x.ID == d.Into && x.Into == d.ID
		})
		if len(out) < n {
			continue
		}
		if d.Action == "merge" { // a name is merged into one other, the last
			out = slices.DeleteFunc(out, func(x corpus.Decision) bool { return x.Action == "merge" && x.ID == d.ID })
		}
		out = append(out, d)
	}
	return out
}
