package step

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/klauspost/compress/zstd"

	"twosource/corpus/consistency"
	"twosource/corpus/factbin"
)

// Keep sorts values and drops what comes twice; with least > 0 only so many of
// the least remain. The set it leaves does not depend on order or on earlier
// calls with parts of it.
func Keep(values [][]byte, least int) [][]byte {
	values = distinct(values)
	if least > 0 && len(values) > least {
		clear(values[least:])
		values = values[:least]
	}
	return values
}

func distinct(values [][]byte) [][]byte {
	slices.SortFunc(values, bytes.Compare)
	return slices.CompactFunc(values, bytes.Equal)
}

// Marks of what a value is where a step takes several kinds.
const (
	markDocument = 'd'
	markOrigin   = 'o'
	markGroup    = 'g'
)

func marked(mark byte, value []byte) []byte { return append([]byte{mark}, value...) }

// packer packs documents: factbin, compressed.
type packer struct {
	facts factbin.Writer
	buf   []byte
}

// pack returns the bytes of a document; equal documents have equal bytes.
func (p *packer) pack(d *consistency.Document) []byte {
	p.buf = p.facts.AppendArticle(p.buf[:0], &d.Article, &d.Facts, d.Origin)
	return compressor().EncodeAll(p.buf, nil)
}

var (
	compressor = sync.OnceValue(func() *zstd.Encoder {
		e, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1))
		if err != nil {
			panic(err) // the options are fixed
		}
		return e
	})
	decompressor = sync.OnceValue(func() *zstd.Decoder {
		d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(0))
		if err != nil {
			panic(err)
		}
		return d
	})
)

func unpack(b []byte) (*consistency.Document, error) {
	raw, err := decompressor().DecodeAll(b, nil)
	if err != nil {
		return nil, fmt.Errorf("document: %w", err)
	}
	d := new(consistency.Document)
	if d.Origin, err = factbin.DecodeArticle(raw, &d.Article, &d.Facts); err != nil {
		return nil, fmt.Errorf("document: %w", err)
	}
	return d, nil
}

// appendTexts appends texts, each with its length before it.
func appendTexts(b []byte, texts ...string) []byte {
	for _, t := range texts {
		b = binary.AppendUvarint(b, uint64(len(t)))
		b = append(b, t...)
	}
	return b
}

var errRecord = errors.New("record is cut short")

// texts reads what appendTexts wrote.
func texts(b []byte) ([]string, error) {
	var out []string
	for len(b) > 0 {
		n, w := binary.Uvarint(b)
		if w <= 0 || n > uint64(len(b)-w) {
			return nil, errRecord
		}
		out = append(out, string(b[w:w+int(n)]))
		b = b[w+int(n):]
	}
	return out, nil
}
