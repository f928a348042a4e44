// Package followthemoney writes articles and the people and organisations they
// name as FollowTheMoney entities, the JSON lines Aleph and OpenAleph import.
// The schema has no place for offsets, dates, figures and quotes; they are left
// out (use JSONL or Web Annotations for them).
package followthemoney

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"path"
	"path/filepath"
	"sort"

	"twosource/corpus"
)

type entity struct {
	ID         string              `json:"id"`
	Schema     string              `json:"schema"`
	Properties map[string][]string `json:"properties"`
}

// Article writes the article, then the people and organisations it names, then
// one Mention for each that ties it to the article.
func Article(w io.Writer, a *corpus.Article, f *corpus.Facts) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	article := entity{ID: hash("article", a.ID), Schema: "Article", Properties: properties(
		"fileName", fileName(a), "name", cmp.Or(a.Title, fileName(a)), "title", a.Title, "publisher", a.Source, "sourceUrl", a.URL, "publishedAt", a.Published,
		"modifiedAt", a.Updated, "language", a.Language, "bodyText", a.Body.In(a.Text))}
	if len(a.Authors) > 0 {
		article.Properties["author"] = a.Authors
	}
	if err := enc.Encode(article); err != nil {
		return err
	}
	for _, e := range distinct(f.Entities) {
		if err := mention(enc, article.ID, e); err != nil {
			return err
		}
	}
	return nil
}

// fileName is the name of the file an article was read from, which every
// document must have; that of an article from elsewhere is made of its id.
func fileName(a *corpus.Article) string {
	if name := path.Base(filepath.ToSlash(a.Path)); a.Path != "" && name != "." && name != "/" {
		return name
	}
	return a.ID + ".txt"
}

// schemas are the kinds of name the schema knows.
var schemas = map[corpus.EntityType]string{corpus.Person: "Person", corpus.Org: "Organization"}

func mention(enc *json.Encoder, article string, e corpus.Entity) error {
	id := hash("entity", e.ID)
	if err := enc.Encode(entity{ID: id, Schema: schemas[e.Type], Properties: properties("name", e.Name)}); err != nil {
		return err
	}
	return enc.Encode(entity{ID: hash("mention", article, id), Schema: "Mention",
		Properties: properties("document", article, "resolved", id, "name", e.Name, "detectedSchema", schemas[e.Type])})
}

// distinct are the people and organisations of an article, sorted by id.
func distinct(list []corpus.Entity) []corpus.Entity {
	seen := map[string]bool{}
	var out []corpus.Entity
	for _, e := range list {
		if schemas[e.Type] != "" && e.ID != "" && !seen[e.ID] {
			seen[e.ID] = true
			out = append(out, e)
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].ID < out[j].ID })
	return out
}

func properties(pairs ...string) map[string][]string {
	m := map[string][]string{}
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			m[pairs[i]] = []string{pairs[i+1]}
		}
	}
	return m
}

func hash(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		io.WriteString(h, p)
		h.Write([]byte{0})
	}
	return hex.EncodeToString(h.Sum(nil)[:20])
}
