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
		if e.Type != corpus.Person && e.Type != corpus.Org {
			continue
		}
		all := postsAfter(postsBefore(nil, text, e.Start), text, e.End)
		if len(all) == 0 || e.Type == corpus.Org && !postsOfFirms(all) {
			continue
		}
		if found[e.Name] == nil {
			names = append(names, e)
		}
		found[e.Name] = append(found[e.Name], all...)
	}
	for _, e := range names {
		for i, h := range found[e.Name] {
			list = r.post(list, e, h, withOthers(found[e.Name], i))
		}
	}
	return list
}

// withOthers are the titles of a list, that of its i-th first.
func withOthers(list []held, i int) string {
	titles := []string{list[i].title}
	for _, h := range list {
		if !slices.Contains(titles, h.title) {
			titles = append(titles, h.title)
		}
	}
	slices.Sort(titles[1:])
	return strings.Join(titles, "; ")
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
	s.subject = subject{kind: named, name: e.Name, words: coreWords(e.Name), typ: e.Type}
	s.mention.Read(r.doc.Article.Text, slot.Parts{Sentence: s.Claim.Sentence, Value: s.Claim.Span, Subject: e.Name})
	return list
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
	case tradeNames[a[0]] != tradeNames[b[0]]:
		return incomparable, 0, "one is a trade, the other a post"
	case x.Part != y.Part:
		return incomparable, 0, "one of the posts was given up"
	}
	return apart, 0.8, quoted(a[0]) + " is not " + quoted(b[0])
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
			s.at = w.End
		}
		dst = s.titles(dst)
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
		dst = append(dst, h)
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
// Ruiz", "its captain, Jon Falk".
func postsBefore(dst []held, text string, i int) []held {
	from := max(0, i-titleRoom/2)
	before := text[from:i]
	if k := strings.LastIndexAny(before, "\n;?!.:("); k >= 0 {
		before, from = before[k+1:], from+k+1
	}
	trimmed := strings.TrimRight(before, " ")
	for _, w := range [...]string{"Mr", "Mrs", "Ms", "Dr", "Sir", "Lord"} {
		trimmed = strings.TrimRight(strings.TrimSuffix(trimmed, " "+w), " ")
	}
	comma := strings.HasSuffix(trimmed, ",")
	trimmed = strings.TrimSuffix(trimmed, ",")
	words := strings.Fields(trimmed)
	for n := 0; n < 3; n++ {
		k := len(words)
		for k > 0 && len(words)-k < 4 && titleWord(strings.ToLower(words[k-1]), k == len(words)) {
			k--
		}
		if k == len(words) || n == 0 && comma && !determined(words[:k]) {
			break
		}
		if title := canonicalPost(words[k:]); title != "" {
			at := spanOfWords(before, words[k:], from)
			dst = append(dst, held{at: at, title: title, former: k > 0 && givenUp(words[k-1])})
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

// titleScan walks over what stands behind a name.
type titleScan struct {
	text    string
	at, end int
	former  bool
}

// word is the next word with its place, without moving on.
func (s *titleScan) word() corpus.Span {
	i := s.at
	for i < s.end && s.text[i] == ' ' {
		i++
	}
	k := i
	for k < s.end && (isWordByte(s.text[k]) || s.text[k] == '-' || s.text[k] == '\'') {
		k++
	}
	return corpus.Span{Start: i, End: k}
}

// opens reads what leads from a name to a post: a comma, a bracket, "who was",
// "resigned as", and the words before the post itself.
func (s *titleScan) opens() bool {
	opened, determined := false, false
	for n := 0; n < 10; n++ {
		w := s.word()
		if w.Empty() {
			if w.Start >= s.end || opened && s.text[w.Start] != ',' || strings.IndexByte(",(:", s.text[w.Start]) < 0 {
				return false
			}
			opened, s.at = true, w.Start+1
			continue
		}
		switch l := strings.ToLower(s.text[w.Start:w.End]); {
		case leadsToPost[l]:
			opened = true
		case past[l]:
			s.former, opened = s.former || givenUp(l), true
		case opened && (determines(l) || isDay(l)):
			determined = true
		case determined && s.text[w.Start] < 'a' && !titleWord(l, false): // "the Lorne minister"
		case n == 0 && l == "of" && s.placeOf(w.End):
			continue
		case beforePost[l]:
			if n > 0 && !opened && l != "down" {
				return false
			}
		default:
			return opened
		}
		s.at = w.End
	}
	return false
}

// placeOf moves over the place of "Veltek of Lorne" behind its "of", if it is one.
func (s *titleScan) placeOf(i int) bool {
	was := s.at
	s.at = i
	if w := s.word(); !w.Empty() && s.text[w.Start] >= 'A' && s.text[w.Start] <= 'Z' {
		s.at = w.End
		return true
	}
	s.at = was
	return false
}

// field moves over "of internal audit" behind a head, and gives its words.
func (s *titleScan) field() []string {
	var out []string
	was := s.at
	for n := 0; n < 4; n++ {
		w := s.word()
		l := s.text[w.Start:w.End]
		if w.Empty() || w.Start > s.at+1 || n == 0 && l != "of" || n > 0 && (linking[l] || afterField[l] || len(l) < 4 || l[0] < 'a' || strings.HasSuffix(l, "ed")) {
			break
		}
		out, s.at = append(out, l), w.End
	}
	if len(out) < 2 {
		s.at = was
		return nil
	}
	return out
}

// title reads a post.
func (s *titleScan) title() (held, bool) {
	var words []string
	at := corpus.Span{Start: s.word().Start}
	for n := 0; n < 5; n++ {
		w := s.word()
		word := s.text[w.Start:w.End]
		l := strings.ToLower(word)
		if w.Empty() || n > 0 && w.Start > s.at+1 || linking[l] || !titleWord(l, true) && !titleWord(l, false) {
			return held{}, false
		}
		words = append(words, l)
		s.at = w.End
		next := s.word()
		if following := strings.ToLower(s.text[next.Start:next.End]); endsPost(l) && !(next.Start == s.at+1 && (titleHeads[following] || l == "chief" && titleWord(following, false))) {
			break
		}
	}
	if k := words[len(words)-1]; k == "head" || k == "chief" {
		words = append(words, s.field()...)
	}
	at.End = s.at
	t := canonicalPost(words)
	return held{at: at, title: t, former: s.former}, t != ""
}

// joined reports whether another post follows behind "and".
func (s *titleScan) joined() bool {
	w := s.word()
	if s.text[w.Start:w.End] != "and" {
		return false
	}
	s.at = w.End
	if next := s.word(); determines(s.text[next.Start:next.End]) {
		s.at = next.End
	}
	return true
}

// titleWord reports whether a word can be of a post, as its last or another.
func titleWord(w string, last bool) bool {
	return endsPost(w) || !last && titleParts[w]
}

// endsPost reports whether a word can be the last of a post: "captain", "vice-chairman".
func endsPost(w string) bool {
	return titleHeads[w] || titleHeads[w[strings.LastIndexByte(w, '-')+1:]]
}

// canonicalPost is a post in one form, "" for one that says little: "boss", "head".
func canonicalPost(words []string) string {
	t := titles.Replace(strings.ReplaceAll(strings.ToLower(strings.Join(words, " ")), "vice-", "vice "))
	post, _, field := strings.Cut(t, " of ")
	if vaguePosts[t] || !titleHeads[last(strings.Fields(post))] {
		return ""
	}
	if field {
		return strings.Replace(t, "chief of", "head of", 1)
	}
	return t
}

// postsOfFirms reports whether posts are ones that firms can have.
func postsOfFirms(list []held) bool {
	for _, h := range list {
		if !firmPosts[last(strings.Fields(h.title))] {
			return false
		}
	}
	return true
}

var (
	afterField  = words(`there here when then while with until after before since under over during which where said says`)
	beforePost  = words(`resigned resigns stepped quit quits stood down served named appointed elected had has been`)
	leadsToPost = words(`who which was is became becomes then once as long-time longtime described promoted`)
	titleHeads  = words(`executive officer chairman chairwoman chairperson chair president director minister secretary treasurer governor mayor premier chancellor senator
judge barrister engineer economist mathematician physicist mate captain bosun manager operator owner contractor subcontractor designer builder auditor charterer supplier
tenant leaseholder landlord guard driver controller conductor adviser advisor counsel ambassador accountant surgeon steward pilot co-pilot commander admiral general colonel
chief head leader supervisor foreman dispatcher signalman broker trader analyst geologist architect veterinarian vet lecturer representative inspector superintendent busboy speaker alderman trustee administrator cameraman announcer reporter photographer patrolman constable sergeant headmaster headmistress prefect prosecutor liquidator receiver investor cfo ceo coo cto ringleader`)
	titleParts = words(`chief financial finance operating technology information legal general prime vice deputy managing non-executive executive senior junior first second third fourth assistant
regional foreign defence defense interior health justice education transport energy main sole lead head master security software systems design plant site shift tour brand van train bus station
company maintenance track product project purchasing research risk trading investment communications marketing operations audit internal safety acting interim honorary supreme national`)
	vaguePosts = words(`chief head leader officer executive general driver pilot trader builder analyst guard`)
	tradeNames = words(`engineer economist mathematician physicist geologist architect veterinarian vet lecturer reporter photographer cameraman announcer barrister accountant surgeon broker investor representative`)
	firmPosts  = words(`contractor subcontractor designer builder auditor charterer supplier owner operator landlord broker tenant manager`)
)
