package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// gumGenres are those of edited or spoken factual English.
var gumGenres = []string{"academic", "bio", "court", "interview", "news", "speech", "textbook", "voyage"}

// gumTypes maps GUM's entity types; others are no names.
var gumTypes = map[string]string{"person": "PERSON", "organization": "ORG", "place": "LOC", "event": "EVENT", "object": "MISC", "abstract": "MISC"}

var (
	gumGlue   = words("of the and for in on de la van von der & - – 's ’s al bin del di da to at / ' ’")
	gumTitles = words("mr mr. mrs mrs. ms ms. dr dr. president sir judge justice senator sen. professor prof. prof king queen prime minister chancellor secretary general captain chief rep. gov. governor mayor lord lady miss chairman attorney vice director father reverend rev. colonel lieutenant sergeant officer congressman representative ambassador doctor commissioner coach")
)

func words(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}

// gumToken is a word of a .conllu file with its place in the text.
type gumToken struct {
	start, end      int
	word, pos, misc string
	id, head        string
	sentence        int
}

// gumMention is an annotated mention: first and last token.
type gumMention struct {
	first, last int
	typ         string
}

// convertGUM prints the dep/*.conllu files of the GUM corpus as JSONL with
// spans of names in code points: mentions headed by a proper
// noun, cut to the name.
func convertGUM(args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("usage: nertrain gum DIR")
	}
	files, err := filepath.Glob(filepath.Join(args[0], "GUM_*.conllu"))
	if err != nil {
		return err
	}
	slices.Sort(files)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for _, path := range files {
		genre, _, _ := strings.Cut(strings.TrimPrefix(filepath.Base(path), "GUM_"), "_")
		if !slices.Contains(gumGenres, genre) {
			continue
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if err := json.NewEncoder(out).Encode(gumDocument(filepath.Base(path), string(data))); err != nil {
			return err
		}
	}
	return nil
}

type gumRow struct {
	ID       string    `json:"id"`
	Text     string    `json:"text"`
	Entities []gumName `json:"entities"`
}

type gumName struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Type  string `json:"type"`
}

func gumDocument(id, data string) gumRow {
	text, toks := gumTokens(data)
	row := gumRow{ID: id, Text: strings.TrimRight(text, " \n"), Entities: []gumName{}}
	for _, s := range gumNames(toks, gumMentions(toks)) {
		start := utf8.RuneCountInString(text[:toks[s.first].start])
		length := utf8.RuneCountInString(text[toks[s.first].start:toks[s.last].end])
		row.Entities = append(row.Entities, gumName{start, start + length, s.typ})
	}
	return row
}

// gumTokens rebuilds the running text.
func gumTokens(data string) (string, []gumToken) {
	var b strings.Builder
	var toks []gumToken
	sentence, begun, paragraph := 0, false, false
	for _, line := range strings.Split(data, "\n") {
		c := strings.Split(line, "\t")
		switch {
		case strings.HasPrefix(line, "# newpar"):
			paragraph = true
		case strings.TrimSpace(line) == "" && begun:
			sentence, begun = sentence+1, false
		case len(c) < 10 || strings.ContainsAny(c[0], ".-"):
		default:
			text := strings.TrimRight(b.String(), " \n")
			if paragraph && text != "" {
				b.Reset()
				b.WriteString(text + "\n\n")
			} else if !begun && text != "" {
				b.Reset()
				b.WriteString(text + " ")
			}
			start := b.Len()
			b.WriteString(c[1])
			toks = append(toks, gumToken{start: start, end: b.Len(), word: c[1], pos: c[3], misc: c[9], id: c[0], head: c[6], sentence: sentence})
			if !strings.Contains(c[9], "SpaceAfter=No") {
				b.WriteByte(' ')
			}
			begun, paragraph = true, false
		}
	}
	return b.String(), toks
}

// gumMentions reads the brackets of the Entity field.
func gumMentions(toks []gumToken) []gumMention {
	type open struct {
		id, typ string
		at      int
	}
	var stack []open
	var out []gumMention
	for i, t := range toks {
		_, field, ok := strings.Cut(t.misc, "Entity=")
		if !ok {
			continue
		}
		field, _, _ = strings.Cut(field, "|")
		for field != "" {
			if field[0] == '(' {
				n := strings.IndexAny(field[1:], "()") + 1
				if n == 0 {
					n = len(field)
				}
				parts := strings.Split(field[1:n], "-")
				o := open{id: parts[0], at: i}
				if len(parts) > 1 {
					o.typ = parts[1]
				}
				field = field[n:]
				if strings.HasPrefix(field, ")") {
					out, field = append(out, gumMention{i, i, o.typ}), field[1:]
				} else {
					stack = append(stack, o)
				}
				continue
			}
			id, rest, _ := strings.Cut(field, ")")
			field = rest
			for k := len(stack) - 1; k >= 0; k-- {
				if stack[k].id == id {
					out = append(out, gumMention{stack[k].at, i, stack[k].typ})
					stack = slices.Delete(stack, k, k+1)
					break
				}
			}
		}
	}
	return out
}

// gumNames cuts mentions to names, shortest mention first; a longer name takes
// the place of those within it.
func gumNames(toks []gumToken, mentions []gumMention) []gumMention {
	slices.SortStableFunc(mentions, func(a, b gumMention) int { return (a.last - a.first) - (b.last - b.first) })
	var names []gumMention
	for _, m := range mentions {
		typ := gumTypes[m.typ]
		head := gumHead(toks, m)
		if typ == "" || head < 0 || toks[head].pos != "PROPN" {
			continue
		}
		n := gumWiden(toks, m, head, typ)
		if w := toks[n.first].word; gumNamePart(toks[n.first]) && !strings.Contains(w, "@") && !gumTitles[strings.ToLower(w)] {
			names = gumPlace(names, n)
		}
	}
	slices.SortFunc(names, func(a, b gumMention) int { return a.first - b.first })
	return names
}

// gumPlace adds n unless it crosses a name or equals one.
func gumPlace(names []gumMention, n gumMention) []gumMention {
	var keep []gumMention
	for _, o := range names {
		switch {
		case o.last < n.first || o.first > n.last:
			keep = append(keep, o)
		case o.first < n.first || o.last > n.last || n.first == n.last:
			return names
		}
	}
	return append(keep, n)
}

// gumHead is the token of a mention whose head lies outside it, -1 for none.
func gumHead(toks []gumToken, m gumMention) int {
	ids := map[string]bool{}
	for i := m.first; i <= m.last; i++ {
		ids[toks[i].id] = true
	}
	for i := m.first; i <= m.last; i++ {
		if toks[i].sentence == toks[m.first].sentence && !ids[toks[i].head] {
			return i
		}
	}
	return -1
}

// gumWiden widens the head of a mention to the capitals around it.
func gumWiden(toks []gumToken, m gumMention, head int, typ string) gumMention {
	lo, hi := head, head
	for lo > m.first {
		t := toks[lo-1]
		hyphen := (t.word == "-" || t.word == "&" || t.word == "/" || t.word == ".") && lo-2 >= m.first && toks[lo-2].pos == "PROPN"
		if !gumNamePart(t) && !hyphen {
			break
		}
		lo--
	}
	for {
		next, k := hi+1, hi+1
		for k <= m.last && k < next+3 && gumGlue[strings.ToLower(toks[k].word)] {
			k++
		}
		if k > m.last || !gumNamePart(toks[k]) || toks[k].sentence != toks[head].sentence {
			break
		}
		if w := strings.ToLower(toks[next].word); (typ == "PERSON" || typ == "LOC") && slices.Contains([]string{"and", "the", "in", "at", "on", "to"}, w) {
			break
		}
		hi = k
	}
	for lo < hi && (slices.Contains([]string{"the", "a", "an"}, strings.ToLower(toks[lo].word)) || typ == "PERSON" && gumTitles[strings.ToLower(toks[lo].word)]) {
		lo++
	}
	return gumMention{lo, hi, typ}
}

// gumNamePart reports whether a token can be part of a name.
func gumNamePart(t gumToken) bool {
	first, _ := utf8.DecodeRuneInString(t.word)
	capital := unicode.IsUpper(first) || unicode.IsDigit(first)
	return t.pos == "PROPN" || capital && slices.Contains([]string{"ADJ", "NOUN", "NUM", "X", "VERB"}, t.pos)
}
