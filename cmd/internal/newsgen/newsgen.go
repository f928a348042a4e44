// Package newsgen writes news-like corpora of any size with facts that are
// known: which contradictions were planted, which articles are copies or
// revisions, and which differences (rounding, later tolls, other scope) are
// none. The same seed gives the same bytes, and story i is the same whatever
// the number of stories, so figures at ten thousand and at a million articles
// can be compared.
//
// Articles have about 500 words. Filler is sentences of many builds, with words by
// Zipf's law out of some twenty thousand, so that an index and a compressor have
// the work real text gives them: half of an article's words are distinct, as on
// news pages; alone an article compresses 2.2 times (pages 2.1 to 2.4), three
// thousand together 4.0 times under gzip (pages on anything 2.6, short articles
// on few stories 3.2, filler of six sentences 5.5; 26 November 2026).
// All names are invented.
package newsgen

import (
	"fmt"
	"math/rand/v2"
	"time"
)

// Options describe a corpus. The zero value is usable.
type Options struct {
	Seed     uint64
	Planted  float64 // share of stories with a planted contradiction; 0: 0.10
	Copies   float64 // share of articles followed by a near copy; 0: 0.08
	Revised  float64 // share of articles followed by a revision; 0: 0.01
	Articles int     // stop after this many
}

// Article is one generated article, with the JSON names ingest reads.
type Article struct {
	ID        string `json:"id"`
	Source    string `json:"source"`
	URL       string `json:"url"`
	Title     string `json:"title"`
	Published string `json:"published"`
	Text      string `json:"text"`
	CopyOf    string `json:"-"` // id of the article this is a near copy of
	Revises   string `json:"-"` // id of the article this replaces
}

// Planted is one contradiction that was written into the corpus on purpose.
type Planted struct {
	Subject   string    `json:"subject"`
	Attribute string    `json:"attribute"`
	Values    [2]string `json:"values"`
	Articles  [2]string `json:"articles"`
}

// Generate calls yield for each article in order, with the contradictions that
// are complete once this article is in. An error of yield ends it.
func Generate(o Options, yield func(Article, []Planted) error) error {
	if o.Planted == 0 {
		o.Planted = 0.10
	}
	if o.Copies == 0 {
		o.Copies = 0.08
	}
	if o.Revised == 0 {
		o.Revised = 0.01
	}
	words := newVocabulary()
	n := 0
	for i := 0; n < o.Articles; i++ {
		s := newStory(o, words, i)
		for _, a := range s.articles() {
			if err := yield(a, s.plantedIn(a.ID)); err != nil {
				return err
			}
			if n++; n == o.Articles {
				break
			}
		}
	}
	return nil
}

// story is one event or company with the articles about it.
type story struct {
	o       Options
	r       *rand.Rand
	words   *vocabulary
	n       int
	facts   facts
	day     time.Time
	planted []Planted
}

// facts is what is true in a story.
type facts struct {
	company, town, region string
	chief                 string
	founded, staff        int
	revenue               int // tenths of a million dollars
	disaster              int // index into disasters, -1 for a business story
	dead, hurt            int
	quote                 string
}

func newStory(o Options, words *vocabulary, n int) *story {
	r := rand.New(rand.NewPCG(o.Seed, uint64(n)))
	s := &story{o: o, r: r, words: words, n: n}
	s.facts = facts{
		company: companyName(n, r), town: placeName(n), region: regions[r.IntN(len(regions))],
		chief: personName(n), founded: 1890 + r.IntN(125), staff: 1200 + r.IntN(60000),
		revenue: 300 + r.IntN(90000), disaster: -1, dead: 3 + r.IntN(300), hurt: 310 + r.IntN(900),
		quote: words.quotation(r),
	}
	if r.IntN(2) == 0 {
		s.facts.disaster = r.IntN(len(disasters))
	}
	s.day = time.Date(2018, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, r.IntN(2500))
	return s
}

// articles writes the story's articles, two to eight of them.
func (s *story) articles() []Article {
	var out []Article
	count := 2 + min(s.r.IntN(4)+s.r.IntN(4), 6)
	liar := -1
	if s.r.Float64() < s.o.Planted {
		liar = 1 + s.r.IntN(count-1)
	}
	for k := range count {
		f := s.facts
		day := s.day.AddDate(0, 0, k)
		a := Article{
			ID:        fmt.Sprintf("s%d-%d", s.n, k),
			Source:    outlets[(s.n+k*7)%len(outlets)],
			Published: day.Format(time.DateOnly),
		}
		a.URL = fmt.Sprintf("https://%s.example/%d/%d", slug(a.Source), s.n, k)
		if k == liar {
			f = s.plant(f, a.ID)
		}
		a.Title, a.Text = s.write(f, k, day)
		out = append(out, a)
		out = append(out, s.echoes(a)...)
	}
	return out
}

// echoes are the near copies and revisions of an article.
func (s *story) echoes(a Article) []Article {
	var out []Article
	if s.r.Float64() < s.o.Copies {
		c := a
		c.ID, c.CopyOf = a.ID+"c", a.ID
		c.Source = outlets[s.r.IntN(len(outlets))]
		c.URL = fmt.Sprintf("https://%s.example/wire/%d/%s", slug(c.Source), s.n, c.ID)
		c.Title = "From the wire: " + a.Title
		c.Text = a.Text + "\n\nThis report came from a news agency."
		out = append(out, c)
	}
	if s.r.Float64() < s.o.Revised {
		v := a
		v.ID, v.Revises = a.ID+"r", a.ID
		v.Text = a.Text + "\n\n" + s.words.sentence(s.r) + " This article was updated."
		out = append(out, v)
	}
	return out
}

// plant changes one fact for one article and notes the contradiction with the
// story's first article, which states every fact.
func (s *story) plant(f facts, id string) facts {
	p := Planted{Articles: [2]string{fmt.Sprintf("s%d-0", s.n), id}, Subject: f.company}
	switch {
	case f.disaster >= 0 && s.r.IntN(2) == 0:
		p.Subject, p.Attribute = disasters[f.disaster].noun, "injured"
		p.Values[0] = fmt.Sprint(f.hurt)
		f.hurt = f.hurt/2 - 20
		p.Values[1] = fmt.Sprint(f.hurt)
	case s.r.IntN(2) == 0:
		p.Attribute = "founded"
		p.Values[0] = fmt.Sprint(f.founded)
		f.founded -= 1 + s.r.IntN(9)
		p.Values[1] = fmt.Sprint(f.founded)
	default:
		p.Attribute = "chief executive"
		p.Values[0] = f.chief
		f.chief = personName(s.n + 7_000_000)
		p.Values[1] = f.chief
	}
	s.planted = append(s.planted, p)
	return f
}

func (s *story) plantedIn(id string) []Planted {
	var out []Planted
	for _, p := range s.planted {
		if p.Articles[1] == id {
			out = append(out, p)
		}
	}
	return out
}
