package source

import (
	stdhtml "html"
	"io"
	"strings"

	"twosource/corpus"
	"twosource/extractors/dateline"
	"twosource/extractors/html"
)

// nitfDoc is what is read of an NITF document.
type nitfDoc struct {
	Lang  string `xml:"lang,attr"`
	Title string `xml:"head>title"`
	Doc   struct {
		ID struct {
			Value string `xml:"id-string,attr"`
		} `xml:"doc-id"`
		Issue struct {
			Norm string `xml:"norm,attr"`
		} `xml:"date.issue"`
		Release struct {
			Norm string `xml:"norm,attr"`
		} `xml:"date.release"`
		Copyright struct {
			Holder string `xml:"holder,attr"`
		} `xml:"doc.copyright"`
	} `xml:"head>docdata"`
	Publication struct {
		Name string `xml:"name,attr"`
		Date string `xml:"date.publication,attr"`
		Link string `xml:"ex-ref,attr"`
	} `xml:"head>pubdata"`
	Head struct {
		Headline struct {
			Inner string `xml:",innerxml"`
		} `xml:"hedline>hl1"`
		Bylines []struct {
			Inner string `xml:",innerxml"`
		} `xml:"byline"`
		Distributor struct {
			Inner string `xml:",innerxml"`
		} `xml:"distributor"`
		Dateline struct {
			Inner string `xml:",innerxml"`
			Date  struct {
				Norm string `xml:"norm,attr"`
			} `xml:"story.date"`
		} `xml:"dateline"`
	} `xml:"body>body.head"`
	Content struct {
		Inner string `xml:",innerxml"`
	} `xml:"body>body.content"`
}

// parseNITF reads the first NITF document of r.
func parseNITF(r io.Reader) (*nitfDoc, error) {
	var n nitfDoc
	err := xmlDecoder(r).Decode(&n)
	return &n, err
}

// nitf parses an NITF document.
func (r *reader) nitf(a at, data []byte) Item {
	n, err := parseNITF(strings.NewReader(string(data)))
	if err != nil {
		return Item{Failure: a.failure("XML is broken: "+err.Error(), "")}
	}
	art := &corpus.Article{Path: a.path, ID: n.Doc.ID.Value, Source: n.Publication.Name, URL: canonical(n.Publication.Link)}
	n.supplement(art)
	for _, d := range []string{n.Doc.Issue.Norm, n.Publication.Date, n.Doc.Release.Norm, n.Head.Dateline.Date.Norm} {
		r.published(art, d, "item")
	}
	if !html.Fragment(art, n.content()) {
		return Item{Failure: a.failure("no body in this document", "")}
	}
	r.finish(art)
	return Item{Article: art}
}

// supplement fills what art leaves open.
func (n *nitfDoc) supplement(art *corpus.Article) {
	fill(&art.Title, plainText(n.Head.Headline.Inner))
	fill(&art.Title, tidy(n.Title))
	fill(&art.Language, language(n.Lang))
	distributor := plainText(n.Head.Distributor.Inner)
	fill(&art.Agency, dateline.Agency(distributor))
	fill(&art.Source, distributor)
	fill(&art.Source, n.Doc.Copyright.Holder)
	if len(art.Authors) == 0 {
		for _, b := range n.Head.Bylines {
			art.Authors = append(art.Authors, byline(plainText(b.Inner))...)
		}
	}
}

// toHTML renames NITF's elements to those of HTML that mean the same.
var toHTML = strings.NewReplacer(
	"<blockquote", "<blockquote", "</blockquote", "</blockquote", "<hl2", "<h2", "</hl2", "</h2", "<media-caption", "<figcaption", "</media-caption", "</figcaption",
	"<media-producer", "<figcaption", "</media-producer", "</figcaption", "<body.content", "<div", "</body.content", "</div",
	"<block", "<div", "</block", "</div", "<tagline", "<footer", "</tagline", "</footer",
)

// content is the body as HTML.
func (n *nitfDoc) content() string {
	s := strings.NewReplacer("<nitf:", "<", "</nitf:", "</").Replace(n.Content.Inner)
	return unCDATA(toHTML.Replace(s))
}

// unCDATA writes CDATA sections as escaped text, which HTML understands.
func unCDATA(s string) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(s, "<![CDATA[")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		inside, after, _ := strings.Cut(rest, "]]>")
		if strings.Contains(inside, "</") {
			b.WriteString(inside) // markup wrapped whole
		} else {
			b.WriteString(stdhtml.EscapeString(inside))
		}
		s = after
	}
}

// plainText is the text of marked-up words.
func plainText(s string) string {
	var art corpus.Article
	html.Fragment(&art, unCDATA(s))
	return tidy(art.Text)
}
