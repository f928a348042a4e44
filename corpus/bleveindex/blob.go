package bleveindex

import (
	"encoding/binary"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/klauspost/compress/zstd"

	"twosource/corpus"
	"twosource/corpus/factbin"
)

// maxBlob bounds what a stored article may decompress to.
const maxBlob = 512 << 20

// maxBuffer bounds the memory kept for the next blob.
const maxBuffer = 1 << 20

// An article and its digest are compressed together, as half of a digest are
// sentences of the article, and with what other articles have in common with
// them: a dictionary, which is pieces of the first large batch. An article and
// its digest took 5.4 kB apart and take 3.0 so of a generated corpus (text of 3.1
// kB, 0.6 under gzip), of real pages 8.9 and 6.5 (text of 2.8 kB, 1.1 under gzip); a
// digest takes some 15 µs to read (26 November 2026).
const (
	dictionaryID    = 1
	dictionaryBytes = 64 << 10
	dictionaryDocs  = 100 // the batch it is made of has so many articles at least
)

// blobs makes the stored form of articles and reads it. Safe for concurrent use.
type blobs struct {
	codec   atomic.Pointer[codec]
	packers sync.Pool
	buffers sync.Pool // of unpacked blobs
}

// codec compresses, with a dictionary where there is one. What was compressed
// without it can be read with it.
type codec struct {
	enc        *zstd.Encoder
	dec        *zstd.Decoder
	dictionary []byte
}

// packer is the memory of one encoding.
type packer struct {
	writer factbin.Writer
	raw    []byte
}

func newBlobs() (*blobs, error) {
	b := &blobs{}
	return b, b.use(nil)
}

// use makes a dictionary that of all articles to come.
func (b *blobs) use(dictionary []byte) error {
	encoding := []zstd.EOption{zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderCRC(false), zstd.WithEncoderConcurrency(runtime.GOMAXPROCS(0)), zstd.WithLowerEncoderMem(true)}
	decoding := []zstd.DOption{zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(maxBlob)}
	if len(dictionary) > 0 {
		encoding = append(encoding, zstd.WithEncoderDictRaw(dictionaryID, dictionary))
		decoding = append(decoding, zstd.WithDecoderDictRaw(dictionaryID, dictionary))
	}
	enc, err := zstd.NewWriter(nil, encoding...)
	if err != nil {
		return fmt.Errorf("prepare compression: %w", err)
	}
	dec, err := zstd.NewReader(nil, decoding...)
	if err != nil {
		return fmt.Errorf("prepare decompression: %w", err)
	}
	b.codec.Store(&codec{enc, dec, dictionary}) // nobody waits for the one before: it needs no closing
	return nil
}

// dictionary is what is compressed with, nil if there is none.
func (b *blobs) dictionary() []byte { return b.codec.Load().dictionary }

// learn makes a dictionary of a batch that is large enough, where there is none.
func (b *blobs) learn(docs []Doc) error {
	if len(docs) < dictionaryDocs || b.dictionary() != nil {
		return nil
	}
	var p packer
	var dictionary []byte
	for i := 0; i < len(docs) && len(dictionary) < dictionaryBytes; i += max(1, len(docs)/16) {
		raw := p.pack(&docs[i])
		dictionary = append(dictionary, raw[:min(len(raw), dictionaryBytes/4, dictionaryBytes-len(dictionary))]...)
	}
	return b.use(dictionary)
}

// pack lays out an article behind its digest.
func (p *packer) pack(d *Doc) []byte {
	p.raw = binary.AppendUvarint(p.raw[:0], uint64(len(d.Digest)))
	p.raw = append(p.raw, d.Digest...)
	p.raw = p.writer.AppendArticle(p.raw, &d.Article, &d.Facts, d.Document.Origin)
	return p.raw
}

func (b *blobs) encode(d *Doc) []byte {
	p, _ := b.packers.Get().(*packer)
	if p == nil {
		p = new(packer)
	}
	raw := p.pack(d)
	out := b.codec.Load().enc.EncodeAll(raw, make([]byte, 0, len(raw)/2))
	if cap(raw) <= maxBuffer {
		b.packers.Put(p)
	}
	return out
}

// errBlob says that a blob is not laid out as one.
var errBlob = errors.New("digest is longer than what there is")

// open calls fn with the digest and the article in a blob, valid during the call.
func (b *blobs) open(blob []byte, fn func(digest, article []byte) error) error {
	buf, _ := b.buffers.Get().(*[]byte)
	if buf == nil {
		buf = new([]byte)
	}
	raw, err := b.codec.Load().dec.DecodeAll(blob, (*buf)[:0])
	if err != nil {
		return err
	}
	if cap(raw) <= maxBuffer {
		*buf = raw
		defer b.buffers.Put(buf)
	}
	n, w := binary.Uvarint(raw)
	if w <= 0 || n > uint64(len(raw)-w) {
		return errBlob
	}
	return fn(raw[w:w+int(n)], raw[w+int(n):])
}

// decode reads an article; f may be nil when the facts are not wanted.
func (b *blobs) decode(blob []byte, a *corpus.Article, f *corpus.Facts) (origin string, err error) {
	err = b.open(blob, func(_, article []byte) (err error) {
		origin, err = factbin.DecodeArticle(article, a, f)
		return err
	})
	return origin, err
}

// digest reads the digest alone.
func (b *blobs) digest(blob []byte) (digest []byte, err error) {
	err = b.open(blob, func(d, _ []byte) error {
		digest = slices.Clone(d)
		return nil
	})
	return digest, err
}

func (b *blobs) close() {
	c := b.codec.Load()
	c.enc.Close()
	c.dec.Close()
}
