// Package date finds the temporal expressions of news text and gives them
// TIMEX3 values and bounds on the calendar.
//
// It is a hand-written scanner over token.Text: one table lookup a word, and a
// small parser for each class of word that can begin an expression. Relative
// dates hang on Reference.Published and on earlier dates of the text; the tense
// of the nearest verb decides between the last and the next Friday. Without
// Published they stay unresolved ("XXXX-WXX-5", Anchor "needs-published").
//
// Extents and values follow TimeML, with these decisions: the two ends of
// "from 2009 to 2011" are two dates, while "June 26-28" and "2014-2018" are
// intervals ("2014/2018"); ages ("6-year-old") are figures; "two years ago" is
// a year, "two months ago" a month, "a week ago" a day; a decade is 199X and
// ten years are P10Y; only UTC is written into a value, other zones show in
// Zone, From and To. Durations bound by the reference ("the past three
// months") carry From and To.
package date
