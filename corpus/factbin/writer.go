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
	last    int    // start of the span before
	apart   bool   // texts go to the table
	table   []byte // between BeginTable and EndTable
}

// Append appends the encoded facts to dst.
func (w *Writer) Append(dst []byte, f *corpus.Facts) []byte {
	start := len(dst)
	w.Begin(append(dst, version))
	writeList(w, f.Entities, (*Writer).entity)
	writeList(w, f.Dates, (*Writer).date)
	writeList(w, f.Figures, (*Writer).figure)
	writeList(w, f.Quotes, (*Writer).quote)
	writeList(w, f.Claims, (*Writer).Claim)
	sum := crc32.Checksum(w.b[start:], castagnoli)
	return binary.LittleEndian.AppendUint32(w.End(), sum)
}

// Begin starts a record of another make on dst, for those who keep facts with
// more around them: what is written until End is read in the same order by a
// Reader. Texts that come again are written once.
func (w *Writer) Begin(dst []byte) {
	if w.strings == nil {
		w.strings = make(map[string]uint64)
	}
	clear(w.strings)
	w.b, w.last, w.apart = dst, 0, false
}

// BeginTable starts records that share their texts and are read one without the
// others: each begins with Part, and what EndTable returns comes before all.
func (w *Writer) BeginTable() {
	w.Begin(nil)
	w.apart, w.table = true, w.table[:0]
}

// Part starts the next record that shares its texts, on dst.
func (w *Writer) Part(dst []byte) { w.b, w.last = dst, 0 }

// EndTable appends the texts of the records since BeginTable to dst.
func (w *Writer) EndTable(dst []byte) []byte {
	dst = binary.AppendUvarint(dst, uint64(len(w.strings)))
	w.apart = false
	return append(dst, w.table...)
}

// End returns what Begin was given with the record after it.
func (w *Writer) End() []byte {
	b := w.b
	w.b = nil
	return b
}

func writeList[T any](w *Writer, list []T, item func(*Writer, *T)) {
	w.Uint(uint64(len(list)))
	w.last = 0
	for i := range list {
		item(w, &list[i])
	}
}

// Uint writes a number, small ones in a byte.
func (w *Writer) Uint(v uint64) { w.b = binary.AppendUvarint(w.b, v) }

// Int writes a number of either sign.
func (w *Writer) Int(v int) { w.b = binary.AppendVarint(w.b, int64(v)) }

// Text writes a text: 0 for "", 1 and the bytes for a text not seen before, else its
// number plus 2.
func (w *Writer) Text(s string) {
	if s == "" {
		w.Uint(0)
		return
	}
	if w.apart {
		w.shared(s)
		return
	}
	if n, ok := w.strings[s]; ok {
		w.Uint(n + 2)
		return
	}
	w.strings[s] = uint64(len(w.strings))
	w.Uint(1)
	w.Uint(uint64(len(s)))
	w.b = append(w.b, s...)
}

// shared writes the number of a text of the table plus 1.
func (w *Writer) shared(s string) {
	n, ok := w.strings[s]
	if !ok {
		n = uint64(len(w.strings))
		w.strings[s] = n
		w.table = binary.AppendUvarint(w.table, uint64(len(s)))
		w.table = append(w.table, s...)
	}
	w.Uint(n + 1)
}

// Span writes a span; those near the one before take few bytes.
func (w *Writer) Span(s corpus.Span) {
	w.Int(s.Start - w.last)
	w.Int(s.End - s.Start)
	w.last = s.Start
}

// Flags writes up to eight truths in a byte.
func (w *Writer) Flags(bits ...bool) {
	var b byte
	for i, v := range bits {
		if v {
			b |= 1 << i
		}
	}
	w.b = append(w.b, b)
}

// Number writes the full float: what is read back must equal what was
// written, or a rebuilt corpus would rank differently.
func (w *Writer) Number(v float64) {
	w.b = binary.LittleEndian.AppendUint64(w.b, math.Float64bits(v))
}

func (w *Writer) decimal(d decimal.Decimal) {
	scale := uint64(d.Scale()) << 1
	if d.IsNeg() {
		scale |= 1
	}
	w.Uint(scale)
	w.Uint(d.Coef())
}

// Quantity writes a quantity.
func (w *Writer) Quantity(q *corpus.Quantity) {
	sameLow, sameHigh := q.Low == q.Value, q.High == q.Value
	w.Flags(q.NoLow, q.NoHigh, sameLow, sameHigh)
	w.decimal(q.Value)
	if !sameLow {
		w.decimal(q.Low)
	}
	if !sameHigh {
		w.decimal(q.High)
	}
	w.Text(string(q.Bound))
	w.Int(q.Digits)
	w.Text(q.Unit)
}

func (w *Writer) entity(x *corpus.Entity) {
	w.Span(x.Span)
	w.Text(string(x.Type))
	w.Text(x.Name)
	w.Text(x.ID)
}

func (w *Writer) date(x *corpus.Date) {
	w.Span(x.Span)
	w.Text(string(x.Type))
	w.Text(x.Value)
	w.Text(x.From)
	w.Text(x.To)
	w.Text(x.Granularity)
	w.Flags(x.Approximate)
	w.Text(x.Mod)
	w.Text(x.Anchor)
	w.Text(x.Alternative)
	w.Text(x.Zone)
}

func (w *Writer) figure(x *corpus.Figure) {
	w.Span(x.Span)
	w.Quantity(&x.Quantity)
	w.Text(string(x.Kind))
	w.Span(x.Counted)
	w.Span(x.Of)
	w.Text(x.Direction)
	w.Text(x.Role)
	w.Text(x.Scope)
}

func (w *Writer) quote(x *corpus.Quote) {
	w.Span(x.Span)
	w.Text(string(x.Kind))
	w.Text(x.Speaker)
	w.Text(x.SpeakerID)
	w.Span(x.SpeakerSpan)
	w.Span(x.Cue)
	w.Text(x.Medium)
	w.Text(x.Rule)
	w.Number(x.Confidence)
}

// Claim writes a claim.
func (w *Writer) Claim(x *corpus.Claim) {
	w.Span(x.Span)
	w.Span(x.Sentence)
	w.Text(x.Subject)
	w.Text(x.SubjectID)
	w.Span(x.SubjectAt)
	w.Text(x.Trigger)
	w.Text(x.Attribute)
	w.Text(string(x.Kind))
	w.Text(string(x.Behaviour))
	w.Text(x.Value.Text)
	w.Quantity(&x.Value.Quantity)
	w.Text(x.Value.From)
	w.Text(x.Value.To)
	w.Text(x.Value.EntityID)
	w.Text(x.AsOf)
	w.Text(x.AsOfFrom)
	w.Text(x.Scope)
	w.Text(x.Place)
	w.Text(x.Part)
	w.Text(string(x.Modality))
	w.Flags(x.Negated, x.Many)
	w.Text(x.By)
	w.Number(x.Confidence)
	w.Text(x.Rule)
}
