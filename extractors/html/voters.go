package html

import (
	"log/slog"
	"net/url"
	"strings"

	"codeberg.org/readeck/go-readability"
	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
)

// voice is what one extractor takes for the body, ready to be asked about
// blocks.
type voice struct {
	blocks []block
	keys   map[string]bool // keys of its blocks
	all    string          // all its keys in order
	left   int             // bytes of all that may still be searched
}

// maxSearch bounds the bytes searched on one page for parts of blocks.
const maxSearch = 200 << 20

// voiceOf listens to the tree an extractor returned.
func voiceOf(n *html.Node) *voice {
	v := &voice{keys: map[string]bool{}, left: maxSearch}
	if n == nil {
		return v
	}
	var all strings.Builder
	v.blocks = blocksOf(n)
	for _, b := range v.blocks {
		v.keys[b.key] = true
		all.WriteString(b.key)
	}
	v.all = all.String()
	return v
}

// anchor is how many bytes at the start or end of a block identify it when an
// extractor dropped something from its middle.
const anchor = 40

// says reports whether the voice has the block. Short blocks must be blocks of
// their own, long ones may stand within its text.
func (v *voice) says(key string) bool {
	if v.keys[key] {
		return true
	}
	if v.left -= len(v.all); len(key) < anchor || v.left < 0 {
		return false
	}
	return strings.Contains(v.all, key[:anchor]) || strings.Contains(v.all, key[len(key)-anchor:])
}

// trafilatura asks go-trafilatura, without its own fallbacks and its search for
// dates, which are done here on the whole page.
func askTrafilatura(root *html.Node) (v *voice) {
	defer func() {
		if recover() != nil {
			v = voiceOf(nil)
		}
	}()
	res, err := trafilatura.ExtractDocument(root, trafilatura.Options{
		ExcludeComments: true,
		HtmlDateMode:    trafilatura.Disabled,
	})
	if err != nil || res == nil {
		return voiceOf(nil)
	}
	return voiceOf(res.ContentNode)
}

// askReadability asks readability; it changes root.
func askReadability(root *html.Node, base *url.URL) (v *voice) {
	defer func() {
		if recover() != nil {
			v = voiceOf(nil)
		}
	}()
	p := readability.NewParser()
	p.DisableJSONLD = true
	p.Logger = slog.New(slog.DiscardHandler)
	art, err := p.ParseAndMutate(root, base)
	if err != nil {
		return voiceOf(nil)
	}
	return voiceOf(art.Node)
}
