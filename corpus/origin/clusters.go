package origin

import (
	"cmp"
	"slices"
)

// chain is how many members of one band a copy is looked for among: texts made
// from one template fill bands without end.
const chain = 48

// Signed is an article with its signature.
type Signed struct {
	ID        string
	Signature Signature
}

// Clusters groups a whole corpus at once. It returns the origin of every
// article that has copies, the least id among them; the others are their own.
//
// Its three parts can run on different machines: Leaders of articles signed
// alike, Copies within each band of the leaders, and a Forest of all links.
func Clusters(articles map[string]Signature) map[string]string {
	var f Forest
	bySignature := make(map[Signature][]string, len(articles))
	for id, s := range articles {
		if s.triples >= least {
			bySignature[s] = append(bySignature[s], id)
		}
	}
	leaders := make([]Signed, 0, len(bySignature))
	for s, ids := range bySignature {
		leaders = append(leaders, Signed{Leader(ids, f.Join), s})
	}
	for b := range bands {
		slices.SortFunc(leaders, func(x, y Signed) int {
			return cmp.Or(cmp.Compare(x.Signature.band(b), y.Signature.band(b)), cmp.Compare(x.ID, y.ID))
		})
		for i := 0; i < len(leaders); {
			j := i + 1
			for j < len(leaders) && leaders[j].Signature.band(b) == leaders[i].Signature.band(b) {
				j++
			}
			Copies(leaders[i:j], f.Join)
			i = j
		}
	}
	return f.Origins()
}

// Leader is the least of the ids of articles that are signed alike. The others
// are linked to it; it alone goes into the bands, so that ten thousand reprints
// cost no more than one.
func Leader(ids []string, link func(a, b string)) string {
	if len(ids) == 0 {
		return ""
	}
	first := slices.Min(ids)
	for _, id := range ids {
		if id != first {
			link(first, id)
		}
	}
	return first
}

// Copies links the members of one band that are copies of each other. They are
// sorted by id; each is compared with the 48 before it.
func Copies(members []Signed, link func(a, b string)) {
	for i := range members {
		for j := max(0, i-chain); j < i; j++ {
			if Same(&members[i].Signature, &members[j].Signature) {
				link(members[j].ID, members[i].ID)
			}
		}
	}
}

// AllBands are the keys of all bands of a signature, none for a text too short
// to tell: twice as many as Bands, for those who need not keep them.
func AllBands(s *Signature) []uint64 {
	if s.triples < least {
		return nil
	}
	keys := make([]uint64, bands)
	for b := range keys {
		keys[b] = uint64(b)<<32 | uint64(s.band(b))
	}
	return keys
}

// Forest unites articles that are linked. The zero Forest is ready for use.
type Forest struct {
	parent map[string]string
}

// Join puts two articles into one cluster.
func (f *Forest) Join(a, b string) {
	if f.parent == nil {
		f.parent = make(map[string]string)
	}
	if a, b = f.root(a), f.root(b); a != b {
		f.parent[max(a, b)] = min(a, b)
	}
}

func (f *Forest) root(id string) string {
	for {
		p, ok := f.parent[id]
		if !ok {
			return id
		}
		if q, ok := f.parent[p]; ok {
			f.parent[id] = q
		}
		id = p
	}
}

// Origins are the articles that are not the least of their cluster, with the
// one that is.
func (f *Forest) Origins() map[string]string {
	out := make(map[string]string, len(f.parent))
	for id := range f.parent {
		out[id] = f.root(id)
	}
	return out
}

// Links are the fewest links that make the forest, sorted: each article that
// is not the least of its cluster with the one that is.
func (f *Forest) Links() [][2]string {
	var out [][2]string
	for id, root := range f.Origins() {
		out = append(out, [2]string{root, id})
	}
	slices.SortFunc(out, func(a, b [2]string) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	return out
}
