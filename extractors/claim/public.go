package claim

import (
	"strings"

	"twosource/corpus"
	"twosource/corpus/name"
)

// Public bodies report on firms, close them and take charge of them; a story of a
// failed bank names its regulators in every other sentence. What only firms have is
// never theirs.

// publicBit marks actors that are public bodies, in place of the bit of
// organisations.
const publicBit = 1 << 9

// orgBits are organisations of either sort.
var orgBits = typeBit(corpus.Org) | publicBit

// publicWords are words in the names of public bodies and of nothing else.
var publicWords = namesOf(`commission bureau agency department ministry police authority court administration congress parliament senate council
treasury supervision supervisors regulator inspectorate directorate prosecutor prosecutors comptroller ombudsman fbi fda faa ntsb fdic ftc doj ots occ nhtsa osha fema`)

func namesOf(list string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}

// isPublic reports whether a name is that of a public body: by one of its words, as
// an office of something, or as what insures deposits.
func isPublic(full string) bool {
	l := strings.ToLower(full)
	for w := range strings.FieldsSeq(l) {
		if publicWords[strings.TrimSuffix(strings.Trim(w, ".,'’"), "'s")] {
			return true
		}
	}
	return strings.HasPrefix(l, "office of ") || strings.HasPrefix(l, "federal deposit ") || strings.HasPrefix(l, "federal reserve")
}

// ofFirms are the attributes that only firms have.
var ofFirms = func() map[string]bool {
	m := namesOf("customers revenue profit listed branches valuation")
	for _, a := range []string{"total assets", "total deposits", "share price", "share price change", "market cap", "market value lost", "change in revenue",
		"change in profit", "job cuts", "stock exchange", "offer price", "capital raised", "stores closed"} {
		m[a] = true
	}
	return m
}()

// titleName is the part of an organisation's name that a headline gives: without its
// legal ending and the words for what it is.
func titleName(full string) string {
	short := name.StripLegal(full)
	for {
		i := strings.LastIndexByte(short, ' ')
		if i < 4 || !trades[strings.ToLower(short[i+1:])] {
			return short
		}
		short = strings.TrimRight(short[:i], " ,&")
	}
}

// trades are words for what an organisation is that end its name.
var trades = namesOf("bank banks bancorp group holding holdings airlines airways technologies financial industries international mutual stores")

// inTitle reports whether a headline names an actor, in full or without the words for
// what it is.
func inTitle(title string, a *actor) bool {
	if a.name == "" {
		return false
	}
	if strings.Contains(title, a.name) {
		return true
	}
	short := titleName(a.name)
	return a.typ == corpus.Org && short != a.name && containsWord(title, short)
}

// containsWord reports whether words stand in a text, not as part of longer ones.
func containsWord(text, words string) bool {
	for at := 0; ; {
		i := strings.Index(text[at:], words)
		if i < 0 {
			return false
		}
		i += at
		end := i + len(words)
		if (i == 0 || !wordByte(text[i-1])) && (end == len(text) || !wordByte(text[end])) {
			return true
		}
		at = end
	}
}

func wordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c >= 0x80
}

// barred reports whether an actor is a public body and an attribute one that only firms
// have.
func (d *document) barred(who int32, b *bearing) bool {
	return d.who[who].public && b.types&publicBit == 0
}
