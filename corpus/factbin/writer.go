package factbin

import (
	"encoding/binary"
	"hash/crc32"
	"math"

	"github.com/govalues/decimal"

	"twosource/corpus"
)

// version is the form written. Raise it with every change of a field below and
// keep reading the older ones.
const version = 1

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Writer encodes facts, reusing its memory. The zero Writer is ready to use.
type Writer struct {
	b       []byte
	strings map[string]uint64
	last    int // start of the span before
}

// Append appends the encoded facts to dst.
func (w *Writer) Append(dst []byte, f *corpus.Facts) []byte {
	if w.strings == nil {
		w.strings = make(map[string]uint64)
	}
	clear(w.strings)
	start := len(dst)
	w.b = append(dst, version)
	writeList(w, f.Entities, (*Writer).entity)
	writeList(w, f.Dates, (*Writer).date)
	writeList(w, f.Figures, (*Writer).figure)
	writeList(w, f.Quotes, (*Writer).quote)
	writeList(w, f.Claims, (*Writer).claim)
	sum := crc32.Checksum(w.b[start:], castagnoli)
	out := binary.LittleEndian.AppendUint32(w.b, sum)
	w.b = nil
	return out
}

func writeList[T any](w *Writer, list []T, item func(*Writer, *T)) {
	w.uint(uint64(len(list)))
	w.last = 0
	for i := range list {
		item(w, &list[i])
	}
}

func (w *Writer) uint(v uint64) { w.b = binary.AppendUvarint(w.b, v) }
func (w *Writer) int(v int)     { w.b = binary.AppendVarint(w.b, int64(v)) }

// text writes 0 for "", 1 and the bytes for a text not seen before, else its
// number plus 2.
func (w *Writer) text(s string) {
	if s == "" {
		w.uint(0)
		return
	}
	if n, ok := w.strings[s]; ok {
		w.uint(n + 2)
		return
	}
	w.strings[s] = uint64(len(w.strings))
	w.uint(1)
	w.uint(uint64(len(s)))
	w.b = append(w.b, s...)
}

func (w *Writer) span(s corpus.Span) {
	w.int(s.Start - w.last)
	w.int(s.End - s.Start)
	w.last = s.Start
}

func (w *Writer) flags(bits ...bool) {
	var b byte
	for i, v := range bits {
		if v {
			b |= 1 << i
		}
	}
	w.b = append(w.b, b)
}

// probability keeps the full float: what is read back must equal what was
// written, or a rebuilt corpus would rank differently.
func (w *Writer) probability(v float64) {
	w.b = binary.LittleEndian.AppendUint64(w.b, math.Float64bits(v))
}

func (w *Writer) decimal(d decimal.Decimal) {
	scale := uint64(d.Scale()) << 1
	if d.IsNeg() {
		scale |= 1
	}
	w.uint(scale)
	w.uint(d.Coef())
}

func (w *Writer) quantity(q *corpus.Quantity) {
	sameLow, sameHigh := q.Low == q.Value, q.High == q.Value
	w.flags(q.NoLow, q.NoHigh, sameLow, sameHigh)
	w.decimal(q.Value)
	if !sameLow {
		w.decimal(q.Low)
	}
	if !sameHigh {
		w.decimal(q.High)
	}
	w.text(string(q.Bound))
	w.int(q.Digits)
	w.text(q.Unit)
}

func (w *Writer) entity(x *corpus.Entity) {
	w.span(x.Span)
	w.text(string(x.Type))
	w.text(x.Name)
	w.text(x.ID)
}

func (w *Writer) date(x *corpus.Date) {
	w.span(x.Span)
	w.text(string(x.Type))
	w.text(x.Value)
	w.text(x.From)
	w.text(x.To)
	w.text(x.Granularity)
	w.flags(x.Approximate)
	w.text(x.Mod)
	w.text(x.Anchor)
	w.text(x.Alternative)
	w.text(x.Zone)
}

func (w *Writer) figure(x *corpus.Figure) {
	w.span(x.Span)
	w.quantity(&x.Quantity)
	w.text(string(x.Kind))
	w.span(x.Counted)
	w.span(x.Of)
	w.text(x.Direction)
	w.text(x.Role)
	w.text(x.Scope)
}

func (w *Writer) quote(x *corpus.Quote) {
	w.span(x.Span)
	w.text(string(x.Kind))
	w.text(x.Speaker)
	w.text(x.SpeakerID)
	w.span(x.SpeakerSpan)
	w.span(x.Cue)
	w.text(x.Medium)
	w.text(x.Rule)
	w.probability(x.Confidence)
}

func (w *Writer) claim(x *corpus.Claim) {
	w.span(x.Span)
	w.span(x.Sentence)
	w.text(x.Subject)
	w.text(x.SubjectID)
	w.span(x.SubjectAt)
	w.text(x.Trigger)
	w.text(x.Attribute)
	w.text(string(x.Kind))
	w.text(string(x.Behaviour))
	w.text(x.Value.Text)
	w.quantity(&x.Value.Quantity)
	w.text(x.Value.From)
	w.text(x.Value.To)
	w.text(x.Value.EntityID)
	w.text(x.AsOf)
	w.text(x.AsOfFrom)
	w.text(x.Scope)
	w.text(x.Place)
	w.text(x.Part)
	w.text(string(x.Modality))
	w.flags(x.Negated, x.Many)
	w.text(x.By)
	w.probability(x.Confidence)
	w.text(x.Rule)
}
