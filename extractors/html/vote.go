package html

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// ballot is one block with what the voices say about it.
type ballot struct {
	block
	sig    string // tag of the block with tag and class of its parent: blocks of one kind share it
	t, r   bool   // voted for by go-trafilatura, by readability
	repeat bool   // stands elsewhere on the page in another place
	keep   bool
	time   string // ISO 8601 stamp of a live entry or a post, "" if none
}

// tooFew is the number of bytes under which an agreement of the voices is no
// article.
const tooFew = 140

// vote marks the blocks of the body.
//
// A block both extractors take is in. Where they differ, the page decides: a
// block one of them takes is in if blocks built like it are in. That is the
// third voice, and it is what makes good for an extractor that took a single
// section of a long page, or none.
func vote(bs []ballot) {
	markRepeats(bs)
	var t, r, both int
	for i := range bs {
		b := &bs[i]
		if b.repeat {
			continue
		}
		n := len(b.text)
		if b.t {
			t += n
		}
		if b.r {
			r += n
		}
		if b.keep = b.t && b.r; b.keep {
			both += n
		}
	}
	if both < tooFew || both*7 < max(t, r) {
		oneVoice(bs, t, r)
	}
	missed(bs, t)
	total := likeness(bs)
	fillGaps(bs, total)
}

// oneVoice decides for pages the extractors do not agree on at all.
func oneVoice(bs []ballot, t, r int) {
	for i := range bs {
		switch b := &bs[i]; {
		case t == 0 && r == 0:
			b.keep = thirdVoice(b)
		case 2*t >= r:
			b.keep = b.t
		default:
			b.keep = b.r
		}
	}
}

// outside are places no body stands in.
const outside = inNav | inFooter | inForm | inHidden | inAd | inComments | inRelated

// missed takes prose that only go-trafilatura found if that is a good part of
// what it found: readability settles on one section where a page has several.
// The reverse does not hold, readability alone is mostly wrong.
func missed(bs []ballot, t int) {
	prose := func(b *ballot) bool {
		return b.t && !b.r && !b.repeat && isTag(b.node, atom.P) && len(b.text) >= 80 && b.links*5 < len(b.text) &&
			b.where&(outside|inAside|inCaption) == 0
	}
	n := 0
	for i := range bs {
		if b := &bs[i]; prose(b) {
			n += len(b.text)
		}
	}
	if n*10 < t {
		return
	}
	for i := range bs {
		if b := &bs[i]; prose(b) {
			b.keep = true
		}
	}
}

// thirdVoice takes paragraphs of prose when no extractor took anything.
func thirdVoice(b *ballot) bool {
	return len(b.text) > 80 && b.links*3 < len(b.text) && b.where&outside == 0
}

// likeness takes blocks with one vote that are built like much of the body. It
// returns the bytes taken before.
func likeness(bs []ballot) int {
	sigs := map[string]int{}
	total := 0
	for i := range bs {
		if b := &bs[i]; b.keep && !b.repeat && !isTag(b.node, atom.H1) {
			sigs[b.sig] += len(b.text)
			total += len(b.text)
		}
	}
	for i := range bs {
		if b := &bs[i]; (b.t || b.r) && sigs[b.sig]*10 > total {
			b.keep = true
		}
	}
	return total
}

// fillGaps takes what stands between blocks of the body: one vote under a
// parent that holds much of it, paragraphs of prose beside its paragraphs, and
// embedded posts.
func fillGaps(bs []ballot, total int) {
	first, last := -1, -1
	parents := map[*html.Node]int{}
	for i := range bs {
		if bs[i].keep {
			if first < 0 {
				first = i
			}
			last = i
			parents[bs[i].node.Parent] += len(bs[i].text)
		}
	}
	for i := first + 1; i < last; i++ {
		b := &bs[i]
		beside := parents[b.node.Parent]*5 > total
		prose := isTag(b.node, atom.P) && b.links*10 < len(b.text)*3
		if beside && (b.t || b.r || prose) || isPost(b.node) {
			b.keep = true
		}
	}
}

func isTag(n *html.Node, a atom.Atom) bool { return n.DataAtom == a }

// markRepeats marks long blocks that repeat an earlier one in another place: a
// copy for another layout, or a summary of the whole page in one element.
func markRepeats(bs []ballot) {
	seen := map[string]string{}
	var all strings.Builder
	left := maxSearch
	for i := range bs {
		b := &bs[i]
		if len(b.key) < anchor {
			continue
		}
		if sig, ok := seen[b.key]; ok && sig != b.sig {
			b.repeat = true
		} else if left -= all.Len(); len(b.key) >= 300 && left > 0 {
			text := all.String()
			b.repeat = strings.Contains(text, b.key[:anchor]) && strings.Contains(text, b.key[len(b.key)-anchor:])
		}
		if !b.repeat {
			seen[b.key] = b.sig
			all.WriteString(b.key)
		}
	}
}

// signature describes how a block is built.
func signature(n *html.Node) string {
	if n.Parent == nil {
		return n.Data
	}
	return n.Data + "|" + n.Parent.Data + "." + attr(n.Parent, "class")
}

// isPost reports a block inside an embedded post of a social network.
func isPost(n *html.Node) bool { return post(n) != nil }

// post returns the element of the embedded post around n, nil if there is none.
func post(n *html.Node) *html.Node {
	for i := 0; i < 5 && n != nil; i, n = i+1, n.Parent {
		class := attr(n, "class")
		for _, mark := range []string{"twitter-tweet", "twitter-video", "instagram-media", "bluesky-embed", "tiktok-embed", "mastodon-embed", "fb-post", "text-post-media"} {
			if strings.Contains(class, mark) {
				return n
			}
		}
	}
	return nil
}
