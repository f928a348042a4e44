package claim

import "strings"

// irregular lists the forms that rules do not make. The lemma itself is
// always a form.
var irregular = irregularForms(`
be: is are was were been being am
have: has had having
do: does did done doing
go: goes went gone going
come: comes came coming
fall: falls fell fallen falling
rise: rises rose risen rising
give: gives gave given giving
take: takes took taken taking
make: makes made making
lose: loses lost losing
leave: leaves left leaving
find: finds found finding
hold: holds held holding
sell: sells sold selling
tell: tells told telling
say: says said saying
see: sees saw seen seeing
put: puts putting
cut: cuts cutting
hit: hits hitting
shut: shuts shutting
set: sets setting
hurt: hurts hurting
cost: costs costing
spread: spreads spreading
bring: brings brought bringing
buy: buys bought buying
catch: catches caught catching
run: runs ran running
begin: begins began begun beginning
break: breaks broke broken breaking
burn: burns burned burnt burning
blow: blows blew blown blowing
build: builds built building
bear: bears bore born borne bearing
beat: beats beaten beating
bid: bids bidding
bind: binds bound binding
choose: chooses chose chosen choosing
die: dies died dying
lie: lies lay lain lying
tie: ties tied tying
drive: drives drove driven driving
drown: drowns drowned drowning
eat: eats ate eaten eating
fight: fights fought fighting
flee: flees fled fleeing
fly: flies flew flown flying
freeze: freezes froze frozen freezing
get: gets got gotten getting
grow: grows grew grown growing
hide: hides hid hidden hiding
keep: keeps kept keeping
know: knows knew known knowing
lead: leads led leading
lend: lends lent lending
let: lets letting
meet: meets met meeting
pay: pays paid paying
read: reads reading
reset: resets resetting
ride: rides rode ridden riding
seek: seeks sought seeking
send: sends sent sending
shake: shakes shook shaken shaking
shed: sheds shedding
shoot: shoots shot shooting
sink: sinks sank sunk sinking
sit: sits sat sitting
slay: slays slew slain slaying
shrink: shrinks shrank shrunk shrinking
slide: slides slid sliding
speak: speaks spoke spoken speaking
spend: spends spent spending
stand: stands stood standing
steal: steals stole stolen stealing
stick: sticks stuck sticking
strike: strikes struck stricken striking
swear: swears swore sworn swearing
sweep: sweeps swept sweeping
teach: teaches taught teaching
tear: tears tore torn tearing
think: thinks thought thinking
throw: throws threw thrown throwing
trap: traps trapped trapping
wear: wears wore worn wearing
win: wins won winning
withdraw: withdraws withdrew withdrawn withdrawing
write: writes wrote written writing
wipe: wipes wiped wiping
undergo: undergoes underwent undergone undergoing
oversee: oversees oversaw overseen overseeing
overtake: overtakes overtook overtaken overtaking
axe: ax axes axed axing
cancel: cancels canceled cancelled canceling cancelling cancellation
total: totals totaled totalled totaling totalling
travel: travels traveled travelled traveling travelling
draw: draws drew drawn drawing
ring: rings rang rung ringing
swim: swims swam swum swimming
dig: digs dug digging
hang: hangs hung hanged hanging
quit: quits quitting
wed: weds wedded wedding
spin: spins spun spinning
wind: winds wound winding
burst: bursts bursting
bleed: bleeds bled bleeding
hear: hears heard hearing
overthrow: overthrows overthrew overthrown overthrowing
become: becomes became becoming
man: men
woman: women
gunman: gunmen
fireman: firemen
policeman: policemen
fisherman: fishermen
serviceman: servicemen
child: children
person: people persons
life: lives
wife: wives
half: halves
foot: feet
tooth: teeth
thief: thieves
loaf: loaves
crew: crews
staff: staffs
analysis: analyses
crisis: crises
storey: storeys
story: stories
`)

func irregularForms(table string) map[string][]string {
	m := make(map[string][]string)
	for _, line := range strings.Split(table, "\n") {
		if lemma, forms, ok := strings.Cut(line, ":"); ok {
			m[lemma] = strings.Fields(forms)
		}
	}
	return m
}

// pastForms lists the forms of a verb that tell of the past, participles among
// them.
func pastForms(lemma string) []string {
	var out []string
	for _, f := range inflect(lemma)[1:] {
		if !strings.HasSuffix(f, "ing") && f != lemma+"s" && f != lemma+"es" && !strings.HasSuffix(f, "ies") {
			out = append(out, f)
		}
	}
	if len(out) == 0 {
		return []string{lemma} // put, cut
	}
	return out
}

// inflect lists the forms a lemma can take as a noun or a verb, itself first.
// It over-generates: a form that is no word never occurs in a text.
func inflect(lemma string) []string {
	var f forms
	f.inflect(lemma)
	return f.list()
}

// forms are words that begin alike, one behind the other: they take one piece of
// memory, and none where all of them are known.
type forms struct {
	text []byte
	ends []int
}

func (f *forms) add(stem string, endings ...string) {
	f.text = append(f.text, stem...)
	for _, e := range endings {
		f.text = append(f.text, e...)
	}
	f.ends = append(f.ends, len(f.text))
}

func (f *forms) list() []string {
	text := string(f.text)
	out := make([]string, len(f.ends))
	from := 0
	for i, end := range f.ends {
		out[i] = text[from:end]
		from = end
	}
	return out
}

// inflect makes f the forms of a lemma.
func (f *forms) inflect(lemma string) {
	f.text, f.ends = f.text[:0], f.ends[:0]
	f.add(lemma)
	if list, ok := irregular[lemma]; ok {
		for _, form := range list {
			f.add(form)
		}
		return
	}
	n := len(lemma)
	if n < 2 || !isLower(lemma) {
		return
	}
	last, before := lemma[n-1], lemma[n-2]
	switch {
	case last == 'e':
		f.add(lemma, "s")
		f.add(lemma, "d")
		f.add(lemma[:n-1], "ing")
	case last == 'y' && !vowel(before):
		f.add(lemma[:n-1], "ies")
		f.add(lemma[:n-1], "ied")
		f.add(lemma, "ing")
	case last == 's' || last == 'x' || last == 'z' || last == 'h' && (before == 's' || before == 'c'):
		f.add(lemma, "es")
		f.add(lemma, "ed")
		f.add(lemma, "ing")
	default:
		f.add(lemma, "s")
		f.add(lemma, "ed")
		f.add(lemma, "ing")
		if n >= 3 && !vowel(last) && vowel(before) && !vowel(lemma[n-3]) && last != 'w' && last != 'y' {
			f.add(lemma, lemma[n-1:], "ed")
			f.add(lemma, lemma[n-1:], "ing")
		}
	}
}

func isLower(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < 'a' || s[i] > 'z' {
			return false
		}
	}
	return true
}

func vowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }

// singular strips a plural ending from a noun.
func singular(w string) string {
	n := len(w)
	switch {
	case irregularSingular[w] != "":
		return irregularSingular[w]
	case n > 4 && strings.HasSuffix(w, "ies"):
		return w[:n-3] + "y"
	case n > 4 && (strings.HasSuffix(w, "sses") || strings.HasSuffix(w, "shes") || strings.HasSuffix(w, "ches") || strings.HasSuffix(w, "xes")):
		return w[:n-2]
	case n > 3 && w[n-1] == 's' && w[n-2] != 's' && w[n-2] != 'u' && w[n-2] != 'i':
		return w[:n-1]
	}
	return w
}

var irregularSingular = func() map[string]string {
	m := make(map[string]string)
	for _, lemma := range strings.Fields("man woman gunman fireman policeman fisherman serviceman child person life wife half foot tooth thief loaf storey story") {
		m[irregular[lemma][0]] = lemma
	}
	m["persons"] = "person"
	return m
}()

// plural is the plural of a singular noun.
func plural(w string) string {
	n := len(w)
	if forms, ok := irregular[w]; ok && irregularSingular[forms[0]] == w {
		return forms[0]
	}
	switch {
	case n < 2:
		return w
	case w[n-1] == 'y' && !vowel(w[n-2]):
		return w[:n-1] + "ies"
	case w[n-1] == 's' || w[n-1] == 'x' || strings.HasSuffix(w, "ch") || strings.HasSuffix(w, "sh"):
		return w + "es"
	}
	return w + "s"
}
