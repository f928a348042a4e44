// Package dateline reads the agency credit of a news text: the dateline at its
// start ("PARIS, July 19, 2024 (Reuters) -"), the signature at its end.
package dateline

import (
	"strings"
	"unicode"

	"twosource/extractors/stamp"
)

// Credit is what a text says about where it comes from.
type Credit struct {
	Agency string // "AP", "Reuters"; "" if none
	Date   string // ISO 8601 date of the dateline if it has a year, else ""
}

// Agency returns the short name of a news agency, "" for any other name.
func Agency(name string) string { return agencies[strings.ToLower(strings.TrimSpace(name))] }

// agencies are credited in brackets in datelines; the name is what is stored.
var agencies = map[string]string{
	"ap": "AP", "the associated press": "AP", "associated press": "AP", "reuters": "Reuters", "thomson reuters foundation": "Reuters",
	"afp": "AFP", "agence france-presse": "AFP", "upi": "UPI", "bloomberg": "Bloomberg", "dpa": "dpa", "efe": "EFE", "ansa": "ANSA",
	"pa": "PA", "pa media": "PA", "press association": "PA", "xinhua": "Xinhua", "kyodo": "Kyodo", "kyodo news": "Kyodo",
	"yonhap": "Yonhap", "tass": "TASS", "interfax": "Interfax", "pti": "PTI", "ani": "ANI", "ians": "IANS", "aap": "AAP",
	"anadolu": "Anadolu", "aa": "Anadolu", "apa": "APA", "cp": "CP", "the canadian press": "CP", "canadian press": "CP",
	"business wire": "Business Wire", "pr newswire": "PR Newswire", "globe newswire": "GlobeNewswire", "globenewswire": "GlobeNewswire",
}

// Read reads the start of a body, and the credit line at its end.
func Read(body string) Credit {
	body = strings.TrimLeft(body, " \t\r\n")
	start := body[:min(len(body), 160)]
	if open := strings.IndexByte(start, '('); open >= 0 {
		inside, rest, ok := strings.Cut(start[open+1:], ")")
		if name := Agency(inside); ok && name != "" && dash(rest) && place(start[:open]) {
			return Credit{Agency: name, Date: fullDate(start[:open])}
		}
	}
	return Credit{Agency: credit(body)}
}

// dash reports that s goes on with the dash of a dateline.
func dash(s string) bool {
	s = strings.TrimLeft(s, " \u00a0")
	for _, d := range []string{"-", "–", "—", "―", ":"} {
		if strings.HasPrefix(s, d) {
			return true
		}
	}
	return false
}

// place reports that s can stand before an agency: nothing, or words that
// begin with a capital, digits and marks.
func place(s string) bool {
	for w := range strings.FieldsSeq(s) {
		if c := []rune(w)[0]; unicode.IsLower(c) && w != "and" && w != "de" && w != "of" {
			return false
		}
	}
	return true
}

// fullDate reads the date after the place if it has a year.
func fullDate(s string) string {
	_, s, _ = strings.Cut(s, ",")
	if st, ok := stamp.Parse(s); ok {
		return st.ISO
	}
	return ""
}

// credit reads the closing line agencies sign with: "(Reporting by …; Editing
// by …)", or an agency alone on the last line.
func credit(body string) string {
	end := strings.TrimRight(body[max(0, len(body)-300):], " \t\r\n.")
	last := strings.TrimSpace(end[strings.LastIndexByte(end, '\n')+1:])
	if strings.Contains(last, "Reporting by ") && strings.Contains(last, "diting by ") {
		return "Reuters"
	}
	last = strings.Trim(last, "()[]-–— ")
	return Agency(last)
}
