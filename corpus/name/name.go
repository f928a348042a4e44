// Package name gives entities one name and one id wherever they are written.
//
// It knows what can be known of a name alone, without the article around it:
// legal endings (CrowdStrike Holdings, Inc. = CrowdStrike), honorifics
// (Mr. Kurtz = Kurtz), articles, possessives, countries and their short forms
// (U.S. = United States), abbreviated states (Fla. = Florida), peoples
// (Americans = American) and the initials of well-known bodies (FBI). What
// takes context, a surname or an acronym an article introduces, is resolved
// by extractors/entity before names come here.
//
// The functions are pure; the tables are small on purpose: a wrong merge of two
// entities costs more than a missed one.
package name

import (
	"strings"

	"twosource/corpus"
)

// Canonical returns the name to show for an entity written as s, and its id:
// the type and a slug of the name ("org:crowdstrike"). Equal ids mean that the
// names alone say that the entities are one. An empty or unusable s gives an
// empty id.
func Canonical(t corpus.EntityType, s string) (display, id string) {
	display = Display(t, s)
	return display, ID(t, display)
}

// Display is the canonical form of a name. Where nothing that names would be
// left of it, as of "the (Co.)", it stays as it is but for its marks.
func Display(t corpus.EntityType, s string) string {
	s = Clean(s)
	if short := shorten(t, s); names(Clean(short)) {
		return short
	}
	return s
}

// names reports whether s has a letter or digit, and so an id.
func names(s string) bool {
	for i := range len(s) {
		if c := s[i]; c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' {
			return true
		}
	}
	return Slug(s) != ""
}

func shorten(t corpus.EntityType, s string) string {
	switch t {
	case corpus.Person:
		return person(s)
	case corpus.Org:
		return org(s)
	case corpus.Loc:
		return place(s)
	case corpus.Norp:
		return people(s)
	case corpus.Product, corpus.Event:
		return dropArticle(s)
	}
	return s
}

// ID is the stable id of a display name: "person:george-kurtz".
func ID(t corpus.EntityType, display string) string {
	slug := Slug(display)
	if slug == "" {
		return ""
	}
	return strings.ToLower(string(t)) + ":" + slug
}

var plainMarks = strings.NewReplacer("’", "'", "\u00ad", "", "\u00a0", " ")

// outer are the marks that surround a name without being part of it.
const outer = " \t\r\n\"'“”‘’.,;:()[]-–—*"

// Clean removes what surrounds a name but is not part of it: line breaks,
// doubled spaces, outer punctuation, possessive endings. Cleaning twice
// changes nothing.
func Clean(s string) string {
	s = strings.Trim(s, outer)
	if strings.ContainsAny(s, "\n\t\r\u00a0’\u00ad") || strings.Contains(s, "  ") {
		s = plainMarks.Replace(s)
		s = strings.Trim(strings.Join(strings.Fields(s), " "), outer)
	}
	for strings.HasSuffix(s, "'s") && !KeepsPossessive(s) {
		s = strings.Trim(strings.TrimSuffix(s, "'s"), outer)
	}
	return s
}

// KeepsPossessive reports whether a name that ends in 's has it by right, as
// "McDonald's" does. Either apostrophe and any case will do.
func KeepsPossessive(s string) bool {
	return keepsPossessive[strings.ToLower(strings.ReplaceAll(s, "’", "'"))]
}

var keepsPossessive = set("mcdonald's|lloyd's|moody's|macy's|wendy's|kellogg's|sotheby's|christie's|domino's|levi's|sainsbury's|denny's|arby's|hardee's|kohl's|lowe's|dick's|trader joe's|sam's|bj's|chili's|carl's|barclay's|ladbroke's|waterstone's|standard & poor's|people's|women's|men's|king's|queen's|st. john's|st john's|xi'an's|popeye's|hershey's|zaxby's|reese's|children's|veteran's|mother's|father's|valentine's|new year's")

// lookup finds a name in a table without regard to case and dots.
func lookup(table map[string]string, s string) (string, bool) {
	key := strings.ToLower(strings.ReplaceAll(s, ".", ""))
	v, ok := table[key]
	return v, ok
}

func dropArticle(s string) string {
	for _, a := range [...]string{"the ", "The ", "THE "} {
		if rest, ok := strings.CutPrefix(s, a); ok && rest != "" {
			return rest
		}
	}
	return s
}

// shouted reports whether s is written in capitals throughout and long enough
// not to be an acronym.
func shouted(s string) bool {
	letters := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 'a' && c <= 'z' || c >= 0x80 {
			return false
		}
		if c >= 'A' && c <= 'Z' {
			letters++
		}
	}
	return letters > 5 || letters > 3 && strings.Contains(s, " ")
}

// titleCase writes a shouted name with initial capitals.
func titleCase(s string) string {
	b := []byte(s)
	inside := false
	for i, c := range b {
		upper := c >= 'A' && c <= 'Z'
		if upper && inside {
			b[i] = c | 0x20
		}
		inside = upper || c >= 'a' && c <= 'z' || c == '\'' && inside
	}
	out := string(b)
	for _, w := range [...]string{" Of ", " And ", " The ", " For ", " In "} {
		out = strings.ReplaceAll(out, w, strings.ToLower(w))
	}
	return out
}

func person(s string) string {
	s = StripHonorific(s)
	if shouted(s) {
		s = titleCase(s)
	}
	return s
}

// StripHonorific removes titles before a person's name and degrees after it.
// A name that is nothing but titles is returned as it is.
func StripHonorific(s string) string {
	rest := s
	for {
		word, after, ok := strings.Cut(rest, " ")
		if !ok || !honorifics[strings.ToLower(strings.TrimRight(word, "."))] {
			break
		}
		rest = strings.TrimLeft(after, " ")
	}
	for {
		i := strings.LastIndexByte(rest, ' ')
		if i < 0 || !degrees[strings.ToLower(strings.ReplaceAll(rest[i+1:], ".", ""))] {
			break
		}
		rest = strings.TrimRight(rest[:i], " ,")
	}
	if rest == "" {
		return s
	}
	return rest
}

func org(s string) string {
	if full, ok := lookup(organisations, dropArticle(s)); ok {
		return full
	}
	s = StripLegal(s)
	if shouted(s) {
		s = titleCase(s)
	}
	if full, ok := lookup(organisations, dropArticle(s)); ok {
		return full
	}
	if rest, ok := strings.CutPrefix(s, "U.S. "); ok {
		return "United States " + rest
	}
	if rest, ok := strings.CutPrefix(s, "US "); ok {
		return "United States " + rest
	}
	return dropArticle(s)
}

// StripLegal removes legal endings: "CrowdStrike Holdings, Inc." is
// CrowdStrike. What remains is never empty.
func StripLegal(s string) string {
	for {
		i := strings.LastIndexByte(s, ' ')
		if i <= 0 {
			return s
		}
		if !legal[strings.ToLower(strings.ReplaceAll(s[i+1:], ".", ""))] {
			return s
		}
		rest := strings.TrimRight(s[:i], " ,&")
		if rest == "" || article(rest) {
			return s
		}
		s = rest
	}
}

func article(s string) bool { return strings.EqualFold(s, "the") || strings.EqualFold(s, "and") }

func place(s string) string {
	s = dropArticle(s)
	if s == "LA" || s == "L.A" {
		return "Los Angeles"
	}
	if full, ok := lookup(places, s); ok {
		return full
	}
	if shouted(s) || len(s) > 3 && s == strings.ToUpper(s) {
		s = titleCase(s)
	}
	if full, ok := lookup(places, s); ok {
		return full
	}
	if head, tail, ok := cutLast(s); ok {
		if full, ok := streets[strings.ToLower(strings.TrimSuffix(tail, "."))]; ok && head != "" {
			return head + " " + full
		}
	}
	return s
}

func cutLast(s string) (head, tail string, ok bool) {
	i := strings.LastIndexByte(s, ' ')
	if i < 0 {
		return "", s, false
	}
	return s[:i], s[i+1:], true
}

func people(s string) string {
	s = dropArticle(s)
	if s == strings.ToUpper(s) && len(s) > 3 {
		s = titleCase(s)
	}
	low := strings.ToLower(s)
	if full, ok := peoples[low]; ok {
		return full
	}
	if n := len(s); n > 4 && strings.HasSuffix(low, "s") {
		for _, end := range [...]string{"ans", "is", "ats", "rs", "ers", "sts", "abs", "urds", "ews", "ims", "tes"} {
			if strings.HasSuffix(low, end) {
				return s[:n-1]
			}
		}
	}
	return s
}
