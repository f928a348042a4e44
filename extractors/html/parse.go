package html

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"
)

// The voters' cost grows with the number of elements times the bytes of text:
// go-trafilatura adds up the text anew for every paragraph. Pages beyond these
// bounds, a second of CPU, are read by the third voice alone. News pages have a
// few thousand elements and 20 kB of text; long live pages 15,000 and 200 kB.
const (
	maxElements = 40_000
	maxWork     = 5_000_000_000
	maxClimb    = 1_000_000 // elements times the depth of the tree
)

// parsePage decodes and parses a page. The parser rejects trees deeper than 512
// elements; such a page is parsed again without the elements that only nest.
func parsePage(page []byte, contentType string) (*html.Node, error) {
	text, err := toUTF8(page, contentType)
	if err != nil {
		return nil, err
	}
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		root, err = html.Parse(strings.NewReader(flattened(text)))
	}
	return root, err
}

// flattened keeps of a page the elements that carry metadata or begin a block.
// None of them nests but lists and tables, whose closing tags are kept.
func flattened(text string) string {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(text))
	for {
		typ := z.Next()
		switch typ {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			b.Write(z.Raw())
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
			raw := string(z.Raw())
			switch name, _ := z.TagName(); atom.Lookup(name) {
			case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.Br, atom.Title, atom.Meta, atom.Link, atom.Script, atom.Style:
				b.WriteString(raw)
			case atom.Div, atom.Section, atom.Article, atom.Li, atom.Tr, atom.Blockquote, atom.Figcaption:
				b.WriteString("<p>")
			}
		}
	}
}

// toUTF8 decodes a page. The whole page is tried as UTF-8 before any charset is
// believed or guessed: a guess from the first kilobyte misread one valid page
// in nine.
func toUTF8(page []byte, contentType string) (string, error) {
	page = bytes.TrimPrefix(page, []byte("\xef\xbb\xbf"))
	if utf8.Valid(page) {
		return string(page), nil
	}
	enc, name, _ := charset.DetermineEncoding(page, contentType)
	if name == "utf-8" || name == "replacement" {
		return string(bytes.ToValidUTF8(page, []byte("\ufffd"))), nil
	}
	if mostlyUTF8(page) {
		return string(bytes.ToValidUTF8(page, []byte("\ufffd"))), nil
	}
	out, err := enc.NewDecoder().Bytes(page)
	if err != nil {
		return "", err
	}
	return string(bytes.ToValidUTF8(out, []byte("\ufffd"))), nil
}

// mostlyUTF8 reports a page that is UTF-8 but for a few bytes, whatever it
// declares: in other charsets high bytes hardly ever form valid sequences.
func mostlyUTF8(page []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(page); {
		r, n := utf8.DecodeRune(page[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			bad++
		case n > 1:
			good++
		}
		i += n
	}
	return good > 20*bad
}

// extent is how much there is of a tree.
type extent struct {
	elements, text, depth int
}

// tooMuch reports a tree the voters are not asked about.
func (e extent) tooMuch() bool {
	return e.elements > maxElements || e.elements*e.text > maxWork || e.elements*e.depth > maxClimb
}

// prune copies the tree without what no voter reads: scripts, styles, vector
// graphics, comments, and all of the head but the title.
func prune(n *html.Node) (*html.Node, extent) {
	var e extent
	copied := e.prune(n, 0)
	return copied, e
}

func (e *extent) prune(n *html.Node, depth int) *html.Node {
	e.depth = max(e.depth, depth)
	dup := &html.Node{Type: n.Type, Data: n.Data, DataAtom: n.DataAtom, Namespace: n.Namespace, Attr: attributes(n)}
	e.elements++
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.CommentNode || c.Type == html.ElementNode && dropped(c.DataAtom, c.Data):
		case c.Type == html.TextNode:
			dup.AppendChild(&html.Node{Type: html.TextNode, Data: c.Data})
			e.text += len(c.Data)
		default:
			dup.AppendChild(e.prune(c, depth+1))
		}
	}
	return dup
}

func dropped(a atom.Atom, name string) bool {
	switch a {
	case atom.Script, atom.Style, atom.Svg, atom.Template, atom.Iframe, atom.Noscript, atom.Link, atom.Meta, atom.Input, atom.Select, atom.Canvas, atom.Object:
		return true
	}
	return name == "path"
}

// attributes copies the attributes of an element: the voters rename elements
// and change attributes, which must not reach the original.
func attributes(n *html.Node) []html.Attribute {
	if len(n.Attr) == 0 {
		return nil
	}
	return append([]html.Attribute(nil), n.Attr...)
}

// attr returns the value of an attribute, "" when absent.
func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
