package journal

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
)

const (
	marker      = 0xad5332f2 // little endian f2 32 53 ad: no valid UTF-8 begins so
	frameHead   = 28
	frameTail   = 4
	frameTarget = 256 << 10 // a frame is closed once it holds this many raw bytes
	maxRaw      = 512 << 20 // no valid frame is larger
)

// MaxRecord is the largest payload of a record in bytes.
const MaxRecord = 256 << 20

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Kind says what a record is. The journal does not look at it.
type Kind uint8

// Record is one entry. Its payload is valid until the next record is read.
type Record struct {
	Seq     uint64
	Kind    Kind
	Payload []byte
}

// Position is where a record lies.
type Position struct {
	Segment uint32 // number of the segment file
	Offset  int64  // of the frame, in bytes
	Index   uint32 // of the record within the frame
}

// header is the decoded head of a frame.
type header struct {
	raw, length, count uint32
	first              uint64
}

// size is the whole length of the frame in bytes.
func (h header) size() int64 { return frameHead + int64(h.length) + frameTail }

func (h header) append(b []byte) []byte {
	start := len(b)
	b = binary.LittleEndian.AppendUint32(b, marker)
	b = binary.LittleEndian.AppendUint32(b, h.raw)
	b = binary.LittleEndian.AppendUint32(b, h.length)
	b = binary.LittleEndian.AppendUint32(b, h.count)
	b = binary.LittleEndian.AppendUint64(b, h.first)
	return binary.LittleEndian.AppendUint32(b, crc32.Checksum(b[start:], castagnoli))
}

var errFrame = errors.New("damaged frame")

func parseHeader(b []byte) (header, error) {
	if len(b) < frameHead || binary.LittleEndian.Uint32(b) != marker ||
		crc32.Checksum(b[:24], castagnoli) != binary.LittleEndian.Uint32(b[24:]) {
		return header{}, errFrame
	}
	h := header{
		raw:    binary.LittleEndian.Uint32(b[4:]),
		length: binary.LittleEndian.Uint32(b[8:]),
		count:  binary.LittleEndian.Uint32(b[12:]),
		first:  binary.LittleEndian.Uint64(b[16:]),
	}
	if h.raw > maxRaw || h.length > maxRaw || h.count == 0 || h.count > h.raw {
		return header{}, errFrame
	}
	return h, nil
}

// appendRecord adds one record to the raw bytes of a frame.
func appendRecord(raw []byte, kind Kind, payload []byte) []byte {
	raw = append(raw, byte(kind))
	raw = binary.AppendUvarint(raw, uint64(len(payload)))
	return append(raw, payload...)
}

// cutRecord splits the first record off raw.
func cutRecord(raw []byte) (kind Kind, payload, rest []byte, err error) {
	if len(raw) < 2 {
		return 0, nil, nil, errFrame
	}
	n, w := binary.Uvarint(raw[1:])
	if w <= 0 || n > uint64(len(raw)-1-w) {
		return 0, nil, nil, errFrame
	}
	body := raw[1+w:]
	return Kind(raw[0]), body[:n:n], body[n:], nil
}
