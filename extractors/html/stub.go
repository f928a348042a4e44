package html

import (
	"strconv"
	"strings"
)

// wholeArticle is the length in bytes from which a text behind a paywall is
// taken for whole: crawlers are often given all of it.
const wholeArticle = 1500

// shortArticle is the length under which a paywall element in the page is taken
// to have cut the text; longer ones often stand beside it unused.
const shortArticle = 600

// isStub reports a text cut by a paywall: the page says it is not free, or
// invites to subscribe, and the text is short of what it announces.
func (p *page) isStub(text string) bool {
	if n, ok := p.wordCount(); ok && n >= 150 && len(strings.Fields(text))*10 < n*6 {
		return true
	}
	if len(text) > wholeArticle {
		return false
	}
	return p.paid() || cutOff(text) || len(text) < shortArticle && p.walled()
}

// paid reports that the page declares itself not free to read.
func (p *page) paid() bool {
	for _, t := range p.things {
		switch v := t["isAccessibleForFree"].(type) {
		case bool:
			if !v {
				return true
			}
		case string:
			if strings.EqualFold(v, "false") || strings.EqualFold(v, "no") {
				return true
			}
		}
	}
	switch strings.ToLower(p.first("article:content_tier", "og:article:content_tier")) {
	case "locked", "metered":
		return true
	}
	return false
}

// wordCount is how many words the page says its article has.
func (p *page) wordCount() (int, bool) {
	if p.news == nil {
		return 0, false
	}
	switch v := p.news["wordCount"].(type) {
	case float64:
		return int(v), v > 0 && v < 1e6
	case string:
		n, err := strconv.Atoi(strings.TrimSpace(v))
		return n, err == nil && n > 0
	}
	return 0, false
}

// cutOff reports a text that ends in the middle.
func cutOff(text string) bool {
	for _, end := range []string{"...", "…", "[…]", "[...]"} {
		if strings.HasSuffix(text, end) {
			return true
		}
	}
	return false
}

// walled reports an element of the page named after a paywall.
func (p *page) walled() bool {
	return p.doc.Find(`[class*="paywall"], [id*="paywall"], [class*="subscriber-only"], [class*="piano-container"], [class*="regwall"]`).Length() > 0
}
