package store

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"io"
	"os"
	"strconv"
	"sync"

	"github.com/cespare/xxhash/v2"
)

// programSum tells one program from another, which may find other things in the
// same articles. It is "" where the program cannot be read.
var programSum = sync.OnceValue(func() string {
	name, err := os.Executable()
	if err != nil {
		return ""
	}
	f, err := os.Open(name)
	if err != nil {
		return ""
	}
	defer f.Close()
	return sumOf(f)
})

// noteRoom is how far from its beginning a program has its build id, as the go
// command itself looks for it.
const noteRoom = 32 << 10

// sumOf is a hash of the build id that the linker has given a program, the last part
// of which is a hash of all else in it, or of the whole of it where it has none.
func sumOf(f io.ReaderAt) string {
	head := make([]byte, noteRoom)
	n, _ := f.ReadAt(head, 0)
	h := xxhash.New()
	if id := buildID(head[:n]); id != "" {
		_, _ = h.WriteString(id)
		return "b" + hex.EncodeToString(h.Sum(nil))
	}
	whole := io.NewSectionReader(f, 0, 1<<62)
	if _, err := io.CopyBuffer(h, struct{ io.Reader }{whole}, make([]byte, 1<<20)); err != nil {
		return ""
	}
	return strconv.FormatUint(h.Sum64(), 16)
}

// leastID is the length of a build id that has four hashes, or more than nothing.
const leastID = 40

// buildID reads the note of an ELF file with the build id of the go command: the
// lengths of its name and of the id, its type, 4, its name and the id. It is "" in
// other files, and in those built without.
func buildID(head []byte) string {
	at := bytes.Index(head, []byte("\x04\x00\x00\x00Go\x00\x00"))
	if at < 8 || !bytes.HasPrefix(head, []byte("\x7fELF")) || binary.LittleEndian.Uint32(head[at-8:]) != 4 {
		return ""
	}
	id := head[at+8:]
	n := binary.LittleEndian.Uint32(head[at-4:])
	if n < leastID || uint64(n) > uint64(len(id)) {
		return ""
	}
	return string(id[:n])
}
