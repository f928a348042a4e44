package consistency

import (
	"strings"

	"twosource/corpus"
)

// titles maps the ways to write a post to one form.
var titles = strings.NewReplacer(
	"chief executive officer", "ceo", "chief executive", "ceo",
	"chief financial officer", "cfo", "finance chief", "cfo", "finance director", "cfo",
	"chief technology officer", "cto", "technology chief", "cto", "chief technical officer", "cto",
	"chief operating officer", "coo", "operations chief", "coo", "operations head", "coo",
	"prime contractor", "contractor", "main contractor", "contractor",
	"cofounder", "founder", "co-founder", "founder",
	"chairman", "chair", "chairwoman", "chair", "chairperson", "chair",
	"spokesman", "spokesperson", "spokeswoman", "spokesperson",
	"vice president", "vice-president",
	"defence", "defense",
)

// ranks are words before a post that make it another post.
var ranks = words(`deputy assistant vice acting interim associate junior senior sub under lieutenant former ex ex-`)

// past are words that say the post is no longer held.
var past = words(`former ex formerly onetime retired late previously then`)

// relateRoles compares two posts of a person, or two persons in one post.
func relateRoles(x, y *corpus.Claim) (relation, float64, string) {
	if x.Rule == unread && y.Rule == unread {
		return relatePosts(x, y)
	}
	if isName(x.Value.Text) && isName(y.Value.Text) {
		return relateHolders(x, y)
	}
	a, b := posts(x.Value.Text), posts(y.Value.Text)
	for _, p := range a {
		for _, q := range b {
			switch {
			case p.name == q.name && p.past == q.past:
				return agree, 0, "one post of several"
			case p.name == q.name:
				return incomparable, 0, "the post was given up"
			case p.base == q.base && p.rank != q.rank && p.past == q.past && p.base != "":
				return apart, 0.6, quoted(p.name) + " is not " + quoted(q.name)
			}
		}
	}
	for _, p := range a {
		for _, q := range b {
			if p.officer() && q.officer() && !p.past && !q.past {
				return apart, 0.6, quoted(p.name) + " is not " + quoted(q.name)
			}
		}
	}
	return incomparable, 0, "posts that can be held together"
}

// officer reports whether a post is one of a firm's chief officers: hardly anyone is
// two of them.
func (p *post) officer() bool {
	switch p.base {
	case "ceo", "cfo", "coo", "cto":
		return p.rank == ""
	}
	return p.rank == "" && strings.HasPrefix(p.base, "chief ") && strings.HasSuffix(p.base, " officer")
}

// relateHolders compares two persons or firms named for one post.
func relateHolders(x, y *corpus.Claim) (relation, float64, string) {
	a, b := coreWords(x.Value.Text), coreWords(y.Value.Text)
	t := corpus.Org
	if len(a) >= 2 && len(b) >= 2 {
		t = corpus.Person
	}
	if sameWords(a, b, t) > 0.5 || sameWords(a, b, corpus.Org) > 0.5 || isSurname(a, b) || isSurname(b, a) {
		return agree, 0, "two forms of one name"
	}
	if len(a) > 1 && len(b) > 1 && last(a) == last(b) && (a[0][0] == b[0][0] || x.Rule == roleOffice || y.Rule == roleOffice) {
		return agree, 0, "one surname" // Ted is Edward
	}
	if clipped(a, b) || clipped(b, a) {
		return agree, 0, "one name is made of the beginnings of the other"
	}
	return apart, 1, quoted(x.Value.Text) + " is not " + quoted(y.Value.Text)
}

// isSurname reports whether a name of one word ends the other, as the surname
// of a person or the short name of a team does.
func isSurname(a, b []string) bool { return len(a) == 1 && len(b) > 1 && a[0] == last(b) }

// clipped reports whether a name of one word joins the beginnings of the first
// two words of the other: "Nortel" of Northern Telecom.
func clipped(a, b []string) bool {
	if len(a) != 1 || len(b) < 2 {
		return false
	}
	for i := 3; i <= len(a[0])-3; i++ {
		if strings.HasPrefix(b[0], a[0][:i]) && strings.HasPrefix(b[1], a[0][i:]) {
			return true
		}
	}
	return false
}

type post struct {
	name, base, rank string
	past             bool
}

// posts splits a role into its posts: "co-founder and CEO" is two.
func posts(role string) []post {
	r := titles.Replace(strings.ToLower(role))
	var out []post
	for _, part := range strings.FieldsFunc(strings.ReplaceAll(r, " and ", ","), func(r rune) bool { return r == ',' || r == ';' || r == '&' || r == '/' }) {
		var p post
		var kept []string
		for _, w := range strings.Fields(part) {
			w = strings.Trim(w, ".()'\u2019\"")
			switch {
			case w == "the" || w == "a" || w == "an" || w == "":
			case past[w]:
				p.past = true
			default:
				kept = append(kept, w)
			}
		}
		if len(kept) == 0 {
			continue
		}
		p.name, p.base = strings.Join(kept, " "), strings.Join(kept, " ")
		if ranks[kept[0]] && len(kept) > 1 {
			p.rank, p.base = kept[0], strings.Join(kept[1:], " ")
		}
		out = append(out, p)
	}
	return out
}
