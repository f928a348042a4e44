package parquet

import "encoding/binary"

// compact writes Thrift's compact protocol, in which Parquet keeps its headers.
type compact struct {
	b    []byte
	last []int16 // number of the last field, one a struct that is open
}

// Types of the compact protocol.
const (
	typeI32    = 5
	typeI64    = 6
	typeBinary = 8
	typeList   = 9
	typeStruct = 12
)

func (c *compact) begin() { c.last = append(c.last, 0) }

func (c *compact) end() {
	c.b = append(c.b, 0)
	c.last = c.last[:len(c.last)-1]
}

func (c *compact) field(id int16, typ byte) {
	top := len(c.last) - 1
	if d := id - c.last[top]; d > 0 && d <= 15 {
		c.b = append(c.b, byte(d)<<4|typ)
	} else {
		c.b = append(c.b, typ)
		c.b = binary.AppendVarint(c.b, int64(id))
	}
	c.last[top] = id
}

func (c *compact) i32(id int16, v int32) {
	c.field(id, typeI32)
	c.b = binary.AppendVarint(c.b, int64(v))
}

func (c *compact) i64(id int16, v int64) {
	c.field(id, typeI64)
	c.b = binary.AppendVarint(c.b, v)
}

func (c *compact) text(id int16, s string) {
	c.field(id, typeBinary)
	c.bytes(s)
}

func (c *compact) bytes(s string) {
	c.b = binary.AppendUvarint(c.b, uint64(len(s)))
	c.b = append(c.b, s...)
}

func (c *compact) list(id int16, typ byte, n int) {
	c.field(id, typeList)
	if n < 15 {
		c.b = append(c.b, byte(n)<<4|typ)
		return
	}
	c.b = append(c.b, 0xf0|typ)
	c.b = binary.AppendUvarint(c.b, uint64(n))
}

// structure opens a struct that is a field; end closes it.
func (c *compact) structure(id int16) {
	c.field(id, typeStruct)
	c.begin()
}
