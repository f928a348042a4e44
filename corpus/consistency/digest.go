package consistency

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"slices"
	"strconv"
	"sync"
	"unsafe"

	"twosource/corpus/factbin"
)

// digestForm is the form of a digest. Raise it with every change of what is
// packed, where Statements makes other statements of the same facts, and where the
// table of vectors has other words: digests of another form are not read, and the
// statements are made anew.
const digestForm = 21

// Digest packs all statements of an article for an index that keeps them beside
// it. They are read one without the others.
func (p *Packer) Digest(list []Statement) []byte {
	if len(list) == 0 {
		return []byte{digestForm}
	}
	w := &p.w
	w.BeginTable()
	p.parts, p.ends = p.parts[:0], p.ends[:0]
	for i := range list {
		w.Part(p.parts)
		writeOwn(w, &list[i])
		p.parts = w.End()
		p.ends = append(p.ends, len(p.parts))
	}
	w.Part(p.head[:0])
	writeShared(w, &list[0])
	p.writeFiling(list)
	p.head = w.End()
	out := make([]byte, 0, len(p.head)+len(p.parts)+256)
	out = w.EndTable(append(out, digestForm))
	out = binary.AppendUvarint(out, uint64(len(p.head)))
	out = append(append(out, p.head...), p.parts...)
	return binary.LittleEndian.AppendUint32(out, crc32.ChecksumIEEE(out))
}

// writeFiling writes where statements are filed, and how long each is: first what
// groups of statements are about, as most of an article are about the same.
func (p *Packer) writeFiling(list []Statement) {
	w := &p.w
	filings := make([][]string, 0, 8)
	places := make([]int, len(list))
	for i := range list {
		about := aboutOf(list[i].groups)
		places[i] = slices.IndexFunc(filings, func(f []string) bool { return slices.Equal(f, about) })
		if places[i] < 0 {
			places[i] = len(filings)
			filings = append(filings, about)
		}
	}
	w.Uint(uint64(len(filings)))
	for _, f := range filings {
		writeTexts(w, f)
	}
	w.Uint(uint64(len(list)))
	at := 0
	for i := range list {
		s := &list[i]
		w.Flags(s.mention != nil)
		w.Uint(uint64(places[i]))
		if len(s.groups) > 0 {
			w.Text(groupAttr(s.groups[0]))
		}
		w.Uint(uint64(p.ends[i] - at))
		at = p.ends[i]
	}
}

// aboutOf is what the groups of a statement are about; their attribute is the same.
func aboutOf(groups []string) []string {
	out := make([]string, len(groups))
	for i, g := range groups {
		out[i], _ = splitGroup(g)
	}
	return out
}

func groupAttr(g string) string {
	_, attr := splitGroup(g)
	return attr
}

// digest is the statements of one article as an index keeps them, each made
// when it is first asked for. Safe for concurrent use.
type digest struct {
	shared  Statement
	texts   factbin.Table
	filings [][]string // what statements are filed under, without the attribute
	parts   []digestPart

	mu   sync.Mutex
	made []*Statement
}

// digestPart is where a statement is filed, and its bytes.
type digestPart struct {
	attr    string
	filing  int
	matched bool // it has a mention
	bytes   string
}

// readDigest reads what Packer.Digest wrote, and keeps b; ok is false for one that is
// damaged or of another form.
func readDigest(b []byte) (d *digest, ok bool) {
	if len(b) == 1 && b[0] == digestForm {
		return new(digest), true
	}
	if len(b) < 6 || b[0] != digestForm || crc32.ChecksumIEEE(b[:len(b)-4]) != binary.LittleEndian.Uint32(b[len(b)-4:]) {
		return nil, false
	}
	body := unsafe.String(&b[0], len(b)-4) // b is ours: a copy would be a fifth of the memory a scan takes
	d = new(digest)
	texts, rest, err := factbin.ReadTable(body[1:])
	if err != nil {
		return nil, false
	}
	d.texts = texts
	n, used := binary.Uvarint([]byte(rest[:min(len(rest), binary.MaxVarintLen64)]))
	if used <= 0 || n > uint64(len(rest)-used) {
		return nil, false
	}
	head, parts := rest[used:used+int(n)], rest[used+int(n):]
	return d, d.readHead(texts.Reader(head), parts)
}

func (d *digest) readHead(r *factbin.Reader, parts string) bool {
	readShared(r, &d.shared)
	d.filings = make([][]string, r.Count())
	for i := range d.filings {
		d.filings[i] = readTexts(r)
		if slices.ContainsFunc(d.filings[i], func(about string) bool { return len(about) != aboutLen }) {
			return false
		}
	}
	d.parts = make([]digestPart, r.Count())
	d.made = make([]*Statement, len(d.parts))
	for i := range d.parts {
		p := &d.parts[i]
		p.matched = r.Byte()&1 != 0
		if p.filing = int(r.Uint()); p.filing < 0 || p.filing >= len(d.filings) {
			return false
		}
		if len(d.filings[p.filing]) > 0 {
			if p.attr = r.Text(); len(p.attr) != attrLen {
				return false
			}
		}
		n := r.Uint()
		if n > uint64(len(parts)) {
			return false
		}
		p.bytes, parts = parts[:n], parts[n:]
	}
	return r.Err() == nil && parts == ""
}

// members appends the statements that are filed under a group.
func (d *digest) members(to []*Statement, group string) ([]*Statement, error) {
	if isSlot(group) {
		return d.matched(to, group)
	}
	about, attr := splitGroup(group)
	filed := d.filedUnder(about)
	for i := range d.parts {
		p := &d.parts[i]
		if filed&(1<<min(p.filing, lastFiling)) == 0 || p.attr != attr || p.filing >= lastFiling && !slices.Contains(d.filings[p.filing], about) {
			continue
		}
		s, err := d.statement(i)
		if err != nil {
			return nil, err
		}
		to = append(to, s)
	}
	return to, nil
}

// lastFiling is the filing from which on all share a bit of filedUnder.
const lastFiling = 63

// filedUnder is the set of filings that are about a name.
func (d *digest) filedUnder(about string) (set uint64) {
	for i, f := range d.filings {
		if slices.Contains(f, about) {
			set |= 1 << min(i, lastFiling)
		}
	}
	return set
}

// matched appends the statements that a slot group holds.
func (d *digest) matched(to []*Statement, group string) ([]*Statement, error) {
	if d.shared.profile == nil || !slices.Contains(d.shared.profile.slots(), group) {
		return to, nil
	}
	for i := range d.parts {
		if !d.parts[i].matched {
			continue
		}
		s, err := d.statement(i)
		if err != nil {
			return nil, err
		}
		if s.mention != nil {
			to = append(to, s)
		}
	}
	return to, nil
}

func (d *digest) statement(i int) (*Statement, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.made[i] != nil {
		return d.made[i], nil
	}
	s := d.shared
	r := d.texts.Reader(d.parts[i].bytes)
	readOwn(r, &s)
	if err := r.Err(); err != nil {
		return nil, fmt.Errorf("statement %s of article %q: %w", strconv.Itoa(i), s.Article, err)
	}
	s.groups = d.groupsOf(i)
	d.made[i] = &s
	return &s, nil
}

// groupsOf are the groups a statement is filed under, sorted, in one piece of
// memory.
func (d *digest) groupsOf(i int) []string {
	attr, filing := d.parts[i].attr, d.filings[d.parts[i].filing]
	all := make([]byte, 0, len(filing)*groupLen)
	for _, about := range filing {
		all = append(append(all, about...), attr...)
	}
	out := make([]string, len(filing))
	for i, rest := 0, string(all); i < len(out); i++ {
		out[i], rest = rest[:groupLen], rest[groupLen:]
	}
	slices.Sort(out)
	return out
}

// groups are all groups some statement is filed under, sorted, and the article's
// stamp in those of its slots.
func (d *digest) groups() (list []string, own string) {
	matched := false
	for i := range d.parts {
		list = append(list, d.groupsOf(i)...)
		matched = matched || d.parts[i].matched
	}
	if matched {
		list, own = append(list, d.shared.profile.slots()...), stamp(&d.shared)
	}
	slices.Sort(list)
	return slices.Compact(list), own
}
