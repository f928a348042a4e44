package bleveindex

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"

	index "github.com/blevesearch/bleve_index_api"

	"twosource/corpus/journal"
)

// dictionaryName is the file in the folder of an index with the dictionaries that its
// articles are compressed with: the length of the first, both, and their CRC-32C. It is
// written once, before the first batch that needs it, and each batch notes its sum: so
// one that a crash has left before that batch was stored is not taken for it.
const dictionaryName = "dictionaries"

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// learn sees to the dictionaries that documents are compressed with, and that their
// batch notes which they are.
func (x *Index) learn(docs []Doc, b *index.Batch) error {
	if x.mem != nil {
		return nil
	}
	d := x.blobs.dictionaries()
	if !d.any() {
		if d = x.blobs.learn(docs); !d.any() {
			return nil
		}
		if err := d.write(filepath.Join(x.path, dictionaryName)); err != nil {
			return fmt.Errorf("write dictionaries: %w", err)
		}
		if err := x.blobs.use(d); err != nil {
			return err
		}
	}
	b.SetInternal(keyDictionary, d.sum)
	return nil
}

// openDictionaries reads the dictionaries, if there are some.
func (x *Index) openDictionaries() error {
	sum, err := x.bleve.GetInternal(keyDictionary)
	if err != nil {
		return &Damaged{"dictionaries", err}
	}
	if len(sum) == 0 {
		return nil
	}
	d, err := readDictionaries(filepath.Join(x.path, dictionaryName), sum)
	if err != nil {
		return &Damaged{"dictionaries", err}
	}
	return x.blobs.use(d)
}

// write writes the file, to stay once it returns.
func (d *dictionaries) write(name string) error {
	b := make([]byte, 0, 2*crc32.Size+len(d.digest)+len(d.article))
	b = binary.LittleEndian.AppendUint32(b, uint32(len(d.digest)))
	b = append(append(b, d.digest...), d.article...)
	d.sum = binary.LittleEndian.AppendUint32(nil, crc32.Checksum(b, castagnoli))
	f, err := os.Create(name + ".new")
	if err != nil {
		return err
	}
	_, err = f.Write(append(b, d.sum...))
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(name+".new", name)
	}
	if err != nil {
		_ = os.Remove(name + ".new") // as on a full disk
		return err
	}
	return journal.OS{}.SyncDir(filepath.Dir(name))
}

// verifyDictionaries reads the dictionaries that the batches of an index have noted, if
// they have. An index of another form may keep them otherwise.
func (s *boltState) verifyDictionaries(path string) error {
	if v, n := binary.Uvarint(s.format); n <= 0 || v != format || len(s.dictionary) == 0 {
		return nil
	}
	if _, err := readDictionaries(filepath.Join(path, dictionaryName), s.dictionary); err != nil {
		return &Damaged{"dictionaries", err}
	}
	return nil
}

// readDictionaries reads a file that ends with a sum.
func readDictionaries(name string, sum []byte) (d dictionaries, err error) {
	b, err := os.ReadFile(name)
	if err != nil {
		return d, err
	}
	body := b[:max(0, len(b)-crc32.Size)]
	if len(body) < crc32.Size || string(b[len(body):]) != string(sum) || crc32.Checksum(body, castagnoli) != binary.LittleEndian.Uint32(sum) {
		return d, fmt.Errorf("%s: %d bytes of another sum", filepath.Base(name), len(b))
	}
	n, both := int(binary.LittleEndian.Uint32(body)), body[crc32.Size:]
	if n > len(both) {
		return d, fmt.Errorf("%s: a dictionary of %d bytes in %d", filepath.Base(name), n, len(both))
	}
	return dictionaries{digest: both[:n:n], article: both[n:], sum: bytes.Clone(sum)}, nil
}
