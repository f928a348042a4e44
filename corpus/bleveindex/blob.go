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
// both with what others have in common with them: a dictionary of digests and one of
// the rest, which are pieces of the first large batch. A digest is read without the
// article: to have both in one was a sixth of the time of a scan for contradictions.
//
// Of generated articles digest and rest take 2.07 and 1.62 kB with one dictionary of
// 64 KiB for both, 1.90 and 1.46 with one each, 1.67 and 1.34 of 256 KiB each, 1.59 and
// 1.25 of 512; the time to compress and to read is the same up to 256 KiB. Better
// levels of zstd gain a twentieth for twice the time, its tables of symbols a fiftieth.
const (
	digestDictionary  = 1 // numbers of the dictionaries
	articleDictionary = 2
	dictionaryBytes   = 256 << 10
	dictionaryDocs    = 100 // the batch they are made of has so many articles at least
)

// blobs makes the stored form of articles and reads it. Safe for concurrent use.
type blobs struct {
	codec   atomic.Pointer[codec]
	packers sync.Pool
	buffers sync.Pool // of *unpacked
}

// codec compresses, with dictionaries where there are some. What was compressed
// without them can be read with them.
type codec struct {
	digests, articles *zstd.Encoder
	dec               *zstd.Decoder
	dictionaries
}

// dictionaries are what digests and articles have in common with others.
type dictionaries struct {
	digest, article []byte
	sum             []byte // of the file they stand in
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
	return b, b.use(dictionaries{})
}

// use makes dictionaries those of all articles to come.
func (b *blobs) use(d dictionaries) error {
	digests, err := newEncoder(digestDictionary, d.digest)
	if err != nil {
		return err
	}
	articles, err := newEncoder(articleDictionary, d.article)
	if err != nil {
		return err
	}
	decoding := []zstd.DOption{zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(maxBlob)}
	if len(d.digest) > 0 {
		decoding = append(decoding, zstd.WithDecoderDictRaw(digestDictionary, d.digest))
	}
	if len(d.article) > 0 {
		decoding = append(decoding, zstd.WithDecoderDictRaw(articleDictionary, d.article))
	}
	dec, err := zstd.NewReader(nil, decoding...)
	if err != nil {
		return fmt.Errorf("prepare decompression: %w", err)
	}
	b.codec.Store(&codec{digests, articles, dec, d}) // nobody waits for the one before: it needs no closing
	return nil
}

func newEncoder(number uint32, dictionary []byte) (*zstd.Encoder, error) {
	encoding := []zstd.EOption{zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderCRC(false), zstd.WithEncoderConcurrency(runtime.GOMAXPROCS(0)), zstd.WithLowerEncoderMem(true)}
	if len(dictionary) > 0 {
		encoding = append(encoding, zstd.WithEncoderDictRaw(number, dictionary))
	}
	enc, err := zstd.NewWriter(nil, encoding...)
	if err != nil {
		return nil, fmt.Errorf("prepare compression: %w", err)
	}
	return enc, nil
}

// dictionaries are those in use.
func (b *blobs) dictionaries() dictionaries { return b.codec.Load().dictionaries }

// any reports whether there is a dictionary.
func (d *dictionaries) any() bool { return len(d.digest) > 0 || len(d.article) > 0 }

// learn makes dictionaries of a batch that is large enough: pieces of articles from
// all over it.
func (b *blobs) learn(docs []Doc) (d dictionaries) {
	if len(docs) < dictionaryDocs {
		return d
	}
	var p packer
	add := func(to, piece []byte) []byte {
		return append(to, piece[:min(len(piece), dictionaryBytes/8, dictionaryBytes-len(to))]...)
	}
	const stride = 7919 // prime, so that each article has its turn
	for i := 0; i < len(docs) && (len(d.digest) < dictionaryBytes || len(d.article) < dictionaryBytes); i++ {
		x := &docs[i*stride%len(docs)]
		d.digest = add(d.digest, x.Digest)
		d.article = add(d.article, p.differ.append(nil, p.pack(x), x.Digest))
	}
	return d
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
	raw, c := p.pack(d), b.codec.Load()
	p.delta = p.differ.append(p.delta[:0], raw, d.Digest)
	p.digest = c.digests.EncodeAll(d.Digest, p.digest[:0])
	out := make([]byte, 0, len(p.digest)+len(p.delta)/2)
	out = append(binary.AppendUvarint(out, uint64(len(p.digest))), p.digest...)
	out = c.articles.EncodeAll(p.delta, out)
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
	c.digests.Close()
	c.articles.Close()
	c.dec.Close()
}
