package factbin

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"math"

	"github.com/govalues/decimal"

	"twosource/corpus"
)

// Errors of Decode.
var (
	ErrDamaged = errors.New("stored facts are damaged")
	ErrNewer   = errors.New("stored facts were written by a newer version")
)

// Decode reads facts from b. Nothing in the result refers to b.
func Decode(b []byte) (*corpus.Facts, error) {
	f := new(corpus.Facts)
	if err := DecodeInto(f, b); err != nil {
		return nil, err
	}
	return f, nil
}

// DecodeInto is Decode into f, whose lists are reused.
func DecodeInto(f *corpus.Facts, b []byte) error {
	if len(b) < 5 {
		return fmt.Errorf("%w: %d bytes", ErrDamaged, len(b))
	}
	body, sum := b[:len(b)-4], b[len(b)-4:]
	if crc32.Checksum(body, castagnoli) != binary.LittleEndian.Uint32(sum) {
		return fmt.Errorf("%w: checksum", ErrDamaged)
	}
	if body[0] > version {
		return fmt.Errorf("%w: form %d, this program reads up to %d", ErrNewer, body[0], version)
	}
	r := reader{b: string(body[1:])}
	f.Entities = readList(&r, f.Entities[:0], (*reader).entity)
	f.Dates = readList(&r, f.Dates[:0], (*reader).date)
	f.Figures = readList(&r, f.Figures[:0], (*reader).figure)
	f.Quotes = readList(&r, f.Quotes[:0], (*reader).quote)
	f.Claims = readList(&r, f.Claims[:0], (*reader).claim)
	if r.bad || r.at != len(r.b) {
		return fmt.Errorf("%w: at byte %d of %d", ErrDamaged, r.at, len(r.b))
	}
	return nil
}

// reader decodes from one string, so that the texts it returns share memory.
// After the first error every read returns zero.
type reader struct {
	b       string
	at      int
	strings []string
	last    int
	bad     bool
}

// least is the fewest bytes any fact takes; it bounds the counts a damaged
// input can make us allocate for.
const least = 4

func readList[T any](r *reader, list []T, item func(*reader, *T)) []T {
	n := r.uint()
	if n > uint64(len(r.b)-r.at)/least {
		r.fail()
		return list
	}
	if n == 0 {
		return list
	}
	if uint64(cap(list)) < n {
		list = make([]T, 0, n)
	}
	r.last = 0
	for range n {
		var x T
		item(r, &x)
		list = append(list, x)
		if r.bad {
			break
		}
	}
	return list
}

func (r *reader) fail() { r.bad, r.at = true, len(r.b) }

func (r *reader) uint() uint64 {
	var v uint64
	for shift := uint(0); shift < 64 && r.at < len(r.b); shift += 7 {
		c := r.b[r.at]
		r.at++
		v |= uint64(c&0x7f) << shift
		if c < 0x80 {
			return v
		}
	}
	r.fail()
	return 0
}

func (r *reader) int() int {
	u := r.uint()
	return int(int64(u>>1) ^ -int64(u&1))
}

func (r *reader) byte() byte {
	if r.at >= len(r.b) {
		r.fail()
		return 0
	}
	r.at++
	return r.b[r.at-1]
}

func (r *reader) take(n uint64) string {
	if n > uint64(len(r.b)-r.at) {
		r.fail()
		return ""
	}
	s := r.b[r.at : r.at+int(n)]
	r.at += int(n)
	return s
}

func (r *reader) text() string {
	switch n := r.uint(); {
	case n == 0:
		return ""
	case n == 1:
		s := r.take(r.uint())
		r.strings = append(r.strings, s)
		return s
	case n-2 < uint64(len(r.strings)):
		return r.strings[n-2]
	}
	r.fail()
	return ""
}

func (r *reader) span() corpus.Span {
	start := r.last + r.int()
	end := start + r.int()
	r.last = start
	return corpus.Span{Start: start, End: end}
}

func (r *reader) probability() float64 {
	s := r.take(8)
	if len(s) < 8 {
		return 0
	}
	return math.Float64frombits(binary.LittleEndian.Uint64([]byte(s)))
}

func (r *reader) decimal() decimal.Decimal {
	head := r.uint()
	coef := r.uint()
	if head>>1 > decimal.MaxScale || coef > math.MaxInt64 {
		return r.bigDecimal(head, coef)
	}
	v := int64(coef)
	if head&1 != 0 {
		v = -v
	}
	d, err := decimal.New(v, int(head>>1))
	if err != nil {
		r.fail()
	}
	return d
}

// bigDecimal reads the few coefficients between 2^63 and 10^19, which the
// decimal package takes only as text.
func (r *reader) bigDecimal(head, coef uint64) decimal.Decimal {
	sign := ""
	if head&1 != 0 {
		sign = "-"
	}
	if head>>1 > decimal.MaxScale {
		r.fail()
		return decimal.Decimal{}
	}
	d, err := decimal.Parse(fmt.Sprintf("%s%de-%d", sign, coef, head>>1))
	if err != nil {
		r.fail()
	}
	return d
}

func (r *reader) quantity() (q corpus.Quantity) {
	f := r.byte()
	q.NoLow, q.NoHigh = f&1 != 0, f&2 != 0
	q.Value = r.decimal()
	q.Low, q.High = q.Value, q.Value
	if f&4 == 0 {
		q.Low = r.decimal()
	}
	if f&8 == 0 {
		q.High = r.decimal()
	}
	q.Bound = corpus.Bound(r.text())
	q.Digits = r.int()
	q.Unit = r.text()
	return q
}

func (r *reader) entity(x *corpus.Entity) {
	x.Span = r.span()
	x.Type = corpus.EntityType(r.text())
	x.Name = r.text()
	x.ID = r.text()
}

func (r *reader) date(x *corpus.Date) {
	x.Span = r.span()
	x.Type = corpus.DateType(r.text())
	x.Value = r.text()
	x.From = r.text()
	x.To = r.text()
	x.Granularity = r.text()
	x.Approximate = r.byte()&1 != 0
	x.Mod = r.text()
	x.Anchor = r.text()
	x.Alternative = r.text()
	x.Zone = r.text()
}

func (r *reader) figure(x *corpus.Figure) {
	x.Span = r.span()
	x.Quantity = r.quantity()
	x.Kind = corpus.FigureKind(r.text())
	x.Counted = r.span()
	x.Of = r.span()
	x.Direction = r.text()
	x.Role = r.text()
	x.Scope = r.text()
}

func (r *reader) quote(x *corpus.Quote) {
	x.Span = r.span()
	x.Kind = corpus.QuoteKind(r.text())
	x.Speaker = r.text()
	x.SpeakerID = r.text()
	x.SpeakerSpan = r.span()
	x.Cue = r.span()
	x.Medium = r.text()
	x.Rule = r.text()
	x.Confidence = r.probability()
}

func (r *reader) claim(x *corpus.Claim) {
	x.Span = r.span()
	x.Sentence = r.span()
	x.Subject = r.text()
	x.SubjectID = r.text()
	x.SubjectAt = r.span()
	x.Trigger = r.text()
	x.Attribute = r.text()
	x.Kind = corpus.ClaimKind(r.text())
	x.Behaviour = corpus.Behaviour(r.text())
	x.Value.Text = r.text()
	x.Value.Quantity = r.quantity()
	x.Value.From = r.text()
	x.Value.To = r.text()
	x.Value.EntityID = r.text()
	x.AsOf = r.text()
	x.AsOfFrom = r.text()
	x.Scope = r.text()
	x.Place = r.text()
	x.Part = r.text()
	x.Modality = corpus.Modality(r.text())
	f := r.byte()
	x.Negated, x.Many = f&1 != 0, f&2 != 0
	x.By = r.text()
	x.Confidence = r.probability()
	x.Rule = r.text()
}
