package html

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"twosource/corpus"
)

// Fragment fills Text, Body and Blocks of an article from HTML that is its body
// already: the content of a feed item, of a news item in ninjs or NewsML, of a
// mail. Captions, leads to other stories and the title again are left out.
// It reports false when nothing is left.
func Fragment(art *corpus.Article, fragment string) bool {
	context := &html.Node{Type: html.ElementNode, DataAtom: atom.Body, Data: "body"}
	nodes, err := html.ParseFragment(strings.NewReader(strings.ToValidUTF8(fragment, "\ufffd")), context)
	if err != nil {
		return false
	}
	for _, n := range nodes {
		context.AppendChild(n)
	}
	key := keyOf(art.Title)
	var bs []ballot
	for _, b := range blocksOf(context) {
		c := ballot{block: b}
		if drop(&c, key) == "" {
			bs = append(bs, c)
		}
	}
	bs = joinPosts(bs)
	compose(art, bs)
	return len(bs) > 0
}
