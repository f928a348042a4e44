package main

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/blevesearch/vellum"
	zap "github.com/blevesearch/zapx/v17"

	"twosource/corpus/bleveindex"
	"twosource/corpus/store"
)

// parts prints what the bytes of a corpus are spent on, an article: journal and
// the other files as they are, and of the segments of the index the stored
// fields, and of each field its dictionary, the lists of articles, frequencies,
// places and values.
func parts(out io.Writer, o corpusOptions) error {
	articles, index, err := indexOf(o.dir)
	if err != nil {
		return err
	}
	t := &tallyOfBytes{fields: map[string]*fieldBytes{}, stored: map[string]int{}}
	files, err := bleveindex.Segments(index)
	if err != nil {
		return err
	}
	slices.Sort(files)
	files = slices.Compact(files) // the state before is kept too
	for _, f := range files {
		if err := t.segment(f); err != nil {
			return fmt.Errorf("%s: %w", filepath.Base(f), err)
		}
	}
	t.print(out, articles, len(files))
	return printFiles(out, o.dir, articles)
}

// indexOf says how many articles are in a corpus and where its index is.
func indexOf(dir string) (articles float64, index string, err error) {
	st, err := store.Open(dir, store.Options{ReadOnly: true})
	if err != nil {
		return 0, "", err
	}
	n, err := st.Index().Count()
	if err != nil {
		st.Close()
		return 0, "", err
	}
	found, err := filepath.Glob(filepath.Join(dir, "index-*"))
	if err != nil || len(found) == 0 {
		st.Close()
		return 0, "", fmt.Errorf("no index in %s: %w", dir, err)
	}
	return float64(max(1, n)), found[len(found)-1], st.Close()
}

// fieldBytes are the bytes of one field in all segments.
type fieldBytes struct {
	name                                  string
	terms, dictionary                     int
	lists, frequencies, places, docValues int
}

func (f *fieldBytes) sum() int {
	return f.dictionary + f.lists + f.frequencies + f.places + f.docValues
}

type tallyOfBytes struct {
	fields      map[string]*fieldBytes
	stored      map[string]int // before compression
	storedBytes int
	rest        int
}

func (t *tallyOfBytes) segment(path string) error {
	opened, err := new(zap.ZapPlugin).Open(path)
	if err != nil {
		return err
	}
	defer opened.Close()
	s, ok := opened.(*zap.Segment)
	if !ok {
		return fmt.Errorf("unknown segment %T", opened)
	}
	known := 0
	for _, name := range s.Fields() {
		n, err := t.field(s, name)
		if err != nil {
			return err
		}
		known += n
	}
	stored := int(s.StoredIndexOffset()) + 8*int(s.NumDocs())
	t.storedBytes += stored
	t.rest += len(s.Data()) - known - stored
	for doc := range s.NumDocs() {
		if err := s.VisitStoredFields(doc, func(field string, _ byte, value []byte, _ []uint64) bool {
			t.stored[field] += len(value)
			return true
		}); err != nil {
			return err
		}
	}
	return nil
}

// field adds the bytes of a field in a segment.
func (t *tallyOfBytes) field(s *zap.Segment, name string) (int, error) {
	at, err := s.DictAddr(name)
	if err != nil || at == 0 {
		return 0, err
	}
	f := t.fields[name]
	if f == nil {
		f = &fieldBytes{name: name}
		t.fields[name] = f
	}
	before := f.sum()
	data := s.Data()
	size, w := binary.Uvarint(data[at:])
	f.dictionary += int(size) + w
	f.docValues += docValues(s, name)
	if size == 0 {
		return f.sum() - before, nil
	}
	fst, err := vellum.Load(data[at+uint64(w) : at+uint64(w)+size])
	if err != nil {
		return 0, err
	}
	it, err := fst.Iterator(nil, nil)
	for ; err == nil; err = it.Next() {
		_, v := it.Current()
		f.terms++
		if v&zap.FSTValEncodingMask == zap.FSTValEncodingGeneral {
			f.postings(data, v)
		}
	}
	if err != vellum.ErrIteratorDone {
		return 0, err
	}
	return f.sum() - before, nil
}

// postings adds the bytes of one term: frequencies, places and the list of
// articles lie one behind the other.
func (f *fieldBytes) postings(data []byte, at uint64) {
	freq, a := binary.Uvarint(data[at:])
	loc, b := binary.Uvarint(data[at+uint64(a):])
	list, c := binary.Uvarint(data[at+uint64(a+b):])
	f.lists += a + b + c + int(list)
	end := at
	if loc != 0 {
		f.places += int(end - loc)
		end = loc
	}
	if freq != 0 {
		f.frequencies += int(end - freq)
	}
}

// docValues are about the bytes of the values kept by article: they lie behind
// the dictionary, and the next thing there is the field's own entry.
func docValues(s *zap.Segment, name string) int {
	dict, err := s.DictAddr(name)
	if err != nil {
		return 0
	}
	data := s.Data()
	size, w := binary.Uvarint(data[dict:])
	from := dict + uint64(w) + size
	// The entry says where the values begin and end and where the dictionary is.
	// It lies at their end, so it is found by its own words.
	var entry []byte
	for end := from; end < uint64(len(data)); end++ {
		entry = binary.AppendUvarint(binary.AppendUvarint(binary.AppendUvarint(entry[:0], from), end), dict)
		if end+uint64(len(entry)) <= uint64(len(data)) && string(data[end:end+uint64(len(entry))]) == string(entry) {
			return int(end - from)
		}
		if end == from && noValues(data[end:], dict) {
			return 0
		}
	}
	return 0
}

// noValues reports whether the entry of a field without values begins here.
func noValues(data []byte, dict uint64) bool {
	none := ^uint64(0)
	entry := binary.AppendUvarint(binary.AppendUvarint(binary.AppendUvarint(nil, none), none), dict)
	return len(data) >= len(entry) && string(data[:len(entry)]) == string(entry)
}

func (t *tallyOfBytes) print(out io.Writer, articles float64, segments int) {
	list := make([]*fieldBytes, 0, len(t.fields))
	for _, f := range t.fields {
		list = append(list, f)
	}
	slices.SortFunc(list, func(a, b *fieldBytes) int { return cmp.Or(b.sum()-a.sum(), cmp.Compare(a.name, b.name)) })
	fmt.Fprintf(out, "%.0f articles, %d segments; bytes an article\n\n", articles, segments)
	fmt.Fprintf(out, "%-14s %8s %8s %8s %8s %8s %8s %8s\n", "field", "terms", "dict", "lists", "freqs", "places", "values", "sum")
	for _, f := range list {
		a := func(n int) float64 { return float64(n) / articles }
		fmt.Fprintf(out, "%-14s %8.1f %8.1f %8.1f %8.1f %8.1f %8.1f %8.1f\n", f.name, a(f.terms), a(f.dictionary), a(f.lists), a(f.frequencies), a(f.places), a(f.docValues), a(f.sum()))
	}
	fmt.Fprintf(out, "%-14s %71.1f\n", "stored fields", float64(t.storedBytes)/articles)
	names := make([]string, 0, len(t.stored))
	for name := range t.stored {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		fmt.Fprintf(out, "  %-12s %8.1f before Bleve's compression\n", name, float64(t.stored[name])/articles)
	}
	fmt.Fprintf(out, "%-14s %71.1f\n", "else", float64(t.rest)/articles)
}

// printFiles prints the bytes of the folders of a corpus.
func printFiles(out io.Writer, dir string, articles float64) error {
	sums := map[string]int64{}
	err := filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, filepath.Dir(path))
		sums[rel] += info.Size()
		return err
	})
	if err != nil {
		return err
	}
	names := make([]string, 0, len(sums))
	for name := range sums {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		fmt.Fprintf(out, "%-30s %10.1f\n", name, float64(sums[name])/articles)
	}
	return nil
}
