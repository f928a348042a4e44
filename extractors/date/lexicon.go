package date

import (
	"strings"

	"twosource/corpus/timex"
)

// class is what a word can do in a temporal expression.
type class uint8

const (
	none     class = iota
	month          // val 1-12
	weekday        // val 1-7
	unit           // val: index into units; plural set
	cardinal       // val: the number
	ordinal        // val: the rank; last and final are -1
	vague          // a few, several, many: an unknown number
	article        // a, an, one in front of a unit; the
	deictic        // today, tomorrow: val: days from the reference
	shift          // last, this, next: val -1, 0, 1
	season         // val 1-4
	daypart        // val: timex.DayPart
	clock          // noon, midnight: val: hour
	adverb         // daily, annual: val: index into units
	presence       // now, recently: val: index into refs
	every          // every, each
	edge           // early, late, mid, start, end: val: index into mods
	meridiem       // a.m., p.m.: val 0 or 12
	zone           // UTC, EDT: val: index into zones
	decades        // twenties … nineties: val 2-9
	holiday        // first word of a holiday's name
	quarterQ       // Q1 … Q4, H1, H2: val 1-4, 11, 12
	fiscal         // fiscal, FY
	century        // century
	approx         // about, around, nearly
	after          // later, after, from, hence: val 1; ago, before: val -1
	same           // that, same
	tense          // future, past, moment
	lasting        // monthslong: val: index into units; plural for "some months"
	filling        // consecutive, more: between an amount and its unit
	maxClass
)

// entry is what the lexicon says of a word.
type entry struct {
	val   int16
	class class
	flag  uint8
}

// Flags of entries.
const (
	plural   uint8 = 1 << iota // of a unit or weekday
	shaky                      // needs proof from its neighbours: May, March, Sun, fall, second
	abbrev                     // Jan., Mon, hrs
	timeUnit                   // hours and finer
)

// unitInfo describes a unit of time.
type unitInfo struct {
	code  string     // TIMEX3 unit
	gran  timex.Gran // what "last X" names
	times int        // P{n*times}{code}
	clock bool       // PT…
}

// Indexes of units.
const (
	uSecond = iota
	uMinute
	uHour
	uDay
	uNight
	uWeek
	uWeekend
	uFortnight
	uMonth
	uQuarter
	uYear
	uDecade
	uCentury
	uHalf
)

var units = [...]unitInfo{
	uSecond:    {"S", timex.Second, 1, true},
	uMinute:    {"M", timex.Minute, 1, true},
	uHour:      {"H", timex.Hour, 1, true},
	uDay:       {"D", timex.DayGran, 1, false},
	uNight:     {"D", timex.Part, 1, false},
	uWeek:      {"W", timex.Week, 1, false},
	uWeekend:   {"WE", timex.Weekend, 1, false},
	uFortnight: {"W", timex.Week, 2, false},
	uMonth:     {"M", timex.Month, 1, false},
	uQuarter:   {"Q", timex.Quarter, 1, false},
	uYear:      {"Y", timex.Year, 1, false},
	uDecade:    {"Y", timex.Decade, 10, false},
	uCentury:   {"Y", timex.Century, 100, false},
	uHalf:      {"Y", timex.Half, 1, false},
}

var refs = [...]string{"PRESENT_REF", "PAST_REF", "FUTURE_REF"}

var mods = [...]string{"", "START", "MID", "END", "APPROX", "BEFORE", "AFTER", "LESS_THAN", "MORE_THAN", "ON_OR_BEFORE", "ON_OR_AFTER", "EQUAL_OR_LESS", "EQUAL_OR_MORE"}

// Indexes of mods.
const (
	modNone = iota
	modStart
	modMid
	modEnd
	modApprox
	modBefore
	modAfter
	modLess
	modMore
	modOnBefore
	modOnAfter
	modAtMost
	modAtLeast
)

// words is the whole lexicon: a hash table of lower-case words, built once.
var words = build()

const (
	tableSize  = 1 << 11
	longest    = 14
	filterSize = 32 * 32 * 16
)

type table struct {
	filter [filterSize / 64]uint64 // bits by first and last letter and length
	slots  [tableSize]struct {
		word string
		e    entry
	}
}

// lookup finds a word whatever its case; ok is false for most words after one
// load from the filter.
func (t *table) lookup(w string) (entry, bool) {
	n := len(w)
	if n > longest || n == 0 {
		return entry{}, false
	}
	if k := filterKey(w); t.filter[k>>6]&(1<<(k&63)) == 0 {
		return entry{}, false
	}
	return t.find(w)
}

func (t *table) find(w string) (entry, bool) {
	n := len(w)
	h := hash(w)
	for {
		s := &t.slots[h%tableSize]
		if s.word == "" {
			return entry{}, false
		}
		if len(s.word) == n && equalFold(s.word, w) {
			return s.e, true
		}
		h++
	}
}

func filterKey(w string) uint {
	return uint(w[0]&31)<<9 | uint(w[len(w)-1]&31)<<4 | uint(len(w))&15
}

// begins are the classes whose words can begin an expression.
var begins = [...]bool{month: true, weekday: true, unit: true, cardinal: true, ordinal: true, vague: true, article: true, deictic: true, shift: true, season: true,
	daypart: true, clock: true, adverb: true, presence: true, every: true, decades: true, holiday: true, quarterQ: true, fiscal: true, same: true, tense: true, lasting: true, maxClass: false}

func hash(w string) uint32 {
	h := uint32(2166136261)
	for i := range len(w) {
		h = (h ^ uint32(w[i]|0x20)) * 16777619
	}
	return h ^ h>>15
}

// equalFold compares a lower-case word with w, ASCII letters without case.
func equalFold(lower, w string) bool {
	for i := range len(lower) {
		c := w[i]
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		if c != lower[i] {
			return false
		}
	}
	return true
}

func (t *table) add(w string, e entry) {
	k := filterKey(w)
	t.filter[k>>6] |= 1 << (k & 63)
	h := hash(w)
	for t.slots[h%tableSize].word != "" {
		h++
	}
	t.slots[h%tableSize] = struct {
		word string
		e    entry
	}{w, e}
}

// list adds words that share a class and flags; "=" in front of a word gives
// it the value of the word before, any other word the next value.
func (t *table) list(c class, flag uint8, first int, text string) {
	v := first - 1
	for _, w := range strings.Fields(text) {
		if w[0] == '=' {
			w = w[1:]
		} else {
			v++
		}
		t.add(w, entry{int16(v), c, flag})
	}
}

func build() *table {
	t := &table{}
	t.list(month, 0, 1, `january february`)
	t.list(month, shaky, 3, `march`)
	t.list(month, 0, 4, `april`)
	t.list(month, shaky, 5, `may`)
	t.list(month, 0, 6, `june july august september october november december`)
	t.list(month, abbrev, 1, `jan. =jan feb. =feb mar.`)
	t.list(month, abbrev|shaky, 3, `mar`)
	t.list(month, abbrev, 4, `apr. =apr`)
	t.list(month, abbrev, 6, `jun. =jun jul. =jul aug. =aug sept. =sept =sep. =sep oct. =oct nov. =nov dec. =dec`)
	t.list(weekday, 0, 1, `monday tuesday wednesday thursday friday saturday sunday`)
	t.list(weekday, plural, 1, `mondays tuesdays wednesdays thursdays fridays saturdays sundays`)
	t.list(weekday, abbrev|shaky, 1, `mon tue wed thu fri sat sun`)
	t.list(weekday, abbrev, 2, `tues weds thurs =thur`)
	t.list(weekday, abbrev, 1, `mon. tue. =tues. wed. thu. =thur. =thurs. fri.`)
	t.list(weekday, abbrev|shaky, 6, `sat. sun.`)
	t.units()
	t.numbers()
	t.deictics()
	t.times()
	return t
}

func (t *table) units() {
	t.list(unit, shaky|timeUnit, uSecond, `second =sec`)
	t.list(unit, plural|timeUnit, uSecond, `seconds =secs`)
	t.list(unit, timeUnit, uMinute, `minute =min`)
	t.list(unit, plural|timeUnit, uMinute, `minutes =mins`)
	t.list(unit, timeUnit, uHour, `hour =hr`)
	t.list(unit, plural|timeUnit, uHour, `hours =hrs`)
	for _, u := range [...]struct {
		at   int
		one  string
		many string
	}{
		{uDay, "day", "days"}, {uNight, "night", "nights"}, {uWeek, "week", "weeks"}, {uWeekend, "weekend", "weekends"},
		{uFortnight, "fortnight", "fortnights"}, {uMonth, "month", "months"}, {uQuarter, "quarter", "quarters"},
		{uYear, "year =yr", "years =yrs"}, {uDecade, "decade", "decades"}, {uCentury, "century", "centuries"}, {uHalf, "half", "halves"},
	} {
		t.list(unit, 0, u.at, u.one)
		t.list(unit, plural, u.at, u.many)
	}
	for _, w := range [...]struct {
		at   int
		word string
	}{{uHour, "hour"}, {uDay, "day"}, {uWeek, "week"}, {uMonth, "month"}, {uYear, "year"}, {uDecade, "decade"}} {
		t.add(w.word+"long", entry{int16(w.at), lasting, 0})
		t.add(w.word+"slong", entry{int16(w.at), lasting, plural})
	}
	t.list(adverb, 0, uDay, `daily nightly weekly`)
	t.list(adverb, 0, uFortnight, `fortnightly monthly quarterly annual =annually =yearly`)
	t.list(adverb, 0, uHour, `hourly`)
}

func (t *table) numbers() {
	t.list(cardinal, 0, 1, `one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty`)
	for i, w := range strings.Fields(`thirty forty fifty sixty seventy eighty ninety`) {
		t.add(w, entry{int16(30 + 10*i), cardinal, 0})
	}
	t.add("hundred", entry{100, cardinal, 0})
	t.add("thousand", entry{1000, cardinal, 0})
	t.list(ordinal, 0, 1, `first =1st`)
	t.list(ordinal, 0, 3, `third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth`)
	t.add("thirtieth", entry{30, ordinal, 0})
	t.add("final", entry{-1, ordinal, 0})
	t.list(vague, 0, 0, `several =few =many =some =couple =recent`)
	t.list(article, 0, 0, `a =an the`)
	t.list(decades, 0, 2, `twenties thirties forties fifties sixties seventies eighties nineties`)
}

func (t *table) deictics() {
	t.list(deictic, 0, -1, `yesterday today tomorrow`)
	t.add("tonight", entry{0, deictic, plural})
	t.list(shift, 0, -1, `last this next`)
	t.list(same, 0, 0, `that =same`)
	t.list(shift, 0, -1, `past =previous current coming =upcoming =following`)
	t.list(season, shaky, 1, `spring`)
	t.list(season, 0, 2, `summer`)
	t.list(season, shaky, 3, `fall`)
	t.list(season, 0, 3, `autumn winter`)
	t.list(presence, 0, 0, `now =currently recently`)
	t.list(filling, 0, 0, `more =consecutive =straight =full =whole =long =trading =business =extra =additional =calendar =short =further =successive =solid =other =entire =working`)
	t.list(tense, 0, 0, `moment =present future`)
	t.list(every, 0, 0, `every =each`)
	t.list(edge, 0, modStart, `early mid late`)
	t.list(edge, shaky, modStart, `start =beginning middle end`)
	t.list(edge, shaky, modStart, `earlier`)
	t.list(approx, 0, modApprox, `about =around =approximately =nearly =almost =roughly =circa =some`)
	t.list(after, 0, -1, `ago =before`)
	t.list(after, 0, 1, `later =after =hence =from`)
	t.list(fiscal, 0, 0, `fiscal =fy`)
	t.list(quarterQ, 0, 1, `q1 q2 q3 q4`)
	t.list(quarterQ, 0, 11, `h1 h2`)
	t.list(holiday, 0, 0, `christmas new thanksgiving easter good halloween valentine independence labor labour memorial martin veterans boxing black cyber earth mother father juneteenth columbus presidents remembrance palm ash`)
}

func (t *table) times() {
	t.list(daypart, 0, int(timex.Morning), `morning =mornings midday afternoon =afternoons evening =evenings`)
	t.list(clock, 0, 12, `noon`)
	t.list(clock, 0, 24, `midnight`)
	t.list(meridiem, 0, 0, `a.m. =am =a.m`)
	t.list(meridiem, 0, 12, `p.m. =pm =p.m`)
	for n, z := range zones {
		for _, name := range strings.Fields(z.names) {
			t.add(name, entry{int16(n), zone, 0})
		}
	}
}

// zones are the names of time zones with their offset, "" where it depends on
// the season.
var zones = [...]struct{ offset, names string }{
	{"Z", "utc gmt"}, {"+01:00", "bst cet"}, {"+02:00", "cest eet"}, {"-04:00", "edt"}, {"-05:00", "est cdt"}, {"-06:00", "cst mdt"},
	{"-07:00", "mst pdt"}, {"-08:00", "pst"}, {"+09:00", "jst"}, {"+05:30", "ist"}, {"+10:00", "aest"}, {"+11:00", "aedt"}, {"+08:00", "sgt"},
	{"", "et ct mt pt"},
}
