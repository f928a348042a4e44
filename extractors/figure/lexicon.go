package figure

import "strings"

// class says what a word can be in a figure or around one; a word can be
// several things.
type class uint64

const (
	cSmall    class = 1 << iota // zero … nineteen; num is its value
	cTens                       // twenty … ninety
	cMult                       // hundred, thousand, million …; num is the power of ten
	cDozen                      // dozen
	cVague                      // dozens, hundreds, thousands …; num is the size of one
	cFraction                   // third(s), quarter(s), fifth(s) …; num is the denominator
	cOrdinal                    // first, second …; num is its value
	cUnit                       // unit of measure; unit holds its UCUM code
	cMoney                      // currency noun; money holds its code
	cMinor                      // cents, pence …
	cCode                       // ISO 4217 code or written prefix (Rs, RM)
	cNation                     // adjective before a currency noun; money holds the country
	cUp                         // verb of rising
	cDown                       // verb of falling
	cWeak                       // verb that also takes plain amounts ("raised $5m")
	cChange                     // noun of change ("rise", "drop")
	cStop                       // function word: ends a noun phrase
	cAdverb                     // may stand between a verb and its number
	cMonth                      // month or weekday
	cHead                       // word that makes the next number a name ("Section 230")
	cStreet                     // ends a street address
	cPlural                     // plural without s ("people")
	cGame                       // cue for a score
	cPrice                      // cue that pounds are money
	cStart                      // a figure can start here
	cPerson                     // noun of a person ("man", "suspect")
	cTime                       // unit of time
	cFold                       // twofold, doubled …; num is the factor
	cSize                       // tall, long …: follows a length
	cSuper                      // superlative after a rank ("largest")
	cNotS                       // ends in s and is no plural
	cForecast                   // expected, forecast …
	cDecade                     // twenties …
	cKnown                      // words that rules name
	cPhrasal                    // takes up or down as its particle ("gave up 5")
)

// lex is one word of the lexicon.
type lex struct {
	word        string // lower case
	class       class
	num         int64
	unit, money string
}

var none lex

// table finds words by a case-folding hash, without allocating.
type table struct {
	slots  [4096]int16
	list   []lex
	starts [256]uint32 // by first letter: lengths of words that can start a figure
}

func hash(w string) uint32 {
	h := uint32(len(w))
	for i := 0; i < len(w); i++ {
		c := w[i]
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		h = h*31 + uint32(c)
	}
	return h ^ h>>13
}

// find looks w up, ignoring ASCII case; the result is never nil.
func (t *table) find(w string) *lex {
	if len(w) > 20 {
		return &none
	}
	for h := hash(w); ; h++ {
		k := t.slots[h&4095]
		if k == 0 {
			return &none
		}
		if e := &t.list[k]; len(e.word) == len(w) && sameFold(e.word, w) {
			return e
		}
	}
}

func sameFold(lower, w string) bool {
	for i := 0; i < len(w); i++ {
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

// at returns the entry of a lower-case word, made when missing.
func (t *table) at(w string) *lex {
	h := hash(w)
	for ; t.slots[h&4095] != 0; h++ {
		if e := &t.list[t.slots[h&4095]]; e.word == w {
			return e
		}
	}
	t.slots[h&4095] = int16(len(t.list))
	t.list = append(t.list, lex{word: w})
	return &t.list[len(t.list)-1]
}

func (t *table) add(c class, words string) {
	for w := range strings.FieldsSeq(words) {
		t.at(w).class |= c
	}
}

// numbers adds words with increasing values from first.
func (t *table) numbers(c class, first int64, words string) {
	for w := range strings.FieldsSeq(words) {
		e := t.at(w)
		e.class |= c
		e.num = first
		first++
	}
}

// valued adds "word=number" pairs.
func (t *table) valued(c class, pairs string) {
	for p := range strings.FieldsSeq(pairs) {
		w, n, _ := strings.Cut(p, "=")
		e := t.at(w)
		e.class |= c
		for _, d := range n {
			e.num = e.num*10 + int64(d-'0')
		}
	}
}

// units adds "code: word word" lines.
func (t *table) units(c class, lines string) {
	for line := range strings.Lines(lines) {
		code, words, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok {
			continue
		}
		for w := range strings.FieldsSeq(words) {
			e := t.at(w)
			e.class |= c
			if c&cUnit != 0 {
				e.unit = code
			} else {
				e.money = code
			}
		}
	}
}

var words = newTable()

func newTable() *table {
	t := &table{list: make([]lex, 1, 1200)}
	addNumbers(t)
	addUnits(t)
	addMoney(t)
	addContext(t)
	for _, e := range t.list {
		if e.class&cStart != 0 {
			t.starts[e.word[0]] |= 1 << len(e.word)
			t.starts[e.word[0]&^0x20] |= 1 << len(e.word)
		}
	}
	return t
}

func addNumbers(t *table) {
	t.numbers(cSmall|cStart, 0, "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
	t.valued(cSmall|cStart, "nought=0 naught=0 fourty=40")
	t.valued(cTens|cStart, "twenty=20 thirty=30 forty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90")
	t.valued(cMult, "hundred=2 thousand=3 lakh=5 lakhs=5 lac=5 lacs=5 lkhs=5 million=6 crore=7 crores=7 cr=7 billion=9 trillion=12 quadrillion=15 mn=6 mln=6 mil=6 bn=9 bln=9 tn=12 trn=12 tln=12 mio=6 mm=6")
	t.add(cDozen, "dozen dozens dz dzs")
	t.add(cVague|cStart, "dozens hundreds thousands millions billions trillions tens scores lakhs crores")
	t.valued(cFraction, "half=2 halves=2 third=3 thirds=3 quarter=4 quarters=4 fourth=4 fourths=4 fifths=5 sixths=6 sevenths=7 eighths=8 ninths=9 tenths=10 twelfths=12 hundredth=100 hundredths=100 thousandth=1000 thousandths=1000 trillionths=1000000000000 millionth=1000000 millionths=1000000 thirtieth=30 twentieths=20")
	t.valued(cFraction|cOrdinal, "fifth=5 sixth=6 seventh=7 eighth=8 ninth=9 tenth=10 twelfth=12 twentieth=20")
	t.add(cOrdinal, "third fourth fifth")
	t.valued(cOrdinal, "first=1 second=2 eleventh=11 thirteenth=13 fourteenth=14 fifteenth=15 sixteenth=16 seventeenth=17 eighteenth=18 nineteenth=19")
	t.add(cStart, "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth half quarter a an dozen hundred thousand million billion trillion")
	t.add(cDecade|cStart, "teens twenties thirties forties fifties sixties seventies eighties nineties")
	t.valued(cFold|cStart, "halved=0 halving=0 doubled=2 doubling=2 tripled=3 tripling=3 trebled=3 quadrupled=4 quadrupling=4 quintupled=5 twofold=2 threefold=3 fourfold=4 fivefold=5 sixfold=6 sevenfold=7 eightfold=8 tenfold=10")
}

func addUnits(t *table) {
	t.units(cUnit, `
		m: metre metres meter meters
		km: kilometre kilometres kilometer kilometers kms
		cm: centimetre centimetres centimeter centimeters
		mm: millimetre millimetres millimeter millimeters
		dm: decimetre decimetres decimeter decimeters
		um: micrometre micrometres micrometer micrometers microns micron
		nm: nanometre nanometres nanometer nanometers
		pm: picometre picometres picometer picometers
		[mi_i]: mile miles
		[yd_i]: yard yards yds
		[ft_i]: foot feet
		[in_i]: inch inches
		g: gram grams gramme grammes
		kg: kilogram kilograms kilogramme kilogrammes kilo kilos kgs
		mg: milligram milligrams milligrammes
		ug: microgram micrograms microgrammes
		t: tonne tonnes ton tons
		[lb_av]: pound pounds lbs
		[oz_av]: ounce ounces
		[stone_av]: stone
		L: litre litres liter liters
		mL: millilitre millilitres milliliter milliliters
		cL: centilitre centilitres centiliter centiliters
		hL: hectolitre hectolitres hectoliter hectoliters
		[gal_us]: gallon gallons
		[bbl_us]: barrel barrels bbl bbls
		[pt_us]: pint pints
		[qt_us]: quart quarts
		[cup_us]: cup cups
		[tbs_us]: tablespoon tablespoons
		[tsp_us]: teaspoon teaspoons
		har: hectare hectares
		[acr_us]: acre acres
		[kn_i]: knot knots
		[mi_i]/h: mph
		km/h: kph kmph kmh
		[mi_i]/[gal_us]: mpg
		{rev}/min: rpm
		W: watt watts
		kW: kilowatt kilowatts
		MW: megawatt megawatts
		GW: gigawatt gigawatts
		TW: terawatt terawatts
		[HP]: horsepower bhp hp
		J: joule joules
		kJ: kilojoule kilojoules
		[Cal]: calorie calories kilocalories kcal
		V: volt volts
		kV: kilovolt kilovolts
		A: ampere amperes amp amps
		Hz: hertz hz
		kHz: kilohertz khz
		MHz: megahertz mhz
		GHz: gigahertz ghz
		By: byte bytes
		kBy: kilobyte kilobytes kb
		MBy: megabyte megabytes mb
		GBy: gigabyte gigabytes gb
		TBy: terabyte terabytes tb
		PBy: petabyte petabytes
		bit: bits
		Mbit: megabit megabits
		Gbit: gigabit gigabits
		mbar: millibar millibars
		dB: decibel decibels
		[car_m]: carat carats
		kt: kiloton kilotons kilotonne kilotonnes
		Mt: megaton megatons megatonne megatonnes
		Gt: gigaton gigatons gigatonne gigatonnes
		deg: degree degrees
		Cel: celsius centigrade celcius
		[degF]: fahrenheit farenheit
		rad: radian radians
		{pixel}: pixel pixels megapixel megapixels
		[ly]: light-year light-years
		mSv: millisievert millisieverts
		[btu]: btu
		[ppm]: ppm
		[ppb]: ppb
		{TEU}: teu
	`)
	t.units(cUnit|cTime, `
		s: second seconds sec secs
		ms: millisecond milliseconds
		min: minute minutes mins
		h: hour hours hrs
		d: day days
		wk: week weeks
		mo: month months
		a: year years yrs
		10.a: decade decades
		100.a: century centuries
	`)
}

func addMoney(t *table) {
	t.units(cMoney, `
		USD: dollar dollars buck bucks greenback
		EUR: euro euros
		GBP: pound pounds quid sterling
		JPY: yen
		CNY: yuan renminbi rmb kuai
		INR: rupee rupees
		RUB: rouble roubles ruble rubles
		KRW: won
		ZAR: rand
		MYR: ringgit ringgits
		THB: baht
		MXN: peso pesos
		BRL: reais
		UAH: hryvnia hryvnias
		TRY: lira liras
		ILS: shekel shekels
		AED: dirham dirhams
		SAR: riyal riyals
		IRR: rial rials
		NGN: naira
		CHF: franc francs
		SEK: kronor krona
		NOK: kroner krone
		CZK: crown crowns koruna
		PLN: zloty zlotys
		HUF: forint forints
		KWD: dinar dinars
		VND: dong
		IDR: rupiah
		XBT: bitcoin bitcoins btc
		GHS: cedi cedis
		KES: shilling shillings
		ESP: pesetas
		FIM: markka
		NLG: guilder guilders
		MNT: tugrik tugriks
		BDT: taka
		GEL: lari
		XXX: drachma
	`)
	t.units(cMoney|cMinor, `
		USX: cent cents
		GBX: penny pence pennies
		MYX: sen
		INX: paise
		RUX: kopecks
	`)
	for code := range strings.FieldsSeq("usd eur gbp jpy cny inr rub krw zar myr thb mxn brl uah try ils aed sar qar ngn chf sek nok dkk czk pln huf kwd vnd idr aud cad nzd hkd sgd twd php egp pkr bdt lkr kes ghs cop clp ars pen ron bgn hrk isk bhd omr jod lbp") {
		e := t.at(code)
		e.class |= cCode | cStart
		e.money = strings.ToUpper(code)
	}
	for pair := range strings.FieldsSeq("rs=INR rs.=INR rm=MYR kr=SEK sfr=CHF stg=GBP ps=GBP kn=HRK") {
		w, code, _ := strings.Cut(pair, "=")
		e := t.at(w)
		e.class |= cCode | cStart
		e.money = code
	}
	for pair := range strings.FieldsSeq("us=US u.s.=US american=US australian=AU canadian=CA singapore=SG hong=HK kong=HK zealand=NZ taiwan=TW taiwanese=TW jamaican=JM fijian=FJ namibian=NA danish=DK norwegian=NO swedish=SE czech=CZ icelandic=IS swiss=CH mexican=MX philippine=PH argentine=AR argentinian=AR colombian=CO chilean=CL uruguayan=UY cuban=CU indian=IN pakistani=PK lankan=LK nepalese=NP nepali=NP mauritian=MU egyptian=EG lebanese=LB syrian=SY sudanese=SD british=GB kuwaiti=KW iraqi=IQ jordanian=JO serbian=RS libyan=LY tunisian=TN algerian=DZ bahraini=BH saudi=SA qatari=QA omani=OM iranian=IR yemeni=YE turkish=TR kenyan=KE ugandan=UG tanzanian=TZ somali=SO chinese=CN japanese=JP korean=KR african=ZA brazilian=BR russian=RU belarusian=BY ukrainian=UA israeli=IL uae=AE emirati=AE moroccan=MA nigerian=NG thai=TH malaysian=MY indonesian=ID polish=PL hungarian=HU cfa=XO french=FR dutch=NL finnish=FI german=DE spanish=ES croatian=HR georgian=GE bulgarian=BG romanian=RO congolese=CD rwandan=RW") {
		w, c, _ := strings.Cut(pair, "=")
		e := t.at(w)
		e.class |= cNation
		e.unit = c
	}
}
