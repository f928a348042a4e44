package store

import (
	"cmp"
	"runtime"
	"slices"
	"sync"

	"twosource/corpus/consistency"
)

// rankedAt is a finding in the order of a list.
type rankedAt struct {
	score float64
	id    string
	lies
}

// rankLot is how many bytes of findings are put into words at a time, on one core.
const rankLot = 64 << 10

// lot is some findings of a file, one behind the other.
type lot struct {
	bytes []byte
	at    []lies
	ends  []int // in bytes
}

// ranked are the places of the findings that pass a filter, best first.
func (x *findingsFile) ranked(f *consistency.Filter, newest string) ([]lies, error) {
	r := ranker{filter: f, newest: newest, lots: make(chan *lot)}
	var work sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		work.Go(r.work)
	}
	next := new(lot)
	err := x.walk(func(p lies, packed []byte) error {
		next.bytes, next.at = append(next.bytes, packed...), append(next.at, p)
		if next.ends = append(next.ends, len(next.bytes)); len(next.bytes) >= rankLot {
			r.lots <- next
			next = new(lot)
		}
		return nil
	})
	r.lots <- next
	close(r.lots)
	work.Wait()
	slices.SortFunc(r.list, func(a, b rankedAt) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.id, b.id), cmp.Compare(a.at, b.at))
	})
	out := make([]lies, len(r.list))
	for i := range r.list {
		out[i] = r.list[i].lies
	}
	return out, cmp.Or(err, r.err)
}

// ranker puts findings into words on all cores to know their order.
type ranker struct {
	filter *consistency.Filter
	newest string
	lots   chan *lot
	mu     sync.Mutex
	list   []rankedAt
	err    error
}

func (r *ranker) work() {
	for l := range r.lots {
		list, err := r.rank(l)
		r.mu.Lock()
		r.list = append(r.list, list...)
		r.err = cmp.Or(r.err, err)
		r.mu.Unlock()
	}
}

func (r *ranker) rank(l *lot) (list []rankedAt, err error) {
	from := 0
	for i, end := range l.ends {
		found, err := consistency.UnpackFinding(l.bytes[from:end])
		if err != nil {
			return nil, err
		}
		if c := found.Conflict(r.newest); r.filter.Wants(&c) {
			list = append(list, rankedAt{c.Score, c.ID, l.at[i]})
		}
		from = end
	}
	return list, nil
}
