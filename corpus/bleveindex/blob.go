package bleveindex

import (
	"fmt"

	"github.com/klauspost/compress/zstd"

	"twosource/corpus"
	"twosource/corpus/factbin"
)

// maxBlob bounds what a stored article may decompress to.
const maxBlob = 512 << 20

// blobs makes the stored form of articles and reads it. Bleve compresses what
// it stores with snappy; zstd before it takes a third less room on news text
// for some 15 µs an article. Decoding is safe for concurrent use.
type blobs struct {
	writer factbin.Writer
	raw    []byte
	enc    *zstd.Encoder
	dec    *zstd.Decoder
}

func newBlobs() (*blobs, error) {
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderCRC(false), zstd.WithEncoderConcurrency(1), zstd.WithLowerEncoderMem(true))
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
	b.raw = b.writer.AppendArticle(b.raw[:0], &d.Article, &d.Facts, d.Document.Origin)
	out := b.enc.EncodeAll(b.raw, make([]byte, 0, len(b.raw)/2))
	const keep = 4 << 20
	if cap(b.raw) > keep {
		b.raw = nil
	}
	return out
}

// decode reads an article; f may be nil when the facts are not wanted.
func (b *blobs) decode(blob []byte, a *corpus.Article, f *corpus.Facts) (origin string, err error) {
	raw, err := b.dec.DecodeAll(blob, nil)
	if err != nil {
		return "", err
	}
	return factbin.DecodeArticle(raw, a, f)
}

func (b *blobs) close() {
	b.enc.Close()
	b.dec.Close()
}
