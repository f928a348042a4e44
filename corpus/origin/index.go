package origin

// Index groups articles into origins as they arrive. It keeps 260 bytes an
// article and, with a limit, forgets the articles longest in it. It is not
// safe for concurrent use.
type Index struct {
	entries []entry
	heads   [bands][]int32 // newest entry + 1 of each bucket
	mask    uint32
	byID    map[string]int32
	limit   int
}

type entry struct {
	id     string
	sig    Signature
	next   [bands]int32 // next older entry + 1 in the bucket
	parent int32
}

// chain is how many entries of one bucket are looked at: texts made from one
// template fill buckets without end.
const chain = 48

// NewIndex returns an empty index that keeps every article.
func NewIndex() *Index { return NewLimited(0) }

// NewLimited returns an index that compares new articles with the limit last
// ones only; 0 is no limit.
func NewLimited(limit int) *Index {
	x := &Index{byID: make(map[string]int32), limit: limit}
	x.resize(1 << 10)
	return x
}

func (x *Index) resize(buckets int) {
	x.mask = uint32(buckets - 1)
	for b := range x.heads {
		x.heads[b] = make([]int32, buckets)
	}
	for i := range x.entries {
		x.link(int32(i))
	}
}

func (x *Index) link(i int32) {
	e := &x.entries[i]
	if e.sig.triples < least {
		return
	}
	for b := range bands {
		h := bucket(e.sig.band(b)) & x.mask
		e.next[b] = x.heads[b][h]
		x.heads[b][h] = i + 1
	}
}

func bucket(v uint32) uint32 {
	v *= 0x9e3779b1
	return v ^ v>>15
}

// Add files an article and returns its origin so far: the least id among its
// copies, or its own. An id added before is left as it is.
func (x *Index) Add(id string, s Signature) string {
	if i, ok := x.byID[id]; ok {
		return x.entries[x.root(i)].id
	}
	if x.limit > 0 && len(x.entries) == x.limit {
		x.forget()
	}
	if len(x.entries) > int(x.mask) {
		x.resize(2 * (int(x.mask) + 1))
	}
	i := int32(len(x.entries))
	x.entries = append(x.entries, entry{id: id, sig: s, parent: i})
	x.byID[id] = i
	x.join(i)
	x.link(i)
	return x.entries[x.root(i)].id
}

// Origin is the origin of an article added before, "" for others.
func (x *Index) Origin(id string) string {
	i, ok := x.byID[id]
	if !ok {
		return ""
	}
	return x.entries[x.root(i)].id
}

// Len is the number of articles kept.
func (x *Index) Len() int { return len(x.entries) }

// join unites an entry with all its copies in the buckets it falls into.
func (x *Index) join(i int32) {
	e := &x.entries[i]
	if e.sig.triples < least {
		return
	}
	for b := range bands {
		want := e.sig.band(b)
		j := x.heads[b][bucket(want)&x.mask]
		for n := 0; j != 0 && n < chain; n++ {
			o := &x.entries[j-1]
			if o.sig.band(b) == want && x.root(j-1) != x.root(i) && Same(&e.sig, &o.sig) {
				x.unite(i, j-1)
			}
			j = o.next[b]
		}
	}
}

// unite joins two groups; the entry of the least id stands for both.
func (x *Index) unite(i, j int32) {
	i, j = x.root(i), x.root(j)
	if x.entries[j].id < x.entries[i].id {
		i, j = j, i
	}
	x.entries[j].parent = i
}

func (x *Index) root(i int32) int32 {
	for x.entries[i].parent != i {
		p := x.entries[i].parent
		x.entries[i].parent = x.entries[p].parent
		i = p
	}
	return i
}

// forget drops the older half of the entries. Groups keep their members that
// remain, under the least of those ids.
func (x *Index) forget() {
	old := x.entries
	keep := old[len(old)/2:]
	roots := make(map[int32]int32, len(keep))
	x.entries = make([]entry, 0, len(old))
	x.byID = make(map[string]int32, len(keep))
	for k := range keep {
		from := int32(len(old)/2 + k)
		i := int32(len(x.entries))
		e := keep[k]
		e.parent, e.next = i, [bands]int32{}
		x.entries = append(x.entries, e)
		x.byID[e.id] = i
		r := from
		for old[r].parent != r {
			r = old[r].parent
		}
		if first, ok := roots[r]; ok {
			x.unite(i, first)
		} else {
			roots[r] = i
		}
	}
	x.resize(int(x.mask) + 1)
}
