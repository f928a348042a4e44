package consistency

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"twosource/corpus"
)

// ranks adds the places in an order that a text gives: "the second-largest", "third
// by size", "No. 2", "the country's biggest", and the numbers that belong to a noun
// before them: "Category 4".
func (r *reader) ranks(list []Statement, t *taken) []Statement {
	text := r.doc.Article.Text
	s := rankScan{text: text}
	for s.next() {
		n := s.read()
		if n == 0 {
			continue
		}
		c := corpus.Claim{Span: s.value, Confidence: 0.9, Rule: unread, Kind: corpus.KindOther, Value: corpus.Value{Text: strconv.Itoa(n)}}
		if !t.has(&c) {
			list = r.unclaimed(list, c, nil)
		}
	}
	return list
}

// rankScan walks over the words of a text.
type rankScan struct {
	text   string
	at     corpus.Span // the word looked at
	before [3]string   // words before it, nearest first; "" over the end of a sentence
	value  corpus.Span // of the rank read
}

// next goes on to the next word that can be of a rank.
func (s *rankScan) next() bool {
	i := s.at.End
	if i > 0 {
		s.before[2], s.before[1], s.before[0] = s.before[1], s.before[0], s.text[s.at.Start:s.at.End]
	}
	for i < len(s.text) && !isWordByte(s.text[i]) {
		switch s.text[i] {
		case '\n', ';', ',', ':', '(', ')':
			s.before = [3]string{}
		case '.':
			if s.before[0] != "No" && !(s.before[0] == "no" && i+2 < len(s.text) && s.text[i+2] >= '1' && s.text[i+2] <= '9') {
				s.before = [3]string{}
			}
		}
		i++
	}
	k := i
	for k < len(s.text) && isWordByte(s.text[k]) {
		k++
	}
	s.at = corpus.Span{Start: i, End: k}
	return k > i
}

func isWordByte(c byte) bool { return isLetter(c) || c >= '0' && c <= '9' }

// inOrder is the kind of mentions of ranks.
const inOrder = "rank"

// read is the rank that the word looked at is of, 0 if none.
func (s *rankScan) read() int {
	w := s.text[s.at.Start:s.at.End]
	s.value = s.at
	switch c := w[len(w)-1]; {
	case c == 't' && superlatives[strings.ToLower(w)]:
		return s.superlative()
	case w == "most" && (s.before[0] == "the" || s.before[0] == "The" || s.before[0] == "s") && s.before[1] != "of":
		return s.most(1, "most "+strings.TrimLeft(s.rest(48), " "))
	case c >= '0' && c <= '9' && len(w) <= 2:
		return s.numbered(w)
	case len(w) <= 11 && (c == 'd' || c == 'h' || c == 't'):
		if n := ordinalOf(w); n > 0 {
			return s.ordinal(n)
		}
	case len(w) <= 5 && w[0] >= 'a':
		if n := cardinals[w]; n > 0 && (s.no() && s.before[0] != "No" || s.grade()) {
			return n
		}
	}
	return 0
}

// no reports whether "number" before the word makes it a place in an order.
func (s *rankScan) no() bool {
	switch b := s.before[0]; b {
	case "No":
		return true
	case "no":
		return strings.Contains(s.text[max(0, s.at.Start-2):s.at.Start], ".")
	case "number", "Number":
		return s.before[1] != "a" && (s.before[1] != "the" || !strings.HasPrefix(s.text[s.at.End:], " of"))
	}
	return false
}

// grade reports whether the word is a step on a scale: "level five", "rated a four".
func (s *rankScan) grade() bool {
	b := strings.ToLower(s.before[0])
	return b == "category" || b == "level" || b == "a" && (s.before[1] == "rated" || s.before[1] == "rates")
}

// superlative is 1 for "the largest bank", 0 for "one of the largest", "the largest
// since 1980" and what has its place before it ("second-largest").
func (s *rankScan) superlative() int {
	b := s.before[0]
	if ordinalOf(b) > 0 || cardinals[strings.ToLower(b)] > 0 {
		return 0
	}
	rest := s.rest(60)
	definite := b == "the" || b == "The" || b == "its" || b == "s" || b == "their" || b == "our" || b == "" && (s.labelled() || opensSet(rest))
	if w := s.text[s.at.Start:s.at.End]; w == "oldest" && oldestPerson(strings.TrimRight(first(strings.TrimLeft(s.rest(24), " ")), ".,")) {
		return 0
	}
	if !definite || s.before[1] == "of" && (s.before[2] == "one" || s.before[2] == "some") || s.before[1] == "among" {
		return 0
	}
	for _, w := range [...]string{" in years", " in decades", " for years", " so far", " yet"} {
		if strings.Contains(rest, w) {
			return 0
		}
	}
	return 1
}

// opensSet reports whether what follows a superlative says among what it holds: "of
// the German lenders", "in the country".
func opensSet(rest string) bool {
	rest = strings.TrimPrefix(rest, " ")
	w := first(rest)
	return w == "among" || (w == "of" || w == "in") && (strings.HasPrefix(rest[2:], " the ") || strings.HasPrefix(rest[2:], " its ") || strings.HasPrefix(rest[2:], " their "))
}

// oldestPerson reports whether what follows "the oldest" makes it somebody.
func oldestPerson(next string) bool {
	return next == "" || linking[next] || someone[next] || someone[strings.TrimSuffix(next, "s")]
}

// most is the rank of "the most valuable", "the second most valuable": n, or 1.
func (s *rankScan) most(n int, rest string) int {
	adjective, ok := strings.CutPrefix(rest, "most ")
	adjective = first(adjective)
	before := s.text[max(0, s.at.Start-40):s.at.Start]
	if !ok || strings.Contains(before, "one of ") || strings.Contains(before, "among ") {
		return 0
	}
	if !measurable[adjective] && (vagueMost[adjective] || len(adjective) < 4 || n == 1 && !holdsAmong(s.rest(60))) {
		return 0
	}
	s.value.End = s.at.End + strings.Index(s.text[s.at.End:], adjective) + len(adjective)
	return n
}

// holdsAmong reports whether a clause says among what "the most active" holds.
func holdsAmong(clause string) bool {
	for _, w := range [...]string{" of the ", " in the ", " on the ", " of its ", " of any ", " in that "} {
		if strings.Contains(clause, w) {
			return true
		}
	}
	return false
}

// rest is what follows in the clause.
func (s *rankScan) rest(most int) string {
	to := min(len(s.text), s.at.End+most)
	for to > s.at.End && to < len(s.text) && !utf8.RuneStart(s.text[to]) {
		to--
	}
	rest := s.text[s.at.End:to]
	if i := strings.IndexAny(rest, ",;.:\n("); i >= 0 {
		rest = rest[:i]
	}
	return rest
}

// labelled reports whether the word stands behind a label: "Rank: deadliest".
func (s *rankScan) labelled() bool {
	return s.at.Start >= 2 && s.text[s.at.Start-2:s.at.Start] == ": "
}

// dayOfMonth reports whether what stands before an ordinal makes it a day: "due on
// the 15th".
func (s *rankScan) dayOfMonth() bool {
	switch s.before[1] {
	case "on", "by", "until", "till", "before", "after", "since", "from":
		return s.before[0] == "the"
	}
	return false
}

// ordinal is the place that an ordinal gives: before a superlative, behind a verb
// of standing or a label, before "by" or "among", and of a third or later one of
// its kind.
func (s *rankScan) ordinal(n int) int {
	rest := strings.TrimLeft(s.rest(48), " -")
	next, more, _ := strings.Cut(rest, " ")
	if s.labelled() && (strings.Contains(strings.ToLower(s.line()), "rank") || s.endsLine() && !dayLabel(s.line())) {
		return n
	}
	if s.before[0] == "to" && slips[s.before[1]] && next == "" || s.before[0] == "in" && s.before[1] == "came" && n > 1 && next == "" {
		return n
	}
	if n == 1 {
		return s.firstOf(next, more)
	}
	switch {
	case superlatives[next]:
		s.value.End = s.at.End + strings.Index(s.text[s.at.End:], next) + len(next)
		return n
	case next == "most":
		return s.most(n, rest)
	case s.dayOfMonth() && !serial[strings.TrimSuffix(next, "s")]:
	case next == "place" || next == "by" || next == "among":
		return n
	case s.before[0] == "" && (next == "in" || next == "on") && !calendar(first(more)) && s.inClause(): // "the operator, third in broadband"
		return n
	case (next == "to" || next == "that") && ones[s.before[0]]:
		return n
	case n == 2 && next == "of" && s.before[0] == "the" && (cardinals[first(more)] > 1 || first(more) == "its" || first(more) == "their"):
		return n
	case s.before[0] == "s" && (next == "" || next == "and"): // "the nation's fourth"
		return n
	case placed[s.before[0]] || hedged[s.before[0]] && (next == "" || next == "on" || next == "in" || next == "behind" || next == "after"):
		return n
	case next == "city" || next == "largest":
		return n
	case next == "in" && inOrderOf(more) && !strings.HasSuffix(s.text[:s.at.Start], "the "):
		return n
	case next == "of" || next == "in" || next == "for":
		if n > 2 && s.before[0] == "the" && !isMonth(first(more)) {
			return n
		}
	case ones[s.before[0]] && (serial[strings.TrimSuffix(next, "s")] || serial[first(more)] && !linking[next]):
		return n
	case n > 3 && s.before[0] == "the" && next != "" && next[0] >= 'a' && !linking[next] && !timeWords[strings.TrimSuffix(next, "s")]: // "the 11th bridge"
		return n
	}
	return 0
}

// endsLine reports whether nothing follows the word in its line.
func (s *rankScan) endsLine() bool {
	return s.at.End == len(s.text) || s.text[s.at.End] == '\n' || s.text[s.at.End] == '.' && (s.at.End+1 == len(s.text) || s.text[s.at.End+1] == '\n')
}

// inClause reports whether the word goes on with a sentence behind a comma.
func (s *rankScan) inClause() bool {
	return s.at.Start >= 2 && s.text[s.at.Start-2:s.at.Start] == ", "
}

// dayLabel reports whether a label asks for a day.
func dayLabel(label string) bool {
	label = strings.ToLower(label)
	for _, w := range [...]string{"date", "day", "when", "on:", "opened", "closed", "anniversary"} {
		if strings.Contains(label, w) {
			return true
		}
	}
	return false
}

// firstOf is 1 for "the first fatal crash": other firsts are of too much.
func (s *rankScan) firstOf(next, more string) int {
	then := first(more)
	switch b := s.before[0]; {
	case ranksVerbs[b], next == "among", next == "place" && b == "for":
		return 1
	case next == "to" && (b == "the" || b == "was"):
		return 1
	case b == "the" && (next == "fatal" || next == "major" || next == "deadly") && serial[then]:
		return 1
	case b == "the" && then == "to" && next != "" && next[0] >= 'a' && !linking[next] && !timeWords[next]: // "the first woman to"
		return 1
	}
	return 0
}

// relateRanks compares two places in an order. What is the worst since some day can
// be no worse than the second of all.
func relateRanks(a, b *Statement) (relation, float64, string) {
	x, y := a.mention.Size, b.mention.Size
	if x > y {
		a, b, x, y = b, a, y, x
	}
	switch {
	case x == y:
		return equal, 0, "same value"
	case since(a) && !since(b):
		return incomparable, 0, "one only holds since some day"
	}
	return apart, 1, quoted(a.Claim.Value.Text) + " is not " + quoted(b.Claim.Value.Text)
}

// since reports whether the clause behind a rank says from when on it holds.
func since(s *Statement) bool {
	at := s.Claim.End - s.Claim.Sentence.Start
	if at < 0 || at > len(s.Sentence) {
		return false
	}
	rest := s.Sentence[at:]
	if k := strings.IndexAny(rest, ";:."); k >= 0 {
		rest = rest[:k]
	}
	return strings.Contains(rest, " since ")
}

// inOrderOf reports whether words behind "third in" name an order and not when or
// where something is: "in the country", "in size".
func inOrderOf(more string) bool {
	more = strings.TrimPrefix(more, "the ")
	switch first(more) {
	case "size", "country", "nation", "world", "state", "league", "market", "national", "global", "industry", "rankings", "standings", "table", "list":
		return true
	}
	return false
}

// line is the text before the word in its line, as far as a label reaches.
func (s *rankScan) line() string {
	before := s.text[max(0, s.at.Start-longValue):s.at.Start]
	return before[strings.LastIndexByte(before, '\n')+1:]
}

func first(s string) string {
	w, _, _ := strings.Cut(s, " ")
	return w
}

// numbered reads "No. 2", "number 5" and the number of what is told apart by it:
// "Category 4", "Warehouse 12".
func (s *rankScan) numbered(w string) int {
	n, err := strconv.Atoi(w)
	if err != nil || n == 0 || n > 40 || s.at.End < len(s.text) && (s.text[s.at.End] == '%' || s.text[s.at.End] == ',' && s.at.End+1 < len(s.text) && s.text[s.at.End+1] >= '0' && s.text[s.at.End+1] <= '9' || s.text[s.at.End] == ':') {
		return 0
	}
	switch b := s.before[0]; {
	case s.no() || b == "a" && s.grade():
		return n
	case kindsByNumber[strings.ToLower(b)]:
		return n
	}
	return 0
}

// ordinalOf is the number of an ordinal: "third", "21st"; 0 for other words.
func ordinalOf(w string) int {
	if w == "" {
		return 0
	}
	if w[0] >= '1' && w[0] <= '9' {
		n, rest, ok := 0, w, false
		for rest != "" && rest[0] >= '0' && rest[0] <= '9' && n < 1000 {
			n, rest = n*10+int(rest[0]-'0'), rest[1:]
		}
		ok = rest == "st" || rest == "nd" || rest == "rd" || rest == "th"
		if !ok {
			return 0
		}
		return n
	}
	return ordinals[strings.ToLower(w)]
}

var (
	ordinals = func() map[string]int {
		m := make(map[string]int)
		for i, w := range strings.Fields(`first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth`) {
			m[w] = i + 1
		}
		return m
	}()
	cardinals = map[string]int{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}

	superlatives  = words(`largest biggest smallest thinnest shortest steepest poorest cheapest shallowest narrowest lowest slowest greatest richest wealthiest deadliest bloodiest costliest busiest tallest longest highest heaviest fastest strongest deepest widest wettest hottest driest coldest worst gravest oldest`)
	measurable    = words(`valuable serious powerful expensive destructive populous costly severe profitable visited widespread`)
	vagueMost     = words(`likely important recent common obvious part people other famous beautiful notable striking difficult painful painfully time`)
	timeWords     = words(`second minute hour day night week month year decade century anniversary birthday time grade form quarter half responder`)
	ranksVerbs    = words(`ranked ranks ranking placed finished`)
	slips         = words(`slipped fell dropped rose climbed moved sank`)
	hedged        = words(`only now still just`)
	linking       = words(`of in on at for to and or the a an was is as by with from`)
	placed        = words(`ranked ranks rank stood stands placed finished is was came ranking`)
	ones          = words(`the its his her their a 's s was is`)
	serial        = words(`flight trip mission launch voyage journey car carriage coach exit floor campaign anniversary victim attempt failure accident crash recall test term ship craft act taxiway turning search phase edition outage leak alert storey compartment row child blow black-box night tip tower bridge club woman landslide flood wreck collapse`)
	kindsByNumber = words(`sector zone ward terminal unit reactor tip block category level warehouse exit gate platform runway hangar pier row seat room class`)
)
