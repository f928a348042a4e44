package html

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// drop tells why a block that was voted in does not belong to the body after
// all: it is a caption, a credit, a link to another story, the title again, or
// the outlet speaking of itself. "" keeps it.
func drop(b *ballot, titleKey string) string {
	n := len(b.text)
	share := b.links * 100 / n
	switch {
	case b.repeat:
		return "repeat"
	case isTag(b.node, atom.H1), titleKey != "" && b.key == titleKey:
		return "title"
	case isCaption(b.node):
		return "caption"
	case b.where&inHeader != 0 && b.where&inHeading != 0:
		return "standfirst"
	case isPost(b.node):
		return ""
	case share > 85 && n > 20, share > 50 && b.where&inHidden != 0:
		return "related"
	case invites(b.text, share):
		return "related"
	case n < 400 && speaksOfOutlet(strings.ToLower(b.text)):
		return "credit"
	}
	return ""
}

// isCaption reports a caption by its element or a class close by; a class far
// above is the name of a layout.
func isCaption(n *html.Node) bool {
	for i := 0; i < 4 && n != nil; i, n = i+1, n.Parent {
		if n.DataAtom == atom.Figcaption || i < 2 && captionClass(n) {
			return true
		}
	}
	return false
}

func captionClass(n *html.Node) bool {
	return strings.Contains(strings.ToLower(attr(n, "class")), "caption") || strings.Contains(strings.ToLower(attr(n, "id")), "caption")
}

// leads are how links to other stories begin.
var leads = []string{
	"read more", "read also", "read next", "also read", "see more", "see also", "related", "don't miss", "don’t miss", "more on ",
	"more from ", "more:", "watch:", "watch now", "watch more", "listen:", "recommended", "must read", "keep reading", "click here",
	"sign up", "subscribe", "download", "follow us", "advertisement", "continue reading", "story continues", "article continues",
	"share this", "photos:", "photo:", "video:", "leggi anche", "lesen sie auch", "mehr zum thema", "lire aussi", "à lire aussi",
	"lea también", "lee también", "leia também", "leia mais", "lees ook", "читайте также", "xem thêm", "opinion:", "analysis:",
}

// invites reports a lead to another story or to a service: it begins like one
// and is mostly a link, or is short.
func invites(text string, share int) bool {
	if share <= 40 && len(text) >= 40 {
		return false
	}
	low := strings.TrimLeft(strings.ToLower(text[:min(len(text), 60)]), "[(•►▶→*>-–— \u00a0")
	for _, l := range leads {
		if strings.HasPrefix(low, l) {
			return true
		}
	}
	return false
}

// speaksOfOutlet reports lines in which the outlet speaks of itself: credits,
// newsletters, contacts, rights.
func speaksOfOutlet(low string) bool {
	for _, p := range []string{"sign up for", "sign up to", "subscribe to", "subscribe now", "subscribe for", "newsletter", "all rights reserved",
		"be reached at", "have a tip", "contact the author", "contact the writer", "contact the reporter", "if you enjoyed this article",
		"affiliate link", "affiliate commission", "comments submitted", "comment submitted", "was originally published", "may not be published, broadcast"} {
		if strings.Contains(low, p) {
			return true
		}
	}
	return reportingBy(low) || followUs(low)
}

// reportingBy is the closing credit of agencies.
func reportingBy(low string) bool {
	_, rest, ok := strings.Cut(low, "reporting by ")
	return ok && strings.Contains(rest, "editing by")
}

func followUs(low string) bool {
	_, rest, ok := strings.Cut(low, "follow ")
	if !ok {
		return false
	}
	_, rest, ok = strings.Cut(rest, " on ")
	if !ok {
		return false
	}
	for _, n := range []string{"twitter", "facebook", "instagram", "youtube", "linkedin", "tiktok", "telegram", "whatsapp", "x.com", "threads"} {
		if strings.HasPrefix(rest, n) {
			return true
		}
	}
	return false
}
