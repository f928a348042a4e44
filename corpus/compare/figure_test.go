package compare

import (
	"math/rand/v2"
	"testing"

	"github.com/govalues/decimal"

	"twosource/corpus"
)

// exact is the quantity a number in digits states.
func exact(value string, digits int, unit string) corpus.Quantity {
	v := decimal.MustParse(value)
	return corpus.Quantity{Value: v, Low: v, High: v, Digits: digits, Unit: unit}
}

func bounded(b corpus.Bound, value, low, high, unit string) corpus.Quantity {
	v := decimal.MustParse(value)
	q := corpus.Quantity{Value: v, Low: decimal.MustParse(low), High: decimal.MustParse(high), Bound: b, Digits: 2, Unit: unit}
	q.NoHigh = b == corpus.MoreThan || b == corpus.AtLeast
	q.NoLow = b == corpus.LessThan || b == corpus.AtMost
	return q
}

func one(b corpus.Bound, v, unit string) corpus.Quantity { return bounded(b, v, v, v, unit) }

func TestQuantities(t *testing.T) {
	cases := []struct {
		name string
		a, b corpus.Quantity
		want Relation
	}{
		{"equal", exact("298", 3, ""), exact("298.0", 4, ""), Same},
		{"one off", exact("12", 2, ""), exact("11", 2, ""), Conflict},
		{"rounded", exact("11.1", 3, "%"), exact("11", 2, "%"), Refines},
		{"rounded to a digit", exact("8.74", 3, "%"), exact("9", 1, "%"), Refines},
		{"same precision", exact("1200000000", 2, "USD"), exact("1300000000", 2, "USD"), Conflict},
		{"truncated", exact("8.74", 3, "%"), exact("8", 1, "%"), ConflictSoft},
		{"currencies never convert", exact("5", 1, "USD"), exact("5", 1, "AUD"), Incomparable},
		{"cents and dollars", exact("50", 2, "USX"), exact("0.5", 1, "USD"), Same},
		{"percent and points", exact("0.3", 1, "%"), exact("0.3", 1, "pp"), Incomparable},
		{"basis points", exact("60", 2, "bp"), exact("0.6", 1, "pp"), Same},
		{"pounds and kilograms", exact("110", 2, "[lb_av]"), exact("50", 2, "kg"), Same},
		{"miles and kilometres", exact("10", 2, "[mi_i]"), exact("10", 2, "km"), Conflict},
		{"Fahrenheit and Celsius", exact("95", 2, "[degF]"), exact("35", 2, "Cel"), Same},
		{"year and months", exact("1", 1, "a"), exact("12", 2, "mo"), Same},
		{"share and per cent", exact("0.6666666666666666667", 2, "1"), exact("66.7", 3, "%"), Same},
		{"above the bound", one(corpus.MoreThan, "8000000", ""), exact("8500000", 2, ""), Refines},
		{"the excluded bound", one(corpus.MoreThan, "8500000", ""), exact("8500000", 2, ""), ConflictSoft},
		{"the included bound", one(corpus.AtLeast, "12", ""), exact("12", 2, ""), Refines},
		{"below the bound", one(corpus.AtLeast, "12", ""), exact("11", 2, ""), Conflict},
		{"over the top", one(corpus.AtMost, "60", ""), exact("75", 2, ""), Conflict},
		{"within about", bounded(corpus.About, "300", "285", "315", ""), exact("298", 3, ""), Refines},
		{"just outside about", bounded(corpus.About, "300", "285", "315", ""), exact("320", 2, ""), ConflictSoft},
		{"far from about", bounded(corpus.About, "300", "285", "315", ""), exact("400", 2, ""), Conflict},
		{"dozens", bounded(corpus.Vague, "24", "24", "99", ""), exact("37", 2, ""), Refines},
		{"dozens and hundreds", bounded(corpus.Vague, "24", "24", "99", ""), one(corpus.MoreThan, "200", ""), Conflict},
		{"ranges that overlap", bounded(corpus.Between, "11", "10", "12", "%"), bounded(corpus.About, "12.5", "11.875", "13.125", "%"), Compatible},
		{"range within a range", bounded(corpus.Between, "11", "10", "12", ""), bounded(corpus.Between, "11", "9", "13", ""), Refines},
		{"bounds that meet", one(corpus.LessThan, "5", ""), one(corpus.AtLeast, "5", ""), ConflictSoft},
		{"bounds apart", one(corpus.LessThan, "5", ""), one(corpus.MoreThan, "9", ""), Conflict},
		{"zero", exact("0", 1, ""), exact("3", 1, ""), Conflict},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, reason := Quantities(c.a, c.b)
			if got != c.want {
				t.Errorf("got %s (%s), want %s", got, reason, c.want)
			}
			if back, _ := Quantities(c.b, c.a); back != got {
				t.Errorf("%s one way, %s the other", got, back)
			}
		})
	}
}

// random is a quantity with any bound in one of some units.
func random(r *rand.Rand) corpus.Quantity {
	units := [...]string{"", "%", "1", "km", "[mi_i]", "Cel", "[degF]", "USD", "USX", "a", "mo", "pp", "bp"}
	bounds := [...]corpus.Bound{corpus.Exact, corpus.Exact, corpus.About, corpus.AtLeast, corpus.MoreThan, corpus.AtMost, corpus.LessThan, corpus.Between, corpus.Vague}
	v, _ := decimal.New(r.Int64N(200000)-20000, r.IntN(4))
	q := corpus.Quantity{Value: v, Low: v, High: v, Unit: units[r.IntN(len(units))], Bound: bounds[r.IntN(len(bounds))], Digits: 1 + r.IntN(5)}
	w, _ := decimal.New(r.Int64N(5000), 1)
	switch q.Bound {
	case corpus.About, corpus.Between, corpus.Vague:
		q.Low, _ = v.Sub(w)
		q.High, _ = v.Add(w)
	case corpus.AtLeast, corpus.MoreThan:
		q.NoHigh = true
	case corpus.AtMost, corpus.LessThan:
		q.NoLow = true
	}
	return q
}

// TestQuantitiesProperties checks what holds for all quantities.
func TestQuantitiesProperties(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 20000 {
		a, b := random(r), random(r)
		if r.IntN(2) == 0 {
			b.Unit = a.Unit
		}
		ab, _ := Quantities(a, b)
		if ba, _ := Quantities(b, a); ab != ba {
			t.Fatalf("not symmetric: %+v and %+v: %s, %s", a, b, ab, ba)
		}
		if same, why := Quantities(a, a); same != Same {
			t.Fatalf("%+v with itself: %s (%s)", a, same, why)
		}
		if ab == Update {
			t.Fatalf("%+v and %+v: an update without time", a, b)
		}
	}
}

// TestRoundingNeverConflicts compares values with their own rounding to any
// number of significant digits.
func TestRoundingNeverConflicts(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 20000 {
		v, _ := decimal.New(1+r.Int64N(99999999), r.IntN(6))
		a := corpus.Quantity{Value: v, Low: v, High: v, Digits: v.Prec()}
		digits := 1 + r.IntN(v.Prec())
		b := a
		b.Value = roundTo(v, digits)
		b.Low, b.High, b.Digits = b.Value, b.Value, digits
		if b.Value.Prec()-b.Value.Scale() > v.Prec()-v.Scale() {
			b.Digits++ // 99 to one digit is 100
		}
		if got, why := Quantities(a, b); got != Same && got != Refines {
			t.Fatalf("%s and its rounding %s: %s (%s)", v, b.Value, got, why)
		}
	}
}

// roundTo rounds v to n significant digits.
func roundTo(v decimal.Decimal, n int) decimal.Decimal {
	scale := v.Scale() - v.Prec() + n
	if scale >= 0 {
		return v.Round(scale)
	}
	ten, _ := tenTo(-scale)
	q, _ := v.Quo(ten)
	w, _ := q.Round(0).Mul(ten)
	return w
}

// TestBoundsAreIntervals compares values with one-sided bounds.
func TestBoundsAreIntervals(t *testing.T) {
	for n := int64(0); n < 40; n++ {
		v, _ := decimal.New(n, 0)
		p := corpus.Quantity{Value: v, Low: v, High: v, Digits: 2}
		for _, c := range []struct {
			b    corpus.Bound
			in   bool
			edge bool
		}{{corpus.AtLeast, n >= 20, false}, {corpus.MoreThan, n > 20, n == 20}, {corpus.AtMost, n <= 20, false}, {corpus.LessThan, n < 20, n == 20}} {
			want := Conflict
			if c.in {
				want = Refines
			} else if c.edge {
				want = ConflictSoft
			}
			if got, why := Quantities(p, one(c.b, "20", "")); got != want {
				t.Errorf("%d and %s 20: %s (%s), want %s", n, c.b, got, why, want)
			}
		}
	}
}
