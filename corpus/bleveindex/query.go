package bleveindex

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Limits of a query. They bound the work one line of input can ask for.
const (
	maxQuery   = 8 << 10 // bytes
	maxClauses = 256
	maxDepth   = 16
	minPrefix  = 2    // letters before a * at the end of a word
	maxPrefix  = 1024 // words a prefix may stand for
)

// QueryError says what is wrong with a query and what to write instead.
type QueryError struct {
	Message string
	Hint    string
}

func (e *QueryError) Error() string { return "query: " + e.Message }

func wrong(hint, format string, args ...any) *QueryError {
	return &QueryError{Message: fmt.Sprintf(format, args...), Hint: hint}
}

// node is a parsed query.
type node interface{}

type (
	allOf  []node // every one
	anyOf  []node // at least one
	noneOf struct{ not node }
	// match is a word, a phrase or a prefix in a field, "" being title and body.
	match struct {
		field  string
		text   string
		prefix bool
	}
	// within is a range of numbers or days.
	within struct {
		field  string
		lo, hi uint64
	}
)

// parser reads
//
//	query  = clause { ["OR"] clause }      words side by side: all of them
//	clause = ["-" | "NOT" | "+"] ( "(" query ")" | [field ":"] value )
//	value  = word | word "*" | '"' phrase '"' | comparison
type parser struct {
	in      string
	at      int
	depth   int
	clauses int
}

// parse reads a query.
func parse(text string) (node, error) {
	if len(text) > maxQuery {
		return nil, wrong("search for less at a time", "longer than %d bytes", maxQuery)
	}
	p := &parser{in: strings.ToValidUTF8(text, " ")}
	n, err := p.any()
	if err != nil {
		return nil, err
	}
	if p.at < len(p.in) {
		return nil, wrong("put the whole phrase in quotation marks", "a ) without a (")
	}
	if n == nil {
		return nil, wrong(`for example: search 'flights cancelled source:"The Daily"'`, "nothing to search for")
	}
	return n, nil
}

func (p *parser) space() {
	for p.at < len(p.in) {
		r, n := utf8.DecodeRuneInString(p.in[p.at:])
		if !unicode.IsSpace(r) {
			return
		}
		p.at += n
	}
}

// any reads clauses up to the end or a closing bracket.
func (p *parser) any() (node, error) {
	if p.depth++; p.depth > maxDepth {
		return nil, wrong("use fewer brackets", "brackets nest deeper than %d", maxDepth)
	}
	defer func() { p.depth-- }()
	var alternatives anyOf
	var all allOf
	for {
		p.space()
		if p.at == len(p.in) || p.in[p.at] == ')' {
			break
		}
		if p.operator("OR") {
			if len(all) > 0 {
				alternatives, all = append(alternatives, simplify(all)), nil
			}
			continue
		}
		if p.operator("AND") {
			continue
		}
		n, err := p.clause()
		if err != nil {
			return nil, err
		}
		if n != nil {
			all = append(all, n)
		}
	}
	if len(all) > 0 {
		alternatives = append(alternatives, simplify(all))
	}
	switch len(alternatives) {
	case 0:
		return nil, nil
	case 1:
		return alternatives[0], nil
	}
	return alternatives, nil
}

func simplify(all allOf) node {
	if len(all) == 1 {
		return all[0]
	}
	return all
}

// operator skips a word in capitals that stands alone.
func (p *parser) operator(word string) bool {
	rest := p.in[p.at:]
	if !strings.HasPrefix(rest, word) {
		return false
	}
	if after := rest[len(word):]; after != "" && !strings.ContainsRune(" \t\n()", rune(after[0])) {
		return false
	}
	p.at += len(word)
	return true
}

func (p *parser) clause() (node, error) {
	if p.clauses++; p.clauses > maxClauses {
		return nil, wrong("split the query", "more than %d words", maxClauses)
	}
	not := p.operator("NOT")
	p.space()
	if p.at < len(p.in) && (p.in[p.at] == '-' || p.in[p.at] == '+') {
		not = not != (p.in[p.at] == '-')
		p.at++
	}
	n, err := p.primary()
	if err != nil || n == nil || !not {
		return n, err
	}
	return noneOf{n}, nil
}

func (p *parser) primary() (node, error) {
	if p.at == len(p.in) {
		return nil, nil
	}
	if p.in[p.at] == '(' {
		p.at++
		n, err := p.any()
		if err != nil {
			return nil, err
		}
		if p.at == len(p.in) {
			return nil, wrong("add a )", "a ( is not closed")
		}
		p.at++
		return n, nil
	}
	name, err := p.field()
	if err != nil {
		return nil, err
	}
	text, phrase, err := p.value()
	if err != nil {
		return nil, err
	}
	return p.meaning(name, text, phrase)
}

// field reads "name:" where a value follows at once.
func (p *parser) field() (string, error) {
	rest := p.in[p.at:]
	i := strings.IndexByte(rest, ':')
	if i <= 0 || i+1 >= len(rest) || strings.ContainsAny(rest[i+1:i+2], " /\t\n)") {
		return "", nil
	}
	name := rest[:i]
	for _, r := range name {
		if r != '_' && (r > unicode.MaxASCII || !unicode.IsLetter(r)) {
			return "", nil
		}
	}
	if _, ok := queryFields[strings.ToLower(name)]; !ok {
		return "", wrong("fields are "+fieldNames+"; put text with a colon in quotation marks", "there is no field %q", name)
	}
	p.at += i + 1
	return strings.ToLower(name), nil
}

// value reads a word or a phrase in quotation marks.
func (p *parser) value() (text string, phrase bool, err error) {
	rest := p.in[p.at:]
	if strings.HasPrefix(rest, `"`) || strings.HasPrefix(rest, "“") {
		open, size := utf8.DecodeRuneInString(rest)
		mark := `"`
		if open == '“' {
			mark = "”"
		}
		end := strings.Index(rest[size:], mark)
		if end < 0 {
			return "", false, wrong("add the closing mark", "a quotation mark is not closed")
		}
		p.at += size + end + len(mark)
		return rest[size : size+end], true, nil
	}
	end := strings.IndexFunc(rest, func(r rune) bool { return unicode.IsSpace(r) || r == '(' || r == ')' })
	if end < 0 {
		end = len(rest)
	}
	if end == 0 { // a bracket where a word should be
		return "", false, nil
	}
	p.at += end
	return rest[:end], false, nil
}
