package consistency

import (
	"slices"
	"strings"

	"twosource/corpus"
	"twosource/corpus/slot"
)

// held is a post that a text gives a name.
type held struct {
	at     corpus.Span
	title  string // in one form: "cfo", "vice chair"
	former bool
}

// posts adds the posts that a text gives names: "Ana Ruiz, then the chief executive",
// "the captain, Jon Falk", "resigned as chairman". Its value is the post and, after
// it, the others that the text gives the same name.
func (r *reader) posts(list []Statement) []Statement {
	text := r.doc.Article.Text
	ents := r.doc.Facts.Entities
	found := make(map[string][]held)
	var names []*corpus.Entity
	for i := range ents {
		e := &ents[i]
		var all []held
		switch e.Type {
		case corpus.Person, corpus.Org:
			all = postsBefore(nil, text, e.Start)
		case corpus.Loc:
			if !strings.HasPrefix(text[e.End:], ", ") {
				continue
			}
		default:
			continue
		}
		if all = postsAfter(all, text, e.End); len(all) > 0 && !canHold(e, all, text) {
			all = nil
		}
		if at, ok := r.pronounOf(ents, i); ok {
			all = postsAfter(all, text, at)
		}
		if len(all) == 0 {
			continue
		}
		if found[e.Name] == nil {
			names = append(names, e)
		}
		found[e.Name] = append(found[e.Name], all...)
	}
	for _, e := range names {
		titles := titlesOf(found[e.Name])
		for _, h := range found[e.Name] {
			list = r.post(list, e, h, withOthers(h.title, titles))
		}
	}
	return list
}

// canHold reports whether a name can have posts: a person's any, a firm's those that
// firms can have, and one word taken for a place's those in commas behind it.
func canHold(e *corpus.Entity, all []held, text string) bool {
	switch e.Type {
	case corpus.Person:
		return true
	case corpus.Org:
		return postsOfFirms(all)
	case corpus.Loc:
		return !strings.Contains(e.Name, " ") && !postsOfFirms(all)
	}
	return false
}

// maxTitles is how many titles of one name are told beside each: nobody has more, but a
// list of all that held a post can be read as if one did.
const maxTitles = 12

// titlesOf are the first titles of a list, each once, sorted.
func titlesOf(list []held) (titles []string) {
	for _, h := range list {
		if !slices.Contains(titles, h.title) && len(titles) < maxTitles {
			titles = append(titles, h.title)
		}
	}
	slices.Sort(titles)
	return titles
}

// withOthers is a title and, behind it, the others of the same name.
func withOthers(title string, titles []string) string {
	out := []string{title}
	for _, t := range titles {
		if t != title {
			out = append(out, t)
		}
	}
	return strings.Join(out, "; ")
}

func (r *reader) post(list []Statement, e *corpus.Entity, h held, titles string) []Statement {
	c := corpus.Claim{Span: h.at, Confidence: 0.9, Rule: unread, Kind: corpus.KindRole, Subject: e.Name, SubjectID: e.ID, SubjectAt: e.Span}
	c.Value.Text = titles
	if h.former {
		c.Part = "former"
	}
	n := len(list)
	if list = r.unclaimed(list, c, nil); len(list) == n {
		return list
	}
	s := &list[n]
	s.Claim.Subject, s.Claim.Trigger = e.Name, ""
	s.subject = subject{kind: named, name: e.Name, words: coreWords(e.Name), typ: holderType(e.Type)}
	s.mention.Read(r.doc.Article.Text, slot.Parts{Sentence: s.Claim.Sentence, Value: s.Claim.Span, Subject: e.Name})
	return list
}

// holderType is the type of a name that has posts: what was taken for a place is a
// person.
func holderType(t corpus.EntityType) corpus.EntityType {
	if t == corpus.Loc {
		return corpus.Person
	}
	return t
}

// postMention makes a mention of a post. Its size only tells one post from another.
func postMention(m *slot.Mention, titles string) bool {
	title, _, _ := strings.Cut(titles, ";")
	m.Kind, m.Size = "role", sizeOf(title)
	return title != ""
}

// relatePosts compares posts that two texts give one name, each with the others that
// its text gives: who is chairman and chief executive in one is either in the other.
func relatePosts(x, y *corpus.Claim) (relation, float64, string) {
	a, b := strings.Split(x.Value.Text, "; "), strings.Split(y.Value.Text, "; ")
	switch {
	case oneOfPosts(a[0], b) || oneOfPosts(b[0], a):
		return agree, 0, "one post of several"
	case alikePost[headOf(a[0])] != 0 && alikePost[headOf(a[0])] == alikePost[headOf(b[0])]:
		return incomparable, 0, "two words for much the same"
	case x.Part != y.Part:
		return incomparable, 0, "one of the posts was given up"
	case classOfPost(a[0])&classOfPost(b[0]) == 0:
		return incomparable, 0, "one is a trade, the other a post"
	case headedBy(a[0], b[0]) || headedBy(b[0], a[0]):
		return incomparable, 0, "who heads something can be its " + quoted(a[0])
	case sameHead(a[0], b[0]):
		return incomparable, 0, "one post said in two ways"
	}
	return apart, 0.8, quoted(a[0]) + " is not " + quoted(b[0])
}

// postClass is what kinds of things a title can name.
type postClass uint8

const (
	tradeClass postClass = 1 << iota
	postsClass
	armedClass
	voiceClass
)

// headOf is the last word of a title without its field; of a consulting engineer
// that he is a consultant.
func headOf(title string) string {
	if strings.HasPrefix(title, "consulting ") {
		return "consultant"
	}
	title, _, _ = strings.Cut(title, " of ")
	return title[strings.LastIndexByte(title, ' ')+1:]
}

// classOfPost is what a title can name: "the chief engineer" has a post, "an engineer"
// a trade, a driver either.
func classOfPost(title string) postClass {
	w := strings.Fields(title)
	head, graded := last(w), false
	for _, x := range w[:max(0, len(w)-1)] {
		graded = graded || titleParts[x]
	}
	if head == "spokesperson" {
		return voiceClass
	}
	var c postClass
	if armed[head] {
		c |= armedClass
	}
	if tradeNames[head] {
		c |= tradeClass
	}
	if c == 0 || either[head] || firmPosts[head] || c == tradeClass && graded {
		c |= postsClass
	}
	return c
}

// headedBy reports whether the first of two titles only says that its holder heads
// something, and the second is one of those that do.
func headedBy(title, of string) bool {
	heads := strings.HasPrefix(title, "head of ") || headOf(title) == "leader"
	return heads && (strings.HasPrefix(of, "head of ") || headOf(of) == "chief" || executives[headOf(of)])
}

// sameHead reports whether two titles end in the same word and differ in others than
// those that tell posts apart.
func sameHead(a, b string) bool {
	x, y := strings.Fields(a), strings.Fields(b)
	if last(x) != last(y) {
		return false
	}
	return !graded(x, y) || !graded(y, x)
}

// graded reports whether a title has a word that tells posts apart and that another
// has not.
func graded(title, other []string) bool {
	for _, w := range title[:len(title)-1] {
		if titleParts[w] && !subset([]string{w}, other) {
			return true
		}
	}
	return false
}

// oneOfPosts reports whether one of some titles is a title said more or less exactly.
func oneOfPosts(title string, list []string) bool {
	words := strings.Fields(title)
	for _, t := range list {
		other := strings.Fields(t)
		if subset(words, other) || subset(other, words) {
			return true
		}
	}
	return false
}

// ofOthers reports whether two mentions give posts of two names.
func ofOthers(a, b *Statement) bool {
	x, y := &a.subject, &b.subject
	return x.typ != y.typ || sameWords(x.words, y.words, x.typ) < 0.8
}

// titleRoom is how far from a name its post is looked for, in bytes.
const titleRoom = 96

// postsAfter reads the posts behind a name that ends at i.
func postsAfter(dst []held, text string, i int) []held {
	rest := text[i:min(len(text), i+titleRoom)]
	if k := strings.IndexAny(rest, "\n;?!\u201c"); k >= 0 {
		rest = rest[:k]
	}
	s := titleScan{text: text, at: i, end: i + len(rest)}
	if strings.HasPrefix(rest, "'") || strings.HasPrefix(rest, "\u2019") {
		return dst
	}
	n := len(dst)
	if s.opens() {
		dst = s.titles(dst)
	}
	if k := strings.Index(rest, " as "); len(dst) == n && k >= 0 && !strings.ContainsAny(rest[:k], ".") && !nameBetween(rest[:k]) {
		s = titleScan{text: text, at: i + k + len(" as "), end: i + len(rest)}
		if w := s.word(); determines(text[w.Start:w.End]) {
			s.at, s.certain = w.End, true
		}
		dst = s.titles(dst)
	}
	if len(dst) == n {
		dst = postsBehindClause(dst, text, i, rest)
	}
	return dst
}

// postsBehindClause reads the posts behind what stands in commas after a name that ends
// at i: "Ana Ruiz, who had lit the match, was a waiter".
func postsBehindClause(dst []held, text string, i int, rest string) []held {
	if !strings.HasPrefix(rest, ", ") {
		return dst
	}
	for _, verb := range [...]string{", was ", ", is ", ", became "} {
		if k := strings.Index(rest, verb); k > 0 && !strings.ContainsAny(rest[:k], ".:") && strings.Count(rest[:k], ",") == 1 {
			s := titleScan{text: text, at: i + k + 1, end: i + len(rest)}
			if s.opens() && s.certain {
				return s.titles(dst)
			}
		}
	}
	return dst
}

// titles reads posts that "and" joins.
func (s *titleScan) titles(dst []held) []held {
	for n := 0; n < 3; n++ {
		h, ok := s.title()
		if !ok {
			break
		}
		if h.title != "" {
			dst = append(dst, h)
		}
		if !s.joined() {
			break
		}
	}
	return dst
}

// nameBetween reports whether a stretch of a sentence has a name that can be whose post
// follows.
func nameBetween(rest string) bool {
	for w := range strings.FieldsSeq(rest) {
		if w[0] >= 'A' && w[0] <= 'Z' {
			return true
		}
	}
	return false
}

// postsBefore reads the post before a name that begins at i: "chief executive Ana
// Ruiz", "its captain, Jon Falk", "The head of the county office, Ana Ruiz", "Judge:
// Ana Ruiz".
func postsBefore(dst []held, text string, i int) []held {
	from := max(0, i-titleRoom/2)
	before := text[from:withoutStyle(text, from, i)]
	if label, ok := strings.CutSuffix(before, ":"); ok {
		return postLabelled(dst, label, from)
	}
	if k := strings.LastIndexAny(before, "\n;?!.:("); k >= 0 {
		before, from = before[k+1:], from+k+1
	}
	trimmed, comma := strings.CutSuffix(before, ",")
	words := strings.Fields(trimmed)
	var field []string
	if comma {
		words, field = withoutField(words)
	}
	for n := 0; n < 3; n++ {
		k := len(words)
		for k > 0 && len(words)-k < 4 && titleWord(strings.ToLower(words[k-1]), k == len(words)) {
			k--
		}
		if k == len(words) {
			break
		}
		start := k
		if n == 0 && comma {
			if start = determinedFrom(words, k); start < 0 {
				break
			}
		} else if k > 0 && vaguePosts[strings.ToLower(words[k])] && tradePart(words[k-1]) {
			start--
		}
		title := words[start:len(words):len(words)]
		if n == 0 {
			title = append(title, field...)
		}
		if post := canonicalPost(title); post != "" {
			dst = append(dst, held{at: spanOfWords(before, words[start:], from), title: post, former: start > 0 && givenUp(words[start-1])})
		}
		words = words[:k]
		if k > 1 && words[k-1] == "and" {
			words = words[:k-1]
		} else if k == 0 || !strings.HasSuffix(words[k-1], ",") {
			break
		}
		words[len(words)-1] = strings.TrimSuffix(words[len(words)-1], ",")
	}
	return dst
}

// withoutStyle is where what stands before a name at i ends without "Mr" and the like.
func withoutStyle(text string, from, i int) int {
	end := from + len(strings.TrimRight(text[from:i], " "))
	for _, w := range [...]string{"Mr", "Mrs", "Ms", "Dr", "Sir", "Lord", "Dame"} {
		rest, ok := strings.CutSuffix(strings.TrimSuffix(text[from:end], "."), " "+w)
		if ok {
			end = from + len(strings.TrimRight(rest, " "))
		}
	}
	return end
}

// postLabelled reads a post that is the label of a line with a name: "Judge: Ana Ruiz".
func postLabelled(dst []held, label string, from int) []held {
	k := strings.LastIndexByte(label, '\n') + 1
	words := strings.Fields(strings.TrimLeft(label[k:], " *-\u2022\u2013\u2014\u00b7>"))
	if len(words) == 0 || len(words) > 4 || k == 0 && from > 0 {
		return dst
	}
	for n, w := range words {
		if !titleWord(strings.ToLower(w), n == len(words)-1) {
			return dst
		}
	}
	if post := canonicalPost(words); post != "" {
		dst = append(dst, held{at: spanOfWords(label, words, from), title: post})
	}
	return dst
}

// withoutField parts the words before a name in commas into those of a post and those
// of what it is of: "the head / of the county office".
func withoutField(words []string) (post, field []string) {
	n := len(words)
	if n == 0 || endsPost(strings.ToLower(words[n-1])) {
		return words, nil
	}
	for k := n - 2; k > 0 && k >= n-5; k-- {
		if strings.HasSuffix(words[k], ",") {
			break
		}
		if words[k] == "of" && endsPost(strings.ToLower(words[k-1])) {
			field = []string{"of"}
			for _, w := range words[k+1:] {
				if w = strings.ToLower(w); w != "the" && w != "its" {
					field = append(field, w)
				}
			}
			return words[:k], field
		}
	}
	return words, nil
}

// determinedFrom is where a post that ends words, and has only words of posts from k
// on, begins behind a word like "the"; -1 if it does not.
func determinedFrom(words []string, k int) int {
	if determined(words[:k]) {
		return k
	}
	for i := k - 1; i > 0 && i >= k-2; i-- {
		w := strings.ToLower(words[i])
		if linking[w] || noPost[w] || strings.ContainsAny(w, ",:\"") {
			break
		}
		if determines(words[i-1]) {
			return i
		}
	}
	return -1
}

// tradePart reports whether a word can say of what kind a driver or a dealer before a
// name is: "lorry driver Ana Ruiz".
func tradePart(w string) bool {
	return len(w) > 2 && w[0] >= 'a' && !linking[w] && !noPost[w] && !past[w] && !determines(w) && !leadsToPost[w] && !strings.HasSuffix(w, "ed") && !strings.HasSuffix(w, "ly") && strings.IndexByte(",\"'", w[len(w)-1]) < 0
}

// spanOfWords is where words that follow each other last stand in a stretch of text
// that begins at from.
func spanOfWords(s string, words []string, from int) corpus.Span {
	end := len(s)
	var at corpus.Span
	for i := len(words) - 1; i >= 0; i-- {
		k := strings.LastIndex(s[:end], words[i])
		if k < 0 {
			break
		}
		if at.Start = from + k; i == len(words)-1 {
			at.End = at.Start + len(words[i])
		}
		end = k
	}
	return at
}

// determined reports whether words that end right before a post of a name in commas
// hold what such a post has before it.
func determined(words []string) bool {
	k := len(words)
	return k > 0 && determines(words[k-1]) || k > 2 && words[k-1] == "and" && (determines(words[k-3]) || determines(words[k-2]))
}

// determines reports whether a word can stand right before a post that a name in
// commas follows.
func determines(w string) bool {
	switch strings.ToLower(w) {
	case "the", "a", "an", "its", "his", "her", "their", "our", "former", "then":
		return true
	}
	return strings.HasSuffix(w, "'s") || strings.HasSuffix(w, "\u2019s") || strings.HasSuffix(w, "s'")
}

// givenUp reports whether a word before a post says that it is no longer held.
func givenUp(w string) bool {
	w = strings.ToLower(w)
	return w == "former" || w == "formerly" || w == "ex"
}
