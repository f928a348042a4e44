package consistency

import (
	"maps"
	"slices"
	"sync"

	"twosource/corpus"
	"twosource/corpus/factbin"
)

// Packer writes statements to bytes, for engines that compare them on another
// machine than the one that has the article: what they share once an article,
// the rest for the groups in which they are compared. A Statement made anew of
// its document costs ten times as much as one that is unpacked. Equal
// statements have equal bytes. The zero Packer is ready for use.
type Packer struct {
	w           factbin.Writer
	head, parts []byte // of a digest
	ends        []int
}

// Article packs what the statements of one article share.
func (p *Packer) Article(list []Statement) []byte {
	p.w.Begin(nil)
	if len(list) > 0 {
		writeShared(&p.w, &list[0])
	}
	return p.w.End()
}

// Group packs the statements that are filed under a group, and returns their
// places in the list; none where there are none.
func (p *Packer) Group(list []Statement, name string) (packed []byte, members []int) {
	w := &p.w
	w.Begin(nil)
	for i := range list {
		if list[i].in(name) {
			members = append(members, i)
			writeStatement(w, &list[i], name)
		}
	}
	return w.End(), members
}

// Unpacker makes the statements of one article.
type Unpacker struct{ shared Statement }

// NewUnpacker reads what Packer.Article wrote.
func NewUnpacker(article []byte) (*Unpacker, error) {
	u := new(Unpacker)
	r := factbin.NewReader(article)
	readShared(r, &u.shared)
	return u, r.Err()
}

// ID is the article's.
func (u *Unpacker) ID() string { return u.shared.Article }

// Statements reads what Packer.Group wrote. They are for Meet in that group
// alone: what they are filed under after it is left out.
func (u *Unpacker) Statements(packed []byte) ([]Statement, error) {
	var out []Statement
	r := factbin.NewReader(packed)
	for r.More() {
		s := u.shared
		readStatement(r, &s)
		out = append(out, s)
	}
	return out, r.Err()
}

// writeShared writes what all statements of an article have in common.
func writeShared(w *factbin.Writer, s *Statement) {
	writeEvidence(w, &s.Evidence)
	writeProfile(w, s.profile)
}

func readShared(r *factbin.Reader, s *Statement) {
	readEvidence(r, &s.Evidence)
	s.profile = readProfile(r)
	s.known = s.profile.published
}

// writeEvidence writes what evidence says of its article.
func writeEvidence(w *factbin.Writer, e *corpus.Evidence) {
	for _, text := range [...]string{e.Article, e.Path, e.URL, e.Source, e.Title, e.Published, e.Origin} {
		w.Text(text)
	}
}

func readEvidence(r *factbin.Reader, e *corpus.Evidence) {
	for _, text := range [...]*string{&e.Article, &e.Path, &e.URL, &e.Source, &e.Title, &e.Published, &e.Origin} {
		*text = r.Text()
	}
}

// writeStatement writes a statement but for the groups it is filed under after
// one.
func writeStatement(w *factbin.Writer, s *Statement, group string) {
	writeOwn(w, s)
	writeTexts(w, upToGroup(s.groups, group))
}

// upToGroup is a sorted list up to a group, with it.
func upToGroup(groups []string, group string) []string {
	n, ok := slices.BinarySearch(groups, group)
	if ok {
		n++
	}
	return groups[:n]
}

func readStatement(r *factbin.Reader, s *Statement) {
	readOwn(r, s)
	s.groups = readTexts(r)
}

// writeOwn writes what a statement has for itself but for where it is filed.
func writeOwn(w *factbin.Writer, s *Statement) {
	w.Claim(&s.Claim)
	w.Text(s.Sentence)
	w.Text(s.Text)
	writeSubject(w, &s.subject)
	w.Text(s.attr)
	w.Text(s.value)
	writeInterval(w, s.at)
	writeTexts(w, s.roles)
	writeTexts(w, s.places)
	w.Flags(s.open, s.crowded, s.running, len(s.content) > 0, len(s.spoken) > 0)
	writeMention(w, s.mention)
	w.Text(s.ref[len(s.Article)+len(Separator):])
}

func readOwn(r *factbin.Reader, s *Statement) {
	r.Claim(&s.Claim)
	s.Sentence = r.Text()
	s.Text = r.Text()
	readSubject(r, &s.subject)
	s.attr = r.Text()
	s.value = r.Text()
	s.at = readInterval(r)
	s.roles = readTexts(r)
	s.places = readTexts(r)
	f := r.Byte()
	s.open, s.crowded, s.running = f&1 != 0, f&2 != 0, f&4 != 0
	if f&8 != 0 { // hashes do not compress, and to make them anew takes a microsecond
		s.content = wordsOf(s.Sentence)
	}
	if f&16 != 0 {
		s.spoken = hashes(quoteWords(s.Claim.Value.Text))
	}
	readMentionOf(r, s)
	s.ref = s.Article + Separator + r.Text()
}

func writeSubject(w *factbin.Writer, x *subject) {
	w.Uint(uint64(x.kind))
	w.Text(x.name)
	writeTexts(w, x.words)
	w.Text(string(x.typ))
	w.Text(x.head)
	w.Int(x.year)
	w.Flags(x.bare, x.weak)
}

func readSubject(r *factbin.Reader, x *subject) {
	x.kind = subjectKind(r.Uint())
	x.name = r.Text()
	x.words = readTexts(r)
	x.typ = corpus.EntityType(r.Text())
	x.head = r.Text()
	x.year = r.Int()
	f := r.Byte()
	x.bare, x.weak = f&1 != 0, f&2 != 0
}

func writeProfile(w *factbin.Writer, p *profile) {
	w.Uint(uint64(len(p.anchors)))
	for i := range p.anchors {
		writeAnchor(w, &p.anchors[i])
	}
	writeSorted(w, p.traces.days)
	writeSorted(w, p.traces.months)
	writeSorted(w, p.traces.years)
	writeSorted(w, p.traces.values)
	writeSorted(w, p.traces.figures)
	writeMap(w, p.events, writeInterval)
	writeMap(w, p.sites, writeTexts)
	writeSet(w, p.places)
	writeSet(w, p.families)
	w.Text(p.main)
	writeInterval(w, p.published)
	writeSet(w, p.seats)
	w.Flags(p.night)
	w.Int(p.words)
	writeSet(w, p.said)
	w.Uint(uint64(len(p.figures)))
	for i := range p.figures {
		w.Text(p.figures[i].attr)
		w.Quantity(&p.figures[i].Quantity)
	}
	writeMap(w, p.most, (*factbin.Writer).Number)
	writeStems(w, p.topics())
	writeRepeats(w, &p.repeats)
}

func readProfile(r *factbin.Reader) *profile {
	p := new(profile)
	p.anchors = make([]anchor, r.Count())
	for i := range p.anchors {
		readAnchor(r, &p.anchors[i])
	}
	p.traces = traces{readSorted[int64](r), readSorted[int64](r), readSorted[int64](r), readSorted[uint32](r), readSorted[uint32](r)}
	p.events = readMap(r, readInterval)
	p.setSites(readMap(r, readTexts))
	p.places = readSet(r)
	p.families = readSet(r)
	p.main = r.Text()
	p.published = readInterval(r)
	p.seats = readSet(r)
	p.night = r.Byte()&1 != 0
	p.words = r.Int()
	p.said = readSet(r)
	p.figures = make([]statedFigure, r.Count())
	for i := range p.figures {
		p.figures[i] = statedFigure{r.Text(), r.Quantity()}
	}
	p.most = readMap(r, (*factbin.Reader).Number)
	topics := readStems(r)
	p.repeats = readRepeats(r)
	p.topics = func() []uint32 { return topics }
	p.about = sync.OnceValue(func() *topicality { return topicalityOf(topics) })
	p.given = sync.OnceValue(func() map[string]int { return givenOf(p.said) })
	p.slots = sync.OnceValue(p.slotGroups)
	return p
}

func writeAnchor(w *factbin.Writer, a *anchor) {
	w.Text(a.key)
	writeTexts(w, a.words)
	w.Text(a.name)
	w.Text(string(a.typ))
	w.Text(string(a.other))
	w.Int(a.orgs)
	w.Int(a.others)
	w.Number(a.weight)
	w.Number(a.tells)
	w.Flags(a.headed, a.headline)
}

func readAnchor(r *factbin.Reader, a *anchor) {
	a.key = r.Text()
	a.words = readTexts(r)
	a.name = r.Text()
	a.typ = corpus.EntityType(r.Text())
	a.other = corpus.EntityType(r.Text())
	a.orgs = r.Int()
	a.others = r.Int()
	a.weight = r.Number()
	a.tells = r.Number()
	f := r.Byte()
	a.headed, a.headline = f&1 != 0, f&2 != 0
}

func writeInterval(w *factbin.Writer, v interval) {
	w.Int(int(v.from))
	w.Int(int(v.to - v.from))
}

func readInterval(r *factbin.Reader) interval {
	from := int64(r.Int())
	return interval{from, from + int64(r.Int())}
}

func writeTexts(w *factbin.Writer, list []string) {
	w.Uint(uint64(len(list)))
	for _, s := range list {
		w.Text(s)
	}
}

func readTexts(r *factbin.Reader) []string {
	n := r.Count()
	if n == 0 {
		return nil
	}
	list := make([]string, n)
	for i := range list {
		list[i] = r.Text()
	}
	return list
}

// writeSorted writes sorted hashes or times by the distance from one to the next.
func writeSorted[T uint32 | int64](w *factbin.Writer, list []T) {
	w.Uint(uint64(len(list)))
	last := T(0)
	for _, h := range list {
		w.Uint(uint64(h - last))
		last = h
	}
}

func readSorted[T uint32 | int64](r *factbin.Reader) []T {
	n := r.Count()
	if n == 0 {
		return nil
	}
	list := make([]T, n)
	last := T(0)
	for i := range list {
		last += T(r.Uint())
		list[i] = last
	}
	return list
}

func writeSet(w *factbin.Writer, m map[string]bool) {
	writeMap(w, m, func(w *factbin.Writer, ok bool) { w.Flags(ok) })
}

func readSet(r *factbin.Reader) map[string]bool {
	return readMap(r, func(r *factbin.Reader) bool { return r.Byte() != 0 })
}

func writeMap[T any](w *factbin.Writer, m map[string]T, value func(*factbin.Writer, T)) {
	w.Uint(uint64(len(m)))
	for _, k := range slices.Sorted(maps.Keys(m)) {
		w.Text(k)
		value(w, m[k])
	}
}

func readMap[T any](r *factbin.Reader, value func(*factbin.Reader) T) map[string]T {
	n := r.Count()
	m := make(map[string]T, n)
	for range n {
		k := r.Text()
		m[k] = value(r)
	}
	return m
}
