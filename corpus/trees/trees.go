// Package trees holds sums of small decision trees, fitted by gradient boosting
// (cmd/internal/slottrain), that turn features into a probability.
package trees

import (
	"encoding/binary"
	"fmt"
	"math"
)

// Model is a sum of decision trees over the log odds.
type Model struct {
	Base  float32 // log odds before any tree
	Trees []Tree

	laid *laid // of a model of the program
}

// Tree is a decision tree as an array; the first node is its root.
type Tree []Node

// Leaf is the feature of a node that asks for none.
const Leaf = 255

// Node asks whether a feature is below a limit; a leaf has no feature and adds
// its value.
type Node struct {
	Feature    uint8
	Limit      float32
	Less, More uint8 // nodes to go on with
	Value      float32
}

// P is the probability of an example with these features. A model asks for
// features below Model.Width only.
func (m *Model) P(f []float32) float64 {
	s := m.Base
	if m.laid != nil {
		return odds(m.laid.sum(f, s))
	}
	for _, t := range m.Trees {
		s += t.Value(f)
	}
	return odds(s)
}

// odds is the probability of log odds.
func odds(s float32) float64 { return 1 / (1 + math.Exp(-float64(s))) }

// Value is that of the leaf an example comes to.
func (t Tree) Value(f []float32) float32 {
	n := &t[0]
	for n.Feature != Leaf {
		if f[n.Feature] < n.Limit {
			n = &t[n.Less]
		} else {
			n = &t[n.More]
		}
	}
	return n.Value
}

// Encode writes a model: the base, the number of trees, of each tree its nodes.
func (m *Model) Encode() []byte {
	out := binary.LittleEndian.AppendUint32(nil, math.Float32bits(m.Base))
	out = binary.AppendUvarint(out, uint64(len(m.Trees)))
	for _, t := range m.Trees {
		out = append(out, byte(len(t)))
		for _, n := range t {
			out = append(out, n.Feature)
			if n.Feature == Leaf {
				out = binary.LittleEndian.AppendUint32(out, math.Float32bits(n.Value))
				continue
			}
			out = append(binary.LittleEndian.AppendUint32(out, math.Float32bits(n.Limit)), n.Less, n.More)
		}
	}
	return out
}

var errModel = fmt.Errorf("model is damaged")

// Decode reads what Encode wrote.
func Decode(b []byte) (*Model, error) {
	if len(b) < 5 {
		return nil, errModel
	}
	m := &Model{Base: math.Float32frombits(binary.LittleEndian.Uint32(b))}
	n, used := binary.Uvarint(b[4:])
	if used <= 0 || n > uint64(len(b)) {
		return nil, errModel
	}
	b = b[4+used:]
	for range n {
		t, rest, err := decodeTree(b)
		if err != nil {
			return nil, err
		}
		m.Trees, b = append(m.Trees, t), rest
	}
	if len(b) > 0 {
		return nil, errModel
	}
	return m, nil
}

func decodeTree(b []byte) (Tree, []byte, error) {
	if len(b) == 0 || b[0] == 0 {
		return nil, nil, errModel
	}
	t := make(Tree, b[0])
	b = b[1:]
	for i := range t {
		if len(b) < 5 {
			return nil, nil, errModel
		}
		v := math.Float32frombits(binary.LittleEndian.Uint32(b[1:]))
		n := Node{Feature: b[0], Value: v}
		b = b[5:]
		if n.Feature != Leaf {
			if len(b) < 2 || int(b[0]) <= i || int(b[1]) <= i || int(b[0]) >= len(t) || int(b[1]) >= len(t) {
				return nil, nil, errModel // every step leads on, so that each walk ends
			}
			n.Limit, n.Less, n.More, n.Value = v, b[0], b[1], 0
			b = b[2:]
		}
		t[i] = n
	}
	return t, b, nil
}

// Width is how many features a model asks for at least.
func (m *Model) Width() int {
	w := 0
	for _, t := range m.Trees {
		for i := range t {
			if f := t[i].Feature; f != Leaf {
				w = max(w, int(f)+1)
			}
		}
	}
	return w
}

// MustDecode reads a model that is part of the program and asks for at most
// width features. It panics where the build is broken.
func MustDecode(b []byte, width int) *Model {
	m, err := Decode(b)
	if err == nil && m.Width() > width {
		err = fmt.Errorf("model asks for %d features of %d", m.Width(), width)
	}
	if err != nil {
		panic(err)
	}
	m.laid = layOut(m)
	return m
}
