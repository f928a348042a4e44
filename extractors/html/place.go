package html

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// place is what a block's ancestors say about it, as bits.
type place uint32

const (
	inAside place = 1 << iota
	inNav
	inFooter
	inHeader
	inFigure
	inQuote
	inEmbed
	inTable
	inListItem
	inHidden
	inForm
	inArticle
	inRelated
	inComments
	inHeading
	inCredit
	inCaption
	inAd
	inPara
)

// placeOf reads one element's tag, role and class.
func placeOf(n *html.Node) place {
	return tagPlace(tagOf(n)) | attrPlace(n)
}

func tagPlace(a atom.Atom) place {
	switch a {
	case atom.Aside:
		return inAside
	case atom.Nav, atom.Menu:
		return inNav
	case atom.Footer:
		return inFooter
	case atom.Header:
		return inHeader
	case atom.Figure:
		return inFigure
	case atom.Figcaption:
		return inCaption
	case atom.Blockquote:
		return inQuote
	case atom.Table:
		return inTable
	case atom.Li, atom.Dd, atom.Dt:
		return inListItem
	case atom.Form:
		return inForm
	case atom.Article, atom.Main:
		return inArticle
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return inHeading
	case atom.P:
		return inPara
	}
	return 0
}

// hints are parts of class names and ids and what they say. A hint counts as a
// whole word of the name: "related" in "related-links", not in "unrelated".
var hints = map[string]place{
	"related": inRelated, "recommended": inRelated, "recommendations": inRelated, "readmore": inRelated, "morestories": inRelated,
	"trending": inRelated, "popular": inRelated, "outbrain": inRelated, "taboola": inRelated, "newsletter": inRelated,
	"signup": inRelated, "subscribe": inRelated, "promo": inRelated, "teaser": inRelated, "recirc": inRelated, "mostread": inRelated,
	"share": inNav, "sharing": inNav, "social": inNav, "breadcrumb": inNav, "breadcrumbs": inNav, "toolbar": inNav, "nav": inNav,
	"navigation": inNav, "menu": inNav, "tags": inNav, "sidebar": inAside, "rail": inAside, "footer": inFooter, "copyright": inFooter,
	"caption": inCaption, "credit": inCredit, "byline": inCredit, "author": inCredit, "bio": inCredit, "dateline": inCredit,
	"timestamp": inCredit, "photo": inFigure, "gallery": inFigure, "slideshow": inFigure,
	"comments": inComments, "comment": inComments, "disqus": inComments, "respond": inComments,
	"ad": inAd, "ads": inAd, "advert": inAd, "advertisement": inAd, "sponsored": inAd, "sponsor": inAd,
	"twitter": inEmbed, "tweet": inEmbed, "instagram": inEmbed, "embed": inEmbed, "embedded": inEmbed, "facebook": inEmbed,
	"hidden": inHidden,
}

func attrPlace(n *html.Node) (p place) {
	for _, a := range n.Attr {
		switch a.Key {
		case "class", "id":
			p |= namePlace(a.Val)
		case "role":
			p |= rolePlace(a.Val)
		case "hidden":
			p |= inHidden
		case "style":
			if s := strings.ReplaceAll(a.Val, " ", ""); strings.Contains(s, "display:none") {
				p |= inHidden
			}
		}
	}
	return p
}

func rolePlace(role string) place {
	switch role {
	case "navigation", "menu", "menubar", "search", "toolbar":
		return inNav
	case "complementary":
		return inAside
	case "contentinfo":
		return inFooter
	case "dialog", "alert", "alertdialog":
		return inAd
	}
	return 0
}

// namePlace reads the words of a class list or an id: split at everything that
// is no letter and where a capital follows a small letter.
func namePlace(name string) (p place) {
	if len(name) > 512 {
		name = name[:512]
	}
	start := 0
	for i := 0; i <= len(name); i++ {
		end := i == len(name) || !letter(name[i]) || i > start && upper(name[i]) && !upper(name[i-1])
		if !end {
			continue
		}
		if n := i - start; n >= 2 && n <= 16 {
			p |= hints[strings.ToLower(name[start:i])]
		}
		start = i
		if i < len(name) && !letter(name[i]) {
			start++
		}
	}
	return p
}

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
func upper(c byte) bool  { return c >= 'A' && c <= 'Z' }
