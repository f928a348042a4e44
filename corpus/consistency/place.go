package consistency

import (
	_ "embed"
	"slices"
	"strings"
)

// placeTable is the containment of well-known places; see its head.
//
//go:embed places.txt
var placeTable string

var surroundings = readPlaces(placeTable)

// shortPlaces are the short and other names of places in the table.
var shortPlaces = map[string]string{
	"us": "united states", "usa": "united states", "america": "united states", "united states of america": "united states",
	"uk": "united kingdom", "britain": "united kingdom", "gb": "united kingdom", "uae": "united arab emirates",
	"republic of ireland": "ireland", "turkiye": "turkey", "holland": "netherlands", "nyc": "new york city", "la": "los angeles",
	"calif": "california", "tex": "texas", "tx": "texas", "ca": "california", "fla": "florida", "fl": "florida", "mass": "massachusetts", "ma": "massachusetts",
	"ny": "new york state", "nj": "new jersey", "pa": "pennsylvania", "ill": "illinois", "il": "illinois", "wash": "washington state", "wa": "washington state",
	"dc": "washington dc", "va": "virginia", "md": "maryland", "ga": "georgia us", "nc": "north carolina", "sc": "south carolina", "ariz": "arizona", "az": "arizona",
	"colo": "colorado", "mich": "michigan", "mi": "michigan", "minn": "minnesota", "mn": "minnesota", "conn": "connecticut", "ct": "connecticut", "tenn": "tennessee",
	"ind": "indiana", "wis": "wisconsin", "mo": "missouri", "nev": "nevada", "nv": "nevada", "ore": "oregon", "okla": "oklahoma", "ala": "alabama", "ark": "arkansas",
	"nsw": "new south wales", "st john s": "st johns", "big apple": "new york city",
}

func readPlaces(table string) map[string]string {
	m := make(map[string]string)
	for _, line := range strings.Split(table, "\n") {
		outer, inner, ok := strings.Cut(line, ": ")
		if !ok || line[0] == '#' {
			continue
		}
		for _, p := range strings.Split(inner, ", ") {
			if _, taken := m[p]; !taken {
				m[p] = outer
			}
		}
	}
	return m
}

// relatePlaces compares two places: one within the other agrees, two places
// beside each other do not.
func relatePlaces(x, y string) (relation, float64, string) {
	a, b := placePath(x), placePath(y)
	if len(a) == 0 || len(b) == 0 {
		return incomparable, 0, "no place"
	}
	if slices.Equal(a, b) {
		return equal, 0, "same place"
	}
	if touch(a, b) {
		return refines, 0, "one place lies within the other"
	}
	return apart, 1, quoted(x) + " and " + quoted(y) + " lie apart"
}

// touch reports whether one of two places lies within the other or is it.
func touch(a, b []string) bool {
	return within(a, b) || within(b, a) || wordsWithin(a, b) || wordsWithin(b, a)
}

// apartPaths reports whether two places are known and lie apart.
func apartPaths(a, b []string) bool {
	return len(a) > 0 && len(b) > 0 && !touch(a, b)
}

// wordsWithin reports whether all words of one place stand in the other.
func wordsWithin(inner, outer []string) bool {
	if countWords(outer) >= countWords(inner) {
		return false
	}
	in := strings.Fields(strings.Join(inner, " "))
	out := strings.Fields(strings.Join(outer, " "))
	return len(out) > 0 && len(out) < len(in) && subset(out, in)
}

// countWords counts the words of a path.
func countWords(path []string) int {
	n := len(path)
	for _, p := range path {
		n += strings.Count(p, " ")
	}
	return n
}

// shortened reports whether one name of a place is the start of the other: "Rio"
// is Rio de Janeiro.
func shortened(x, y string) bool {
	a, b := placePath(x), placePath(y)
	return len(a) == 1 && len(b) == 1 && strings.HasPrefix(b[0], a[0]+" ")
}

// within reports whether every part of the outer place is among the parts, or
// the known surroundings, of the inner one.
func within(inner, outer []string) bool {
	for _, o := range outer {
		if !partOf(inner, o) {
			return false
		}
	}
	return true
}

func partOf(path []string, place string) bool {
	for _, p := range path {
		for n := 0; p != "" && n < 8; n++ {
			if p == place {
				return true
			}
			p = surroundings[p]
		}
	}
	return false
}

// placePath splits "Austin, Texas, USA" into its parts from small to large,
// folded and with well-known short forms written out. Words that only point
// ("off the south-east coast of") are dropped; a possessive starts a larger
// part ("Ireland's south-east coast" lies in Ireland).
func placePath(s string) []string {
	var out []string
	if strings.Contains(s, "s ") || strings.Contains(s, " in ") || strings.Contains(s, " near ") {
		s = nesting.Replace(s)
	}
	for _, part := range strings.Split(s, ",") {
		w := fold(part)
		if pointed(w) {
			w = without(w, directions)
		}
		p := strings.Join(without(w, pointing), " ")
		if full, ok := shortPlaces[p]; ok {
			p = full
		}
		if p != "" {
			out = append(out, p)
		}
	}
	return out
}

var (
	pointing   = words(`the of in at off near coast county province shore outskirts downtown central greater metropolitan`)
	directions = words(`south north east west southeast southwest northeast northwest southern northern eastern western`)
)

// nesting writes the ways to say that one place lies in another as a comma.
var nesting = strings.NewReplacer("'s ", " ", "\u2019s ", " ", " in ", ", ", " near ", ", ")

// pointed reports whether a description points at part of a place.
func pointed(w []string) bool {
	for _, x := range w {
		if x == "coast" || x == "of" || x == "outskirts" {
			return true
		}
	}
	return false
}

func without(w []string, drop map[string]bool) []string {
	kept := make([]string, 0, len(w))
	for _, x := range w {
		if !drop[x] {
			kept = append(kept, x)
		}
	}
	return kept
}
