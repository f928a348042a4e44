package claim

import (
	"strings"

	"github.com/govalues/decimal"

	"twosource/corpus"
)

// withDurations appends the figures of an article, with the parts of a
// duration ("an hour and 45 minutes") made one: 105 minutes.
func withDurations(dst, figs []corpus.Figure, dates []corpus.Date) []corpus.Figure {
	f := 0
	for i := range dates {
		d := &dates[i]
		if d.Type != corpus.DateDuration {
			continue
		}
		for f < len(figs) && figs[f].Start < d.Start {
			dst = append(dst, figs[f])
			f++
		}
		parts := 0
		for f+parts < len(figs) && figs[f+parts].Start < d.End {
			parts++
		}
		q, n := readDuration(d.Value)
		if n == 0 || parts == 1 && figs[f].Value.Cmp(q.Value) == 0 || parts > 2 || len(dst) > 0 && dst[len(dst)-1].End > d.Start {
			continue
		}
		q.Bound = boundOf(d)
		if q.Bound == corpus.About {
			around(&q)
		}
		dst = append(dst, corpus.Figure{Span: d.Span, Quantity: q, Kind: corpus.Measure})
		f += parts
	}
	return append(dst, figs[f:]...)
}

// around widens an approximate length to 85–110 % of itself: "nearly a week" can
// be six days.
func around(q *corpus.Quantity) {
	if low, err := q.Value.Mul(decimal.MustNew(85, 2)); err == nil {
		q.Low = low
	}
	if high, err := q.Value.Mul(decimal.MustNew(110, 2)); err == nil {
		q.High = high
	}
}

func boundOf(d *corpus.Date) corpus.Bound {
	switch {
	case d.Mod == "MORE_THAN":
		return corpus.MoreThan
	case d.Mod == "LESS_THAN":
		return corpus.LessThan
	case d.Mod == "EQUAL_OR_MORE":
		return corpus.AtLeast
	case d.Mod == "EQUAL_OR_LESS":
		return corpus.AtMost
	case d.Approximate || d.Mod == "APPROX":
		return corpus.About
	}
	return corpus.Exact
}

// durationUnit is a unit of a TIMEX3 duration: its letter, its UCUM code and
// its length in the smallest unit of its half (months or minutes).
type durationUnit struct {
	letter byte
	code   string
	size   int64
}

var (
	longUnits  = []durationUnit{{'Y', "a", 12}, {'M', "mo", 1}}
	dayUnits   = []durationUnit{{'W', "wk", 7}, {'D', "d", 1}}
	clockUnits = []durationUnit{{'H', "h", 60}, {'M', "min", 1}}
)

// readDuration reads a TIMEX3 duration of whole numbers as one quantity in the
// smallest unit it names, and tells of how many parts it is made; 0 when it
// cannot be read so.
func readDuration(v string) (corpus.Quantity, int) {
	v, ok := strings.CutPrefix(v, "P")
	if !ok {
		return corpus.Quantity{}, 0
	}
	units := longUnits
	if clock, ok := strings.CutPrefix(v, "T"); ok {
		v, units = clock, clockUnits
	} else if strings.ContainsAny(v, "WD") {
		units = dayUnits
	}
	total, parts, code := int64(0), 0, ""
	for v != "" {
		n, i := int64(0), 0
		for i < len(v) && v[i] >= '0' && v[i] <= '9' && i < 6 {
			n, i = n*10+int64(v[i]-'0'), i+1
		}
		u := unitOf(units, v, i)
		if u == nil {
			return corpus.Quantity{}, 0
		}
		total, parts, v = total+n*u.size, parts+1, v[i+1:]
		code = u.code
		if v == "" && parts == 1 {
			total /= u.size
		} else if v == "" {
			code = units[len(units)-1].code
		}
	}
	d, err := decimal.New(total, 0)
	if err != nil || parts == 0 {
		return corpus.Quantity{}, 0
	}
	return corpus.Quantity{Value: d, Low: d, High: d, Digits: 3, Unit: code}, parts
}

func unitOf(units []durationUnit, v string, i int) *durationUnit {
	if i == 0 || i >= len(v) {
		return nil
	}
	for k := range units {
		if units[k].letter == v[i] {
			return &units[k]
		}
	}
	return nil
}
