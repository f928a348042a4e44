package html

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// block is one run of text between block-level borders of a page.
type block struct {
	text  string
	key   string     // text reduced to letters and digits, see keyOf
	node  *html.Node // innermost block element around it
	where place
	links int // bytes of text that are links
}

// scope is the block element the walker is in and what its ancestors say.
type scope struct {
	node  *html.Node
	where place
}

// walker collects blocks in document order.
type walker struct {
	blocks []block
	buf    strings.Builder
	links  int
	breaks int  // line breaks owed before the next word
	space  bool // a space is owed before the next word
	cell   bool // a cell border is owed before the next word
}

// blocksOf lists the text blocks below n. Text is as a browser shows it: white
// space collapsed, no space invented between inline elements, a border at every
// block element, so that sentences of different paragraphs are never glued.
func blocksOf(n *html.Node) []block {
	w := &walker{}
	w.walk(n, scope{node: n}, false)
	w.flush(scope{node: n})
	return w.blocks
}

func (w *walker) walk(n *html.Node, in scope, link bool) {
	switch n.Type {
	case html.TextNode:
		w.text(n.Data, link)
		return
	case html.CommentNode, html.DoctypeNode:
		return
	}
	tag := tagOf(n)
	switch tag {
	case atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Svg, atom.Iframe, atom.Head, atom.Select, atom.Button,
		atom.Textarea, atom.Object, atom.Canvas, atom.Math, atom.Audio, atom.Video, atom.Input:
		return
	case atom.Br:
		if w.breaks++; w.breaks > 1 {
			w.flush(in)
		}
		return
	}
	borders := isBlock(tag)
	if borders {
		w.flush(in)
		in = scope{node: n, where: in.where | placeOf(n)}
	}
	if tag == atom.Td || tag == atom.Th {
		w.cell = w.buf.Len() > 0
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.walk(c, in, link || tag == atom.A)
	}
	if borders {
		w.flush(in)
	}
}

// tagOf is the tag of an element. Extractors that rename elements leave the
// old atom or none behind.
func tagOf(n *html.Node) atom.Atom {
	if n.DataAtom != 0 && n.DataAtom.String() == n.Data {
		return n.DataAtom
	}
	return atom.Lookup([]byte(n.Data))
}

// text adds the words of a text node.
func (w *walker) text(s string, link bool) {
	start := w.buf.Len()
	for i := 0; i < len(s); {
		j := i
		for j < len(s) && !isSpace(s[j]) {
			j++
		}
		if j > i {
			w.gap()
			w.buf.WriteString(s[i:j])
		}
		for i = j; i < len(s) && isSpace(s[i]); i++ {
			w.space = true
		}
	}
	if link {
		w.links += w.buf.Len() - start
	}
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' }

// gap writes what separates the next word from the text so far.
func (w *walker) gap() {
	if w.buf.Len() > 0 {
		switch {
		case w.cell:
			w.buf.WriteString(" | ")
		case w.breaks > 0:
			w.buf.WriteByte('\n')
		case w.space:
			w.buf.WriteByte(' ')
		}
	}
	w.space, w.cell, w.breaks = false, false, 0
}

// flush ends the current block.
func (w *walker) flush(in scope) {
	text := strings.TrimFunc(w.buf.String(), func(r rune) bool { return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' })
	if key := keyOf(text); key != "" {
		w.blocks = append(w.blocks, block{text: text, key: key, node: in.node, where: in.where, links: w.links})
	}
	w.buf.Reset()
	w.links, w.space, w.cell, w.breaks = 0, false, false, 0
}

// keyOf reduces text to its letters and digits in lower case, so that two
// renderings of one paragraph compare equal.
func keyOf(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	for _, r := range text {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteByte(byte(r))
		case r >= 'A' && r <= 'Z':
			b.WriteByte(byte(r) | 0x20)
		case r >= 0x80 && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// isBlock reports elements a browser sets on lines of their own. Table cells
// are not: a row is one block.
func isBlock(a atom.Atom) bool {
	switch a {
	case atom.P, atom.Div, atom.Article, atom.Section, atom.Main, atom.Aside, atom.Header, atom.Footer, atom.Nav,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Li, atom.Dl, atom.Dt, atom.Dd,
		atom.Blockquote, atom.Pre, atom.Figure, atom.Figcaption, atom.Table, atom.Tr, atom.Caption, atom.Thead, atom.Tbody,
		atom.Tfoot, atom.Hr, atom.Form, atom.Fieldset, atom.Address, atom.Details, atom.Summary, atom.Body, atom.Html,
		atom.Center, atom.Dialog, atom.Hgroup, atom.Menu, atom.Legend, atom.Picture, atom.Img:
		return true
	}
	return false
}
