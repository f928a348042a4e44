package html

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"
)

// maxElements bounds the pages the voters are given. Their cost can grow with
// the square of the tree; larger pages are read by the third voice alone.
const maxElements = 60_000

// parsePage decodes and parses a page. Nesting is bounded by the parser: it
// rejects trees deeper than 512 elements.
func parsePage(page []byte, contentType string) (*html.Node, error) {
	text, err := toUTF8(page, contentType)
	if err != nil {
		return nil, err
	}
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return nil, err
	}
	return root, nil
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

// prune copies the tree without what no voter reads: scripts, styles, vector
// graphics, comments, and all of the head but the title. It counts elements.
func prune(n *html.Node) (copy *html.Node, elements int) {
	copy = &html.Node{Type: n.Type, Data: n.Data, DataAtom: n.DataAtom, Namespace: n.Namespace, Attr: attributes(n)}
	elements = 1
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.CommentNode || c.Type == html.ElementNode && dropped(c.DataAtom, c.Data) {
			continue
		}
		if c.Type == html.TextNode {
			copy.AppendChild(&html.Node{Type: html.TextNode, Data: c.Data})
			continue
		}
		child, k := prune(c)
		copy.AppendChild(child)
		elements += k
	}
	return copy, elements
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
