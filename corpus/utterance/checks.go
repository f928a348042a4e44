package utterance

import "strings"

// check is one reading of a hunk; an empty reason passes it on.
type check func(x *comparer, h hunk, a, b []unit, negMoved bool) (bool, string)

// checks run in order; the first that gives a reason decides.
var checks = []check{checkNegation, checkAffix, checkOpposite, checkNumber, checkUnit, checkBound, checkQuantity, checkModality, checkTime, checkAspect, checkPronoun, checkName, checkDropped, checkWording}

func checkNegation(x *comparer, h hunk, a, b []unit, negMoved bool) (bool, string) {
	na, nb := count(a, negations), count(b, negations)
	switch {
	case na == 0 && nb == 0:
		return false, ""
	case negMoved:
		return false, "negation reworded"
	case na != nb:
		return true, "negation"
	}
	return false, ""
}

// checkAffix finds negation by prefix: likely, unlikely.
func checkAffix(x *comparer, h hunk, a, b []unit, _ bool) (bool, string) {
	for i := range a {
		for j := range b {
			if affixed(a[i].norm, b[j].norm) || affixed(b[j].norm, a[i].norm) {
				return true, "negation"
			}
		}
	}
	return false, ""
}

func affixed(long, short string) bool {
	if len(short) < 4 || len(long) <= len(short) {
		return false
	}
	for _, p := range [...]string{"un", "in", "im", "ir", "il", "dis", "non", "mis", "anti"} {
		if strings.HasPrefix(long, p) && stem(long[len(p):]) == stem(short) {
			return true
		}
	}
	return strings.HasSuffix(long, "less") && strings.HasSuffix(short, "ful") && long[:len(long)-4] == short[:len(short)-3]
}

func checkOpposite(x *comparer, h hunk, a, b []unit, _ bool) (bool, string) {
	for i := range a {
		for j := range b {
			if opposites[[2]string{a[i].norm, b[j].norm}] {
				return true, "antonym"
			}
		}
	}
	return false, ""
}

func checkNumber(x *comparer, h hunk, a, b []unit, _ bool) (bool, string) {
	na, nb := numbers(a), numbers(b)
	if len(na) == 0 && len(nb) == 0 {
		return false, ""
	}
	if len(na) == len(nb) {
		same := true
		for i := range na {
			same = same && na[i] == nb[i]
		}
		if same {
			return false, ""
		}
		return true, "number"
	}
	if only := append(append([]string{}, na...), nb...); len(only) == 1 && only[0] == "1" {
		return false, "wording differs, meaning same"
	}
	return true, "number"
}

func numbers(u []unit) []string {
	var out []string
	for i := range u {
		if u[i].flags&isNumber != 0 {
			out = append(out, u[i].norm)
		}
	}
	return out
}

func checkUnit(x *comparer, h hunk, a, b []unit, _ bool) (bool, string) {
	if differ(a, b, units, nil) && (count(a, units) > 0 && count(b, units) > 0) {
		return true, "unit"
	}
	return false, ""
}

// differ reports whether the members of set on both sides differ, after class
// maps words that mean the same to one.
func differ(a, b []unit, in map[string]bool, class map[string]string) bool {
	sa, sb := members(a, in, class), members(b, in, class)
	for w := range sa {
		if !sb[w] {
			return true
		}
	}
	for w := range sb {
		if !sa[w] {
			return true
		}
	}
	return false
}

func members(u []unit, in map[string]bool, class map[string]string) map[string]bool {
	out := make(map[string]bool)
	for i := range u {
		w := u[i].norm
		if !in[w] {
			continue
		}
		if c, ok := class[w]; ok {
			w = c
		}
		out[w] = true
	}
	return out
}

// boundClass maps bounds that mean the same to one word.
var boundClass = table(`around=about approximately=about roughly=about some=about almost=nearly more=over above=over beyond=over fewer=less under=less below=less maximum=most minimum=least just=only exactly=only`)

func checkBound(x *comparer, h hunk, a, b []unit, _ bool) (bool, string) {
	if !differ(a, b, bounds, boundClass) || !x.nearNumber(h) {
		return false, ""
	}
	return true, "bound"
}

// nearNumber reports whether a number stands within three words of the hunk.
func (x *comparer) nearNumber(h hunk) bool {
	for i := max(0, h.a0); i < min(len(x.a), h.a1+3); i++ {
		if x.a[i].flags&isNumber != 0 {
			return true
		}
	}
	return false
}

var quantityClass = table(`every=all each=all entire=all whole=all both=all numerous=many countless=many plenty=many lot=many`)

func checkQuantity(x *comparer, h hunk, a, b []unit, _ bool) (bool, string) {
	if !differ(a, b, quantity, quantityClass) {
		if len(a) == 1 && len(b) == 1 && quantity[a[0].norm] {
			return false, "wording differs, meaning same"
		}
		return false, ""
	}
	if len(a) > 0 && len(b) > 0 && (onlyPronouns(a) && pronouns[a[0].norm] || onlyPronouns(b) && pronouns[b[0].norm]) {
		return false, "" // "all of the company" → "we"
	}
	return true, "quantifier"
}

var modalClass = table(`shall=will would=will can=could may=might perhaps=maybe possibly=maybe potentially=maybe plans=plan planned=plan intends=plan intend=plan expects=expect expected=expect hopes=hope aims=aim tried=try tries=try trying=try ought=should going=will`)

func checkModality(x *comparer, h hunk, a, b []unit, _ bool) (bool, string) {
	if differ(a, b, modals, modalClass) {
		if emphasis(a) && emphasis(b) {
			return false, "emphasis"
		}
		return true, "modality"
	}
	if differ(a, b, hedges, nil) && count(a, hedges)+count(b, hedges) > 0 {
		return true, "hedge"
	}
	return false, ""
}

// emphasis reports whether the modal words only stress.
func emphasis(u []unit) bool {
	for i := range u {
		switch u[i].norm {
		case "certainly", "definitely", "surely":
		default:
			if modals[u[i].norm] {
				return false
			}
		}
	}
	return true
}

var (
	deictic  = set(`today yesterday tomorrow tonight`)
	weekdays = set(`monday tuesday wednesday thursday friday saturday sunday`)
)

func checkTime(x *comparer, h hunk, a, b []unit, _ bool) (bool, string) {
	if !differ(a, b, timeWords, nil) {
		return false, ""
	}
	if count(a, deictic) > 0 && count(b, weekdays) > 0 || count(b, deictic) > 0 && count(a, weekdays) > 0 {
		return false, "day named otherwise" // "yesterday" was Thursday on Friday
	}
	for _, side := range [2][]unit{a, b} {
		for i := range side {
			switch side[i].norm {
			case "already", "now", "since", "am":
				continue
			}
			if timeWords[side[i].norm] {
				return true, "time"
			}
		}
	}
	if len(a) > 0 && len(b) > 0 && count(a, timeWords) > 0 && count(b, timeWords) > 0 {
		return true, "time"
	}
	return false, ""
}

// checkAspect finds a finished act told as under way: has been, is being.
func checkAspect(x *comparer, h hunk, a, b []unit, _ bool) (bool, string) {
	has := func(u []unit, s string) bool {
		for i := range u {
			if stem(u[i].norm) == s {
				return true
			}
		}
		return false
	}
	if has(a, "have") && has(b, "be") && !has(b, "have") || has(b, "have") && has(a, "be") && !has(a, "have") {
		return true, "aspect"
	}
	return false, ""
}

// checkPronoun accepts the shifts of reported speech: I → he, the company → we.
func checkPronoun(x *comparer, h hunk, a, b []unit, _ bool) (bool, string) {
	if len(a) == 0 || len(b) == 0 {
		return false, ""
	}
	pa, pb := onlyPronouns(a), onlyPronouns(b)
	switch {
	case pa && pb:
		if sexSwap(a, b) {
			return true, "entity"
		}
		return false, "pronoun"
	case (pa || pb) && len(a) <= 6 && len(b) <= 6:
		return false, "pronoun"
	}
	return false, ""
}

func sexSwap(a, b []unit) bool {
	he, she := set(`he him his himself`), set(`she her hers herself`)
	return len(a) == 1 && len(b) == 1 && (he[a[0].norm] && she[b[0].norm] || she[a[0].norm] && he[b[0].norm])
}

// checkName finds a name swapped for another.
func checkName(x *comparer, h hunk, a, b []unit, _ bool) (bool, string) {
	na, nb := hasFlag(a, isName), hasFlag(b, isName)
	if (na || nb) && (shortFor(a, b) || shortFor(b, a)) {
		return false, "abbreviation"
	}
	if na && nb {
		if len(a) == 1 && len(b) == 1 && (initials(a[0].norm, b[0].norm) || a[0].norm[0] == b[0].norm[0] && prefixShare(a[0].norm, b[0].norm) >= 4) {
			return false, "wording differs, meaning same"
		}
		return true, "entity"
	}
	if (na && len(b) > 0 || nb && len(a) > 0) && weigh(a) > 0 && weigh(b) > 0 {
		return true, "entity"
	}
	return false, ""
}

// shortFor reports whether a single word is made of the first letters of the
// others: "IE" of "Internet Explorer", "CEO" of "chief executive".
func shortFor(short, long []unit) bool {
	if len(short) != 1 || len(long) < 2 {
		return false
	}
	w := short[0].norm
	for i := range long {
		if i >= len(w) || w[i] != long[i].norm[0] {
			return false
		}
	}
	return len(w) == len(long) || len(w) == len(long)+1 && w[len(w)-1] == 'o'
}

func initials(a, b string) bool { return len(a) <= 3 && strings.HasPrefix(b, a[:1]) && len(b) <= 4 }

func prefixShare(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// checkDropped judges words that only one side has in the middle: an adjective
// or adverb is cosmetic; a member of a list, a name or a phrase is not.
func checkDropped(x *comparer, h hunk, a, b []unit, _ bool) (bool, string) {
	if len(a) > 0 && len(b) > 0 {
		return false, ""
	}
	u := a
	if len(u) == 0 {
		u = b
	}
	n := weigh(u)
	if n == 0 {
		return false, "wording differs, meaning same"
	}
	for i := range u {
		if u[i].norm == "and" || u[i].norm == "or" {
			return true, "dropped conjunct"
		}
		if u[i].norm == "if" || u[i].norm == "unless" || u[i].norm == "except" {
			return true, "condition dropped"
		}
	}
	if n >= 2 && !allFillers(u) {
		return true, "dropped words"
	}
	return false, "wording differs, meaning same"
}

func allFillers(u []unit) bool {
	for i := range u {
		if !fillers[u[i].norm] && !light[u[i].norm] && u[i].norm != "know" && u[i].norm != "mean" {
			return false
		}
	}
	return true
}

// checkWording judges words of weight swapped for others that no table knows:
// adjectives, adverbs and verb forms pass as wording, nouns do not.
func checkWording(x *comparer, h hunk, a, b []unit, _ bool) (bool, string) {
	wa, wb := weigh(a), weigh(b)
	if wa == 0 || wb == 0 {
		return wa+wb >= 3, "dropped words"
	}
	if wa > 2 || wb > 2 {
		return true, "reworded"
	}
	for i := range a {
		for j := range b {
			if light[a[i].norm] || light[b[j].norm] {
				continue
			}
			if prefixShare(a[i].norm, b[j].norm) >= 5 || soft(a[i].norm) && soft(b[j].norm) {
				return false, "wording differs, meaning same"
			}
		}
	}
	return true, "wording"
}

// soft reports whether a word looks like an adjective, adverb or verb form.
func soft(w string) bool {
	for _, s := range [...]string{"ly", "ful", "ous", "ive", "ing", "ed", "able", "ible", "ant", "ent", "ic", "ish", "ary"} {
		if len(w) > len(s)+2 && strings.HasSuffix(w, s) {
			return true
		}
	}
	return false
}
