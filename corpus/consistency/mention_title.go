package consistency

import (
	"strings"

	"twosource/corpus"
)

// titleScan walks over what stands behind a name.
type titleScan struct {
	text    string
	at, end int
	former  bool
	certain bool // a word before the post says that one follows: "the", "its"
}

// word is the next word with its place, without moving on.
func (s *titleScan) word() corpus.Span {
	i := s.at
	for i < s.end && s.text[i] == ' ' {
		i++
	}
	k := i
	for k < s.end {
		switch c := s.text[k]; {
		case isWordByte(c), c == '-', c == '\'':
			k++
			continue
		case c == '.' && k > i && s.text[k-1] >= 'A' && s.text[k-1] <= 'Z' && (k-1 == i || s.text[k-2] == '.'): // "U.S."
			k++
			continue
		}
		break
	}
	return corpus.Span{Start: i, End: k}
}

// opens reads what leads from a name to a post: a comma, a bracket, "who was",
// "resigned as", and the words before the post itself.
func (s *titleScan) opens() bool {
	opened := false
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
			s.certain = true
		case opened && s.ofPlace(w, l): // "the Lorne minister", "Veltek CEO"
		case n == 0 && l == "of" && s.placeOf(w.End):
			continue
		case l == "been" && n < 3: // "has been chief executive"
			opened = true
		case opened && owns[l]:
			return true
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

// ofPlace reports whether a word before a post is a name: behind "the" and the like any
// that is written as one, else one with a post right behind it.
func (s *titleScan) ofPlace(w corpus.Span, lower string) bool {
	if s.text[w.Start] < 'A' || s.text[w.Start] > 'Z' || titleWord(lower, false) {
		return false
	}
	if s.certain {
		return true
	}
	next := titleScan{text: s.text, at: w.End, end: s.end}
	at := next.word()
	return at.Start == w.End+1 && titleWord(strings.ToLower(s.text[at.Start:at.End]), false)
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

// field moves over "of internal audit", "of the weather office" behind a head, and
// gives its words.
func (s *titleScan) field() []string {
	var out []string
	was := s.at
	for n := 0; n < 6; n++ {
		w := s.word()
		l := strings.ToLower(s.text[w.Start:w.End])
		if n == 1 && (l == "the" || l == "its") {
			s.at = w.End
			continue
		}
		if w.Empty() || w.Start > s.at+1 || n == 0 && l != "of" || n > 0 && (linking[l] || afterField[l] || len(l) < 3 || strings.HasSuffix(l, "ed")) {
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

// longestPost is how many words a post may have, without its field.
const longestPost = 6

// title reads a post: its words as far as the last that a post can end in. What is no
// word of posts may stand before it ("the county fire chief") where the post is closed
// by a mark or a preposition.
func (s *titleScan) title() (held, bool) {
	var words []string
	if w := s.word(); owns[s.text[w.Start:w.End]] {
		s.at = w.End
		return held{at: w, title: "owner", former: s.former}, true
	}
	from, end, heads, known := s.word().Start, 0, 0, true
	for open := true; len(words) < longestPost; {
		w := s.word()
		l := strings.ToLower(s.text[w.Start:w.End])
		if w.Empty() || len(words) > 0 && w.Start > s.at+1 || !s.inPost(w, l, words, heads > 0) {
			break
		}
		words, s.at = append(words, l), w.End
		open = open && titleWord(l, false)
		if endsPost(l) {
			heads, end, known = len(words), w.End, open
		}
	}
	if heads == 0 {
		return held{}, false
	}
	words, s.at = words[:heads], end
	if !known && !s.closes() {
		return held{}, false
	}
	if k := words[len(words)-1]; k == "head" || k == "chief" || k == "leader" {
		words = append(words, s.field()...)
	}
	return held{at: corpus.Span{Start: from, End: s.at}, title: canonicalPost(words), former: s.former}, true
}

// inPost reports whether a word can go on with the words of a post, that can end
// already or not.
func (s *titleScan) inPost(w corpus.Span, lower string, words []string, ended bool) bool {
	if linking[lower] || noPost[lower] || len(words) > 0 && determines(lower) {
		return false
	}
	if ended {
		switch words[len(words)-1] {
		case "deputy":
			return true
		case "chief", "head":
			return titleHeads[lower] || titleParts[lower] || strings.HasSuffix(lower, "ing")
		}
		return titleHeads[lower]
	}
	return s.certain || len(words) > 0 || s.text[w.Start] >= 'a' || titleWord(lower, false)
}

// closes reports whether what follows a post ends its noun phrase.
func (s *titleScan) closes() bool {
	w := s.word()
	if w.Empty() {
		return w.Start >= s.end || strings.IndexByte(",.;:()", s.text[w.Start]) >= 0
	}
	return behindPost[s.text[w.Start:w.End]]
}

// joined reports whether another post follows behind "and".
func (s *titleScan) joined() bool {
	w := s.word()
	if s.text[w.Start:w.End] != "and" {
		return false
	}
	s.at = w.End
	s.certain = false
	if next := s.word(); determines(s.text[next.Start:next.End]) {
		s.at, s.certain = next.End, true
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
	t = strings.ReplaceAll(t, "vice-president", "vice president")
	post, field, ok := strings.Cut(t, " of ")
	list := strings.Fields(post)
	if k := len(list) - 1; k >= 0 {
		if same := samePosts[list[k]]; same != "" {
			list[k] = same
		}
		if k > 0 && foremost[list[0]] && !titled[list[k]] {
			list[0] = "chief"
		}
	}
	post = strings.Join(list, " ")
	if same := samePosts[post]; same != "" {
		post = same
	}
	switch {
	case ok && (post == "chief" || post == "head"):
		return "head of " + field
	case post == "leader" && field == "opposition":
		return "opposition leader"
	case vaguePosts[post], !endsPost(last(strings.Fields(post))), len(list) == 2 && ordinalOf(list[0]) > 0 && vaguePosts[list[1]] && list[1] != "officer":
		return ""
	}
	return post
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
