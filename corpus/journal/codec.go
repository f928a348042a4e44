package journal

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"

	"github.com/klauspost/compress/zstd"
)

// codec turns raw records into frames and back. Safe for concurrent use.
type codec struct {
	enc *zstd.Encoder
	dec *zstd.Decoder
}

func newCodec() (*codec, error) {
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedDefault), zstd.WithEncoderCRC(false), zstd.WithEncoderConcurrency(1), zstd.WithLowerEncoderMem(true))
	if err != nil {
		return nil, fmt.Errorf("prepare compression: %w", err)
	}
	dec, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(2), zstd.WithDecoderMaxMemory(maxRaw))
	if err != nil {
		return nil, fmt.Errorf("prepare decompression: %w", err)
	}
	return &codec{enc, dec}, nil
}

func (c *codec) close() {
	c.enc.Close()
	c.dec.Close()
}

// frame appends one frame with the given records to dst.
func (c *codec) frame(dst, raw []byte, count uint32, first uint64) []byte {
	at := len(dst)
	var space [frameHead]byte
	dst = append(dst, space[:]...)
	dst = c.enc.EncodeAll(raw, dst)
	payload := dst[at+frameHead:]
	h := header{raw: uint32(len(raw)), length: uint32(len(payload)), count: count, first: first}
	h.append(dst[:at])
	return binary.LittleEndian.AppendUint32(dst, crc32.Checksum(payload, castagnoli))
}

// records checks the payload with its sum, and decompresses it into buf.
func (c *codec) records(h header, payload, buf []byte) ([]byte, error) {
	if err := checkPayload(h, payload); err != nil {
		return buf, err
	}
	raw, err := c.dec.DecodeAll(payload[:h.length], buf[:0])
	if err != nil || len(raw) != int(h.raw) {
		return buf, errFrame
	}
	return raw, nil
}

// checkPayload compares a payload with the sum that follows it.
func checkPayload(h header, payload []byte) error {
	n := len(payload) - frameTail
	if n != int(h.length) || crc32.Checksum(payload[:n], castagnoli) != binary.LittleEndian.Uint32(payload[n:]) {
		return errFrame
	}
	return nil
}
