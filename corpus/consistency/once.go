package consistency

import (
	"hash/fnv"
	"io"
	"sync"
)

// partly holds the groups of which not all is compared. Groups are noted in
// ascending order, so whoever compares one knows of all before it.
type partly struct {
	mu     sync.RWMutex
	groups map[string]bool
}

func (p *partly) note(g *group) {
	if !g.whole() {
		p.add(g.name)
	}
}

func (p *partly) add(name string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.groups == nil {
		p.groups = make(map[string]bool)
	}
	p.groups[name] = true
}

func (p *partly) has(name string) bool {
	p.mu.RLock()
	defer p.mu.RUnlock()
	return p.groups[name]
}

// sameSets remembers which sets of articles were compared under some name that
// they are about. A statement is filed under all such names of its article or
// none, so the same articles under another of their names meet there again.
type sameSets struct {
	mu      sync.Mutex
	seen    map[uint64]string // hash of the attribute and the articles → least group
	skipped map[string]string // group of articles not compared → the lesser one that was
}

func (x *sameSets) skip(name, other string) {
	if x.skipped == nil {
		x.skipped = make(map[string]string)
	}
	x.skipped[name] = other
}

// maxSets bounds what is remembered, some 100 bytes each.
const maxSets = 1 << 15

// before notes a group's articles and reports whether a lesser group of the same
// attribute had them. Workers come out of order. Of the groups that are not compared
// those are remembered whose other is one of which not all is: all of one that is
// whole meets there, whatever else comes.
func (x *sameSets) before(name string, ids []string, partly *partly) bool {
	if name[0] != markAbout && !isSlot(name) {
		return false
	}
	_, attribute := splitGroup(name)
	h := fnv.New64a()
	io.WriteString(h, attribute)
	for _, id := range ids {
		io.WriteString(h, Separator)
		io.WriteString(h, id)
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	if other, ok := x.seen[h.Sum64()]; ok && other < name {
		if isSlot(name) && partly.has(other) { // others meet once anyway, as all of them is compared
			x.skip(name, other)
		}
		return true
	}
	if x.seen == nil || len(x.seen) == maxSets {
		x.seen = make(map[uint64]string)
	}
	x.seen[h.Sum64()] = name
	return false
}
