package consistency

import "math"

// Weights of the rank beside the probability; see rank.
const (
	weighImpact       = 0.35
	weighIndependence = 0.25
	weighShape        = 0.20
	weighRecency      = 0.10
	weighFix          = 0.10
)

// impact is how much a wrong value of an attribute matters to readers.
var impact = map[string]float64{
	"deaths": 1, "missing": 0.9, "injured": 0.9, "event date": 0.9, "event time": 0.8, "place": 0.8, "birth": 0.7,
	"arrested": 0.8, "affected": 0.9, "chief executive": 0.9, "founded": 0.7, "headquarters": 0.7, quotation: 0.9,
	"revenue": 0.8, "fine": 0.9, "ransom": 0.9, "loss": 0.8, "valuation": 0.7, "owner": 0.8, "parent company": 0.8,
}

// rank orders findings for a person who checks them: how likely the clash is,
// times what it is worth. Independence counts origins, never articles.
func rank(p *pair, left, right int, newest int64) float64 {
	worth := weighImpact*impactOf(p) + weighIndependence*independence(p, left, right) + weighShape*shape(p) +
		weighRecency*recency(p, newest) + weighFix*fixable(p)
	r := p.result.Score.P() * worth
	return math.Round(min(1, max(0, r))*1e4) / 1e4
}

func impactOf(p *pair) float64 {
	if v, ok := impact[p.a.attr]; ok {
		return v
	}
	return 0.5
}

// independence is low where both sides go back to one origin, and grows with
// the number of origins behind the weaker side.
func independence(p *pair, left, right int) float64 {
	if p.a.Origin == p.b.Origin {
		return 0.2
	}
	return 1 - 0.5/float64(min(left, right))
}

// shape is high for clashes with a plain cause: a slip, or one value against
// many.
func shape(p *pair) float64 {
	if p.result.Lane == LaneOutlier {
		return 1
	}
	return 0.6
}

// recency halves every 30 days before the newest article of the scan.
func recency(p *pair, newest int64) float64 {
	last := max(p.a.known.from, p.b.known.from)
	if last == 0 || newest == 0 {
		return 0.3
	}
	return math.Exp2(-float64(max(0, newest-last)) / float64(30*day))
}

// fixable is high where one look at a reference settles the matter.
func fixable(p *pair) float64 {
	if p.a.Claim.Behaviour == "invariant" {
		return 1
	}
	return 0.5
}
