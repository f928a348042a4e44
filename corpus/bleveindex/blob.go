package bleveindex

import (
	"encoding/binary"
	"errors"
	"fmt"
	"runtime"
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

// An article is compressed without what stands in its digest too (delta.go), and
// both with what other articles have in common with them: a dictionary, which is
// pieces of the first large batch. A digest is read without the article: to have
// both in one was a sixth of the time of a scan for contradictions.
const (
	dictionaryID    = 1
	dictionaryBytes = 64 << 10
	dictionaryDocs  = 100 // the batch it is made of has so many articles at least
)

// blobs makes the stored form of articles and reads it. Safe for concurrent use.
type blobs struct {
	codec   atomic.Pointer[codec]
	packers sync.Pool
	buffers sync.Pool // of *unpacked
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
	differ differ
	delta  []byte // of raw and the digest
	digest []byte // compressed
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
		for _, raw := range [][]byte{docs[i].Digest, p.pack(&docs[i])} {
			dictionary = append(dictionary, raw[:min(len(raw), dictionaryBytes/8, dictionaryBytes-len(dictionary))]...)
		}
	}
	return b.use(dictionary)
}

// pack lays out an article.
func (p *packer) pack(d *Doc) []byte {
	p.raw = p.writer.AppendArticle(p.raw[:0], &d.Article, &d.Facts, d.Document.Origin)
	return p.raw
}

// encode makes the stored form: the length of the digest as it is compressed, the
// digest, and what the article has that its digest has not (delta.go).
func (b *blobs) encode(d *Doc) []byte {
	p, _ := b.packers.Get().(*packer)
	if p == nil {
		p = new(packer)
	}
	raw, enc := p.pack(d), b.codec.Load().enc
	p.delta = p.differ.append(p.delta[:0], raw, d.Digest)
	p.digest = enc.EncodeAll(d.Digest, p.digest[:0])
	out := make([]byte, 0, len(p.digest)+len(p.delta)/2)
	out = append(binary.AppendUvarint(out, uint64(len(p.digest))), p.digest...)
	out = enc.EncodeAll(p.delta, out)
	if cap(raw) <= maxBuffer {
		b.packers.Put(p)
	}
	return out
}

// errBlob says that a blob is not laid out as one.
var errBlob = errors.New("digest is longer than what there is")

// cutBlob cuts a blob into the digest and the article, both compressed.
func cutBlob(blob []byte) (digest, article []byte, err error) {
	n, w := binary.Uvarint(blob)
	if w <= 0 || n > uint64(len(blob)-w) {
		return nil, nil, errBlob
	}
	return blob[w : w+int(n)], blob[w+int(n):], nil
}

// decode reads an article; f may be nil when the facts are not wanted.
func (b *blobs) decode(blob []byte, a *corpus.Article, f *corpus.Facts) (origin string, err error) {
	digest, err := b.digest(blob)
	if err != nil {
		return "", err
	}
	_, packed, err := cutBlob(blob)
	if err != nil {
		return "", err
	}
	u, _ := b.buffers.Get().(*unpacked)
	if u == nil {
		u = new(unpacked)
	}
	defer b.put(u)
	if u.delta, err = b.codec.Load().dec.DecodeAll(packed, u.delta[:0]); err != nil {
		return "", err
	}
	if u.raw, err = undelta(u.raw[:0], u.delta, digest); err != nil {
		return "", err
	}
	return factbin.DecodeArticle(u.raw, a, f)
}

// unpacked is the memory of one decoding.
type unpacked struct{ delta, raw []byte }

func (b *blobs) put(u *unpacked) {
	if cap(u.delta)+cap(u.raw) <= 2*maxBuffer {
		b.buffers.Put(u)
	}
}

// digest reads the digest alone.
func (b *blobs) digest(blob []byte) ([]byte, error) {
	packed, _, err := cutBlob(blob)
	if err != nil {
		return nil, err
	}
	return b.codec.Load().dec.DecodeAll(packed, nil)
}

func (b *blobs) close() {
	c := b.codec.Load()
	c.enc.Close()
	c.dec.Close()
}
