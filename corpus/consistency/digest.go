package consistency

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"slices"
	"strconv"
	"strings"
	"sync"

	"twosource/corpus/factbin"
)

// digestForm is the form of a digest. Raise it with every change of what is
// packed, and where Statements makes other statements of the same facts: digests
// of another form are not read, and the statements are made anew.
const digestForm = 2

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
	w.Uint(uint64(len(list)))
	at := 0
	for i := range list {
		writeFiling(w, list[i].groups)
		w.Uint(uint64(p.ends[i] - at))
		at = p.ends[i]
	}
	p.head = w.End()
	out := make([]byte, 0, len(p.head)+len(p.parts)+256)
	out = w.EndTable(append(out, digestForm))
	out = binary.AppendUvarint(out, uint64(len(p.head)))
	out = append(append(out, p.head...), p.parts...)
	return binary.LittleEndian.AppendUint32(out, crc32.ChecksumIEEE(out))
}

// writeFiling writes the groups of a statement: those of its attribute and those
// of its slot, which differ in what they are about alone.
func writeFiling(w *factbin.Writer, groups []string) {
	for _, slot := range [2]bool{false, true} {
		n := 0
		for _, g := range groups {
			if isSlot(g) == slot {
				n++
			}
		}
		w.Uint(uint64(n))
		first := true
		for _, g := range groups {
			if isSlot(g) != slot {
				continue
			}
			about, attr := splitGroup(g)
			if first {
				w.Text(attr)
				first = false
			}
			w.Text(about)
		}
	}
}

// splitGroup takes a group apart into what it is about and its attribute.
func splitGroup(g string) (about, attr string) {
	about, attr, _ = strings.Cut(g, Separator)
	return about, strings.TrimSuffix(attr, Separator)
}

// digest is the statements of one article as an index keeps them, each made
// when it is first asked for. Safe for concurrent use.
type digest struct {
	shared Statement
	texts  factbin.Table
	parts  []digestPart

	mu   sync.Mutex
	made []*Statement
}

// digestPart is where a statement is filed, and its bytes.
type digestPart struct {
	filed [2]filing // of its attribute, of its slot
	bytes string
}

// filing is an attribute with what it is filed under.
type filing struct {
	attr  string
	about []string
}

// readDigest reads what Packer.Digest wrote; ok is false for one that is damaged
// or of another form.
func readDigest(b []byte) (d *digest, ok bool) {
	if len(b) == 1 && b[0] == digestForm {
		return new(digest), true
	}
	body := string(b[:max(0, len(b)-4)])
	if len(b) < 6 || body[0] != digestForm || crc32.ChecksumIEEE(b[:len(b)-4]) != binary.LittleEndian.Uint32(b[len(b)-4:]) {
		return nil, false
	}
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
	d.parts = make([]digestPart, r.Count())
	d.made = make([]*Statement, len(d.parts))
	for i := range d.parts {
		p := &d.parts[i]
		for k := range p.filed {
			f := &p.filed[k]
			if n := r.Count(); n > 0 {
				f.attr, f.about = r.Text(), make([]string, n)
				for j := range f.about {
					f.about[j] = r.Text()
				}
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
	about, attr := splitGroup(group)
	for i := range d.parts {
		if p := &d.parts[i]; !p.filed[0].has(attr, about) && !p.filed[1].has(attr, about) {
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
	s.groups = d.parts[i].groups()
	d.made[i] = &s
	return &s, nil
}

func (f *filing) has(attr, about string) bool {
	return f.attr == attr && slices.Contains(f.about, about)
}

// groups are the groups a statement is filed under, sorted, in one piece of
// memory.
func (p *digestPart) groups() []string {
	n, count := 0, 0
	for i := range p.filed {
		f := &p.filed[i]
		for _, about := range f.about {
			n += len(about) + len(f.attr) + 2*len(Separator)
		}
		count += len(f.about)
	}
	var b strings.Builder
	b.Grow(n)
	out := make([]string, 0, count)
	for i := range p.filed {
		f := &p.filed[i]
		for _, about := range f.about {
			from := b.Len()
			b.WriteString(about)
			b.WriteString(Separator)
			b.WriteString(f.attr)
			b.WriteString(Separator)
			out = append(out, b.String()[from:])
		}
	}
	slices.Sort(out)
	return out
}

// groups are all groups some statement is filed under, sorted.
func (d *digest) groups() []string {
	var out []string
	for i := range d.parts {
		out = append(out, d.parts[i].groups()...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
