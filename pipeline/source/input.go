package source

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

const (
	peekSize = 64 << 10 // bytes a format is decided by
	maxNest  = 3        // compressions around one input: x.tar.gz.zst is enough

	// A stream that has given bombBytes at more than bombRatio times its size
	// is refused. Text compresses 3 to 10 times, templated pages 30; JSONL of
	// near copies with a large window has been seen at 100.
	bombBytes = 64 << 20
	bombRatio = 400
)

var errBomb = errors.New("decompression bomb: the content grows without end")

// input is an opened, decompressed stream that counts what it gives out.
type input struct {
	*bufio.Reader
	closers []io.Closer
	packed  bool // was compressed
}

func (in *input) close() {
	for i := len(in.closers) - 1; i >= 0; i-- {
		in.closers[i].Close()
	}
}

// open decompresses src by content, as often as it is compressed.
func open(src io.Reader) (*input, error) {
	raw := &counter{r: src}
	in := &input{Reader: bufio.NewReaderSize(raw, peekSize)}
	for range maxNest {
		next, err := unpack(in.Reader, in)
		if err != nil {
			in.close()
			return nil, err
		}
		if next == nil {
			return in, nil
		}
		in.packed = true
		in.Reader = bufio.NewReaderSize(&bombGuard{r: next, raw: raw}, peekSize)
	}
	return in, nil
}

// unpack returns a reader of the decompressed stream, nil when r is not
// compressed.
func unpack(r *bufio.Reader, in *input) (io.Reader, error) {
	magic, _ := r.Peek(4)
	switch {
	case bytes.HasPrefix(magic, []byte{0x1f, 0x8b}):
		z, err := gzip.NewReader(r)
		if err != nil {
			return nil, fmt.Errorf("gzip header is damaged: %w", err)
		}
		in.closers = append(in.closers, z)
		return z, nil
	case bytes.HasPrefix(magic, []byte{0x28, 0xb5, 0x2f, 0xfd}):
		z, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(128<<20))
		if err != nil {
			return nil, fmt.Errorf("zstd header is damaged: %w", err)
		}
		in.closers = append(in.closers, z.IOReadCloser())
		return z, nil
	case bytes.HasPrefix(magic, []byte("BZh")):
		return bzip2.NewReader(r), nil
	}
	return nil, nil
}

// counter counts the bytes read from below.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// bombGuard ends a stream that grows out of all proportion to its source.
type bombGuard struct {
	r   io.Reader
	raw *counter
	n   int64
}

func (g *bombGuard) Read(p []byte) (int, error) {
	if g.n > bombBytes && g.n > bombRatio*g.raw.n {
		return 0, errBomb
	}
	n, err := g.r.Read(p)
	g.n += int64(n)
	return n, err
}

// readAll reads in to its end, at most max bytes; tooLong reports that there
// was more. What was read before an error is returned with it.
func readAll(in io.Reader, max int64) (data []byte, tooLong bool, err error) {
	var b bytes.Buffer
	n, err := b.ReadFrom(io.LimitReader(in, max+1))
	if n > max {
		return nil, true, nil
	}
	return b.Bytes(), false, err
}

// cause words a read error for a Failure.
func cause(err error) (reason, hint string) {
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return "the data ends early", "the file is truncated; fetch or copy it again"
	case errors.Is(err, gzip.ErrChecksum), errors.Is(err, zstd.ErrCRCMismatch):
		return "compressed data is damaged: checksum does not match", "fetch or copy the file again"
	case errors.Is(err, gzip.ErrHeader):
		return "compressed data is damaged: " + err.Error(), "fetch or copy the file again"
	case errors.Is(err, errBomb):
		return err.Error(), "the file was not read further"
	}
	return err.Error(), ""
}

// interruptible reads from r, which may block for ever (a terminal), until ctx
// ends. After that one goroutine stays blocked in r until r yields.
func interruptible(ctx context.Context, r io.Reader) io.Reader {
	pr, pw := io.Pipe()
	context.AfterFunc(ctx, func() { pw.CloseWithError(ctx.Err()) })
	go func() {
		_, err := io.Copy(pw, r)
		pw.CloseWithError(err)
	}()
	return pr
}
