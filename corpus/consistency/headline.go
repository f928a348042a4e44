package consistency

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"twosource/corpus"
	"twosource/corpus/wordvec"
)

// maxHeadline bounds the words of a headline or an address that are looked at.
const maxHeadline = 24

// headlineNames adds the names that an article has in its headline or its
// address alone: "Halden: what was on the walls", ".../halden-five-days-on". Those of its
// anchors that stand there weigh more.
func headlineNames(d *Document, byKey map[string]*anchor) {
	body := d.Article.Text[min(max(d.Article.Body.Start, 0), len(d.Article.Text)):]
	within := namedWithin(d.Article.Title)
	for _, w := range headlineWords(d) {
		if a := anchorWith(byKey, w); a != nil {
			a.weight, a.headed = min(6, a.weight+1.5), true
			continue
		}
		if len(byKey) < 4*maxAnchors && (within[w] || wordvec.Default().ID(w) == 0) && nameInHeadline(body, w) {
			byKey[w] = &anchor{key: w, words: []string{w}, name: strings.ToUpper(w[:1]) + w[1:], weight: 2, tells: 0.9, headline: true, headed: true}
		}
	}
}

// headlineWords are the words, in lower case, of an article's headline that have
// a capital and of the last part of its address.
func headlineWords(d *Document) []string {
	var out []string
	for _, w := range strings.FieldsFunc(d.Article.Title, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) && len(out) < maxHeadline {
			out = append(out, strings.ToLower(w))
		}
	}
	u, err := url.Parse(d.Article.URL)
	if err != nil {
		return out
	}
	path := strings.TrimSuffix(u.Path, "/")
	slug := strings.Split(path[strings.LastIndexByte(path, '/')+1:], "-")
	if len(slug) < 3 {
		return out // a number, a page name: no headline
	}
	for _, w := range slug {
		if len(out) < 2*maxHeadline && strings.IndexFunc(w, func(r rune) bool { return !unicode.IsLetter(r) }) < 0 {
			out = append(out, strings.ToLower(w))
		}
	}
	return out
}

// namedWithin are the words, in lower case, that a headline has a capital of though
// they do not begin it and it has others of their length without one: names, where
// other words that begin a headline or stand in an address may be any.
func namedWithin(title string) map[string]bool {
	out, plain := make(map[string]bool), false
	for i, w := range strings.FieldsFunc(title, func(r rune) bool { return !unicode.IsLetter(r) }) {
		r, _ := utf8.DecodeRuneInString(w)
		switch {
		case unicode.IsLower(r):
			plain = plain || len(w) >= 5
		case i > 0:
			out[strings.ToLower(w)] = true
		}
	}
	if !plain {
		return nil
	}
	return out
}

// anchorWith is the heaviest anchor one word of which is w, nil if there is none.
func anchorWith(byKey map[string]*anchor, w string) *anchor {
	var best *anchor
	for _, a := range byKey {
		for _, x := range a.words {
			if x == w && (best == nil || a.weight > best.weight || a.weight == best.weight && a.key < best.key) {
				best = a
			}
		}
	}
	return best
}

// nameInHeadline reports whether a word of a headline is likely a name: not a
// short one, none that headlines are made of, no country, and none the text has without
// a capital.
func nameInHeadline(text, w string) bool {
	if len(w) < 5 || strings.HasSuffix(w, "ed") || strings.HasSuffix(w, "ing") || len(kinds[strings.TrimSuffix(w, "s")]) > 0 || newsWords[w] || everywhere[w] || outer[w] || len(kinds[w]) > 0 || len(heads[w]) > 0 {
		return false
	}
	for i := 0; ; {
		k := strings.Index(text[i:], w)
		if k < 0 {
			return true
		}
		if k += i; k == 0 || !isLetter(text[k-1]) {
			return false // "scandal", "scandals" in the text: no name
		}
		i = k + len(w)
	}
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= 0x80 }

// newsWords are words of headlines and addresses that name nothing.
var newsWords = words(`about after again against ahead alert alive amid analysis anniversary answers arrest arrested article attack before begin begins behind biggest blame breaking brief comment could council count counting crisis days deadly death deaths decade disaster dozens early effort english event events everything expert experts explained explainer explainers facts family families fears feature final first following found government guide happened heroes history hours house hundreds images inquest inquiry inside interview investigation journey killed killing known largest later latest learned lessons likely listed local longread major market markets massive might million minister missing mourn mourns mystery nation national never night numbers officials online opinion parents people photos pictures police points profile question questions rescue rescued rescuers report reports reveals review rises search second seven should since small solved special still story stories summary survivor survivors former eight eleven twelve takes teams their there these things thousands three through timeline today together tragedy trial truth under update updates verdict victim victims video village warning watch weeks where which while whole without witness women workers world worst would years young`)

// firstWord is the first of the words of a name of a thing or a place, where it
// tells it: a headline may have no more; "" if there is none.
func (a *anchor) firstWord() string {
	if len(a.words) < 2 || len(a.words[0]) < 5 || a.typ == corpus.Person || a.typ == corpus.Org || directions[a.words[0]] || newsWords[a.words[0]] || a.tells < 0.9 {
		return ""
	}
	return a.words[0]
}

// sharesWord reports whether a name of the headline alone is a word of another
// name.
func (a *anchor) sharesWord(o *anchor) bool {
	if !a.headline && !o.headline || a.typ == corpus.Person && len(a.words) > 1 && last(a.words) != o.key || o.typ == corpus.Person && len(o.words) > 1 && last(o.words) != a.key {
		return false
	}
	for _, x := range a.words {
		for _, y := range o.words {
			if x == y && len(x) >= 5 {
				return true
			}
		}
	}
	return false
}
