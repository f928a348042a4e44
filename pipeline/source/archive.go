package source

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"os"
	"path"
	"strings"
)

const (
	maxArchiveNest = 3       // archives in archives
	maxSpool       = 4 << 30 // bytes of a zip that came as a stream, kept in a temporary file
)

// archive reads the known kinds of file in a zip or tar, in the order of the
// archive.
func (r *reader) archive(a at, in *input) error {
	if a.nest++; a.nest > maxArchiveNest {
		return r.fail(*a.failure("archives nest too deep", ""))
	}
	head, _ := in.Peek(512)
	if isTar(head) {
		return r.tar(a, in)
	}
	return r.spooledZip(a, in)
}

func (r *reader) tar(a at, src io.Reader) error {
	t := tar.NewReader(src)
	for {
		h, err := t.Next()
		switch {
		case err == io.EOF:
			return nil
		case r.ctx.Err() != nil:
			return r.ctx.Err()
		case err != nil:
			reason, hint := cause(err)
			return r.fail(*a.failure("tar is damaged: "+reason, hint))
		}
		if h.Typeflag != tar.TypeReg || !wanted(h.Name) {
			continue
		}
		if err := r.stream(a.within(h.Name), t); err != nil {
			return err
		}
	}
}

// within is the place of a file in an archive.
func (a at) within(name string) at {
	return at{path: a.path + "/" + strings.TrimPrefix(path.Clean("/"+name), "/"), nest: a.nest}
}

// wanted reports a file of a known kind that is not hidden.
func wanted(name string) bool {
	for p := range strings.SplitSeq(path.Clean(name), "/") {
		if strings.HasPrefix(p, ".") && p != "." && p != ".." || p == "__MACOSX" {
			return false
		}
	}
	return known(path.Base(name))
}

// spooledZip reads a zip, whose directory is at its end, from a temporary file.
func (r *reader) spooledZip(a at, in io.Reader) error {
	f, err := os.CreateTemp("", "twosource-*.zip")
	if err != nil {
		return r.fail(*a.failure("zip cannot be unpacked: "+err.Error(), ""))
	}
	defer os.Remove(f.Name())
	defer f.Close()
	n, err := io.Copy(f, io.LimitReader(in, maxSpool+1))
	switch {
	case r.ctx.Err() != nil:
		return r.ctx.Err()
	case n > maxSpool:
		return r.fail(*a.failure("zip is too large to unpack from here", "unpack it and give the folder"))
	case err != nil:
		reason, hint := cause(err)
		return r.fail(*a.failure(reason, hint))
	}
	z, err := zip.NewReader(f, n)
	if err != nil {
		return r.fail(*a.failure("zip is damaged: "+err.Error(), "fetch or copy the file again"))
	}
	return r.zip(a, z)
}

func (r *reader) zip(a at, z *zip.Reader) error {
	if isOffice(z) {
		return r.fail(*a.failure("binary file (Office document)", "save it as text or HTML"))
	}
	for _, f := range z.File {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		if !f.Mode().IsRegular() || !wanted(f.Name) {
			continue
		}
		if err := r.zipped(a.within(f.Name), f); err != nil {
			return err
		}
	}
	return nil
}

// isOffice reports documents that are zips inside.
func isOffice(z *zip.Reader) bool {
	for i, f := range z.File {
		if i < 16 && (f.Name == "[Content_Types].xml" || f.Name == "mimetype") {
			return true
		}
	}
	return false
}

// zipped reads one file of a zip.
func (r *reader) zipped(a at, f *zip.File) error {
	if f.Flags&1 != 0 {
		return r.fail(*a.failure("file is encrypted", "unpack the archive with its password"))
	}
	rc, err := f.Open()
	if err != nil {
		return r.fail(*a.failure("zip is damaged: "+err.Error(), ""))
	}
	defer rc.Close()
	packed := &counter{r: bytes.NewReader(nil), n: int64(f.CompressedSize64)}
	return r.stream(a, zipErrors{&bombGuard{r: rc, raw: packed}})
}

// zipErrors words the errors of a damaged file.
type zipErrors struct{ io.Reader }

func (z zipErrors) Read(p []byte) (int, error) {
	n, err := z.Reader.Read(p)
	if errors.Is(err, zip.ErrChecksum) {
		err = errors.New("zip is damaged: checksum does not match")
	}
	return n, err
}
