package store

import "twosource/corpus/origin"

// recent is how many articles' signatures are kept in memory, some 300 bytes
// each: copies come close together, and reading a signature from the index
// means decompressing an article.
const recent = 1 << 15

// chains is how many chains of bands there are, about as many as bands of
// recent articles.
const chains = 1 << 19

// bandsEach is how many bands an article has at most, see origin.Bands.
const bandsEach = 16

// filed is what is kept of an article to recognise its copies.
type filed struct {
	id        string // "" once the article came again
	signature origin.Signature
	origin    string
	asked     uint64 // number of the article it was last compared with
}

// window holds the articles filed last and finds those that share a band with a
// new one. Bands with one hash make a chain from the newest article to older
// ones; a chain ends where an article has left the window. The zero window is
// empty.
type window struct {
	ring    []filed
	heads   []uint64 // of each chain: number of an article × bandsEach + band
	links   []uint64 // of each band of the ring: the next of its chain
	numbers map[string]uint64
	newest  uint64 // number of the newest article, from 1
}

func place(number uint64) uint64 { return number % recent }

func chainOf(band uint64) uint64 { return spreadBits(band) % chains }

// get returns what is known of an article, nil if it is not in the window.
func (w *window) get(id string) *filed {
	n, ok := w.numbers[id]
	if !ok {
		return nil
	}
	return &w.ring[place(n)]
}

// add takes an article in and returns the one that leaves, if there is one.
func (w *window) add(f filed, bands []uint64) (left filed, ok bool) {
	if w.ring == nil {
		w.ring = make([]filed, recent)
		w.heads, w.links = make([]uint64, chains), make([]uint64, recent*bandsEach)
		w.numbers = make(map[string]uint64)
	}
	if old := w.get(f.id); old != nil {
		old.id = ""
	}
	w.newest++
	at := place(w.newest)
	left = w.ring[at]
	if ok = left.id != ""; ok {
		delete(w.numbers, left.id)
	}
	w.ring[at], w.numbers[f.id] = f, w.newest
	for b, band := range bands[:min(len(bands), bandsEach)] {
		head := &w.heads[chainOf(band)]
		w.links[at*bandsEach+uint64(b)] = *head
		*head = w.newest*bandsEach + uint64(b)
	}
	return left, ok
}

// sharing calls fn with the articles that share one of the bands, each once, of
// each band the newest maxCopies. It returns the bands that fewer than few have.
func (w *window) sharing(bands []uint64, few int, fn func(*filed)) (rare []uint64) {
	if w.ring == nil {
		return bands
	}
	asking := w.newest + 1
	for _, band := range bands {
		entry, n := w.heads[chainOf(band)], 0
		for ; n < maxCopies; n++ {
			number := entry / bandsEach
			if number == 0 || number+recent <= w.newest {
				break
			}
			f := &w.ring[place(number)]
			if f.asked != asking && f.id != "" {
				f.asked = asking
				fn(f)
			}
			entry = w.links[place(number)*bandsEach+entry%bandsEach]
		}
		if n < few {
			rare = append(rare, band)
		}
	}
	return rare
}
