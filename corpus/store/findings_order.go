package store

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"

	"twosource/corpus/consistency"
)

// orderName is the file with the order of all kept findings: to know it, each must be
// put into words. It begins with a line that says what it is the order of, then has
// where each finding lies, best first, and ends with its CRC-32.
const orderName = findingsName + "-order"

// orderHead says what an order is of. It hangs on the newest article too.
type orderHead struct {
	findingsHead
	Newest string `json:"newest"`
}

// placeSize is the length of where a finding lies.
const placeSize = 12

// ordered are the places of the findings that pass a filter, best first. The order of
// all of them is kept.
func (s *Store) ordered(x *findingsFile, f *consistency.Filter, newest string) ([]lies, error) {
	if f.Subject != "" || f.Attribute != "" || len(f.Verdicts) > 0 || x.remove {
		return x.ranked(f, newest)
	}
	head, err := json.Marshal(orderHead{x.head, newest})
	if err != nil {
		return nil, err
	}
	head = append(head, '\n')
	if list, ok := s.readOrder(head, x.head.Findings); ok {
		return list, nil
	}
	list, err := x.ranked(f, newest)
	if err == nil {
		s.writeOrder(head, list)
	}
	return list, err
}

// readOrder reads the order that has a head, false if there is none.
func (s *Store) readOrder(head []byte, n int) ([]lies, bool) {
	b, err := os.ReadFile(filepath.Join(s.dir, orderName))
	if err != nil || !bytes.HasPrefix(b, head) {
		return nil, false
	}
	if b, err = checked(b); err != nil || len(b) != len(head)+n*placeSize {
		return nil, false
	}
	list := make([]lies, n)
	for i := range list {
		at := b[len(head)+i*placeSize:]
		list[i] = lies{int64(binary.LittleEndian.Uint64(at)), int(binary.LittleEndian.Uint32(at[8:]))}
	}
	return list, true
}

// writeOrder keeps an order, if that can be.
func (s *Store) writeOrder(head []byte, list []lies) {
	if s.beside {
		return
	}
	b := bytes.Clone(head)
	for _, p := range list {
		b = binary.LittleEndian.AppendUint64(b, uint64(p.at))
		b = binary.LittleEndian.AppendUint32(b, uint32(p.len))
	}
	b = binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE(b))
	name := filepath.Join(s.dir, fmt.Sprintf("%s-%d.new", orderName, os.Getpid()))
	if err := os.WriteFile(name, b, 0o666); err == nil {
		err = os.Rename(name, filepath.Join(s.dir, orderName))
		if err == nil {
			return
		}
	}
	_ = os.Remove(name)
}
