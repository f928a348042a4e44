package stamp

import "strings"

var plainer = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u2009", " ", "\u2013", "-", "\u2212", "-")

// tidy removes what writers put around stamps: labels, ordinals, long names of
// months and days, fractions of a second, "at", narrow spaces.
func tidy(s string) string {
	s = plainer.Replace(s)
	s = strings.Trim(s, " \t\r\n\"'|·,;")
	s = fraction(s)
	if i := strings.LastIndex(s, " ("); i > 0 && strings.HasSuffix(s, ")") {
		s = s[:i] // the zone's name repeated
	}
	if !lettered(s) {
		return s
	}
	words := strings.Fields(s)
	out := words[:0]
	for i, w := range words {
		if w = word(w, i == 0); w != "" {
			out = append(out, w)
		}
	}
	return strings.Join(out, " ")
}

// lettered reports whether s has letters other than the T and Z of ISO 8601.
func lettered(s string) bool {
	for i := range len(s) {
		c := s[i] | 0x20
		if c >= 'a' && c <= 'z' && c != 't' && c != 'z' {
			return true
		}
	}
	return false
}

// fraction cuts ".123" after the seconds.
func fraction(s string) string {
	dot := strings.LastIndexByte(s, '.')
	if dot < 8 || s[dot-3] != ':' {
		return s
	}
	end := dot + 1
	for end < len(s) && s[end] >= '0' && s[end] <= '9' {
		end++
	}
	return s[:dot] + s[end:]
}

// word brings one word of a stamp into the form of the layouts.
func word(w string, first bool) string {
	mark := ""
	if strings.HasSuffix(w, ",") {
		w, mark = w[:len(w)-1], ","
	}
	low := strings.ToLower(strings.TrimSuffix(w, "."))
	switch low {
	case "at", "on", "of", "published", "published:", "updated", "updated:", "date:", "posted", "posted:", "-", "|",
		"et", "local": // Eastern Time is either of two offsets: none is better than the wrong one
		return ""
	case "am", "a.m":
		return "AM" + mark
	case "pm", "p.m":
		return "PM" + mark
	}
	if n, ok := month(low); ok {
		return n + mark
	}
	if d, ok := weekday(low); ok {
		if first {
			return d + ","
		}
		return d + mark
	}
	return meridiem(ordinal(w, low)) + mark
}

// ordinal cuts the ending of "19th".
func ordinal(w, low string) string {
	if len(low) < 3 || len(low) > 4 || low[0] < '0' || low[0] > '9' {
		return w
	}
	switch low[len(low)-2:] {
	case "st", "nd", "rd", "th":
		return w[:len(low)-2]
	}
	return w
}

// meridiem writes "3:04pm" as "3:04PM".
func meridiem(w string) string {
	if n := len(w); n > 4 && w[0] >= '0' && w[0] <= '9' {
		switch strings.ToLower(w[n-2:]) {
		case "am", "pm":
			return strings.ToUpper(w)
		}
	}
	return w
}

const (
	months   = "jan feb mar apr may jun jul aug sep oct nov dec "
	weekdays = "mon tue wed thu fri sat sun "
)

// month shortens "july" and "sept" to "Jul" and "Sep".
func month(low string) (string, bool) { return short(low, months, longMonths) }

// weekday shortens "friday" to "Fri".
func weekday(low string) (string, bool) { return short(low, weekdays, longDays) }

const (
	longMonths = " january february march april may june july august september sept october november december "
	longDays   = " monday tuesday tues wednesday thursday thur thurs friday saturday sunday "
)

// short maps a name to its three letters, title case.
func short(low, abbr, long string) (string, bool) {
	if len(low) < 3 {
		return "", false
	}
	if len(low) == 3 && strings.Contains(abbr, low+" ") || strings.Contains(long, " "+low+" ") {
		return strings.ToUpper(low[:1]) + low[1:3], true
	}
	return "", false
}
