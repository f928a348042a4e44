package source

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"twosource/corpus"
	"twosource/extractors/dateline"
	"twosource/extractors/html"
	"twosource/extractors/stamp"
)

// ninjs reads IPTC ninjs, 1.x to 3.x: an object, a list, or one object a line.
func (r *reader) ninjs(a at, in *input) error {
	return r.each(a, in, r.ninjsItem)
}

// ninjsItem makes an article of one object.
func (r *reader) ninjsItem(a at, data []byte) Item {
	if !utf8.Valid(data) {
		return Item{Failure: a.failure("not UTF-8", "convert the file to UTF-8")}
	}
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(data, &raw); err != nil {
		return Item{Failure: a.failure("not a JSON object: "+err.Error(), "")}
	}
	m := make(map[string]json.RawMessage, len(raw))
	for _, k := range slices.Sorted(maps.Keys(raw)) {
		m[strings.ToLower(k)] = raw[k] // 1.x writes versioncreated, 2.x versionCreated
	}
	if reason := withdrawn(pick(m, "pubstatus")); reason != "" {
		return Item{Failure: a.failure(reason, "")}
	}
	art := r.ninjsMeta(a, m)
	if !ninjsBody(art, m) {
		if t := pick(m, "type"); t != "" && t != "text" && t != "composite" {
			return none // a picture, a video
		}
		return Item{Failure: a.failure("no body in this news item", "")}
	}
	r.finish(art)
	return Item{Article: art}
}

// ninjsMeta reads everything but the body.
func (r *reader) ninjsMeta(a at, m map[string]json.RawMessage) *corpus.Article {
	art := &corpus.Article{
		Path: a.path, ID: pick(m, "uri", "guid"), Title: pick(m, "headline", "title", "name"), Language: language(pick(m, "language")),
		Source: pick(m, "copyrightholder", "source"), Section: pick(m, "section"),
	}
	if art.Title == "" {
		art.Title = roleValue(m["headlines"], "main", "headline")
	}
	if u := canonical(pick(m, "url", "canonicalurl")); u != "" {
		art.URL = u
	} else if isURL(art.ID) {
		art.URL = canonical(art.ID)
	}
	art.Authors = byline(pick(m, "byline"))
	if len(art.Authors) == 0 {
		art.Authors = byline(roleValue(m["bylines"]))
	}
	for _, name := range pickList(m, "infosources", "infosource") {
		fill(&art.Source, name)
		fill(&art.Agency, dateline.Agency(name))
	}
	r.created(art, pick(m, "firstcreated"), pick(m, "contentcreated"), pick(m, "versioncreated"))
	return art
}

// created sets the dates of a news item: published when it was first made,
// updated when this version was.
func (r *reader) created(art *corpus.Article, first, content, version string) {
	for _, d := range []string{first, content, version} {
		r.published(art, d, "item")
	}
	if st, ok := stamp.Parse(version); ok && st.ISO != art.Published {
		art.Updated = st.ISO
	}
}

// withdrawn reports an item that was taken back.
func withdrawn(status string) string {
	if s := strings.ToLower(status); strings.HasSuffix(s, "canceled") || strings.HasSuffix(s, "cancelled") || strings.HasSuffix(s, "withheld") {
		return "news item is not for publication (" + status + ")"
	}
	return ""
}

// ninjsBody fills the text from the body of the best kind: marked up first,
// since its paragraphs are certain.
func ninjsBody(art *corpus.Article, m map[string]json.RawMessage) bool {
	for _, k := range []string{"body_xhtml", "body_html"} {
		if s := pick(m, k); s != "" && html.Fragment(art, s) {
			return true
		}
	}
	if s := typedBody(m["bodies"], "html"); s != "" && html.Fragment(art, s) {
		return true
	}
	text := pick(m, "body_text", "body")
	if text == "" {
		text = typedBody(m["bodies"], "plain")
	}
	art.Text, art.Body = text, corpus.Span{End: len(text)}
	return strings.TrimSpace(text) != ""
}

// part is an element of the lists of ninjs 2.x.
type part struct {
	Role        string `json:"role"`
	ContentType string `json:"contentType"`
	Contenttype string `json:"contenttype"`
	Value       string `json:"value"`
}

func parts(v json.RawMessage) (ps []part) {
	if json.Unmarshal(v, &ps) != nil {
		return nil
	}
	return ps
}

// roleValue is the value with one of the roles, best first, else the first.
func roleValue(v json.RawMessage, roles ...string) string {
	ps := parts(v)
	for _, role := range roles {
		for _, p := range ps {
			if strings.EqualFold(p.Role, role) {
				return p.Value
			}
		}
	}
	if len(ps) > 0 {
		return ps[0].Value
	}
	return ""
}

// typedBody is the first body whose content type has kind in it; one without a
// type counts as plain unless it has tags.
func typedBody(v json.RawMessage, kind string) string {
	for _, p := range parts(v) {
		typ := strings.ToLower(p.ContentType + p.Contenttype)
		if typ == "" {
			typ = "plain"
			if strings.Contains(p.Value, "</p>") {
				typ = "html"
			}
		}
		if strings.Contains(typ, kind) {
			return p.Value
		}
	}
	return ""
}

// each has every JSON value of an input parsed: one a line, a list, or values
// over many lines.
func (r *reader) each(a at, in *input, parse func(at, []byte) Item) error {
	head, _ := in.Peek(peekSize)
	if isDocument(head) {
		return r.values(a, in, parse)
	}
	return r.lines(a, in, parse)
}
