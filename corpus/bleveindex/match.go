package bleveindex

import (
	"github.com/RoaringBitmap/roaring/v2"
)

// matched is what a plan comes to in a segment, and what its parts do.
type matched struct {
	docs  *roaring.Bitmap // not to be changed
	parts []*matched
	found []uint32 // of a phrase: how often it stands in each of docs
}

// among are documents without deleted ones, of some only if within is not nil.
func (l *leaf) among(docs, within *roaring.Bitmap) *roaring.Bitmap {
	if within != nil { // which are live
		return roaring.And(docs, within)
	}
	if deleted := l.snap.Deleted(); deleted != nil {
		return roaring.AndNot(docs, deleted)
	}
	return docs
}

func (t *termPlan) match(i int, within *roaring.Bitmap) (*matched, error) {
	return &matched{docs: t.leaves[i].among(t.lists[i].docs, within)}, nil
}

func (t *termPlan) slow() bool { return false }

func (s *setPlan) match(i int, within *roaring.Bitmap) (*matched, error) {
	if within != nil {
		return &matched{docs: roaring.And(s.docs[i], within)}, nil
	}
	return &matched{docs: s.docs[i]}, nil
}

func (s *setPlan) slow() bool { return false }

func (a anyPlan) match(i int, within *roaring.Bitmap) (*matched, error) {
	m := &matched{docs: roaring.New(), parts: make([]*matched, len(a))}
	for k, x := range a {
		var err error
		if m.parts[k], err = x.match(i, within); err != nil {
			return nil, err
		}
		if k == 0 {
			m.docs = m.parts[k].docs
			continue
		}
		m.docs = roaring.Or(m.docs, m.parts[k].docs)
	}
	return m, nil
}

func (a anyPlan) slow() bool { return anySlow(a) }

func anySlow(list []plan) bool {
	for _, x := range list {
		if x.slow() {
			return true
		}
	}
	return false
}

// match asks those first that are quick, and of what takes long only what is left.
func (a *allPlan) match(i int, within *roaring.Bitmap) (*matched, error) {
	m := &matched{docs: within, parts: make([]*matched, len(a.list))}
	for _, slow := range [...]bool{false, true} {
		for k, x := range a.list {
			if x.slow() != slow {
				continue
			}
			if m.docs != nil && m.docs.IsEmpty() {
				m.parts[k] = &matched{docs: m.docs}
				continue
			}
			var err error
			if m.parts[k], err = x.match(i, m.docs); err != nil {
				return nil, err
			}
			m.docs = m.parts[k].docs
		}
	}
	for _, x := range a.but {
		if m.docs.IsEmpty() {
			break
		}
		not, err := x.match(i, m.docs)
		if err != nil {
			return nil, err
		}
		m.docs = roaring.AndNot(m.docs, not.docs)
	}
	return m, nil
}

func (a *allPlan) slow() bool { return anySlow(a.list) || anySlow(a.but) }

// match reads the words of all documents that hold those of the phrase.
func (p *phrasePlan) match(i int, within *roaring.Bitmap) (*matched, error) {
	l := p.leaves[i]
	docs := p.words[0].lists[i].docs
	for _, t := range p.words[1:] {
		if docs.IsEmpty() {
			break
		}
		docs = roaring.And(docs, t.lists[i].docs)
	}
	for _, t := range p.pairs {
		docs = roaring.And(docs, t.lists[i].docs)
	}
	m := &matched{docs: roaring.New()}
	n, tries := 0, 0
	look := func(words []byte) { n = occurrences(section(words, p.field), p.codes) }
	it, buf := l.among(docs, within).ManyIterator(), make([]uint32, ahead)
	for k := it.NextMany(buf); k > 0; k = it.NextMany(buf) {
		if tries += k; tries >= 256 {
			if tries = 0; p.ctx.Err() != nil {
				return nil, p.ctx.Err()
			}
		}
		l.touchCodes(buf[:k])
		for _, doc := range buf[:k] {
			n = 0
			if err := l.visitCodes(int(doc), look); err != nil {
				return nil, err
			}
			if n > 0 {
				m.docs.Add(doc)
				m.found = append(m.found, uint32(n))
			}
		}
	}
	return m, nil
}

func (p *phrasePlan) slow() bool { return true }
