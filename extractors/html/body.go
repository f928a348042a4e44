package html

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"

	"twosource/corpus"
)

// fewBytes is a body so short that it was probably missed.
const fewBytes = 250

// bodyOf returns the blocks of the article's body. Where the vote leaves next
// to nothing, go-trafilatura's own text is taken if it has more: it looks in
// places that are no visible part of the page.
func bodyOf(root *html.Node, base *url.URL, title string) []ballot {
	t, r := voices(root, base)
	bs := ballots(blocksOf(root), t, r)
	vote(bs)
	key := keyOf(title)
	body := bs[:0]
	for i := range bs {
		if b := &bs[i]; b.keep && drop(b, key) == "" {
			body = append(body, *b)
		}
	}
	if n := size(body); n < fewBytes {
		if own := ballots(t.blocks, t, r); size(own) > 2*n {
			return own
		}
	}
	return joinPosts(body)
}

func size(bs []ballot) (n int) {
	for i := range bs {
		n += len(bs[i].text)
	}
	return n
}

// ballots asks both voices about every block.
func ballots(blocks []block, t, r *voice) []ballot {
	bs := make([]ballot, len(blocks))
	for i, b := range blocks {
		bs[i] = ballot{block: b, sig: signature(b.node), t: t.says(b.key), r: r.says(b.key)}
	}
	return bs
}

// voices asks the two extractors. They share one pruned copy of the page:
// readability, which changes it, comes last.
func voices(root *html.Node, base *url.URL) (t, r *voice) {
	pruned, e := prune(root)
	if e.tooMuch() {
		return voiceOf(nil), voiceOf(nil)
	}
	return askTrafilatura(pruned), askReadability(pruned, base)
}

// joinPosts makes one block of an embedded post's text and its signature, so
// that both stay one paragraph.
func joinPosts(bs []ballot) []ballot {
	out := bs[:0]
	var last *html.Node
	for _, b := range bs {
		p := post(b.node)
		if p != nil && p == last {
			prev := &out[len(out)-1]
			prev.text += " " + b.text
			continue
		}
		last = p
		out = append(out, b)
	}
	return out
}

// kindOf types a block of the body.
func kindOf(b *block) corpus.BlockKind {
	switch {
	case isPost(b.node):
		return corpus.Embed
	case b.where&inHeading != 0:
		return corpus.Heading
	case b.where&inTable != 0:
		return corpus.TableRow
	case b.where&inListItem != 0:
		return corpus.ListItem
	}
	return corpus.Paragraph
}

// compose writes the blocks into the article's text, a blank line between
// them.
func compose(art *corpus.Article, bs []ballot) {
	var text strings.Builder
	for i := range bs {
		if i > 0 {
			text.WriteString("\n\n")
		}
		start := text.Len()
		text.WriteString(bs[i].text)
		art.Blocks = append(art.Blocks, corpus.Block{
			Span: corpus.Span{Start: start, End: text.Len()}, Kind: kindOf(&bs[i].block), Time: bs[i].time,
		})
	}
	art.Text = text.String()
	art.Body = corpus.Span{End: len(art.Text)}
}
