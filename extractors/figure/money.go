package figure

import (
	"strings"

	"twosource/corpus"
	"twosource/extractors/token"
)

// prefix is a currency written before its number.
type prefix struct {
	code  string
	start int // byte where it starts
	num   int // token of the number
	at    int // byte inside that token where digits start
}

// moneyBefore reads a currency sign or code at token i with a number after it:
// "$5", "US$ 5", "A$5", "$US5", "Rs. 5", "RM5", "USD 5", "€5".
func (s *scanner) moneyBefore(i int) (prefix, bool) {
	k := s.tok(i)
	p := prefix{start: int(k.Start)}
	j := i
	switch {
	case k.Kind == token.Symbol:
		p.code = signCode(s.word(i))
	case k.Kind == token.Word:
		return s.codeBefore(i)
	}
	if p.code == "" {
		return p, false
	}
	j++
	if p.code == "USD" && j < s.hi && s.tok(j).Kind == token.Word && !s.tok(j).SpaceBefore {
		return s.signThenCode(p, j) // $US5
	}
	return p, s.digitsAt(&p, j)
}

// digitsAt sets where the number of p starts; false when none does.
func (s *scanner) digitsAt(p *prefix, j int) bool {
	if j < s.hi && (s.word(j) == "-" || s.word(j) == "−") && s.adjacentNumber(j+1) {
		j++
	}
	if j+1 < s.hi && s.word(j) == "." && s.adjacentNumber(j+1) {
		p.num, p.at = j, int(s.tok(j).Start)
		return true
	}
	if j >= s.hi || s.tok(j).Kind != token.Number {
		return false
	}
	p.num, p.at = j, int(s.tok(j).Start)
	return true
}

// signThenCode reads "$US55" and "$A82": a country in the word at j.
func (s *scanner) signThenCode(p prefix, j int) (prefix, bool) {
	w := s.word(j)
	letters := 0
	for letters < len(w) && w[letters] >= 'A' && w[letters] <= 'Z' {
		letters++
	}
	code := dollarCode(w[:letters])
	if code == "" {
		return p, false
	}
	p.code = code
	if letters == len(w) {
		return p, s.digitsAt(&p, j+1)
	}
	p.num, p.at = j, int(s.tok(j).Start)+letters
	return p, w[letters] >= '0' && w[letters] <= '9'
}

// codeBefore reads a code in letters: "USD 5", "USD5", "Rs5", "US$5", "C $ 5".
func (s *scanner) codeBefore(i int) (prefix, bool) {
	w := s.word(i)
	p := prefix{start: int(s.tok(i).Start)}
	letters := 0
	for letters < len(w) && (w[letters] < '0' || w[letters] > '9') {
		letters++
	}
	if letters == 0 || letters > 6 {
		return p, false
	}
	if letters == len(w) && i+1 < s.hi && s.tok(i+1).Kind == token.Symbol {
		if code := signCode(s.word(i + 1)); code == "USD" {
			if c := s.lex(i); c.class&cCode != 0 && strings.HasSuffix(c.money, "D") {
				p.code = c.money
			} else if w != "a" && (w != "A" || !s.tok(i+1).SpaceBefore) {
				p.code = dollarCode(w)
			}
			return p, p.code != "" && s.digitsAt(&p, i+2)
		}
	}
	if w == "Y" && s.wordAt(i+1) == "=" {
		p.code = "JPY"
		return p, s.digitsAt(&p, i+2)
	}
	e := words.find(w[:letters])
	if e.class&cCode == 0 || !writtenAsCode(w[:letters], e) {
		return p, false
	}
	p.code = e.money
	if letters < len(w) {
		p.num, p.at = i, int(s.tok(i).Start)+letters
		return p, e.word != "ps" || letters+1 < len(w) || s.wordAt(i+1) == "." && s.adjacentNumber(i+2) // "PS5" is a console
	}
	j := i + 1
	if e.word == "ps" {
		return p, false
	}
	if s.wordAt(j) == "." && !s.tok(j).SpaceBefore && e.word == "rs" {
		j++
	}
	return p, s.digitsAt(&p, j)
}

// writtenAsCode reports whether w is written as a code and not as a word that
// happens to have its letters ("try", "pen").
func writtenAsCode(w string, e *lex) bool {
	switch e.word {
	case "rs", "rs.", "kr", "sfr":
		return true
	case "usd", "eur", "gbp", "aud", "cad", "nzd", "jpy", "cny":
		return true
	}
	return strings.ToUpper(w) == w
}

// signCode is the currency of a sign.
func signCode(w string) string {
	switch w {
	case "$", "＄":
		return "USD"
	case "£", "￡", "₤":
		return "GBP"
	case "€":
		return "EUR"
	case "¥", "￥":
		return "JPY"
	case "元", "圓":
		return "CNY"
	case "₹", "₨", "ரூ":
		return "INR"
	case "₽":
		return "RUB"
	case "₩":
		return "KRW"
	case "₪":
		return "ILS"
	case "₺":
		return "TRY"
	case "₴":
		return "UAH"
	case "₦":
		return "NGN"
	case "₱":
		return "PHP"
	case "฿":
		return "THB"
	case "₫":
		return "VND"
	case "₡":
		return "CRC"
	case "₵":
		return "GHS"
	case "₸":
		return "KZT"
	case "₾":
		return "GEL"
	case "₭":
		return "LAK"
	case "₿":
		return "XBT"
	case "¢":
		return "USX"
	}
	return ""
}

// dollarCode is the currency of a country written beside a dollar sign.
func dollarCode(w string) string {
	switch w {
	case "US", "U.S.", "u.s", "us", "U.S", "USD", "usd":
		return "USD"
	case "A", "AU", "AUD", "Au", "AUS", "a":
		return "AUD"
	case "C", "CA", "CAD", "c", "CDN", "Cdn":
		return "CAD"
	case "HK", "HKD", "hk":
		return "HKD"
	case "NZ", "NZD", "nz":
		return "NZD"
	case "S", "SG", "SGD":
		return "SGD"
	case "NT", "TWD":
		return "TWD"
	case "R":
		return "BRL"
	case "Mex", "MX", "MXN":
		return "MXN"
	case "J":
		return "JMD"
	case "Z", "ZW":
		return "ZWL"
	}
	return ""
}

// moneyAfter reads a currency after the number of a: "dollars", "Australian
// dollars", "€", "USD", "cents", "p".
func (s *scanner) moneyAfter(a *amount, j int) bool {
	w := s.word(j)
	k := s.tok(j)
	if k.Kind == token.Symbol {
		code := signCode(w)
		if code == "" || s.adjacentNumber(j+1) && (k.SpaceBefore || code == "USD") {
			return false
		}
		return s.setMoney(a, code, j+1)
	}
	if k.Kind != token.Word {
		return false
	}
	e := s.lex(j)
	switch {
	case e.class&cNation != 0:
		return s.nationMoney(a, j)
	case e.class&cMoney != 0:
		return s.nounMoney(a, e, j)
	case w == "元":
		return s.setMoney(a, "CNY", j+1)
	case w == "p" && a.number.next == j && (!k.SpaceBefore || !a.whole || a.coef < 10000) && !a.inWords && s.lexAt(j+1).class&cMonth == 0:
		return s.setMoney(a, "GBX", j+1)
	case w == "c" && !k.SpaceBefore && !a.inWords:
		return s.setMoney(a, "USX", j+1)
	case e.class&cCode != 0 && writtenAsCode(w, e):
		return s.setMoney(a, e.money, j+1)
	case s.word(j) == "US" && s.wordAt(j+1) == "$" && !s.tok(j+1).SpaceBefore && !s.adjacentNumber(j+2):
		return s.setMoney(a, "USD", j+2)
	}
	return false
}

func (s *scanner) setMoney(a *amount, code string, next int) bool {
	s.set(a, corpus.Money, code, next)
	if !a.multiplied && next < s.hi { // "75 USD million"
		if e := s.lex(next); e.class&cMult != 0 && e.num >= 6 && len(e.word) > 2 {
			a.scale -= int(e.num)
			a.multiplied = true
			a.next, a.end = next+1, int(s.tok(next).End)
		}
	}
	return true
}

// nationMoney reads "Australian dollars", "Hong Kong dollars", "US cents".
func (s *scanner) nationMoney(a *amount, j int) bool {
	nation := s.lex(j).unit
	k := j + 1
	for k < s.hi && k < j+2 && s.lex(k).class&cMoney == 0 && s.lex(k).class&cNation != 0 {
		if s.lex(k).unit != "" {
			nation = s.lex(k).unit
		}
		k++
	}
	e := s.lexAt(k)
	if e.class&cMoney == 0 || s.tok(k).Kind != token.Word {
		return false
	}
	return s.setMoney(a, nationCode(nation, e.money), k+1)
}

// nounMoney reads a currency noun, unless the word means something else here.
func (s *scanner) nounMoney(a *amount, e *lex, j int) bool {
	code := e.money
	switch e.word {
	case "won":
		if !a.multiplied && a.coef < 1000 {
			return false
		}
	case "pound", "pounds":
		if !a.multiplied && !s.priced(j) && s.lexAt(j+1).word != "sterling" {
			return false
		}
		if s.lexAt(j+1).word == "sterling" {
			j++
		}
	case "crown", "crowns", "rand", "dong", "taka", "quid", "buck", "lira", "real":
	case "cent", "cents":
	}
	return s.setMoney(a, code, j+1)
}

// priced reports whether the words before token j speak of money.
func (s *scanner) priced(j int) bool {
	for k := j - 1; k >= s.lo && k > j-12; k-- {
		if s.lex(k).class&cPrice != 0 || s.word(k) == "£" {
			return true
		}
	}
	return false
}

// nationCode is the code of a currency family in a country, the family's own
// when unknown.
func nationCode(nation, family string) string {
	for i := range nationals {
		if n := &nationals[i]; n.nation == nation && n.family == family {
			return n.code
		}
	}
	return family
}

var nationals = [...]struct{ nation, family, code string }{
	{"AU", "USD", "AUD"}, {"CA", "USD", "CAD"}, {"SG", "USD", "SGD"}, {"HK", "USD", "HKD"}, {"NZ", "USD", "NZD"}, {"TW", "USD", "TWD"}, {"JM", "USD", "JMD"}, {"FJ", "USD", "FJD"}, {"NA", "USD", "NAD"},
	{"DK", "NOK", "DKK"}, {"SE", "NOK", "SEK"}, {"DK", "CZK", "DKK"}, {"NO", "CZK", "NOK"}, {"SE", "CZK", "SEK"}, {"NO", "SEK", "NOK"}, {"IS", "SEK", "ISK"}, {"IS", "NOK", "ISK"},
	{"PH", "MXN", "PHP"}, {"AR", "MXN", "ARS"}, {"CO", "MXN", "COP"}, {"CL", "MXN", "CLP"}, {"UY", "MXN", "UYU"}, {"CU", "MXN", "CUP"},
	{"PK", "INR", "PKR"}, {"LK", "INR", "LKR"}, {"NP", "INR", "NPR"}, {"MU", "INR", "MUR"}, {"ID", "INR", "IDR"},
	{"EG", "GBP", "EGP"}, {"LB", "GBP", "LBP"}, {"SY", "GBP", "SYP"}, {"SD", "GBP", "SDG"}, {"LB", "TRY", "LBP"},
	{"IQ", "KWD", "IQD"}, {"JO", "KWD", "JOD"}, {"RS", "KWD", "RSD"}, {"LY", "KWD", "LYD"}, {"TN", "KWD", "TND"}, {"DZ", "KWD", "DZD"}, {"BH", "KWD", "BHD"},
	{"QA", "SAR", "QAR"}, {"OM", "SAR", "OMR"}, {"IR", "SAR", "IRR"}, {"YE", "SAR", "YER"}, {"QA", "IRR", "QAR"}, {"OM", "IRR", "OMR"}, {"SA", "IRR", "SAR"}, {"YE", "IRR", "YER"},
	{"UG", "KES", "UGX"}, {"TZ", "KES", "TZS"}, {"SO", "KES", "SOS"}, {"XO", "CHF", "XOF"}, {"FR", "CHF", "FRF"}, {"CD", "CHF", "CDF"}, {"RW", "CHF", "RWF"},
	{"BY", "RUB", "BYN"}, {"MA", "AED", "MAD"}, {"AU", "USX", "AUX"}, {"CA", "USX", "CAX"}, {"AF", "INR", "AFN"},
}
