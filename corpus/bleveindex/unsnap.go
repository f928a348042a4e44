package bleveindex

import (
	"encoding/binary"
	"errors"
)

var errSnappy = errors.New("not in the form of snappy")

// unsnap unpacks the first n bytes, or some more, of what was packed by snappy, and
// appends them to dst, which is empty. The format is that of
// github.com/google/snappy/blob/main/format_description.txt.
func unsnap(dst, src []byte, n int) ([]byte, error) {
	whole, w := binary.Uvarint(src)
	if w <= 0 || uint64(n) > whole {
		return dst, errSnappy
	}
	for src = src[w:]; len(dst) < n; {
		if len(src) == 0 {
			return dst, errSnappy
		}
		tag := src[0]
		if tag&3 == 0 {
			size, head := literal(src)
			if size < 0 || size > len(src)-head {
				return dst, errSnappy
			}
			dst = append(dst, src[head:head+min(size, n-len(dst))]...)
			src = src[head+size:]
			continue
		}
		size, back, used := snapCopy(src)
		if used == 0 || back <= 0 || back > len(dst) {
			return dst, errSnappy
		}
		src = src[used:]
		if back >= size {
			dst = append(dst, dst[len(dst)-back:len(dst)-back+size]...)
			continue
		}
		for range size { // what is copied becomes part of it
			dst = append(dst, dst[len(dst)-back])
		}
	}
	return dst, nil
}

// literal is the length of a literal and of what tells it, -1 for damage.
func literal(src []byte) (size, head int) {
	size = int(src[0] >> 2)
	if size < 60 {
		return size + 1, 1
	}
	extra := size - 59 // bytes
	if len(src) < 1+extra {
		return -1, 0
	}
	size = 0
	for i := extra; i > 0; i-- {
		size = size<<8 | int(src[i])
	}
	return size + 1, 1 + extra
}

// snapCopy is how much is copied from how far back, and the length of what tells
// it, 0 for damage.
func snapCopy(src []byte) (size, back, used int) {
	switch tag := src[0]; {
	case tag&3 == 1 && len(src) >= 2:
		return 4 + int(tag>>2&7), int(tag&0xe0)<<3 | int(src[1]), 2
	case tag&3 == 2 && len(src) >= 3:
		return 1 + int(tag>>2), int(binary.LittleEndian.Uint16(src[1:])), 3
	case tag&3 == 3 && len(src) >= 5:
		return 1 + int(tag>>2), int(binary.LittleEndian.Uint32(src[1:])), 5
	}
	return 0, 0, 0
}
