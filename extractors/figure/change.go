package figure

import (
	"twosource/corpus"
	"twosource/extractors/token"
)

// context sets bound, role, direction, scope and the noun counted of f, which
// was read from a.
func (s *scanner) context(f *corpus.Figure, a *amount) {
	j, peak := s.boundBefore(f, a.first)
	after := s.boundAfter(f, a.next)
	if f.Kind == corpus.Count || f.Kind == corpus.Ratio || f.Kind == corpus.Percent {
		s.counted(f, after, a.one)
	}
	if k := s.tokenAt(after, f.Counted.End); !f.Counted.Empty() && s.lexAt(k).word == "or" {
		s.boundAfter(f, k)
	}
	s.change(f, j, after)
	s.inherit(f, a)
	if peak && f.Role == "change-by" {
		f.Scope = "extremum"
		f.Bound, f.Low, f.High, f.NoLow, f.NoHigh = corpus.Exact, f.Value, f.Value, false, false
	}
	if sc := s.scope(f, j, after); sc != "" {
		f.Scope = sc
	}
}

// inherit gives a figure in brackets right after another one what was said of
// that: "more than 8 miles (13 km)", "fell 2 degrees Celsius (3.6 Fahrenheit)".
func (s *scanner) inherit(f *corpus.Figure, a *amount) {
	p := s.previous()
	if p == nil || p.Unit == f.Unit {
		return
	}
	mark := a.first - 1
	open := s.wordAt(mark) == "(" || s.wordAt(mark) == "/"
	if !open && s.lexAt(mark).word != "or" {
		return
	}
	end := max(p.End, p.Counted.End)
	if mark > s.lo && s.word(mark-1) == "," {
		mark--
	}
	if mark-1 < s.lo || int(s.tok(mark-1).End) != end {
		return
	}
	if open && p.Kind == f.Kind && (f.Kind == corpus.Money || f.Kind == corpus.Measure) && f.Bound == corpus.Exact && p.Bound != corpus.Between && p.Bound != corpus.Vague {
		s.apply(&f.Quantity, qualifier{bound: p.Bound, nearly: p.Bound == corpus.About && p.High.Cmp(p.Value) == 0})
	}
	switch {
	case f.Role != "":
	case open && p.Kind == f.Kind || p.Role == "change-by":
		f.Role, f.Direction = p.Role, p.Direction
	case p.Role == "change-to" && f.Unit == "pp":
		f.Role, f.Direction = "change-by", s.verbBefore(mark, 12, true)
	}
}

// change decides role and direction from the words before token j and after
// token next.
func (s *scanner) change(f *corpus.Figure, j, next int) {
	if f.Kind == corpus.Age {
		return
	}
	switch s.lexAny(j - 1) {
	case "by":
		if d := s.verbBefore(j-1, 7, false); d != "" {
			f.Role, f.Direction = "change-by", d
			return
		}
		if p := s.previous(); p != nil && p.Role == "change-by" && p.Unit == f.Unit {
			f.Role, f.Direction = "change-by", p.Direction // "A fell 2%, B by 3%"
			return
		}
	case "to":
		if d := s.verbBefore(j-1, 8, true); d != "" && !s.reaches(f, j-2) {
			f.Role = "change-to"
			s.shareUnit(f)
			return
		}
		if p := s.previous(); p != nil && p.Role == "change-from" && s.tokenAt(max(s.lo, j-5), max(p.End, p.Counted.End)) == j-1 {
			f.Role = "change-to"
			s.shareUnit(f)
			return
		}
	case "from":
		if s.verbBefore(j-1, 8, true) != "" || s.downFrom(j-1) {
			f.Role = "change-from"
			return
		}
	case "of":
		if e := s.lexAt(j - 2); e.class&cChange != 0 && (f.Kind == corpus.Percent || e.word != "loss" && e.word != "cut" && (f.Kind == corpus.Money || f.Unit == "")) {
			f.Role, f.Direction = "change-by", direction(e)
			return
		}
	}
	if s.adjacentChange(f, j) {
		return
	}
	if s.wordAt(j-1) == "+" && !s.tok(j).SpaceBefore && (f.Kind == corpus.Percent || f.Kind == corpus.Money) {
		f.Role, f.Direction = "change-by", "up"
		return
	}
	s.changeAfter(f, next)
}

// reaches tells a distance ("goes down to 4,000 metres") from a change.
func (s *scanner) reaches(f *corpus.Figure, k int) bool {
	w := s.lexAt(k).word
	return (w == "down" || w == "up") && f.Kind == corpus.Measure && (f.Unit == "m" || f.Unit == "km" || f.Unit == "[ft_i]" || f.Unit == "[mi_i]")
}

// previous is the last figure of the sentence, nil when there is none.
func (s *scanner) previous() *corpus.Figure {
	if n := len(s.out); n > s.base && s.out[n-1].Start >= s.first {
		return &s.out[n-1]
	}
	return nil
}

// shareUnit gives the bare end of a change the unit of its start: "from 208
// pounds to 193".
func (s *scanner) shareUnit(f *corpus.Figure) {
	p := s.previous()
	if p == nil || p.Role != "change-from" || p.Unit == "" || f.Kind != corpus.Count || !f.Counted.Empty() {
		return
	}
	f.Kind, f.Unit = p.Kind, p.Unit
}

func direction(e *lex) string {
	switch {
	case e.class&cUp != 0:
		return "up"
	case e.class&cDown != 0:
		return "down"
	}
	return ""
}

// downFrom reads "down from", "up from".
func (s *scanner) downFrom(j int) bool {
	w := s.lexAt(j - 1).word
	return w == "down" || w == "up"
}

// adjacentChange reads a verb of change right before the figure at token j:
// "fell 8%", "up about 9%", "was down a further 3 points".
func (s *scanner) adjacentChange(f *corpus.Figure, j int) bool {
	k := j - 1
	for k >= s.lo && k > j-4 && s.between(k) {
		k--
	}
	e := s.lexAt(k)
	d := direction(e)
	if d == "" || s.lexAt(k-1).class&cPhrasal != 0 {
		return false
	}
	if e.class&cWeak != 0 && f.Kind != corpus.Percent && f.Kind != corpus.Measure && !minor(f.Unit) && !s.points(f) {
		return false
	}
	if e.class&cWeak == 0 && f.Kind == corpus.Count && !s.points(f) && !f.Counted.Empty() && !(e.word == "up" || e.word == "down") {
		return false
	}
	if f.Kind == corpus.Measure && isTime(f.Unit) {
		return false
	}
	if w := s.wordAt(j); w == "below" || w == "above" {
		f.Role = "change-to" // "fell below 9,000" names a level
		return true
	}
	f.Role, f.Direction = "change-by", d
	return true
}

// between are words between a verb of change and its number.
func (s *scanner) between(k int) bool {
	if k < s.done {
		return false
	}
	e := s.lex(k)
	if e.class&(cUp|cDown) != 0 {
		return false
	}
	w := s.word(k)
	return e.class&cAdverb != 0 && e.word != "to" && e.word != "of" && e.word != "than" || len(w) > 4 && w[len(w)-2:] == "ly"
}

func minor(unit string) bool { return len(unit) == 3 && unit[2] == 'X' }

func isTime(unit string) bool {
	switch unit {
	case "s", "min", "h", "d", "wk", "mo", "a":
		return true
	}
	return false
}

// points reports whether f counts points.
func (s *scanner) points(f *corpus.Figure) bool {
	w := f.Counted.In(s.src)
	return w == "points" || w == "point" || w == "pips" || w == "ticks"
}

// verbBefore looks back from token j for a verb or noun of change within n
// tokens of the clause; through says figures may stand between.
func (s *scanner) verbBefore(j, n int, through bool) string {
	for k := j - 1; k >= s.lo && k >= j-n; k-- {
		t := s.tok(k)
		switch {
		case k < s.done && !through:
			return ""
		case t.Kind == token.Punct && s.word(k) != "-" && s.word(k) != "." && !(through && k == j-1 && s.word(k) == ","):
			return ""
		}
		if t.Kind != token.Word {
			continue
		}
		if d := direction(s.lex(k)); d != "" {
			return d
		}
	}
	return ""
}

// movesFrom reports whether a is the start of a movement: "rose from 3% to 5%".
func (s *scanner) movesFrom(a *amount) bool {
	f := corpus.Figure{}
	j, _ := s.boundBefore(&f, a.first)
	switch s.lexAny(j - 1) {
	case "from":
		return s.verbBefore(j-1, 8, true) != ""
	case "by":
		return s.verbBefore(j-1, 7, false) != "" && !s.rangeFollows(a)
	}
	f.Kind = a.kind
	f.Unit = a.unit
	return s.adjacentChange(&f, j) && !s.rangeFollows(a)
}

// rangeFollows tells "rose 3 to 5 per cent" from "rose 3% to 12%": the unit
// comes only once.
func (s *scanner) rangeFollows(a *amount) bool { return a.unit == "" }

// changeAfter reads "an 8% drop", "3% higher", "2 points lower".
func (s *scanner) changeAfter(f *corpus.Figure, next int) {
	if f.Kind != corpus.Percent && f.Kind != corpus.Money && !s.points(f) {
		return
	}
	if !f.Counted.Empty() && s.points(f) {
		next = s.tokenAt(next, f.Counted.End)
	}
	e := s.lexAt(next)
	switch {
	case e.class&cChange != 0 && f.Kind == corpus.Percent, e.word == "higher", e.word == "lower":
		if e.word == "lower" || e.word == "higher" || e.class&cChange != 0 {
			f.Role, f.Direction = "change-by", direction(e)
		}
	case (e.word == "up" || e.word == "down") && f.Kind == corpus.Percent && s.lexAt(next+1).word != "to":
		f.Role, f.Direction = "change-by", e.word
	}
}

// scope names what narrows f in time: an extremum, the close, a running total,
// a forecast.
func (s *scanner) scope(f *corpus.Figure, j, next int) string {
	for k := next; k < s.hi && k < next+9; k++ {
		w := s.wordAt(k)
		if w == ";" || w == "." || s.tok(k).Kind == token.Quote {
			break
		}
		switch {
		case w == "at" && s.wordAt(k+1) == "one" && (s.wordAt(k+2) == "point" || s.wordAt(k+2) == "stage"):
			return "at one point"
		case w == "at" && s.wordAt(k+1) == "the" && s.wordAt(k+2) == "time" && s.wordAt(k+3) == "of" && s.wordAt(k+4) == "writing":
			return "at the time of writing"
		case w == "so" && s.wordAt(k+1) == "far":
			return "so far"
		case w == "to" && s.wordAt(k+1) == "date":
			return "cumulative"
		case w == "at" && (s.wordAt(k+1) == "close" || s.wordAt(k+1) == "the" && s.wordAt(k+2) == "close"):
			return "close"
		case w == "intraday":
			return "intraday"
		}
		if k > next && (s.tok(k).Kind == token.Number || w == ",") {
			break
		}
	}
	for k := j - 1; k >= s.lo && k > j-7; k-- {
		if s.tok(k).Kind == token.Punct && s.word(k) != "-" {
			break
		}
		switch e := s.lex(k); {
		case e.class&cForecast != 0:
			return "forecast"
		case k > j-6 && (s.word(k) == "closed" || s.word(k) == "closing" || s.word(k) == "settled"):
			return "close"
		case s.word(k) == "ended" && (s.wordAt(k+1) == "the" || s.wordAt(k+1) == "down" || s.wordAt(k+1) == "up" || s.wordAt(k+1) == "at"):
			return "close"
		case s.word(k) == "peaked" || s.word(k) == "peak":
			return "extremum"
		}
	}
	return ""
}
