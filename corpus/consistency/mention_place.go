package consistency

import (
	"hash/fnv"
	"io"
	"strings"

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
		if e.Type != corpus.Loc || !placeStated(text, e.Start) {
			continue
		}
		c := corpus.Claim{Span: e.Span, Confidence: 0.9, Rule: unread, Kind: corpus.KindPlace, Value: corpus.Value{Text: e.Name}}
		if i+1 < len(ents) && ents[i+1].Type == corpus.Loc && text[e.End:max(e.End, ents[i+1].Start)] == ", " {
			c.Value.Text = text[e.Start:ents[i+1].End] // "Clinton, Mississippi"
		}
		if !t.has(&c) {
			list = r.unclaimed(list, c, nil)
		}
	}
	return list
}

// placeStated reports whether a place that begins at i stands behind a label or
// behind a preposition and, a few words before it, a word that tells of what has a
// place.
func placeStated(text string, i int) bool {
	before := text[max(0, i-longValue):i]
	before = before[strings.LastIndexAny(before, "\n;.!?")+1:]
	if strings.HasSuffix(before, ": ") {
		return strings.Count(before, " ") <= 4 && i >= len(before) && (i == len(before) || strings.IndexByte("\n.", text[i-len(before)-1]) >= 0)
	}
	w := strings.Fields(before)
	k := len(w) - 1
	for k >= 0 && (w[k] == "the" || w[k] == "downtown" || w[k] >= "A" && w[k] < "[") {
		k-- // "in the town of", "at Exxon's"
	}
	if k < 0 || !leadsTo[w[k]] {
		return false
	}
	for _, x := range w[max(0, k-4):k] {
		if x = strings.ToLower(strings.Trim(x, ",\"\u201d\u2019()")); len(x) > 2 && hasPlace(x) {
			return true
		}
	}
	return false
}

// hasPlace reports whether a word tells of what is done or stands somewhere.
func hasPlace(w string) bool {
	return placedWords[w] || len(w) > 4 && placedWords[strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(w, "s"), "ing"), "ed")]
}

var leadsTo = words(`in at near from to outside off for of into beside by on`)

// placedWords are words of what is done or stands somewhere, without -s, -ed and
// -ing.
var placedWords = words(`base based headquarter seat office domicile domicil situat locat situated located center centred centered centr built build made born birth buried bury
arrest held detain detained caught captured found discover discovered crash came landed land landfall ashore struck strike hit sank sunk moored dock bound head
fly flew flight route left leave depart departure set sail towed tow scrapped broken broke launch launched move moved relocated signed met meeting memorial service trial tried
court judge convict sentenc sentenced jailed jail prison school taught teach native grew live lived home hospital cemetery graveyard work works plant factory laboratory
sent district county province town village airport station dam lunch dinner dug hid registered travel travelled went took epicentre epicenter
quake host summit diverted staged shot killed died fell founded owner breaker yard`)

// placeMention makes a mention of a place. Its size only tells one place from
// another.
func placeMention(m *slot.Mention, place string) bool {
	name, _, _ := strings.Cut(place, ",")
	h := fnv.New32a()
	io.WriteString(h, strings.ToLower(name))
	m.Kind, m.Size = "place", 1+float64(h.Sum32()%50)/500
	return name != ""
}
