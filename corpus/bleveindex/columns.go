package bleveindex

import (
	"slices"
	"sync"

	index "github.com/blevesearch/bleve_index_api"
)

// Reading the values of a document from the index takes some two microseconds,
// and some two hundred for every stretch of documents that are stored together:
// far too much where a hundred thousand match. A server therefore keeps them in
// memory, as numbers of words, about 130 bytes an article.

// columnFields are the fields kept. Of dates the months are kept apart, behind
// them.
var columnFields = []string{facetSource, facetEntity, facetSpeaker, facetAttribute, facetLanguage, fieldDate}

const (
	dateColumn  = 5
	monthColumn = 6
	columnCount = 7
)

var facetColumn = map[Facet]int{BySource: 0, ByEntity: 1, BySpeaker: 2, ByAttribute: 3, ByLanguage: 4, ByMonth: monthColumn}

const (
	inlineDocs = 2048      // so many documents are read in while a search waits
	maxColumns = 512 << 20 // bytes of all columns; segments beyond are not kept
)

// column holds one field's values of the documents of a segment.
type column struct {
	begin  []uint32 // where in values each document's begin, and where the last one's end
	values []uint32 // numbers of words
}

func (c *column) at(doc int) []uint32 { return c.values[c.begin[doc]:c.begin[doc+1]] }

// dictionary numbers the words of a field.
type dictionary struct {
	words   []string
	numbers map[string]uint32
}

func (d *dictionary) number(word []byte) (n uint32, fresh bool) {
	if n, ok := d.numbers[string(word)]; ok {
		return n, false
	}
	if d.numbers == nil {
		d.numbers = map[string]uint32{}
	}
	n = uint32(len(d.words))
	d.words = append(d.words, string(word))
	d.numbers[d.words[n]] = n
	return n, true
}

// columns are the values of an index's segments in memory.
type columns struct {
	mu      sync.Mutex
	fields  [columnCount]dictionary
	leaves  map[leafKey]*[columnCount]column
	bytes   int
	loading bool
	closed  bool
	loads   sync.WaitGroup
}

// viewed are the columns of the segments of one view.
type viewed struct {
	of    []*[columnCount]column
	words [columnCount][]string
}

// KeepValues makes searches keep the values of facets and the dates of all
// articles in memory, some 130 bytes an article and at most 512 MiB: counts are
// then of all hits, and take a fraction of the time. They are read in behind
// the first searches.
func (x *Index) KeepValues() {
	x.columns.CompareAndSwap(nil, &columns{leaves: map[leafKey]*[columnCount]column{}})
}

// Warm reads in what KeepValues keeps, before the first search.
func (x *Index) Warm() {
	if c := x.columns.Load(); c != nil {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.load(x)
	}
}

// view returns the columns of some segments, nil as long as they are not all
// read in. A few small ones it reads itself.
func (c *columns) view(x *Index, leaves []*leaf) (*viewed, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	missing, docs := c.missing(leaves)
	if docs > inlineDocs {
		c.load(x)
		return nil, nil
	}
	for _, l := range missing {
		read, err := readValues(l)
		if err != nil {
			return nil, err
		}
		c.add(l.key, read)
	}
	if len(c.leaves) > 2*len(leaves)+16 {
		c.forget(leaves)
	}
	out := &viewed{}
	for _, l := range leaves {
		out.of = append(out.of, c.leaves[l.key])
	}
	for i := range c.fields {
		out.words[i] = c.fields[i].words // words are only ever appended
	}
	return out, nil
}

func (c *columns) missing(leaves []*leaf) (out []*leaf, docs int) {
	for _, l := range leaves {
		if c.leaves[l.key] == nil {
			out = append(out, l)
			docs += l.size()
		}
	}
	return out, docs
}

// load reads what is missing of the newest state, in the background. The caller
// holds the lock.
func (c *columns) load(x *Index) {
	if c.loading || c.closed || c.bytes > maxColumns {
		return
	}
	c.loading = true
	c.loads.Go(func() {
		// Searches meet the same errors and tell them.
		_ = x.read("read values", c.loadAll)
		c.mu.Lock()
		c.loading = false
		c.mu.Unlock()
	})
}

// loadAll reads the segments of a view that are not in memory, and forgets
// those that are not in the view.
func (c *columns) loadAll(r index.IndexReader) error {
	leaves, err := leavesOf(r)
	if err != nil {
		return err
	}
	c.mu.Lock()
	c.forget(leaves)
	missing, _ := c.missing(leaves)
	c.mu.Unlock()
	for _, l := range missing {
		read, err := readValues(l)
		if err != nil {
			return err
		}
		c.mu.Lock()
		stop := c.closed || c.bytes > maxColumns
		if !stop && c.leaves[l.key] == nil {
			c.add(l.key, read)
		}
		c.mu.Unlock()
		if stop {
			break
		}
	}
	return nil
}

// forget drops the columns of all segments but some.
func (c *columns) forget(but []*leaf) {
	keep := map[leafKey]bool{}
	for _, l := range but {
		keep[l.key] = true
	}
	for k, cols := range c.leaves {
		if !keep[k] {
			delete(c.leaves, k)
			c.bytes -= bytesOf(cols)
		}
	}
}

func bytesOf(cols *[columnCount]column) (n int) {
	for i := range cols {
		n += 4 * (len(cols[i].begin) + len(cols[i].values))
	}
	return n
}

// close ends reading in and waits for it.
func (c *columns) close() {
	c.mu.Lock()
	c.closed = true
	c.mu.Unlock()
	c.loads.Wait()
}

// add takes in the values of a segment, whose words are numbered anew.
func (c *columns) add(key leafKey, read *segmentValues) {
	for i := range read.fields {
		numbers := make([]uint32, len(read.fields[i].words))
		for n, word := range read.fields[i].words {
			g, fresh := c.fields[i].number([]byte(word))
			if numbers[n] = g; fresh {
				c.bytes += len(word) + 40 // the headers of its string, twice, and the number
			}
		}
		for k, v := range read.columns[i].values {
			read.columns[i].values[k] = numbers[v]
		}
	}
	c.leaves[key] = &read.columns
	c.bytes += bytesOf(&read.columns)
}

// segmentValues are the values of one segment, with words of its own.
type segmentValues struct {
	columns [columnCount]column
	fields  [columnCount]dictionary
}

// readValues reads the values of all documents of a segment.
func readValues(l *leaf) (*segmentValues, error) {
	out := &segmentValues{}
	number := map[string]int{}
	for i, f := range columnFields {
		number[f] = i
	}
	put := func(i int, word []byte) {
		n, _ := out.fields[i].number(word)
		out.columns[i].values = append(out.columns[i].values, n)
	}
	r := l.values(columnFields...)
	for doc := range l.size() {
		out.mark()
		if err := r.visit(doc, func(field string, value []byte) {
			i := number[field]
			put(i, value)
			if i == dateColumn && len(value) >= len("2006-01") {
				put(monthColumn, value[:len("2006-01")])
			}
		}); err != nil {
			return nil, err
		}
	}
	out.mark()
	for i := range out.columns {
		out.columns[i].values = slices.Clip(out.columns[i].values)
	}
	return out, nil
}

// mark begins the values of the next document.
func (s *segmentValues) mark() {
	for i := range s.columns {
		s.columns[i].begin = append(s.columns[i].begin, uint32(len(s.columns[i].values)))
	}
}
