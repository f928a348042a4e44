package source

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"twosource/corpus"
	"twosource/extractors/dateline"
	"twosource/extractors/html"
)

// newsItem is what is read of a NewsML-G2 newsItem.
type newsItem struct {
	GUID    string `xml:"guid,attr"`
	Lang    string `xml:"lang,attr"`
	Version string `xml:"version,attr"`
	Rights  struct {
		Holder struct {
			Name    string `xml:"name"`
			Literal string `xml:"literal,attr"`
		} `xml:"copyrightHolder"`
	} `xml:"rightsInfo"`
	Meta struct {
		Class    qcode `xml:"itemClass"`
		Provider struct {
			Literal string `xml:"literal,attr"`
			Qcode   string `xml:"qcode,attr"`
			Name    string `xml:"name"`
		} `xml:"provider"`
		First   string `xml:"firstCreated"`
		Version string `xml:"versionCreated"`
		Status  qcode  `xml:"pubStatus"`
	} `xml:"itemMeta"`
	Content struct {
		Created  string   `xml:"contentCreated"`
		Modified string   `xml:"contentModified"`
		By       []string `xml:"by"`
		Credit   string   `xml:"creditline"`
		Language struct {
			Tag string `xml:"tag,attr"`
		} `xml:"language"`
		Headline []string `xml:"headline"`
		Creator  []struct {
			Name string `xml:"name"`
		} `xml:"creator"`
		Source []struct {
			Literal string `xml:"literal,attr"`
			Name    string `xml:"name"`
		} `xml:"infoSource"`
	} `xml:"contentMeta"`
	Set struct {
		XML []struct {
			Inner string `xml:",innerxml"`
		} `xml:"inlineXML"`
		Data []struct {
			Text string `xml:",chardata"`
		} `xml:"inlineData"`
	} `xml:"contentSet"`
}

type qcode struct {
	Qcode string `xml:"qcode,attr"`
	URI   string `xml:"uri,attr"`
}

// newsml reads NewsML-G2, a single newsItem or a newsMessage of many, and the
// text of NewsML 1.x.
func (r *reader) newsml(a at, src io.Reader) error {
	limit := &rateLimit{r: src, max: r.opt.MaxArticle + peekSize}
	d := xmlDecoder(limit)
	found := false
	for {
		limit.n = 0
		a.offset = d.InputOffset()
		tok, err := d.Token()
		if err == io.EOF {
			if !found {
				return r.fail(*a.failure("no news item in this document", ""))
			}
			return nil
		}
		var item Item
		start, ok := tok.(xml.StartElement)
		switch {
		case err != nil:
		case ok && start.Name.Local == "newsItem":
			item, err = r.decodeItem(a, d, &start)
		case ok && start.Name.Local == "NewsItem":
			item, err = r.decodeOld(a, d, &start)
		default:
			continue
		}
		if err != nil {
			return r.xmlFailure(a, err)
		}
		found = true
		if err := r.emit(job{parse: func() Item { return item }}); err != nil {
			return err
		}
	}
}

// xmlFailure reports broken XML; what follows it cannot be told.
func (r *reader) xmlFailure(a at, err error) error {
	if r.ctx.Err() != nil {
		return r.ctx.Err()
	}
	if errors.Is(err, errLongValue) {
		return r.fail(*a.failure("news item is "+r.tooLong(), "the rest of the file was not read"))
	}
	return r.fail(*a.failure("XML is broken: "+err.Error(), "the rest of the file was not read"))
}

func (r *reader) decodeItem(a at, d *xml.Decoder, start *xml.StartElement) (Item, error) {
	var n newsItem
	if err := d.DecodeElement(&n, start); err != nil {
		return Item{}, err
	}
	return guarded(a, func() Item { return r.newsItem(a, &n) }), nil
}

// guarded runs parse and makes a failure of a panic.
func guarded(a at, parse func() Item) (it Item) {
	defer func() {
		if recover() != nil {
			it = Item{Failure: a.failure("the parser gave up on this document", "")}
		}
	}()
	return parse()
}

// newsItem makes an article of an item.
func (r *reader) newsItem(a at, n *newsItem) Item {
	if reason := withdrawn(n.Meta.Status.Qcode + n.Meta.Status.URI); reason != "" {
		return Item{Failure: a.failure(reason, "")}
	}
	art := &corpus.Article{Path: a.path, ID: n.GUID, Language: language(first(n.Content.Language.Tag, n.Lang))}
	for _, h := range n.Content.Headline {
		fill(&art.Title, tidy(h))
	}
	for _, by := range n.Content.By {
		art.Authors = append(art.Authors, byline(tidy(by))...)
	}
	art.Source = tidy(first(n.Meta.Provider.Name, n.Meta.Provider.Literal, n.Rights.Holder.Name, n.Rights.Holder.Literal, n.Content.Credit))
	art.Agency = dateline.Agency(art.Source)
	for _, s := range n.Content.Source {
		fill(&art.Agency, dateline.Agency(first(s.Name, s.Literal)))
	}
	r.created(art, n.Meta.First, n.Content.Created, first(n.Content.Modified, n.Meta.Version))
	if !n.body(art) {
		if c := n.Meta.Class.Qcode + n.Meta.Class.URI; c != "" && !strings.HasSuffix(c, "text") {
			return none // a picture, a package
		}
		return Item{Failure: a.failure("no text in this news item", "")}
	}
	r.finish(art)
	return Item{Article: art}
}

// body fills the text from inline XML, else from inline data.
func (n *newsItem) body(art *corpus.Article) bool {
	for _, x := range n.Set.XML {
		if fromXML(art, x.Inner) {
			return true
		}
	}
	for _, d := range n.Set.Data {
		if text := strings.TrimSpace(d.Text); text != "" {
			art.Text, art.Body = text, corpus.Span{End: len(text)}
			return true
		}
	}
	return false
}

// fromXML fills the text from NITF or XHTML.
func fromXML(art *corpus.Article, inner string) bool {
	if strings.Contains(inner, "<body.content") || strings.Contains(inner, ":body.content") {
		if n, err := parseNITF(strings.NewReader(inner)); err == nil {
			n.supplement(art)
			return html.Fragment(art, n.content())
		}
	}
	if _, body, ok := strings.Cut(inner, "<body"); ok {
		inner = "<body" + body
	}
	return html.Fragment(art, unCDATA(inner))
}

// first returns the first string that is not blank.
func first(ss ...string) string {
	for _, s := range ss {
		if strings.TrimSpace(s) != "" {
			return s
		}
	}
	return ""
}

// tidy collapses white space.
func tidy(s string) string { return strings.Join(strings.Fields(s), " ") }

// oldItem is what is read of a NewsML 1.x NewsItem, wherever its components
// nest.
type oldItem struct {
	ID struct {
		Public string `xml:"PublicIdentifier"`
	} `xml:"Identification>NewsIdentifier"`
	First     string       `xml:"NewsManagement>FirstCreated"`
	This      string       `xml:"NewsManagement>ThisRevisionCreated"`
	Component oldComponent `xml:"NewsComponent"`
}

type oldComponent struct {
	Lang      string         `xml:"lang,attr"`
	Headline  string         `xml:"NewsLines>HeadLine"`
	Byline    string         `xml:"NewsLines>ByLine"`
	Copyright string         `xml:"NewsLines>CopyrightLine"`
	Contents  []oldContent   `xml:"ContentItem"`
	Nested    []oldComponent `xml:"NewsComponent"`
}

type oldContent struct {
	Data struct {
		Inner string `xml:",innerxml"`
	} `xml:"DataContent"`
}

func (r *reader) decodeOld(a at, d *xml.Decoder, start *xml.StartElement) (Item, error) {
	var n oldItem
	if err := d.DecodeElement(&n, start); err != nil {
		return Item{}, err
	}
	art := &corpus.Article{Path: a.path, ID: n.ID.Public}
	if !n.Component.fill(art, 0) {
		return Item{Failure: a.failure("no text in this news item", "")}, nil
	}
	r.created(art, n.First, "", n.This)
	r.finish(art)
	return Item{Article: art}, nil
}

// fill takes lines and text from a component and those within it.
func (c *oldComponent) fill(art *corpus.Article, depth int) bool {
	fill(&art.Title, tidy(c.Headline))
	fill(&art.Language, language(c.Lang))
	if len(art.Authors) == 0 {
		art.Authors = byline(tidy(c.Byline))
	}
	for _, k := range c.Contents {
		if fromXML(art, k.Data.Inner) {
			return true
		}
	}
	for i := range c.Nested {
		if depth < 16 && c.Nested[i].fill(art, depth+1) {
			return true
		}
	}
	return false
}
