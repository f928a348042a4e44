package bleveindex

import (
	"github.com/RoaringBitmap/roaring/v2"
)

// outletPlan is a phrase in the name of an outlet. An article has one outlet, and there
// are few: the phrase is looked for in their names, not in the words of each article.
type outletPlan struct {
	phrasePlan
	named []named // by segment
	n     uint64
}

// named are the articles of outlets whose names have the phrase.
type named struct {
	docs *roaring.Bitmap   // live
	more []*roaring.Bitmap // of docs, those with names that have it n+2 times at least
}

// outlet plans a phrase in the names of outlets.
func (p *planner) outlet(ph *phrasePlan) (plan, error) {
	out := &outletPlan{phrasePlan: *ph}
	times := map[string]int{} // how often a name has the phrase
	for _, l := range p.leaves {
		found := named{docs: roaring.New()}
		err := l.eachValue(facetSource, nil, nil, func(v value) error {
			n, ok := times[string(v.term)]
			if !ok {
				_, _, codes := coded(nil, string(v.term))
				n = occurrences(codes, ph.codes)
				times[string(v.term)] = n
			}
			return found.add(v, n)
		})
		if err == nil {
			err = p.ctx.Err()
		}
		if err != nil {
			return nil, err
		}
		found.docs = l.live(found.docs)
		out.named = append(out.named, found)
		out.n += found.docs.GetCardinality()
	}
	return out, nil
}

// add adds the articles of an outlet whose name has the phrase n times.
func (f *named) add(v value, n int) error {
	if n == 0 {
		return nil
	}
	docs, err := v.docs()
	if err != nil {
		return err
	}
	f.docs.Or(docs)
	for k := range n - 1 {
		if k == len(f.more) {
			f.more = append(f.more, roaring.New())
		}
		f.more[k].Or(docs)
	}
	return nil
}

// times is how often the name of an article's outlet has the phrase.
func (f *named) times(doc uint32) uint64 {
	n := uint64(1)
	for _, m := range f.more {
		if m.Contains(doc) {
			n++
		}
	}
	return n
}

func (o *outletPlan) matches() uint64 { return o.n }

func (o *outletPlan) match(i int, within *roaring.Bitmap) (*matched, error) {
	if within != nil {
		return &matched{docs: roaring.And(o.named[i].docs, within)}, nil
	}
	return &matched{docs: o.named[i].docs}, nil
}

func (o *outletPlan) slow() bool { return false }

func (o *outletPlan) score(i int, m *matched, want *roaring.Bitmap, column *scores) error {
	return o.words[0].lists[i].visit(want, func(doc uint32, _, length uint64) {
		if m.docs.Contains(doc) {
			column.of[doc] += o.of(o.named[i].times(doc), length)
		}
	})
}
