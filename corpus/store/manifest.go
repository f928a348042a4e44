package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"twosource/corpus/journal"
)

// manifestName is the file that makes a folder a corpus.
const manifestName = "corpus.json"

// format is the version of the folder's layout.
const format = 1

type manifest struct {
	Format  int    `json:"format"`
	Created string `json:"created"`
	Index   string `json:"index"` // name of the folder of the index in use
	// Shards are the folders of the corpora this one is made of; it has no
	// journal or index then.
	Shards []string `json:"shards,omitempty"`
}

func readManifest(dir string) (manifest, error) {
	var m manifest
	b, err := os.ReadFile(filepath.Join(dir, manifestName))
	if errors.Is(err, os.ErrNotExist) {
		if logs, _ := filepath.Glob(filepath.Join(dir, "journal", "articles", "*.log")); len(logs) > 0 {
			return m, recoverManifest(dir, &m)
		}
		return m, fmt.Errorf("%w in %s", ErrNoCorpus, dir)
	}
	if err != nil {
		return m, fmt.Errorf("open corpus: %w", err)
	}
	if err := json.Unmarshal(b, &m); err != nil || m.Format < 1 || !m.usable() {
		return m, recoverManifest(dir, &m)
	}
	if m.Format > format {
		return m, fmt.Errorf("%w (form %d, this program reads up to %d)", ErrNewer, m.Format, format)
	}
	return m, nil
}

// usable reports whether the manifest names what we would name.
func (m *manifest) usable() bool {
	for _, s := range m.Shards {
		if !shardName(s) {
			return false
		}
	}
	return len(m.Shards) > 0 || indexName(m.Index)
}

// indexName reports whether a name read from a file is one we would give.
func indexName(s string) bool {
	var n int
	_, err := fmt.Sscanf(s, "index-%06d", &n)
	return err == nil && s == indexDir(n)
}

func indexDir(n int) string { return fmt.Sprintf("index-%06d", n) }

// recoverManifest replaces a missing or unreadable corpus.json: all it tells that the
// folder does not is which index is in use, and an index can be made again.
func recoverManifest(dir string, m *manifest) error {
	if _, err := os.Stat(filepath.Join(dir, "journal", "articles")); err != nil {
		return &DamagedError{Dir: dir, Err: fmt.Errorf("%s cannot be read and there is no journal", manifestName)}
	}
	*m = manifest{Format: format, Index: indexDir(0)} // no such index: it will be made
	names, err := filepath.Glob(filepath.Join(dir, "index-*"))
	if err != nil {
		return err
	}
	for _, n := range names { // sorted: the newest counts, it knows how far it has come
		if name := filepath.Base(n); indexName(name) && ours(n) {
			m.Index = name
		}
	}
	return nil
}

// write replaces corpus.json: written beside, synced, renamed.
func (m manifest) write(dir string) error {
	b, err := json.Marshal(m)
	if err != nil {
		return err
	}
	name := filepath.Join(dir, manifestName)
	f, err := os.Create(name + ".new")
	if err != nil {
		return err
	}
	_, err = f.Write(append(b, '\n'))
	if err == nil {
		err = f.Sync()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return err
	}
	if err := os.Rename(name+".new", name); err != nil {
		return err
	}
	return journal.OS{}.SyncDir(dir)
}

// sweep removes indexes that are not in use: what a crash left of a rebuild.
func sweep(dir, keep string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		name := e.Name()
		if name == keep || !e.IsDir() || !indexName(name) || !ours(filepath.Join(dir, name)) {
			continue
		}
		if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
			return err
		}
	}
	return nil
}

// ours reports whether a folder looks like an index: a corpus may have been
// made in a folder with other things in it.
func ours(path string) bool {
	entries, err := os.ReadDir(path)
	if err != nil {
		return false
	}
	for _, e := range entries {
		switch e.Name() {
		case "store", "keys", "index_meta.json", "dictionaries", "dictionaries.new":
		default:
			return false
		}
	}
	return true
}

// nextIndex is a name for a new index.
func nextIndex(dir string) (string, error) {
	for n := 1; ; n++ {
		_, err := os.Lstat(filepath.Join(dir, indexDir(n)))
		if errors.Is(err, os.ErrNotExist) {
			return indexDir(n), nil
		}
		if err != nil {
			return "", err
		}
	}
}
