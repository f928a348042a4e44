package quote

import (
	"sort"
	"sync"

	"twosource/corpus"
	"twosource/extractors/token"
)

// Extract appends the quotations of a scanned text to dst, sorted by Start. It
// names speakers through ents, the article's entities sorted by Start, and
// falls back on the shape of names where the list has gaps; ents may be nil.
//
// Spans exclude the quotation marks. Speaker is "" where the text does not say
// who speaks; SpeakerID is set only for speakers of the entity list.
func Extract(dst []corpus.Quote, t *token.Text, ents []corpus.Entity) []corpus.Quote {
	x := pool.Get().(*extractor)
	n := len(dst)
	x.t, x.out = t, dst
	x.pairMarks()
	x.mask()
	x.collect(ents)
	x.noteRoles()
	x.posts()
	for s := range x.sents {
		x.sentence(s)
	}
	dst = x.out
	x.t, x.out = nil, nil
	pool.Put(x)
	sortQuotes(dst[n:])
	return dst
}

// pool keeps scratch memory between articles.
var pool = sync.Pool{New: func() any {
	return &extractor{byName: make(map[string]int32), bySurname: make(map[string]int32)}
}}

// extractor is the state of one article.
type extractor struct {
	t         *token.Text
	out       []corpus.Quote
	quotes    []quoted
	items     []item
	sents     []sentence
	mentions  []mention
	agents    []agent
	roleNotes []roleNote
	byName    map[string]int32
	bySurname map[string]int32
	now       int     // item up to which the article has been read
	nameCount int     // agents found by name; unnamed ones follow
	noted     int     // mentions already counted into the agents
	lastQuote speaker // whoever was quoted last
	lastAt    int     // item of that quotation
	lastPar   int32
	subject   speaker // subject of the latest frame of this sentence
	bare      bool    // the sentence is nothing but quotations
	nested    bool    // a clause is being looked at from within another
	inMarks   bool    // the quotation being emitted is all in marks
}

func sortQuotes(q []corpus.Quote) {
	sort.SliceStable(q, func(i, j int) bool {
		if q[i].Start != q[j].Start {
			return q[i].Start < q[j].Start
		}
		return q[i].End < q[j].End
	})
}

// roleNote records that an agent was introduced with a role.
type roleNote struct {
	word  string
	mod   string // word before it: "prime" of "prime minister"
	agent int32
	at    int32
}

// noteRoles reads roles before and after names: "Mayor John Tory", "Delta's
// boss Ed Bastian", "Ed Bastian, Delta's boss".
func (x *extractor) noteRoles() {
	x.roleNotes = x.roleNotes[:0]
	x.nameCount = len(x.agents)
	x.now, x.noted = 0, 0
	x.lastQuote, x.lastAt, x.lastPar = nobody, -1000, -1
	for i := range x.mentions {
		m := x.mentions[i]
		if k := x.agents[m.agent].kind; k == org || k == place {
			continue
		}
		for j := int(m.first) - 1; j >= 0 && j >= int(m.first)-3; j-- {
			if x.items[j].kind != token.Word && x.items[j].punct != ',' {
				break
			}
			if x.items[j].is&role != 0 {
				x.roleNotes = append(x.roleNotes, roleNote{word: x.lastWord(j), mod: x.modifier(j), agent: m.agent, at: m.first})
				break
			}
		}
		x.roleApposed(m)
		x.roleAfter(m)
	}
}

// roleApposed reads a role with its tail before a name in apposition: "the vice
// president for security, David Weston".
func (x *extractor) roleApposed(m mention) {
	j := int(m.first) - 1
	if j < 2 || x.items[j].punct != ',' {
		return
	}
	for k := j - 1; k >= 0 && k > j-10; k-- {
		it := &x.items[k]
		if it.punct != 0 || it.quote >= 0 || x.isVerb(k) {
			return
		}
		if it.is&role != 0 && it.shape == token.Lower {
			x.roleNotes = append(x.roleNotes, roleNote{word: x.lastWord(k), mod: x.modifier(k), agent: m.agent, at: m.first})
			return
		}
	}
}

func (x *extractor) roleAfter(m mention) {
	j := int(m.end)
	if j >= len(x.items) || x.items[j].punct != ',' {
		return
	}
	for j++; j < len(x.items) && j < int(m.end)+12 && x.items[j].punct == 0 && x.items[j].quote < 0; j++ {
		if x.items[j].is&role != 0 {
			x.roleNotes = append(x.roleNotes, roleNote{word: x.lastWord(j), mod: x.modifier(j), agent: m.agent, at: m.first})
		}
		if x.isVerb(j) || x.items[j].is&prep != 0 && x.items[j-1].is&role != 0 {
			return
		}
	}
}

// lastWord is the last word of a hyphenated item: "president" of
// "vice-president".
func (x *extractor) lastWord(i int) string { return x.t.Word(int(x.items[i].end) - 1) }

// modifier is the word before item i, if any.
func (x *extractor) modifier(i int) string {
	if i == 0 || x.items[i-1].kind != token.Word {
		return ""
	}
	return x.wordAt(i - 1)
}

// readTo counts the mentions before item i into their agents.
func (x *extractor) readTo(i int) {
	for x.noted < len(x.mentions) && int(x.mentions[x.noted].first) < i {
		m := x.mentions[x.noted]
		g := &x.agents[m.agent]
		g.last = m.first
		if m.subject {
			g.subj = m.first
		}
		x.noted++
	}
	x.now = i
}

// emit appends one quotation over tokens [first, end), trimmed of marks,
// brackets and closing punctuation that is not part of it.
func (x *extractor) emit(first, end int32, k corpus.QuoteKind, s speaker, cue corpus.Span, medium, rule string) {
	x.inMarks = k == corpus.Direct
	for first < end && x.trimmable(first, true) {
		first++
	}
	for first < end && x.trimmable(end-1, false) {
		end--
	}
	if first >= end {
		return
	}
	q := corpus.Quote{Kind: k, Cue: cue, Medium: medium, Rule: rule, Confidence: confidence(k, rule)}
	q.Span = corpus.Span{Start: int(x.t.Tokens[first].Start), End: int(x.t.Tokens[end-1].End)}
	q.Speaker, q.SpeakerID, q.SpeakerSpan = s.name, s.id, s.span
	if s.agent >= 0 {
		q.Confidence *= s.sure
	}
	x.out = append(x.out, q)
}

func (x *extractor) trimmable(i int32, left bool) bool {
	k := x.t.Tokens[i]
	switch k.Kind {
	case token.Quote:
		return left && (x.t.Word(int(i)) != "'" || i+1 < int32(len(x.t.Tokens)) && x.t.Tokens[i+1].SpaceBefore) || !left
	case token.Punct:
		switch x.t.Word(int(i)) {
		case ",", ":", ";", "—", "–", "-":
			return left || !x.inMarks
		case "?", "!", "...", "…", ")", "]", "(", "[":
			return false
		}
		return left
	}
	return false
}

// spoke records that s was quoted at item i.
func (x *extractor) spoke(s speaker, i int, par int32) {
	if s.agent >= 0 {
		x.agents[s.agent].spoke = int32(i)
	}
	x.lastQuote, x.lastAt, x.lastPar = s, i, par
}
