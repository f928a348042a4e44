package bleveindex

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"runtime"
	"sync"

	"github.com/klauspost/compress/zstd"

	"twosource/corpus"
	"twosource/corpus/factbin"
)

// maxBlob bounds what a stored article may decompress to.
const maxBlob = 512 << 20

// maxBuffer bounds the memory kept for the next blob.
const maxBuffer = 1 << 20

// blobs makes the stored form of articles and reads it. Bleve compresses what
// it stores with snappy; zstd before it takes a third less room on news text
// for some 15 µs an article. Safe for concurrent use.
type blobs struct {
	enc     *zstd.Encoder
	dec     *zstd.Decoder
	packers sync.Pool
	buffers sync.Pool // of unpacked blobs
}

// packer is the memory of one encoding.
type packer struct {
	writer factbin.Writer
	raw    []byte
}

func newBlobs() (*blobs, error) {
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderCRC(false), zstd.WithEncoderConcurrency(runtime.GOMAXPROCS(0)), zstd.WithLowerEncoderMem(true))
	if err != nil {
		return nil, fmt.Errorf("prepare compression: %w", err)
	}
	dec, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(maxBlob))
	if err != nil {
		return nil, fmt.Errorf("prepare decompression: %w", err)
	}
	return &blobs{enc: enc, dec: dec}, nil
}

// encode packs an article, its facts and the digest of its statements in one:
// most of what a digest holds stands in the article too and takes no room.
func (b *blobs) encode(d *Doc) []byte {
	p, _ := b.packers.Get().(*packer)
	if p == nil {
		p = new(packer)
	}
	raw := p.writer.AppendArticle(p.raw[:0], &d.Article, &d.Facts, d.Document.Origin)
	raw = append(raw, d.Digest...)
	raw = binary.LittleEndian.AppendUint32(raw, uint32(len(d.Digest)))
	out := b.enc.EncodeAll(raw, make([]byte, 0, len(raw)/2))
	if cap(raw) <= maxBuffer {
		p.raw = raw
		b.packers.Put(p)
	}
	return out
}

// decode reads an article; f may be nil when the facts are not wanted.
func (b *blobs) decode(blob []byte, a *corpus.Article, f *corpus.Facts) (origin string, err error) {
	err = b.unpack(blob, func(article, _ []byte) error {
		origin, err = factbin.DecodeArticle(article, a, f)
		return err
	})
	return origin, err
}

// digest reads the digest that was packed with an article.
func (b *blobs) digest(blob []byte) (out []byte, err error) {
	err = b.unpack(blob, func(_, digest []byte) error {
		out = bytes.Clone(digest)
		return nil
	})
	return out, err
}

// unpack calls use with the parts of a blob, which hold until it returns.
func (b *blobs) unpack(blob []byte, use func(article, digest []byte) error) error {
	buf, _ := b.buffers.Get().(*[]byte)
	if buf == nil {
		buf = new([]byte)
	}
	raw, err := b.dec.DecodeAll(blob, (*buf)[:0])
	if err != nil {
		return err
	}
	if cap(raw) <= maxBuffer {
		*buf = raw
		defer b.buffers.Put(buf)
	}
	end := len(raw) - 4
	if end < 0 {
		return fmt.Errorf("%w: %d bytes", factbin.ErrDamaged, len(raw))
	}
	n := int64(binary.LittleEndian.Uint32(raw[end:]))
	if n > int64(end) {
		return fmt.Errorf("%w: digest of %d bytes in %d", factbin.ErrDamaged, n, len(raw))
	}
	return use(raw[:end-int(n)], raw[end-int(n):end])
}

func (b *blobs) close() {
	b.enc.Close()
	b.dec.Close()
}
