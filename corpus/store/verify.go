package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/cespare/xxhash/v2"

	"twosource/corpus/bleveindex"
	"twosource/corpus/journal"
)

// Report is what Verify found.
type Report struct {
	Articles  uint64   // whole records of articles
	Decisions uint64   // whole records of decisions
	Runs      uint64   // whole records of runs
	Indexed   uint64   // articles in the index, deep only
	Lost      []string // damage in the journal: what it names cannot be read
	Torn      []string // writes a crash left unfinished; nothing acknowledged is lost
	Index     []string // damage in the index: rebuild cures it
	Unmade    bool     // there is no index yet
}

// OK reports whether nothing is damaged.
func (r *Report) OK() bool { return len(r.Lost) == 0 && len(r.Index) == 0 }

// Verify checks the corpus in dir: every checksum of the journal and that the
// files of the index are there. With deep the index is read whole too, its
// checksums compared, and its articles compared with the journal's, one by
// one. Nothing is changed.
func Verify(ctx context.Context, dir string, deep bool, opt Options) (*Report, error) {
	opt.ReadOnly = true
	m, err := readManifest(dir)
	if err != nil {
		return nil, err
	}
	if len(m.Shards) > 0 {
		return verifyShards(ctx, dir, m, deep, opt)
	}
	l, err := acquire(dir, opt)
	if err != nil {
		return nil, err
	}
	s := &Store{dir: dir, opt: opt, lock: l, manifest: m}
	defer s.Close()
	r := &Report{}
	versions, err := s.verifyJournals(ctx, r)
	if err != nil {
		return nil, err
	}
	path := filepath.Join(dir, m.Index)
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		r.Unmade = true // a fresh backup: the first opening makes it
		return r, nil
	}
	if !deep {
		err := bleveindex.Preflight(path)
		if err != nil {
			r.Index = append(r.Index, err.Error())
		}
		return r, nil
	}
	if r.Index, err = bleveindex.VerifyFiles(path); err != nil || len(r.Index) > 0 {
		return r, err
	}
	return r, s.verifyIndex(ctx, path, versions, r)
}

// versions tells the newest record of each article, by the hash of its id.
type versions map[uint64]uint64

func (s *Store) verifyJournals(ctx context.Context, r *Report) (versions, error) {
	newest := versions{}
	for _, j := range []struct {
		name  string
		count *uint64
		check func(journal.Record) error
	}{
		{"articles", &r.Articles, func(rec journal.Record) error {
			d, err := decodeArticle(rec.Payload)
			if err == nil {
				newest[xxhash.Sum64String(d.Article.ID)] = rec.Seq
			}
			return err
		}},
		{"decisions", &r.Decisions, func(rec journal.Record) error { return json.Unmarshal(rec.Payload, new(decision)) }},
		{"runs", &r.Runs, func(rec journal.Record) error { return json.Unmarshal(rec.Payload, new(map[string]any)) }},
	} {
		err := s.verifyJournal(ctx, j.name, r, func(rec journal.Record) {
			if j.name == "runs" && rec.Kind == kindDecision {
				return // the second copy of a decision
			}
			if err := j.check(rec); err != nil {
				r.Lost = append(r.Lost, fmt.Sprintf("%s: record %d: %v", j.name, rec.Seq, err))
				return
			}
			*j.count++
		})
		if err != nil {
			return nil, err
		}
	}
	return newest, nil
}

func (s *Store) verifyJournal(ctx context.Context, name string, r *Report, visit func(journal.Record)) error {
	j, err := journal.Open(filepath.Join(s.dir, "journal", name), journal.Options{ReadOnly: true, FS: s.opt.FS})
	if err != nil {
		if errors.Is(err, os.ErrNotExist) {
			r.Lost = append(r.Lost, name+": the journal is missing")
			return nil
		}
		return err
	}
	defer j.Close()
	if j.Empty() {
		r.Lost = append(r.Lost, name+": the journal has no segment")
	}
	damage, err := j.Scan(ctx, journal.Position{}, func(rec journal.Record, _ journal.Position) error {
		visit(rec)
		return nil
	})
	for _, d := range damage {
		text := name + ": " + d.String()
		if d.Tail {
			r.Torn = append(r.Torn, text)
		} else {
			r.Lost = append(r.Lost, text)
		}
	}
	return err
}

// verifyIndex compares what the index holds with the newest records.
func (s *Store) verifyIndex(ctx context.Context, path string, newest versions, r *Report) error {
	x, err := bleveindex.Open(path, true)
	if err != nil {
		r.Index = append(r.Index, err.Error())
		return nil
	}
	defer x.Close()
	ids, err := x.IDs(ctx)
	if err != nil {
		r.Index = append(r.Index, err.Error())
		return ctx.Err()
	}
	r.Indexed = uint64(len(ids))
	found := 0
	for _, id := range ids {
		if err := ctx.Err(); err != nil {
			return err
		}
		key := xxhash.Sum64String(id)
		seq, inJournal := newest[key]
		if inJournal {
			found++
		}
		if problem := compareArticle(x, id, seq, inJournal); problem != "" {
			r.Index = append(r.Index, problem)
		}
	}
	if missing := len(newest) - found; missing > 0 {
		r.Index = append(r.Index, fmt.Sprintf("%d articles of the journal are not in the index", missing))
	}
	return nil
}

func compareArticle(x *bleveindex.Index, id string, seq uint64, inJournal bool) string {
	m, ok, err := x.Mark(id)
	switch {
	case err != nil:
		return err.Error()
	case !ok:
		return fmt.Sprintf("article %q is listed but not found", id)
	case !inJournal:
		return fmt.Sprintf("article %q is in the index and not in the journal", id)
	case m.Seq != seq:
		return fmt.Sprintf("article %q: the index has record %d, the journal record %d", id, m.Seq, seq)
	}
	if _, err := x.Article(id); err != nil {
		return err.Error()
	}
	return ""
}
