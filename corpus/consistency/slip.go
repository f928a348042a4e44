package consistency

import (
	"sort"
	"strings"

	"twosource/corpus"
)

// slipOf names the slip of the pen that would explain two values, or "".
func slipOf(a, b *Statement) string {
	x, y := &a.Claim, &b.Claim
	switch {
	case x.Kind == corpus.KindDate && y.Kind == corpus.KindDate:
		return dateSlip(x.Value.From, y.Value.From)
	case x.Kind == y.Kind && x.Value.Quantity.Unit != y.Value.Quantity.Unit && currency(x.Value.Quantity.Unit):
		return "the same number in another currency"
	}
	m, n := digitsOf(x.Value.Quantity), digitsOf(y.Value.Quantity)
	switch {
	case len(m) < 2 || len(n) < 2 || m == n:
		return ""
	case len(m) == len(n) && sorted(m) == sorted(n):
		return "the same digits in another order"
	case strings.TrimRight(m, "0") == strings.TrimRight(n, "0"):
		return "a factor of ten"
	}
	return ""
}

func digitsOf(q corpus.Quantity) string {
	return strings.ReplaceAll(q.Value.Trim(0).Abs().String(), ".", "")
}

func sorted(s string) string {
	b := []byte(s)
	sort.Slice(b, func(i, j int) bool { return b[i] < b[j] })
	return string(b)
}

// dateSlip recognises another month, year or order of day and month.
func dateSlip(x, y string) string {
	if len(x) < 10 || len(y) < 10 || x[:10] == y[:10] {
		return ""
	}
	switch {
	case x[:4] == y[:4] && x[5:7] == y[8:10] && x[8:10] == y[5:7]:
		return "day and month swapped"
	case x[:4] == y[:4] && x[8:10] == y[8:10]:
		return "another month"
	case x[5:10] == y[5:10]:
		return "another year"
	}
	return ""
}
