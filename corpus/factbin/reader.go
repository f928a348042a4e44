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
	r := Reader{b: string(body[1:])}
	f.Entities = readList(&r, f.Entities[:0], (*Reader).entity)
	f.Dates = readList(&r, f.Dates[:0], (*Reader).date)
	f.Figures = readList(&r, f.Figures[:0], (*Reader).figure)
	f.Quotes = readList(&r, f.Quotes[:0], (*Reader).quote)
	f.Claims = readList(&r, f.Claims[:0], (*Reader).Claim)
	return r.Err()
}

// Reader decodes from one string, so that the texts it returns share memory.
// After the first error every read returns zero.
type Reader struct {
	b       string
	at      int
	strings []string
	last    int
	bad     bool
	apart   bool // strings is the table of several records
}

// least is the fewest bytes any fact takes; it bounds the counts a damaged
// input can make us allocate for.
const least = 4

func readList[T any](r *Reader, list []T, item func(*Reader, *T)) []T {
	n := r.Uint()
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

// NewReader reads a record made between Begin and End of a Writer.
func NewReader(b []byte) *Reader { return &Reader{b: string(b)} }

// Table is the texts that records share.
type Table []string

// ReadTable reads what Writer.EndTable wrote and returns what follows it.
func ReadTable(b string) (t Table, rest string, err error) {
	r := Reader{b: b}
	t = make(Table, r.Count())
	for i := range t {
		t[i] = r.take(r.Uint())
	}
	if r.bad {
		return nil, "", fmt.Errorf("%w: table of texts", ErrDamaged)
	}
	return t, b[r.at:], nil
}

// Reader reads a record that shares its texts with others.
func (t Table) Reader(b string) *Reader { return &Reader{b: b, strings: t, apart: true} }

// Err is ErrDamaged unless the record could be read and was read to its end.
func (r *Reader) Err() error {
	if r.bad || r.at != len(r.b) {
		return fmt.Errorf("%w: at byte %d of %d", ErrDamaged, r.at, len(r.b))
	}
	return nil
}

// More reports whether there is more to read.
func (r *Reader) More() bool { return r.at < len(r.b) }

// Count reads how many items of a byte or more follow.
func (r *Reader) Count() int {
	n := r.Uint()
	if n > uint64(len(r.b)-r.at) {
		r.fail()
		return 0
	}
	return int(n)
}

func (r *Reader) fail() { r.bad, r.at = true, len(r.b) }

// Uint reads what Writer.Uint wrote; so do the others.
func (r *Reader) Uint() uint64 {
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

// Int reads a number of either sign.
func (r *Reader) Int() int {
	u := r.Uint()
	return int(int64(u>>1) ^ -int64(u&1))
}

// Byte reads a byte, such as of flags.
func (r *Reader) Byte() byte {
	if r.at >= len(r.b) {
		r.fail()
		return 0
	}
	r.at++
	return r.b[r.at-1]
}

func (r *Reader) take(n uint64) string {
	if n > uint64(len(r.b)-r.at) {
		r.fail()
		return ""
	}
	s := r.b[r.at : r.at+int(n)]
	r.at += int(n)
	return s
}

// Text reads a text.
func (r *Reader) Text() string {
	switch n := r.Uint(); {
	case n == 0:
		return ""
	case r.apart:
		if n-1 < uint64(len(r.strings)) {
			return r.strings[n-1]
		}
	case n == 1:
		s := r.take(r.Uint())
		r.strings = append(r.strings, s)
		return s
	case n-2 < uint64(len(r.strings)):
		return r.strings[n-2]
	}
	r.fail()
	return ""
}

// Span reads a span.
func (r *Reader) Span() corpus.Span {
	start := r.last + r.Int()
	end := start + r.Int()
	r.last = start
	return corpus.Span{Start: start, End: end}
}

// Number reads a float.
func (r *Reader) Number() float64 {
	s := r.take(8)
	if len(s) < 8 {
		return 0
	}
	return math.Float64frombits(binary.LittleEndian.Uint64([]byte(s)))
}

func (r *Reader) decimal() decimal.Decimal {
	head := r.Uint()
	coef := r.Uint()
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
func (r *Reader) bigDecimal(head, coef uint64) decimal.Decimal {
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

// Quantity reads a quantity.
func (r *Reader) Quantity() (q corpus.Quantity) {
	f := r.Byte()
	q.NoLow, q.NoHigh = f&1 != 0, f&2 != 0
	q.Value = r.decimal()
	q.Low, q.High = q.Value, q.Value
	if f&4 == 0 {
		q.Low = r.decimal()
	}
	if f&8 == 0 {
		q.High = r.decimal()
	}
	q.Bound = corpus.Bound(r.Text())
	q.Digits = r.Int()
	q.Unit = r.Text()
	return q
}

func (r *Reader) entity(x *corpus.Entity) {
	x.Span = r.Span()
	x.Type = corpus.EntityType(r.Text())
	x.Name = r.Text()
	x.ID = r.Text()
}

func (r *Reader) date(x *corpus.Date) {
	x.Span = r.Span()
	x.Type = corpus.DateType(r.Text())
	x.Value = r.Text()
	x.From = r.Text()
	x.To = r.Text()
	x.Granularity = r.Text()
	x.Approximate = r.Byte()&1 != 0
	x.Mod = r.Text()
	x.Anchor = r.Text()
	x.Alternative = r.Text()
	x.Zone = r.Text()
}

func (r *Reader) figure(x *corpus.Figure) {
	x.Span = r.Span()
	x.Quantity = r.Quantity()
	x.Kind = corpus.FigureKind(r.Text())
	x.Counted = r.Span()
	x.Of = r.Span()
	x.Direction = r.Text()
	x.Role = r.Text()
	x.Scope = r.Text()
}

func (r *Reader) quote(x *corpus.Quote) {
	x.Span = r.Span()
	x.Kind = corpus.QuoteKind(r.Text())
	x.Speaker = r.Text()
	x.SpeakerID = r.Text()
	x.SpeakerSpan = r.Span()
	x.Cue = r.Span()
	x.Medium = r.Text()
	x.Rule = r.Text()
	x.Confidence = r.Number()
}

// Claim reads a claim.
func (r *Reader) Claim(x *corpus.Claim) {
	x.Span = r.Span()
	x.Sentence = r.Span()
	x.Subject = r.Text()
	x.SubjectID = r.Text()
	x.SubjectAt = r.Span()
	x.Trigger = r.Text()
	x.Attribute = r.Text()
	x.Kind = corpus.ClaimKind(r.Text())
	x.Behaviour = corpus.Behaviour(r.Text())
	x.Value.Text = r.Text()
	x.Value.Quantity = r.Quantity()
	x.Value.From = r.Text()
	x.Value.To = r.Text()
	x.Value.EntityID = r.Text()
	x.AsOf = r.Text()
	x.AsOfFrom = r.Text()
	x.Scope = r.Text()
	x.Place = r.Text()
	x.Part = r.Text()
	x.Modality = corpus.Modality(r.Text())
	f := r.Byte()
	x.Negated, x.Many = f&1 != 0, f&2 != 0
	x.By = r.Text()
	x.Confidence = r.Number()
	x.Rule = r.Text()
}
