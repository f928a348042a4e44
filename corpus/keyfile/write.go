package keyfile

import (
	"bufio"
	"encoding/binary"
	"hash/crc32"
	"io"
)

const (
	magic      = "twokeys\x01"
	footerSize = 32
	sumSize    = 4
	blockSize  = 4 << 10
	docsABlock = 64
	escaped    = 15 // a length of which more follows
	keysAStep  = 16 // of so many keys one is written whole
	stepSize   = 2  // bytes of the place of such a key
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Article is one that is filed.
type Article struct {
	Seq uint64 // its journal record
	ID  string
}

// writer writes a file: keys in rising order, then articles.
type writer struct {
	out     *bufio.Writer
	at      int64
	block   []byte // being filled, of keys or of articles
	last    []byte // key before
	first   []byte // key of the block
	index   []byte // of the blocks of keys written
	blocks  int
	docs    []byte // index of the blocks of articles written
	docsIn  int    // blocks of articles written
	held    int    // articles in block
	keys    uint64
	count   uint32
	inBlock int      // keys of block
	steps   []uint16 // places in block of its whole keys
}

func newWriter(w io.Writer) (*writer, error) {
	out := bufio.NewWriterSize(w, 256<<10)
	_, err := out.WriteString(magic)
	return &writer{out: out, at: int64(len(magic))}, err
}

// key adds a key with the numbers of its articles, which rise.
func (w *writer) key(key []byte, articles []uint32) error {
	if len(w.block) >= blockSize {
		if err := w.endKeys(); err != nil {
			return err
		}
	}
	shared := 0
	if w.inBlock == 0 {
		w.first = append(w.first[:0], key...)
	}
	if w.inBlock%keysAStep == 0 {
		w.steps = append(w.steps, uint16(len(w.block)))
	} else {
		shared = common(w.last, key)
	}
	w.inBlock++
	w.block = appendLengths(w.block, shared, len(key)-shared)
	w.block = append(w.block, key[shared:]...)
	w.block = appendArticles(w.block, articles)
	w.last = append(w.last[:0], key...)
	w.keys++
	return nil
}

func common(a, b []byte) int {
	n := min(len(a), len(b))
	for i := range n {
		if a[i] != b[i] {
			return i
		}
	}
	return n
}

func appendLengths(dst []byte, shared, rest int) []byte {
	dst = append(dst, byte(min(shared, escaped)<<4|min(rest, escaped)))
	if shared >= escaped {
		dst = binary.AppendUvarint(dst, uint64(shared-escaped))
	}
	if rest >= escaped {
		dst = binary.AppendUvarint(dst, uint64(rest-escaped))
	}
	return dst
}

func appendArticles(dst []byte, articles []uint32) []byte {
	if len(articles) == 1 {
		return binary.AppendUvarint(dst, uint64(articles[0])<<1|1)
	}
	dst = binary.AppendUvarint(dst, uint64(len(articles))<<1)
	last := uint32(0)
	for _, n := range articles {
		dst = binary.AppendUvarint(dst, uint64(n-last))
		last = n
	}
	return dst
}

// endKeys writes the block of keys.
func (w *writer) endKeys() error {
	if w.inBlock == 0 {
		return nil
	}
	for _, at := range w.steps {
		w.block = binary.LittleEndian.AppendUint16(w.block, at)
	}
	w.block = binary.LittleEndian.AppendUint16(w.block, uint16(len(w.steps)))
	n, err := w.flush()
	w.index = binary.AppendUvarint(w.index, n)
	w.index = binary.AppendUvarint(w.index, uint64(len(w.first)))
	w.index = append(w.index, w.first...)
	w.blocks++
	w.inBlock, w.steps = 0, w.steps[:0]
	return err
}

// flush writes block with its sum and returns how long both are.
func (w *writer) flush() (uint64, error) {
	w.block = binary.LittleEndian.AppendUint32(w.block, crc32.Checksum(w.block, castagnoli))
	n := len(w.block)
	_, err := w.out.Write(w.block)
	w.block = w.block[:0]
	w.at += int64(n)
	return uint64(n), err
}

// article adds the next article, once all keys are in.
func (w *writer) article(a Article) error {
	if w.count == 0 {
		if err := w.endKeys(); err != nil {
			return err
		}
	}
	w.block = binary.AppendUvarint(w.block, a.Seq)
	w.block = binary.AppendUvarint(w.block, uint64(len(a.ID)))
	w.block = append(w.block, a.ID...)
	w.count++
	if w.held++; w.held < docsABlock {
		return nil
	}
	return w.endArticles()
}

func (w *writer) endArticles() error {
	if w.held == 0 {
		return nil
	}
	n, err := w.flush()
	w.docs = binary.AppendUvarint(w.docs, n)
	w.docsIn++
	w.held = 0
	return err
}

// end writes what is left.
func (w *writer) end() error {
	if err := w.endKeys(); err != nil {
		return err
	}
	if err := w.endArticles(); err != nil {
		return err
	}
	tail := binary.AppendUvarint(nil, uint64(w.blocks))
	tail = append(tail, w.index...)
	tail = binary.AppendUvarint(tail, uint64(w.docsIn))
	tail = append(tail, w.docs...)
	tail = binary.LittleEndian.AppendUint64(tail, uint64(w.at))
	tail = binary.LittleEndian.AppendUint64(tail, w.keys)
	tail = binary.LittleEndian.AppendUint32(tail, w.count)
	tail = binary.LittleEndian.AppendUint32(tail, crc32.Checksum(tail, castagnoli))
	tail = append(tail, magic...)
	if _, err := w.out.Write(tail); err != nil {
		return err
	}
	return w.out.Flush()
}
