package compare

import (
	"github.com/govalues/decimal"

	"twosource/corpus"
)

// unit says how a UCUM code converts: value × num ÷ den + shift in the base of
// its dimension.
type unit struct {
	code, base string
	num, den   decimal.Decimal
	shift      decimal.Decimal
}

var units = buildUnits()

// buildUnits lists the units that news uses, as exact ratios to a base unit.
// Months and years have no exact length and convert only to each other.
func buildUnits() map[string]unit {
	m := make(map[string]unit)
	add := func(base string, pairs ...string) {
		for i := 0; i+2 < len(pairs); i += 3 {
			m[pairs[i]] = unit{code: pairs[i], base: base, num: decimal.MustParse(pairs[i+1]), den: decimal.MustParse(pairs[i+2])}
		}
	}
	add("m", "m", "1", "1", "km", "1000", "1", "cm", "1", "100", "mm", "1", "1000", "dm", "1", "10", "um", "1", "1000000", "nm", "1", "1000000000",
		"[mi_i]", "1609.344", "1", "[yd_i]", "0.9144", "1", "[ft_i]", "0.3048", "1", "[in_i]", "0.0254", "1", "[nmi_i]", "1852", "1")
	add("kg", "kg", "1", "1", "g", "1", "1000", "mg", "1", "1000000", "ug", "1", "1000000000", "t", "1000", "1", "kt", "1000000", "1", "Mt", "1000000000", "1", "Gt", "1000000000000", "1",
		"[lb_av]", "0.45359237", "1", "[oz_av]", "0.028349523125", "1", "[stone_av]", "6.35029318", "1", "[ston_av]", "907.18474", "1")
	add("L", "L", "1", "1", "mL", "1", "1000", "cL", "1", "100", "hL", "100", "1", "m3", "1000", "1", "cm3", "1", "1000", "[gal_us]", "3.785411784", "1", "[bbl_us]", "158.987294928", "1",
		"[pt_us]", "0.473176473", "1", "[qt_us]", "0.946352946", "1", "[cft_i]", "28.316846592", "1", "[cyd_i]", "764.554857984", "1")
	add("m2", "m2", "1", "1", "km2", "1000000", "1", "cm2", "1", "10000", "har", "10000", "1", "[acr_us]", "4046.8564224", "1", "[sft_i]", "0.09290304", "1", "[smi_us]", "2589988.110336", "1", "[syd_i]", "0.83612736", "1")
	add("s", "s", "1", "1", "ms", "1", "1000", "min", "60", "1", "h", "3600", "1", "d", "86400", "1", "wk", "604800", "1")
	add("mo", "mo", "1", "1", "a", "12", "1", "10.a", "120", "1", "100.a", "1200", "1")
	add("m/s", "m/s", "1", "1", "km/h", "1", "3.6", "[mi_i]/h", "0.44704", "1", "[kn_i]", "1852", "3600", "km/s", "1000", "1", "[ft_i]/s", "0.3048", "1")
	add("W", "W", "1", "1", "kW", "1000", "1", "MW", "1000000", "1", "GW", "1000000000", "1", "TW", "1000000000000", "1", "[HP]", "745.6998715822702", "1")
	add("J", "J", "1", "1", "kJ", "1000", "1", "MJ", "1000000", "1", "W.h", "3600", "1", "kW.h", "3600000", "1", "MW.h", "3600000000", "1", "GW.h", "3600000000000", "1", "TW.h", "3600000000000000", "1")
	add("By", "By", "1", "1", "kBy", "1000", "1", "MBy", "1000000", "1", "GBy", "1000000000", "1", "TBy", "1000000000000", "1", "PBy", "1000000000000000", "1")
	add("Pa", "Pa", "1", "1", "hPa", "100", "1", "kPa", "1000", "1", "MPa", "1000000", "1", "mbar", "100", "1")
	add("pp", "pp", "1", "1", "bp", "1", "100")
	add("Cel", "Cel", "1", "1")
	m["[degF]"] = unit{code: "[degF]", base: "Cel", num: decimal.MustNew(5, 0), den: decimal.MustNew(9, 0), shift: decimal.MustNew(-32, 0)}
	add("%", "%", "1", "1", "1", "100", "1")
	for _, c := range [...][2]string{{"USX", "USD"}, {"GBX", "GBP"}, {"MYX", "MYR"}, {"INX", "INR"}, {"RUX", "RUB"}, {"AUX", "AUD"}, {"CAX", "CAD"}} {
		add(c[1], c[0], "1", "100", c[1], "1", "1")
	}
	return m
}

// baseOf is the base unit of a code: the code itself where nothing converts.
func baseOf(code string) string {
	if u, ok := units[code]; ok {
		return u.base
	}
	return code
}

// convert expresses d of unit code in its base.
func convert(d decimal.Decimal, code string) (decimal.Decimal, bool) {
	u, ok := units[code]
	if !ok || u.base == code {
		return d, true
	}
	if !u.shift.IsZero() {
		s, err := d.Add(u.shift)
		if err != nil {
			return d, false
		}
		d = s
	}
	x, err := d.Mul(u.num)
	if err != nil {
		return d, false
	}
	x, err = x.Quo(u.den)
	return x, err == nil
}

// ulp is the place value of the last significant digit of q, in q's own unit.
func ulp(q corpus.Quantity) (decimal.Decimal, bool) {
	digits := q.Digits
	if q.Value.IsZero() || digits <= 0 {
		return q.Value.ULP(), true
	}
	// The leading digit stands at 10^(prec-scale-1), the last of n significant
	// digits n-1 places lower.
	return tenTo(q.Value.Prec() - q.Value.Scale() - digits)
}

// tenTo is 10^p.
func tenTo(p int) (decimal.Decimal, bool) {
	if p > 18 || p < -18 {
		return decimal.Decimal{}, false
	}
	if p <= 0 {
		d, err := decimal.New(1, -p)
		return d, err == nil
	}
	n := int64(1)
	for range p {
		n *= 10
	}
	d, err := decimal.New(n, 0)
	return d, err == nil
}

// Base expresses a quantity's value in the base unit of its dimension, with that
// unit's code: metres for feet, seconds for days. What does not convert is left
// as it is.
func Base(q corpus.Quantity) (value float64, unit string) {
	d, ok := convert(q.Value, q.Unit)
	unit = baseOf(q.Unit)
	if !ok {
		d, unit = q.Value, q.Unit
	}
	f, _ := d.Float64()
	return f, unit
}
