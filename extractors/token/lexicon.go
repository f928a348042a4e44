package token

import "strings"

func set(words string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// titles are abbreviations that always stand before a name.
var titles = set(`Mr Mrs Ms Mx Dr Prof Sen Sens Rep Reps Gov Govs Gen Lt Col Maj Capt Cmdr Sgt Adm Rev Hon Fr St Ste Mt Ft Pres Supt Insp Det Cpl Pvt Messrs Sr Sra`)

// abbreviations keep their dot.
var abbreviations = func() map[string]bool {
	m := set(`Inc Corp Co Ltd Bros Jr Sr Cos LLC Plc Assn Dept Univ
	Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun
	Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo
	Ave Blvd Rd vs etc approx al est vol pp Nos Rs Ph Esq Bt cf ed eds viz`)
	for w := range titles {
		m[w] = true
	}
	return m
}()

// starters are capitalised words that start sentences and hardly ever continue
// a name.
var starters = set(`The A An It He She They We I You This That These Those There Here In On At By For From With As But And Or So If When While After Before Since Until Although Though However Meanwhile Its His Her Their Our My Your What Who Why How Where Which Not No Now Then Also Some Many Most All Both Each Every Other Another Such Earlier Later Today Yesterday`)

// topLevel are the domain endings that news writes as part of names.
var topLevel = set(`com org net gov edu int mil io ai co tv uk us eu de fr ca au nz in ie info biz app dev example`)
