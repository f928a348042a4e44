package graph

import (
	"encoding/binary"
	"errors"

	"twosource/pipeline/beam/step"
)

// kept is some of the values of a key.
type kept struct{ Values [][]byte }

// leastFn keeps the N least distinct values of a key.
type leastFn struct{ N int }

// CreateAccumulator starts with none.
func (leastFn) CreateAccumulator() kept { return kept{} }

// AddInput adds a value.
func (f *leastFn) AddInput(k kept, value []byte) kept {
	k.Values = append(k.Values, append([]byte(nil), value...))
	return f.cut(k, 2*f.N)
}

// MergeAccumulators joins two.
func (f *leastFn) MergeAccumulators(a, b kept) kept {
	a.Values = append(a.Values, b.Values...)
	return f.cut(a, 2*f.N)
}

// ExtractOutput leaves the N least.
func (f *leastFn) ExtractOutput(k kept) kept { return f.cut(k, 0) }

// cut leaves the N least once there are more than most.
func (f *leastFn) cut(k kept, most int) kept {
	if len(k.Values) > most {
		k.Values = step.Keep(k.Values, f.N)
	}
	return k
}

func encodeKept(k kept) []byte {
	var b []byte
	for _, v := range k.Values {
		b = append(binary.AppendUvarint(b, uint64(len(v))), v...)
	}
	return b
}

var errKept = errors.New("accumulator is cut short")

func decodeKept(b []byte) (kept, error) {
	var k kept
	for len(b) > 0 {
		n, w := binary.Uvarint(b)
		if w <= 0 || n > uint64(len(b)-w) {
			return kept{}, errKept
		}
		k.Values = append(k.Values, append([]byte(nil), b[w:w+int(n)]...))
		b = b[w+int(n):]
	}
	return k, nil
}
