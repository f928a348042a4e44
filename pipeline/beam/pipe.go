package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"twosource/pipeline/beam/step"
)

// pipe runs one step between an engine that sorts and shuffles by itself and
// knows nothing of Go. It reads records sorted by key, each a key and a value
// with their lengths before them (four bytes, big endian), and writes records
// of the step with the number of the port before each. Counts are written to
// port 128, as name and number. What is told to all comes under the empty key.
func pipe(ctx context.Context, name string, config []byte, in io.Reader, out io.Writer) error {
	w, err := step.Start(name, config)
	if err != nil {
		return err
	}
	p := &piper{worker: w, in: bufio.NewReaderSize(in, 1<<16), out: bufio.NewWriterSize(out, 1<<16), counts: map[string]int64{}}
	if err := p.run(ctx); err != nil {
		return err
	}
	for _, name := range slices.Sorted(keys(p.counts)) {
		p.emit(128, []byte(name), strconv.AppendInt(nil, p.counts[name], 10))
	}
	return p.out.Flush()
}

func keys(m map[string]int64) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

type piper struct {
	worker *step.Worker
	in     *bufio.Reader
	out    *bufio.Writer
	counts map[string]int64
}

func (p *piper) run(ctx context.Context) error {
	var key []byte
	var values [][]byte
	least, begun := p.worker.Step().Least, false
	for {
		k, v, err := p.next()
		if err != nil && err != io.EOF {
			return fmt.Errorf("read records: %w", err)
		}
		if begun && (err == io.EOF || !bytes.Equal(k, key)) {
			if err := p.group(ctx, key, values); err != nil {
				return err
			}
			values = nil
		}
		if err == io.EOF {
			return nil
		}
		key, values, begun = k, append(values, v), true
		if least > 0 && len(values) > 2*least {
			values = step.Keep(values, least)
		}
	}
}

func (p *piper) group(ctx context.Context, key []byte, values [][]byte) error {
	if len(key) == 0 && p.worker.Listens() {
		p.worker.Tell(values)
		return nil
	}
	return p.worker.Reduce(ctx, key, values, &step.Out{
		Emit:  p.emit,
		Count: func(name string, n int64) { p.counts[name] += n },
	})
}

func (p *piper) next() (key, value []byte, err error) {
	if key, err = p.text(); err != nil {
		return nil, nil, err
	}
	if value, err = p.text(); err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return key, value, err
}

func (p *piper) text() ([]byte, error) {
	var size [4]byte
	if _, err := io.ReadFull(p.in, size[:]); err != nil {
		return nil, err
	}
	b := make([]byte, binary.BigEndian.Uint32(size[:]))
	if _, err := io.ReadFull(p.in, b); err != nil {
		return nil, io.ErrUnexpectedEOF
	}
	return b, nil
}

// emit writes a record; an error stays in the writer until the end.
func (p *piper) emit(port int, key, value []byte) {
	p.out.WriteByte(byte(port))
	for _, b := range [][]byte{key, value} {
		var size [4]byte
		binary.BigEndian.PutUint32(size[:], uint32(len(b)))
		p.out.Write(size[:])
		p.out.Write(b)
	}
}

// printPlan writes the plan as such an engine wants it: a step a line, its
// name and those it sends to, with "!" where all are told.
func printPlan(w io.Writer, c step.Config) {
	for _, s := range step.Plan() {
		if s.Name == "index" && !c.Index {
			continue
		}
		var line strings.Builder
		line.WriteString(s.Name)
		for _, port := range s.To {
			if port.Step == "index" && !c.Index {
				continue
			}
			line.WriteString(" " + port.Step)
			if port.All {
				line.WriteByte('!')
			}
		}
		fmt.Fprintln(w, line.String())
	}
}
