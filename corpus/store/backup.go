package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"twosource/corpus/journal"
)

// Backup copies the corpus in dir to the new folder dest. It needs no lock and
// may run while articles are taken in: journals only grow, and a record that is
// being written is left out of the copy. Every record is checked on its way;
// damage is returned in the report and left out. The index is not copied: the
// first opening of the copy makes it.
func Backup(ctx context.Context, dir, dest string, opt Options) (*Report, error) {
	m, err := readManifest(dir)
	if err != nil {
		return nil, err
	}
	if _, err := os.Lstat(dest); err == nil {
		return nil, fmt.Errorf("backup: %s: %w", dest, os.ErrExist)
	}
	// What a crash leaves must not pass for a copy.
	part, err := os.MkdirTemp(filepath.Dir(dest), "."+filepath.Base(dest)+".part-*")
	if err != nil {
		return nil, fmt.Errorf("backup: %w", err)
	}
	r, err := copyTo(ctx, dir, part, m, opt)
	if err == nil {
		err = os.Rename(part, dest)
	}
	if err == nil {
		err = journal.OS{}.SyncDir(filepath.Dir(dest))
	}
	if err != nil {
		_ = os.RemoveAll(part)
		return nil, fmt.Errorf("backup: %w", err)
	}
	return r, nil
}

func copyTo(ctx context.Context, dir, dest string, m manifest, opt Options) (*Report, error) {
	r := &Report{}
	// Decisions first: every finding they speak of is then in the articles.
	for _, j := range []struct {
		name  string
		count *uint64
	}{{"decisions", &r.Decisions}, {"runs", &r.Runs}, {"articles", &r.Articles}} {
		err := copyJournal(ctx, filepath.Join(dir, "journal", j.name), filepath.Join(dest, "journal", j.name), opt, func(records uint64, damage []journal.Damage) {
			*j.count = records
			for _, d := range damage {
				if !d.Tail {
					r.Lost = append(r.Lost, j.name+": "+d.String())
				}
			}
		})
		if err != nil {
			return nil, err
		}
	}
	m.Index = indexDir(0)
	if m.Created == "" {
		m.Created = opt.now().UTC().Format(time.RFC3339)
	}
	return r, m.write(dest)
}

// Limits of a batch when a journal is copied.
const (
	copyRecords = 500
	copyBytes   = 4 << 20
)

// copyJournal writes the readable records of one journal to another. Numbers
// are kept, so that both speak of the same record.
func copyJournal(ctx context.Context, from, to string, opt Options, done func(uint64, []journal.Damage)) (err error) {
	src, err := journal.Open(from, journal.Options{ReadOnly: true, FS: opt.FS})
	if err != nil {
		return err
	}
	defer src.Close()
	if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
		return err
	}
	dst, err := journal.Open(to, journal.Options{FS: opt.FS, Segment: opt.Segment})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, dst.Close()) }()
	c := copier{dst: dst, runs: filepath.Base(from) == "runs"}
	damage, err := src.Scan(ctx, journal.Position{}, func(r journal.Record, _ journal.Position) error { return c.add(r) })
	if err == nil {
		err = c.flush()
	}
	done(c.records, damage)
	return err
}

type copier struct {
	dst     *journal.Journal
	runs    bool // decisions in this journal are second copies and not counted
	pending []journal.Entry
	bytes   int
	next    uint64 // number the next record must have to go with those pending
	records uint64
}

func (c *copier) add(r journal.Record) error {
	if r.Seq != c.next || len(c.pending) >= copyRecords || c.bytes >= copyBytes {
		if err := c.flush(); err != nil {
			return err
		}
		c.dst.Skip(r.Seq - 1)
	}
	c.pending = append(c.pending, journal.Entry{Kind: r.Kind, Payload: append([]byte(nil), r.Payload...)})
	c.bytes += len(r.Payload)
	c.next = r.Seq + 1
	if r.Kind != kindDecision || !c.runs {
		c.records++
	}
	return nil
}

func (c *copier) flush() error {
	if len(c.pending) == 0 {
		return nil
	}
	_, _, err := c.dst.Append(c.pending...)
	c.pending, c.bytes = c.pending[:0], 0
	return err
}
