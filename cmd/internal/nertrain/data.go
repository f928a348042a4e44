package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"twosource/corpus"
	"twosource/extractors/token"
)

// span is an annotated name: bytes of a document's text and its type. Types
// outside the model's own (MISC) stand for "one of the rest".
type span struct {
	start, end int
	typ        string
}

// document is a text with its names.
type document struct {
	text   string
	spans  []span
	open   []corpus.EntityType // types the annotators did not mark
	misc   []corpus.EntityType // types that MISC can stand for, besides outside
	weight float32
}

// source is a data file as named on the command line:
// PATH[,open=TYPE+TYPE][,misc=TYPE+TYPE][,weight=W].
type source struct {
	path   string
	open   []corpus.EntityType
	misc   []corpus.EntityType
	weight float32
}

func parseSource(arg string) (source, error) {
	parts := strings.Split(arg, ",")
	s := source{path: parts[0], weight: 1}
	for _, p := range parts[1:] {
		key, value, _ := strings.Cut(p, "=")
		switch key {
		case "open":
			for _, t := range strings.Split(value, "+") {
				s.open = append(s.open, typeOf(t))
			}
		case "misc":
			for _, t := range strings.Split(value, "+") {
				s.misc = append(s.misc, typeOf(t))
			}
		case "weight":
			w, err := strconv.ParseFloat(value, 32)
			if err != nil {
				return s, fmt.Errorf("weight of %s: %w", s.path, err)
			}
			s.weight = float32(w)
		default:
			return s, fmt.Errorf("unknown option %q of %s", key, s.path)
		}
	}
	return s, nil
}

// typeOf maps the names that corpora use to the model's types.
func typeOf(s string) corpus.EntityType {
	switch s {
	case "PER":
		return corpus.Person
	case "GPE", "FAC", "LOCATION":
		return corpus.Loc
	case "ORGANIZATION":
		return corpus.Org
	case "WORK_OF_ART", "LAW":
		return corpus.Work
	}
	return corpus.EntityType(s)
}

// read loads a file by its ending: .txt inline markup, .jsonl spans in code
// points, all else token and BIO tag in columns.
func (s source) read() ([]document, error) {
	var docs []document
	var err error
	switch {
	case strings.HasSuffix(s.path, ".txt"):
		docs, err = readMarkup(s.path)
	case strings.HasSuffix(s.path, ".jsonl"):
		docs, err = readJSONL(s.path)
	default:
		docs, err = readColumns(s.path)
	}
	for i := range docs {
		docs[i].open, docs[i].misc, docs[i].weight = s.open, s.misc, s.weight
		for k := range docs[i].spans {
			docs[i].spans[k] = happening(docs[i].text, trim(docs[i].text, docs[i].spans[k]))
		}
	}
	return docs, err
}

// trim leaves articles and titles before a name and possessives after it out
// of its span, as the model's own convention has it.
func trim(text string, s span) span {
	whole := s
	for {
		word, _, more := strings.Cut(text[s.start:s.end], " ")
		low := strings.ToLower(strings.TrimRight(word, "."))
		article := low == "the" && s.typ != string(corpus.Work) || low == "a" && s.typ == string(corpus.Org)
		if !more || !article && !(s.typ == string(corpus.Person) && leads[low]) {
			break
		}
		s.start += len(word) + 1
	}
	for _, end := range []string{"'s", "’s", "'S"} {
		if cut := strings.TrimRight(strings.TrimSuffix(text[s.start:s.end], end), " "); s.typ == string(corpus.Person) && cut != "" {
			s.end = s.start + len(cut)
		}
	}
	if s.start >= s.end {
		return whole
	}
	return s
}

// happening makes an EVENT of a MISC span that names one by its words.
func happening(text string, s span) span {
	if s.typ != "MISC" {
		return s
	}
	for _, w := range strings.Fields(text[s.start:s.end]) {
		if happenings[strings.ToLower(w)] {
			s.typ = string(corpus.Event)
		}
	}
	return s
}

var happenings = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields("war wars battle election elections referendum championship championships cup olympics games festival tournament revolution uprising crisis summit conference congress convention holocaust massacre rebellion siege expedition eurovision marathon derby open prix hurricane typhoon earthquake coup armistice conquest crusade crusades biennale symposium workshop championnat league-final playoffs bowl") {
		m[w] = true
	}
	return m
}()

// leads are words before a person's name that are not part of it.
var leads = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields("mr mrs ms miss mx dr prof professor sen senator rep representative gov governor gen general lt col colonel maj major capt captain cmdr commander sgt sergeant adm admiral rev reverend judge justice president vice prime minister chancellor mayor sheriff king queen pope sir lord emperor empress prince princess tsar czar sultan pharaoh cardinal archbishop bishop pastor imam rabbi ayatollah sheikh brigadier commodore constable inspector marshal monsignor chief detective officer secretary ambassador chairman chairwoman attorney premier congressman congresswoman") {
		m[w] = true
	}
	return m
}()

// readMarkup reads documents separated by a line "-----" in which names are
// marked as [CrowdStrike|ORG].
func readMarkup(path string) ([]document, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var docs []document
	for _, part := range strings.Split("\n"+string(data), "\n-----") {
		if d := parseMarkup(strings.Trim(part, "-\n")); d.text != "" {
			docs = append(docs, d)
		}
	}
	return docs, nil
}

func parseMarkup(s string) document {
	var d document
	var b strings.Builder
	for {
		open := strings.IndexByte(s, '[')
		if open < 0 {
			break
		}
		end := strings.IndexByte(s[open:], ']')
		bar := -1
		if end > 0 {
			bar = strings.LastIndexByte(s[open:open+end], '|')
		}
		if bar < 0 {
			b.WriteString(s[:open+1])
			s = s[open+1:]
			continue
		}
		b.WriteString(s[:open])
		start := b.Len()
		b.WriteString(s[open+1 : open+bar])
		d.spans = append(d.spans, span{start, b.Len(), string(typeOf(s[open+bar+1 : open+end]))})
		s = s[open+end+1:]
	}
	b.WriteString(s)
	d.text = b.String()
	return d
}

func readJSONL(path string) ([]document, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var docs []document
	for dec := json.NewDecoder(bufio.NewReader(f)); dec.More(); {
		var row struct {
			Text     string
			Entities []struct {
				Start, End int
				Type       string
			}
		}
		if err := dec.Decode(&row); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		d := document{text: row.Text}
		bytes := byteOffsets(row.Text)
		for _, e := range row.Entities {
			d.spans = append(d.spans, span{bytes[e.Start], bytes[e.End], string(typeOf(e.Type))})
		}
		docs = append(docs, d)
	}
	return docs, nil
}

// byteOffsets maps code points to bytes.
func byteOffsets(s string) []int {
	var out []int
	for i := range s {
		out = append(out, i)
	}
	return append(out, len(s))
}

// readColumns reads token and tag lines: the first column is the token and the
// last its BIO tag; blank lines end sentences and -DOCSTART- documents. Files
// without documents are cut after every sentence.
func readColumns(path string) ([]document, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	hasDocs := strings.Contains(string(data), "-DOCSTART-")
	var docs []document
	b := builder{}
	flush := func() {
		if b.text.Len() > 0 {
			docs = append(docs, b.document())
		}
		b = builder{}
	}
	for _, line := range strings.Split(string(data), "\n") {
		fields := strings.Fields(line)
		if strings.Contains(line, "\t") {
			fields = strings.Split(strings.TrimRight(line, "\r"), "\t")
		}
		switch {
		case len(fields) > 0 && fields[0] == "-DOCSTART-":
			flush()
		case len(fields) < 2:
			b.endSentence()
			if !hasDocs {
				flush()
			}
		default:
			b.add(fields[0], fields[len(fields)-1])
		}
	}
	flush()
	return docs, nil
}

// builder joins tokens to running text.
type builder struct {
	text   strings.Builder
	spans  []span
	opened bool // a name goes on
	glue   bool // no space before the next token
	quoted bool
}

func (b *builder) endSentence() {
	if b.text.Len() > 0 && !b.glue {
		b.text.WriteString("\n\n")
	}
	b.opened, b.glue, b.quoted = false, true, false
}

func (b *builder) add(tok, tag string) {
	if b.text.Len() > 0 && !b.glue && !gluesLeft(tok) && !(tok == "\"" && b.quoted) {
		b.text.WriteByte(' ')
	}
	b.glue = tok == "(" || tok == "[" || tok == "$" || tok == "“" || tok == "\"" && !b.quoted
	if tok == "\"" {
		b.quoted = !b.quoted
	}
	start := b.text.Len()
	b.text.WriteString(tok)
	b.mark(start, tag)
}

func (b *builder) mark(start int, tag string) {
	pos, typ, _ := strings.Cut(tag, "-")
	if typ == "" {
		b.opened = false
		return
	}
	typ = string(typeOf(typ))
	n := len(b.spans)
	if pos == "I" && b.opened && b.spans[n-1].typ == typ {
		b.spans[n-1].end = b.text.Len()
		return
	}
	b.spans = append(b.spans, span{start, b.text.Len(), typ})
	b.opened = true
}

func gluesLeft(tok string) bool {
	switch tok {
	case ".", ",", ";", ":", "!", "?", ")", "]", "%", "'s", "’s", "'S", "n't", "n’t", "'re", "'ve", "'ll", "'m", "'d", "...", "”":
		return true
	}
	return false
}

func (b *builder) document() document {
	return document{text: strings.TrimRight(b.text.String(), "\n"), spans: b.spans}
}

// people is the second word of "South Korean", "" of all else.
func people(name string) string {
	first, last, _ := strings.Cut(name, " ")
	switch first {
	case "North", "South", "East", "West", "Latin", "Central", "Native", "Equatorial", "Ancient":
		if strings.HasSuffix(last, "n") || strings.HasSuffix(last, "ns") {
			return last
		}
	}
	return ""
}

// faiths are what some annotators call organisations and this model does not
// look for.
var faiths = map[string]bool{"Christianity": true, "Catholicism": true, "Protestantism": true, "Islam": true, "Judaism": true, "Hinduism": true, "Buddhism": true, "Methodism": true}

// markPeoples marks the words of a list as NORP where the annotation of a
// document has nothing better to say: the word by itself is MISC or LOC, or ORG
// to annotators with few types, or unmarked though they left NORP open.
func markPeoples(docs []document, path string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	peoples := map[string]bool{}
	for _, w := range strings.Fields(string(data)) {
		peoples[w] = true
	}
	var t token.Text
	for i := range docs {
		d := &docs[i]
		covered := map[int]bool{}
		for k, s := range d.spans {
			word := d.text[s.start:s.end]
			several := s.typ == string(corpus.Person) && strings.HasSuffix(word, "s")
			body := s.typ == string(corpus.Org) && d.misc != nil
			switch {
			case body && faiths[word]:
				d.spans[k].typ = "MISC"
			case (several || body || s.typ == "MISC" || s.typ == string(corpus.Loc)) && (peoples[word] || peoples[people(word)]):
				d.spans[k].typ = string(corpus.Norp)
			}
			for b := s.start; b < s.end; b++ {
				covered[b] = true
			}
		}
		if !slices.Contains(d.open, corpus.Norp) {
			continue
		}
		t.Reset(d.text, corpus.Span{})
		for j, k := range t.Tokens {
			if !covered[int(k.Start)] && peoples[t.Word(j)] {
				d.spans = append(d.spans, span{int(k.Start), int(k.End), string(corpus.Norp)})
			}
		}
		slices.SortFunc(d.spans, func(a, b span) int { return a.start - b.start })
	}
	return nil
}
