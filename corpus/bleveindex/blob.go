package bleveindex

import (
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

func (b *blobs) encode(d *Doc) []byte {
	p, _ := b.packers.Get().(*packer)
	if p == nil {
		p = new(packer)
	}
	raw := p.writer.AppendArticle(p.raw[:0], &d.Article, &d.Facts, d.Document.Origin)
	out := b.enc.EncodeAll(raw, make([]byte, 0, len(raw)/2))
	if cap(raw) <= maxBuffer {
		p.raw = raw
		b.packers.Put(p)
	}
	return out
}

// decode reads an article; f may be nil when the facts are not wanted.
func (b *blobs) decode(blob []byte, a *corpus.Article, f *corpus.Facts) (origin string, err error) {
	buf, _ := b.buffers.Get().(*[]byte)
	if buf == nil {
		buf = new([]byte)
	}
	raw, err := b.dec.DecodeAll(blob, (*buf)[:0])
	if err != nil {
		return "", err
	}
	if cap(raw) <= maxBuffer {
		*buf = raw
		defer b.buffers.Put(buf)
	}
	return factbin.DecodeArticle(raw, a, f)
}

func (b *blobs) close() {
	b.enc.Close()
	b.dec.Close()
}
