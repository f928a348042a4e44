package consistency

import (
	"hash/fnv"
	"io"
	"strings"
	"unicode"

	"twosource/corpus"
	"twosource/corpus/slot"
)

// places adds the places that a text gives as where something is or was done:
// "built in Hamburg", "bound for Osaka", "County: Hill". A place that only says
// where the news is from is none.
func (r *reader) places(list []Statement, t *taken) []Statement {
	text := r.doc.Article.Text
	ents := r.doc.Facts.Entities
	for i := range ents {
		e := &ents[i]
		if !isPlace(ents, i, text) {
			continue
		}
		c := corpus.Claim{Span: e.Span, Confidence: 0.9, Rule: unread, Kind: corpus.KindPlace, Value: corpus.Value{Text: e.Name}}
		if i+1 < len(ents) && ents[i+1].Type == corpus.Loc && text[e.End:max(e.End, ents[i+1].Start)] == ", " {
			c.Value.Text = text[e.Start:ents[i+1].End] // "Clinton, Mississippi"
		} else if i > 0 && ents[i-1].Type == corpus.Loc && ents[i-1].End <= e.Start && text[ents[i-1].End:e.Start] == ", in " {
			c.Value.Text = ents[i-1].Name + ", " + e.Name // "Clinton, in Mississippi"
		}
		if !t.has(&c) {
			list = r.unclaimed(list, c, nil)
			t.others.add(c.Span)
		}
	}
	return r.labelledPlaces(list, t)
}

// isPlace reports whether the i-th of some names is a place that something is said to
// be at. A name taken for a person's is one behind what people are not in or near.
func isPlace(ents []corpus.Entity, i int, text string) bool {
	e := &ents[i]
	if e.Type == corpus.Person {
		return behindPerson[lastWord(text[max(0, e.Start-longValue):e.Start])] && !strings.Contains(e.Name, " ") && !isPossessive(text, e.End) && placeStated(text, e.Start, false)
	}
	if e.Type != corpus.Loc || vast[e.Name] || strings.HasSuffix(e.Name, " Ocean") {
		return false
	}
	return placeStated(text, e.Start, !spacious(e.Name)) || seatOf(ents, i, text) || placeNamed(text, e.End) || placeLabelled(text, e.Span) || behindLabel(text, e.Span) || answers(text, e.Span)
}

// behindPerson are prepositions that make a name behind them one of a place.
var behindPerson = words(`in at near outside off`)

func lastWord(s string) string {
	s = strings.TrimRight(s, " ")
	return s[strings.LastIndexAny(s, " \n")+1:]
}

func isPossessive(text string, i int) bool {
	return strings.HasPrefix(text[i:], "'") || strings.HasPrefix(text[i:], "\u2019")
}

// phraseEnds reports whether nothing goes on with a name that ends at i.
func phraseEnds(text string, i int) bool {
	return i >= len(text) || strings.IndexByte(",.;)\n", text[i]) >= 0 || strings.HasPrefix(text[i:], " (")
}

// behindLabel reports whether a place stands right behind a short label that begins a
// sentence or a bracket: "Court: Lorne. Date: 5 May", "(head office: Lorne)".
func behindLabel(text string, at corpus.Span) bool {
	before, ok := strings.CutSuffix(text[max(0, at.Start-longLabel):at.Start], ": ")
	if !ok || !phraseEnds(text, at.End) {
		return false
	}
	k := strings.LastIndexAny(before, "\n(.?!;")
	if k < 0 && at.Start > longLabel {
		return false
	}
	label := strings.Fields(before[k+1:])
	for _, w := range label {
		if unplaced[strings.ToLower(w)] || calendar(w) || w[0] >= '0' && w[0] <= '9' || stamps[strings.ToLower(w)] {
			return false
		}
	}
	return len(label) > 0 && len(label) < 6
}

// answers reports whether a place is all that answers a question: "Worst hit? Lorne."
func answers(text string, at corpus.Span) bool {
	before := text[max(0, at.Start-4):at.Start]
	return strings.HasSuffix(strings.TrimRight(before, " "), "?") && phraseEnds(text, at.End)
}

// spacious reports whether a place holds others that are known by name: a country, a
// state.
func spacious(name string) bool {
	path := placePath(name)
	return len(path) > 0 && outer[path[0]]
}

// seatOf reports whether the i-th of some names is the place that the name before it
// is of: "Veltek of Lorne", "Jon Falk, 72, from Lorne".
func seatOf(ents []corpus.Entity, i int, text string) bool {
	if i == 0 || ents[i-1].Type != corpus.Org && ents[i-1].Type != corpus.Person || ents[i-1].End > ents[i].Start || ents[i].Start-ents[i-1].End > 12 {
		return false
	}
	between := text[ents[i-1].End:ents[i].Start]
	if ents[i-1].Type == corpus.Org && between == ", " {
		return phraseEnds(text, ents[i].End) // "Operator: Veltek, Lorne."
	}
	if rest, ok := strings.CutPrefix(between, ", "); ok {
		between = " " + strings.TrimLeft(rest, "0123456789, ")
	}
	return between == " of " || between == " from "
}

// placeNamed reports whether what follows a place that ends at i says what is there:
// "the Lorne-based firm", "Lorne headquarters", "Lorne, where".
func placeNamed(text string, i int) bool {
	rest := text[i:min(len(text), i+40)]
	after := strings.TrimPrefix(rest, ",")
	if strings.HasPrefix(rest, "-based") || strings.HasPrefix(rest, " based ") || strings.HasPrefix(after, " where ") || strings.HasPrefix(rest, " is where ") {
		return true
	}
	if after, ok := strings.CutPrefix(after, " the "); ok && seats[strings.TrimRight(first(after[strings.IndexByte(after, ' ')+1:]), ".,;")] {
		return true // "Lorne, the state capital"
	}
	if strings.HasPrefix(rest, ", ") && len(rest) > 3 && rest[2] >= 'A' && rest[2] <= 'Z' {
		if k := strings.Index(rest[2:], ", "); k > 0 {
			rest = rest[k+3:] // "the Lorne, Victoria, company"
		}
	}
	return thereStands[strings.TrimRight(first(strings.TrimPrefix(rest, " ")), ".,;")]
}

// unplaced are words of labels that no place answers.
var unplaced = words(`fact box facts figures specs rank event title name see by photo picture source question`)

// seats are what "the state capital" and the like end in.
var seats = words(`capital seat headquarters birthplace epicentre epicenter`)

var thereStands = words(`ward quarter district province police utility waterfront business airport company firm headquarters office offices plant factory depot prefecture premises warehouse brewery shipyard mill base`)

// placeLabelled reports whether a place stands in a short line of its own behind a
// label: "Route: Lorne to Apollo Bay", "Built: 1980, Lorne".
func placeLabelled(text string, at corpus.Span) bool {
	line := lineAround(text, at)
	label, rest, ok := strings.Cut(line, ": ")
	if !ok || len(line) > 2*longLabel || len(label) > longLabel || strings.Contains(rest, ": ") || strings.Count(label, " ") > 4 || !strings.Contains(rest, at.In(text)) {
		return false
	}
	for w := range strings.FieldsSeq(label) {
		if unplaced[strings.ToLower(w)] || calendar(w) || w[0] >= '0' && w[0] <= '9' || stamps[strings.ToLower(w)] {
			return false // an entry of a timeline
		}
	}
	return !strings.ContainsAny(rest, ".;") || strings.Count(rest, " ") < 5 || strings.HasPrefix(rest, at.In(text))
}

// vast are places too large for anything to be somewhere else.
var vast = map[string]bool{"Europe": true, "Asia": true, "Africa": true, "America": true, "North America": true, "South America": true, "Atlantic": true, "Pacific": true, "Earth": true}

// otherBearers reports whether one of two places is where a rule read somebody, some
// firm or what happened to be and the other is of something else, or near no name
// they share.
func otherBearers(a, b *Statement, f *slot.Features) bool {
	x, y := a.mention.Attribute != "", b.mention.Attribute != ""
	switch {
	case a.Claim.Kind == corpus.KindRole:
		return ofOthers(a, b)
	case a.Claim.Kind != corpus.KindPlace:
		return false
	case x && y:
		return a.attr != b.attr
	case x || y:
		return !f.ShareName()
	}
	return false
}

// labelledPlaces adds the places of a box of facts that no name was read in:
// "Base: Norwick".
func (r *reader) labelledPlaces(list []Statement, t *taken) []Statement {
	text := r.doc.Article.Text
	for i := 0; i < len(text); {
		line, _, _ := strings.Cut(text[i:], "\n")
		if n := strings.Index(line, ": "); n > 0 && n < longLabel && placeLabels[strings.ToLower(line[strings.LastIndexByte(line[:n], ' ')+1:n])] {
			at := corpus.Span{Start: i + n + 2, End: i + len(line)}
			if k := strings.IndexAny(line[n+2:], "(;./"); k >= 0 {
				at.End = at.Start + k
			}
			value := strings.TrimRight(text[at.Start:at.End], " ,")
			at.End = at.Start + len(value)
			c := corpus.Claim{Span: at, Confidence: 0.9, Rule: unread, Kind: corpus.KindPlace, Value: corpus.Value{Text: value}}
			if value != "" && len(value) < longLabel && value[0] >= 'A' && value[0] <= 'Z' && !t.has(&c) {
				list = r.unclaimed(list, c, nil)
			}
		}
		i += len(line) + 1
	}
	return list
}

// longLabel is the length from which what stands before a colon is no label, and
// what stands after it no place.
const longLabel = 40

var placeLabels = words(`office capital prefecture neighbourhood neighborhood quarter base seat headquarters hq place county river town city location island district home site epicentre village region state port airport station`)

// placeStated reports whether a place that begins at i stands behind a preposition
// and, a few words before it, a word that tells of what has a place; or behind a verb
// of getting there, or as one end of a way; of one that is narrow enough for
// something to be somewhere else, behind any of the prepositions of place.
func placeStated(text string, i int, narrow bool) bool {
	before := text[max(0, i-longValue):i]
	before = before[strings.LastIndexAny(before, "\n;.!?")+1:]
	w := strings.Fields(before)
	k := len(w) - 1
	for k >= 0 && (w[k] == "the" || w[k] == "downtown" || w[k] >= "A" && w[k] < "[") {
		k-- // "in the town of", "at Veltek's"
	}
	if k < 0 && len(w) == 0 {
		return false
	}
	if k < 0 { // the answer to a question
		return len(w) > 0 && leadsTo[strings.ToLower(w[0])] && strings.HasSuffix(strings.TrimRight(text[:i-len(before)], " \n"), "?")
	}
	if reaches := strings.ToLower(w[k]); gotThere[reaches] {
		return true
	}
	if w[k] == "was" || w[k] == "is" { // "Its home port was Lorne"
		for _, x := range w[max(0, k-3):k] {
			if placeLabels[strings.ToLower(strings.TrimSuffix(x, "'s"))] {
				return true
			}
		}
		return false
	}
	if w[k] == "as" && k > 1 && (w[k-1] == "far" || w[k-2] == "far") {
		return true
	}
	if !leadsTo[w[k]] || (w[k] == "of" || w[k] == "from") && k > 0 && away[w[k-1]] {
		return false
	}
	if w[k] == "off" || w[k] == "to" && k >= 2 && w[k-2] == "from" {
		return true
	}
	if narrow && (beforePlace[w[k]] || onLand[w[k]] && standsOut(text[i:])) && (k > 1 || k == 1 && isAt[strings.ToLower(w[0])]) { // not "Prices in Lorne"
		return true
	}
	for _, x := range w[max(0, k-placeWindow):k] {
		if x = strings.ToLower(strings.Trim(x, ",\"\u201d\u2019()")); len(x) > 1 && hasPlace(x) {
			return true
		}
	}
	return false
}

// standsOut reports whether a text begins with the name of an island, a mountain or a
// stretch of water, that things happen on as in a town.
func standsOut(text string) bool {
	for n := 0; n < 4; n++ {
		w := text[:len(text)-len(strings.TrimLeftFunc(text, unicode.IsLetter))]
		switch {
		case landmarks[w]:
			return true
		case w == "" || w[0] < 'A' || w[0] > 'Z' || len(w) == len(text) || text[len(w)] != ' ':
			return false
		}
		text = text[len(w)+1:]
	}
	return false
}

var landmarks = words(`Island Isle Cay Key Atoll Mount Mountain Lake Bay River Peninsula Point Beach Ridge Glacier Canal Reef`)

// placeWindow is how many words before its preposition what a place is of may stand.
const placeWindow = 6

// hasPlace reports whether a word tells of what is done or stands somewhere.
func hasPlace(w string) bool {
	return placedWords[w] || len(w) > 4 && placedWords[strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(w, "s"), "ing"), "ed")]
}

var (
	beforePlace = words(`in at near from to for off outside`)
	onLand      = words(`on over beneath under into`)
	isAt        = words(`they're it's he's she's is was anchored moored somewhere meanwhile close up down back out over`)
	away        = words(`north south east west northeast northwest southeast southwest north-east north-west south-east south-west miles mile kilometres kilometers km metres outside short`)
	leadsTo     = words(`in at near from to outside off for of into beside by on across beneath around under above over through`)
	gotThere    = words(`reached reaches left leaves leaving hit hits struck strikes crossed`)
)

// placedWords are words of what is done or stands somewhere, without -s, -ed and
// -ing.
var placedWords = words(`anchor mount assembl base based headquarter seat office domicile domicil situat locat center centre centr built build made born birth buried bury
arrest held detain caught captured found discover crash came com land landfall ashore struck strike hit sank sunk moored dock bound head
fly flew flight route left leave depart departure set sailed tow scrapped broken broke launch move moved relocated signed met meeting memorial service trial tried
court judge convict sentenc jail prison school taught teach native grew live lived home hospital cemetery graveyard grave work plant factory laboratory
sent district ward county province town village dam lunch dinner dug hid registered travel travelled took epicentre epicenter
quake host summit diverted staged shot killed died fell owner breaker yard
depot warehouse hotel train station tower drove drive back occurr happen start originat assign ended together sit sits stand stood lie lies lay
arm unit brigade regiment ridge site coast structure port ruptur fire blaze explosion accident disaster derail delivered chapel monument weapon facility venue beach runway open interr touch initiall filed shop store outlet vendor conducted crossing waterfront street quarter
bridge tunnel club theatre stadium arena pier quay rose way rushed driven transferred shipped taken`)

// placeMention makes a mention of a place. Its size only tells one place from
// another.
func placeMention(m *slot.Mention, place string) bool {
	name, _, _ := strings.Cut(place, ",")
	m.Kind, m.Size = "place", sizeOf(strings.ToLower(name))
	return name != ""
}

// sizeOf is a size for a mention of words, that only tells them from others.
func sizeOf(words string) float64 {
	h := fnv.New32a()
	io.WriteString(h, words)
	return 1 + float64(h.Sum32()%50)/500
}
