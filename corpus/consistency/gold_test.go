package consistency

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/govalues/decimal"

	"twosource/corpus"
)

// shared is where the development sets lie when they are there at all.
const shared = "../../../shared/eval/"

var devEvents = []string{"crowdstrike", "equifax", "surfside", "svb", "titan"}

func readLines[T any](t testing.TB, path string) []T {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Skip("development sets not found: ", err)
	}
	defer f.Close()
	var out []T
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<24)
	for sc.Scan() {
		if len(sc.Bytes()) == 0 {
			continue
		}
		var v T
		if err := json.Unmarshal(sc.Bytes(), &v); err != nil {
			t.Fatal(path, err)
		}
		out = append(out, v)
	}
	if err := sc.Err(); err != nil {
		t.Fatal(path, err)
	}
	return out
}

type goldFact struct {
	File, Snippet, Subject, Attribute, Kind, Value, Bound string
	AsOf                                                  string `json:"as_of"`
	Scope, Modality, By                                   string
}

type goldMentions struct {
	ID, Text string
	Entities []struct {
		Start, End       int
		Text, Type, Name string
	}
}

// goldArticles are the articles of an event with the entities annotated by
// hand and claims made of the value table: what perfect extraction would give.
func goldArticles(t testing.TB, eventName string) []Document {
	facts := map[string][]goldFact{}
	for _, f := range readLines[goldFact](t, shared+"conflicts/"+eventName+"/facts.jsonl") {
		facts[f.File] = append(facts[f.File], f)
	}
	var docs []Document
	for _, m := range readLines[goldMentions](t, shared+"entities/events.jsonl") {
		ev, n, _ := strings.Cut(m.ID, "/")
		if ev != eventName {
			continue
		}
		file := n + ".txt"
		raw, err := os.ReadFile(filepath.Join(shared, "conflicts", eventName, "articles", file))
		if err != nil {
			t.Skip(err)
		}
		d := Document{Article: corpus.Article{ID: eventName + "/" + file, Path: file, Text: string(raw)}}
		d.Article.Source = headLine(d.Article.Text, "source")
		d.Article.Published = headDate(d.Article.Text)
		runes := []rune(m.Text)
		for _, e := range m.Entities {
			start := len(string(runes[:e.Start]))
			d.Facts.Entities = append(d.Facts.Entities, corpus.Entity{
				Span: corpus.Span{Start: start, End: start + len(e.Text)},
				Type: corpus.EntityType(e.Type), Name: e.Name, ID: e.Type + ":" + e.Name,
			})
		}
		for _, f := range facts[file] {
			goldClaim(&d, f)
		}
		docs = append(docs, d)
	}
	return docs
}

func headLine(text, key string) string {
	for _, l := range strings.SplitN(text, "\n", 8) {
		if v, ok := strings.CutPrefix(l, key+": "); ok {
			return v
		}
	}
	return ""
}

var dateWord = regexp.MustCompile(`(?m)\bdate:? (\d{4}-\d\d-\d\d)`)

func headDate(text string) string {
	if m := dateWord.FindStringSubmatch(text); m != nil {
		return m[1]
	}
	return ""
}

var (
	number    = regexp.MustCompile(`-?\d+(\.\d+)?(e\d+)?`)
	cumulates = regexp.MustCompile(`deaths|accounted|rescued|identified|cancelled|delayed|recovered|told|people affected|treated|hospital|withdrawals`)
	fixed     = regexp.MustCompile(`unit|store|length|depth|distance|aboard|population|capacity|penalty|fund|settlement|years of|cash|parties|people affected|oxygen supply`)
	inDay     = regexp.MustCompile(`^(\d\d):(\d\d)$`)
)

func goldClaim(d *Document, f goldFact) {
	at := strings.Index(d.Article.Text, f.Snippet)
	if at < 0 {
		return
	}
	sp := corpus.Span{Start: at, End: at + len(f.Snippet)}
	if f.Kind == "quote" {
		d.Facts.Quotes = append(d.Facts.Quotes, corpus.Quote{Span: sp, Kind: corpus.Direct, Speaker: f.Subject, Confidence: 0.95})
		return
	}
	c := corpus.Claim{Span: sp, Sentence: sp, SubjectAt: sp, Subject: f.Subject, Attribute: f.Attribute, Kind: corpus.ClaimKind(f.Kind), Scope: f.Scope, By: f.By, AsOf: f.AsOf, Confidence: 0.95, Rule: "gold"}
	if c.AsOf != "" {
		c.AsOfFrom = "explicit"
	}
	goldSubject(d, &c)
	goldBehaviour(&c)
	switch f.Modality {
	case "forecast":
		c.Modality = corpus.Expected
	case "denied":
		c.Negated = true
	}
	goldValue(&c, f)
	d.Facts.Claims = append(d.Facts.Claims, c)
}

func goldSubject(d *Document, c *corpus.Claim) {
	for _, e := range d.Facts.Entities {
		if e.Name == c.Subject {
			c.SubjectID = e.ID
			return
		}
	}
	switch h := head(c.Subject); {
	case h == "flight":
		c.Place, c.Subject = strings.TrimSuffix(c.Subject, " flights"), "flights"
	case len(kinds[h]) > 0:
		c.Trigger = h
	case isName(c.Subject):
		c.SubjectID = c.Subject
	}
}

func goldBehaviour(c *corpus.Claim) {
	switch {
	case cumulates.MatchString(c.Attribute):
		c.Behaviour = corpus.Cumulative
	case c.Kind == corpus.KindDate || c.Kind == corpus.KindMeasure || fixed.MatchString(c.Attribute):
		c.Behaviour = corpus.Invariant
	default:
		c.Behaviour = corpus.Snapshot
	}
	switch c.Attribute {
	case "time of collapse", "outage date", "date of collapse", "date of intrusion", "date of implosion":
		c.Attribute = "event date"
	case "price move", "gain over a period", "fall since outage":
		c.Attribute = "share price change"
	case "price":
		c.Attribute = "share price"
	case "market cap":
		c.Attribute = "valuation"
	case "founders", "former employer", "education", "airlines grounded":
		c.Many = true
	}
}

var units = map[string]string{"ft": "[ft_i]", "yd": "[yd_i]", "mi": "[mi_i]", "km": "km", "m": "m", "min": "min", "h": "h", "days": "d", "months": "mo", "years": "a"}

func goldValue(c *corpus.Claim, f goldFact) {
	c.Value.Text = f.Value
	switch c.Kind {
	case corpus.KindDate:
		from, to, ok := strings.Cut(f.Value, "/")
		if !ok {
			to = from
		}
		if inDay.MatchString(from) {
			from, to = f.AsOf+"T"+from, f.AsOf+"T"+from
			c.Attribute = "event time"
		}
		c.Value.From, c.Value.To = from, to
		c.Value.Quantity.Bound = corpus.Bound(f.Bound)
	case corpus.KindCount, corpus.KindMoney, corpus.KindPercent, corpus.KindMeasure, corpus.KindAge:
		goldQuantity(c, f)
	case corpus.KindOther:
		if f.Value == "yes" || f.Value == "no" {
			c.Kind, c.Value.Text, c.Negated = corpus.KindPolarity, "yes", f.Value == "no"
		}
	}
}

func goldQuantity(c *corpus.Claim, f goldFact) {
	v := strings.Split(f.Value, " / ")[0]
	nums := number.FindAllString(v, -1)
	if len(nums) == 0 {
		c.Kind = corpus.KindOther
		return
	}
	parse := func(s string) decimal.Decimal {
		d, _ := decimal.Parse(s)
		return d
	}
	q := &c.Value.Quantity
	q.Value = parse(nums[0])
	q.Low, q.High, q.Bound = q.Value, q.Value, corpus.Bound(f.Bound)
	if f.Bound == "exact" {
		q.Bound = corpus.Exact
	}
	if f.Bound == "range" && len(nums) > 1 {
		q.Bound, q.High = corpus.Between, parse(strings.TrimPrefix(nums[1], "-"))
	}
	q.Digits = len(strings.Trim(strings.ReplaceAll(strings.SplitN(strings.TrimPrefix(nums[0], "-"), "e", 2)[0], ".", ""), "0"))
	switch c.Kind {
	case corpus.KindMoney:
		q.Unit = number.ReplaceAllString(strings.Fields(v)[0], "")
	case corpus.KindPercent:
		q.Unit = "%"
	case corpus.KindMeasure:
		w := strings.Fields(v)
		q.Unit = units[w[len(w)-1]]
	}
}
