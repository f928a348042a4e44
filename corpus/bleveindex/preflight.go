package bleveindex

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	zap "github.com/blevesearch/zapx/v17"
	bolt "go.etcd.io/bbolt"

	"twosource/corpus/keyfile"
)

// footerSize is the length of what ends a segment file; its last four bytes
// are the CRC-32 (IEEE, big endian) of all before.
const footerSize = 40

// smallIndex is the length in bytes up to which Preflight reads an index whole:
// some 10 ms. The words of a larger one are trusted until VerifyFiles; its
// articles are not, as each has a checksum of its own.
const smallIndex = 32 << 20

// Preflight looks at the files of an index without changing them: all that
// Bleve needs must be there and readable, because opening a spoilt index with
// Bleve can delete its segments. The checksums of a small index are compared.
func Preflight(path string) error {
	files, noted, err := segments(path)
	if err == nil {
		err = noted.verifyDictionaries(path)
	}
	if err != nil {
		return err
	}
	var total int64
	for _, f := range files {
		info, err := os.Stat(f)
		if err != nil {
			return &Damaged{"segment " + filepath.Base(f), err}
		}
		total += info.Size()
	}
	if total > smallIndex {
		return nil
	}
	for _, f := range files {
		if err := verifySegment(f); err != nil {
			return &Damaged{"segment " + filepath.Base(f), err}
		}
	}
	return verifyKeys(path)
}

// verifyKeys reads all files of keys and compares their sums.
func verifyKeys(path string) error {
	files, err := keyfile.Files(filepath.Join(path, keysFolder))
	if err != nil {
		return err
	}
	for _, f := range files {
		if err := keyfile.Verify(f); err != nil && !errors.Is(err, os.ErrNotExist) {
			return &Damaged{"keys", err}
		}
	}
	return nil
}

// Segments returns the paths of the segment files the index consists of, after
// checking that each is there and has an end.
func Segments(path string) ([]string, error) {
	files, _, err := segments(path)
	return files, err
}

// segments is Segments with what else root.bolt notes.
func segments(path string) (files []string, noted boltState, err error) {
	if err := checkMeta(path); err != nil {
		return nil, noted, err
	}
	store := filepath.Join(path, "store")
	if noted, err = readBolt(filepath.Join(store, "root.bolt")); err != nil {
		return nil, noted, err
	}
	files = make([]string, len(noted.files))
	for i, name := range noted.files {
		files[i] = filepath.Join(store, filepath.Base(name))
		if err := checkFooter(files[i]); err != nil {
			return nil, noted, &Damaged{"segment " + name, err}
		}
	}
	return files, noted, nil
}

// sweepSegments removes segments that the index does not consist of. Bleve leaves
// what it was merging when it was closed, often as much as all that is in use, until
// it is opened for writing again. What cannot be told or removed stays.
func sweepSegments(path string) error {
	store := filepath.Join(path, "store")
	used, err := boltSegments(filepath.Join(store, "root.bolt"))
	if err != nil {
		return nil
	}
	for i, name := range used {
		used[i] = filepath.Base(name)
	}
	found, err := filepath.Glob(filepath.Join(store, "*.zap"))
	if err != nil {
		return err
	}
	for _, name := range found {
		if !slices.Contains(used, filepath.Base(name)) {
			_ = os.Remove(name)
		}
	}
	return nil
}

// checkFooter looks at the end of a segment: its length and the version that
// stands before the checksum.
func checkFooter(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if info.Size() < footerSize {
		return fmt.Errorf("%d bytes", info.Size())
	}
	var v [4]byte
	if _, err := f.ReadAt(v[:], info.Size()-8); err != nil {
		return err
	}
	if got := binary.BigEndian.Uint32(v[:]); got != zap.Version {
		return fmt.Errorf("version %d where %d should be", got, zap.Version)
	}
	return nil
}

func checkMeta(path string) error {
	b, err := os.ReadFile(filepath.Join(path, "index_meta.json"))
	if err != nil {
		return &Damaged{"index_meta.json", err}
	}
	var meta struct {
		Type string `json:"index_type"`
	}
	// Bleve writes more behind the object.
	if err := json.NewDecoder(bytes.NewReader(b)).Decode(&meta); err != nil || meta.Type != "scorch" {
		return &Damaged{"index_meta.json", errors.Join(err, fmt.Errorf("type %q", meta.Type))}
	}
	return nil
}

// boltSegments reads the list of segments from root.bolt.
func boltSegments(name string) ([]string, error) {
	s, err := readBolt(name)
	return s.files, err
}

// boltState is what root.bolt has of an index.
type boltState struct {
	files      []string // names of segments
	format     []byte
	dictionary []byte // sum of the file of dictionaries, nil if there is none
}

// readBolt reads root.bolt. Every page in use is visited, in this goroutine, so that
// damage panics here where it is caught.
func readBolt(name string) (s boltState, err error) {
	info, err := os.Stat(name)
	if err != nil {
		return s, &Damaged{"root.bolt", err}
	}
	if info.Size() == 0 {
		return s, &Damaged{What: "root.bolt is empty"}
	}
	err = guard("root.bolt", func() error {
		db, err := bolt.Open(name, 0o600, &bolt.Options{ReadOnly: true, PreLoadFreelist: true, Timeout: 5e9})
		if err != nil {
			return &Damaged{"root.bolt", err}
		}
		defer db.Close()
		return db.View(func(tx *bolt.Tx) error {
			if tx.Size() > info.Size() {
				return &Damaged{What: fmt.Sprintf("root.bolt has %d of %d bytes", info.Size(), tx.Size())}
			}
			return tx.ForEach(func(_ []byte, b *bolt.Bucket) error { return s.visit(b, 0) })
		})
	})
	if err == nil && len(s.files) == 0 {
		err = empty(filepath.Dir(name))
	}
	return s, err
}

// visit walks a bucket and gathers the values of its "p" keys, the names of segment
// files, and what is kept beside the documents.
func (s *boltState) visit(b *bolt.Bucket, depth int) error {
	if depth > 8 {
		return &Damaged{What: "root.bolt nests too deep"}
	}
	return b.ForEach(func(k, v []byte) error {
		if v == nil {
			if inner := b.Bucket(k); inner != nil {
				return s.visit(inner, depth+1)
			}
			return nil
		}
		switch {
		case bytes.Equal(k, keyFormat):
			s.format = bytes.Clone(v)
		case bytes.Equal(k, keyDictionary):
			s.dictionary = bytes.Clone(v)
		case strings.HasSuffix(string(v), ".zap"):
			s.files = append(s.files, string(v))
		}
		return nil
	})
}

// empty refuses a root.bolt that names no segment while there are some: Bleve
// would delete them.
func empty(store string) error {
	found, err := filepath.Glob(filepath.Join(store, "*.zap"))
	if err != nil || len(found) == 0 {
		return err
	}
	return &Damaged{What: fmt.Sprintf("root.bolt names none of %d segments", len(found))}
}

// VerifyFiles reads every segment of an index and compares its checksum. It
// returns what is damaged.
func VerifyFiles(path string) (damage []string, err error) {
	files, noted, err := segments(path)
	if err != nil {
		var d *Damaged
		if errors.As(err, &d) {
			return []string{d.Error()}, nil
		}
		return nil, err
	}
	for _, f := range files {
		if err := verifySegment(f); err != nil {
			damage = append(damage, fmt.Sprintf("segment %s: %v", filepath.Base(f), err))
		}
	}
	for _, err := range []error{verifyKeys(path), noted.verifyDictionaries(path)} {
		if err != nil {
			damage = append(damage, err.Error())
		}
	}
	return damage, nil
}

func verifySegment(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	sum := crc32.NewIEEE()
	if _, err := io.CopyN(sum, f, info.Size()-4); err != nil {
		return err
	}
	var want [4]byte
	if _, err := io.ReadFull(f, want[:]); err != nil {
		return err
	}
	if binary.BigEndian.Uint32(want[:]) != sum.Sum32() {
		return errors.New("checksum does not match")
	}
	return nil
}
