package newsgen

import (
	"fmt"
	"strings"
	"time"
)

// write gives the k-th article of a story. All state the same facts in other
// words; counts are rounded in some, and tolls grow from day to day.
func (s *story) write(f facts, k int, day time.Time) (title, text string) {
	var b strings.Builder
	if f.disaster >= 0 {
		title = s.disaster(&b, f, k, day)
	} else {
		title = s.business(&b, f, day)
	}
	s.company(&b, f, k)
	s.speech(&b, f)
	for n := strings.Count(b.String(), " "); n < 470; n = strings.Count(b.String(), " ") {
		for range 2 + s.r.IntN(4) {
			b.WriteString(s.words.sentence(s.r))
			b.WriteByte(' ')
		}
		b.WriteString("\n\n")
	}
	return title, strings.TrimSpace(b.String())
}

func (s *story) pick(choices ...string) string { return choices[s.r.IntN(len(choices))] }

func (s *story) disaster(b *strings.Builder, f facts, k int, day time.Time) string {
	d := disasters[f.disaster]
	dead := f.dead + k // the toll grows with each day
	weekday := s.day.Weekday().String()
	fmt.Fprintf(b, "%s, %s — ", strings.ToUpper(f.town), day.Format("January 2"))
	fmt.Fprintf(b, s.pick(
		"At least %d people were killed in the %s at a %s site in %s on %s, officials said.\n\n",
		"The death toll reached %d after the %s at a %s site in %s on %s, officials said.\n\n",
	), dead, d.noun, f.company, f.town, weekday)
	fmt.Fprintf(b, s.pick(
		"%d people were injured in the %s, the health department of %s said. ",
		"The %[2]s left %[1]d people injured, according to the health department of %[3]s. ",
	), f.hurt, d.noun, f.region)
	fmt.Fprintf(b, "The %s happened on %s. ", d.noun, s.day.Format("January 2, 2006"))
	return fmt.Sprintf("%s in %s kills at least %d", title(d.noun), f.town, dead)
}

func (s *story) business(b *strings.Builder, f facts, day time.Time) string {
	million := fmt.Sprintf("$%d.%d million", f.revenue/10, f.revenue%10)
	fmt.Fprintf(b, s.pick(
		"%s said on %s that revenue was %s in %d, and that it would open a plant in %s.\n\n",
		"%s will open a plant in %[5]s, it said on %[2]s. Its revenue was %[3]s in %[4]d.\n\n",
	), f.company, day.Weekday(), million, s.day.Year()-1, f.region)
	return fmt.Sprintf("%s to build in %s", f.company, f.region)
}

func (s *story) company(b *strings.Builder, f facts, k int) {
	fmt.Fprintf(b, s.pick(
		"%s was founded in %d and is headquartered in %s. ",
		"Founded in %[2]d, %[1]s has its headquarters in %[3]s. ",
		"%s, which was set up in %d, is based in %s. ",
	), f.company, f.founded, f.town)
	if k%2 == 0 {
		fmt.Fprintf(b, "%s employs %s people. ", f.company, grouped(f.staff))
	} else {
		fmt.Fprintf(b, "%s employs about %s people. ", f.company, grouped((f.staff+50)/100*100))
	}
}

func (s *story) speech(b *strings.Builder, f facts) {
	fmt.Fprintf(b, s.pick(
		"\n\n“%s,” said %s, chief executive of %s.\n\n",
		"\n\n“%s,” %[3]s’s chief executive, %[2]s, said.\n\n",
	), f.quote, f.chief, f.company)
}

func grouped(n int) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%s,%03d", grouped(n/1000), n%1000)
}

func title(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func slug(s string) string { return strings.ToLower(strings.ReplaceAll(s, " ", "-")) }
