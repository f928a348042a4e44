package claim

import "twosource/extractors/token"

// farAgainst is how many tokens before its comma what an event is held against may
// begin.
const farAgainst = 14

// heldAgainst tells apart the event that an article holds its own against, where
// the match at token i is of a clause about it: "the worst since 1953, when 116
// died", "after Hawke's Bay, where 256 died". It is the beginning of that event's
// name, "" where the match is of the article's own.
func (d *document) heldAgainst(i, lo int32) string {
	k := i
	for k > lo && d.mark[k] < markComma {
		k--
	}
	if d.word(k) != "," || k <= lo || !d.whenOrWhere(k+1) {
		return ""
	}
	year, named := "", false
	for j := k - 1; j >= lo && j > k-farAgainst; j-- {
		if n := d.dateOver[j]; n >= 0 && len(d.dates[n].From) >= 4 && d.dates[n].Anchor == "" {
			year = d.dates[n].From[:4]
		}
		named = named || d.text.Tokens[j].Shape == token.Title || d.text.Tokens[j].Shape == token.Upper
		switch d.word(j) {
		case "since", "after", "behind", "than", "like", "unlike":
			if year != "" && year != d.firstYear {
				return year + " "
			}
			if year == "" && named {
				return earlier
			}
			return ""
		}
	}
	return ""
}

func (d *document) whenOrWhere(i int32) bool {
	w := d.word(i)
	return w == "when" || w == "where" || w == "in" && d.word(i+1) == "which"
}
