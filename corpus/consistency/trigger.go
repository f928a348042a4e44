package consistency

import "strings"

// kinds maps the nouns that name events to kinds of event. A noun with several
// kinds fits any of them; "any" fits every kind.
var kinds = lexicon(`
collapse: collapse cave-in disintegration failure
quake: earthquake quake tremor temblor
aftershock: aftershock
outage: outage blackout breakdown failure glitch disruption
failure: failure bankruptcy insolvency closure receivership
breach: breach hack intrusion cyberattack leak theft ransomware attack
fire: fire blaze wildfire inferno explosion
crash: crash collision derailment pile-up wreck
shooting: shooting massacre gunfire attack
explosion: explosion blast detonation bombing
flood: flood flooding deluge inundation storm
storm: storm hurricane typhoon cyclone tornado blizzard
sinking: sinking capsizing shipwreck grounding implosion
attack: attack bombing stabbing assault raid airstrike
strike: strike walkout stoppage
protest: protest march rally demonstration riot
landslide: landslide mudslide avalanche
eruption: eruption
stampede: stampede crush
spill: spill leak
settlement: settlement deal agreement accord fine
merger: merger takeover acquisition deal buyout
election: election vote poll referendum
robbery: heist robbery burglary theft
outbreak: outbreak epidemic pandemic
rescue: rescue search
any: event disaster tragedy incident accident crisis catastrophe emergency calamity toll
`)

// heads maps the nouns an article uses for a thing it has named before to the
// kinds of thing they can stand for.
var heads = lexicon(`
building: building tower block condo condominium complex high-rise skyscraper house hotel structure property
ship: ship vessel ferry liner tanker boat freighter carrier yacht trawler
sub: submersible submarine sub craft vessel
plane: plane jet aircraft airliner helicopter flight
train: train locomotive
bridge: bridge viaduct overpass span
dam: dam reservoir
road: road motorway highway tunnel
organisation: company firm business group maker manufacturer bank lender brewer retailer carrier airline operator startup start-up giant outfit insurer broker bakery brewery paper newspaper publisher charity agency
suspect: suspect gunman attacker shooter assailant bomber defendant man teenager
driver: driver motorist
pilot: pilot captain
boss: executive boss founder
player: player footballer striker midfielder goalkeeper
mountain: volcano mountain peak
place: town city village district county area region island
plant: plant factory refinery mill mine site facility
wreck: wreck wreckage debris
school: school college university
hospital: hospital clinic
product: product software app device platform system
update: update patch software release
canal: canal waterway channel strait
`)

func lexicon(lines string) map[string][]string {
	m := make(map[string][]string)
	for _, line := range strings.Split(strings.TrimSpace(lines), "\n") {
		kind, list, _ := strings.Cut(line, ":")
		for _, w := range strings.Fields(list) {
			m[w] = append(m[w], kind)
		}
	}
	return m
}

// match says how well two nouns agree in a lexicon: 1 the same noun, 0.9 the
// same kind, 0.7 where one of them fits anything, 0 where they name different
// things.
func match(lex map[string][]string, a, b string) float64 {
	if a == b {
		return 1
	}
	ka, kb := lex[a], lex[b]
	if a == "" || b == "" || fitsAll(ka) || fitsAll(kb) {
		return 0.7
	}
	for _, x := range ka {
		for _, y := range kb {
			if x == y {
				return 0.9
			}
		}
	}
	return 0
}

func fitsAll(kinds []string) bool { return len(kinds) == 1 && kinds[0] == "any" }

// head is the last word of a description in lower case, singular in the
// simplest way: "the 13-story block" is "block".
func head(description string) string {
	d := strings.ToLower(strings.TrimSpace(description))
	if i := strings.LastIndexByte(d, ' '); i >= 0 {
		d = d[i+1:]
	}
	if len(d) > 4 && strings.HasSuffix(d, "s") && !strings.HasSuffix(d, "ss") && !strings.HasSuffix(d, "us") {
		return d[:len(d)-1]
	}
	return d
}
