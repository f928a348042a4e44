package source

import (
	"archive/zip"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// path reads one path given by the user.
func (r *reader) path(p string) error {
	switch {
	case p == "-":
		return r.stream(at{path: "-"}, interruptible(r.ctx, r.opt.Stdin))
	case isURL(p):
		return r.url(p)
	}
	info, err := os.Stat(p)
	if err != nil {
		return r.fail(missing(p, err))
	}
	if info.IsDir() {
		return r.folder(p)
	}
	return r.file(p, info)
}

func isURL(p string) bool {
	return strings.HasPrefix(p, "http://") || strings.HasPrefix(p, "https://")
}

// missing words an error of the file system.
func missing(p string, err error) Failure {
	f := Failure{Path: p, Reason: err.Error()}
	var pe *fs.PathError
	if errors.As(err, &pe) {
		f.Reason = pe.Err.Error()
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		f.Reason, f.Hint = "no such file or folder", "check the spelling of the path"
	case errors.Is(err, fs.ErrPermission):
		f.Reason, f.Hint = "not allowed to read this", "change its permissions, or run as its owner"
	}
	return f
}

// file reads one regular file.
func (r *reader) file(p string, info fs.FileInfo) error {
	if !info.Mode().IsRegular() && info.Mode()&fs.ModeNamedPipe == 0 && info.Mode()&fs.ModeCharDevice == 0 {
		return r.fail(Failure{Path: p, Reason: "not a regular file"})
	}
	f, err := os.Open(p)
	if err != nil {
		return r.fail(missing(p, err))
	}
	defer f.Close()
	if info.Mode().IsRegular() {
		return r.regular(at{path: p}, f, info.Size())
	}
	return r.stream(at{path: p}, interruptible(r.ctx, io.Reader(f)))
}

// regular reads a file that can be read at any place; a zip in it needs no
// temporary copy.
func (r *reader) regular(a at, f *os.File, size int64) error {
	magic := make([]byte, 4)
	if _, err := f.ReadAt(magic, 0); err != nil || string(magic) != "PK\x03\x04" {
		return r.stream(a, f)
	}
	z, err := zip.NewReader(f, size)
	if err != nil {
		return r.fail(*a.failure("zip is damaged: "+err.Error(), "fetch or copy the file again"))
	}
	a.nest++
	return r.zip(a, z)
}

// folder walks a folder. Links to folders are followed once: a folder that has
// been seen is not entered again, so loops end.
func (r *reader) folder(p string) error {
	w := &folderWalk{r: r}
	if err := w.dir(p, 0); err != nil {
		return err
	}
	if w.found == 0 {
		return r.fail(Failure{Path: p, Reason: "no articles in this folder",
			Hint: "known kinds of file: " + strings.Join(knownEndings, " ")})
	}
	return nil
}

// maxDepth is how deep folders are entered; deeper trees are links that loop
// through mounts.
const maxDepth = 64

type folderWalk struct {
	r     *reader
	seen  []fs.FileInfo
	found int // files read or failed
}

func (w *folderWalk) dir(p string, depth int) error {
	info, err := os.Stat(p)
	if err == nil && (depth > maxDepth || w.visited(info)) {
		return nil
	}
	entries, err2 := os.ReadDir(p) // sorted by name
	if err = errors.Join(err, err2); err != nil {
		w.found++
		return w.r.fail(missing(p, err))
	}
	for _, e := range entries {
		if err := w.entry(join(p, e.Name()), e, depth); err != nil {
			return err
		}
	}
	return nil
}

// join keeps the folder as the user wrote it, "./x" included.
func join(dir, name string) string {
	if strings.HasSuffix(dir, "/") || os.IsPathSeparator(dir[len(dir)-1]) {
		return dir + name
	}
	return dir + string(filepath.Separator) + name
}

func (w *folderWalk) visited(info fs.FileInfo) bool {
	for _, s := range w.seen {
		if os.SameFile(s, info) {
			return true
		}
	}
	w.seen = append(w.seen, info)
	return false
}

func (w *folderWalk) entry(p string, e fs.DirEntry, depth int) error {
	if err := w.r.ctx.Err(); err != nil {
		return err
	}
	if strings.HasPrefix(e.Name(), ".") {
		return nil
	}
	if e.IsDir() {
		return w.dir(p, depth+1)
	}
	link := e.Type()&fs.ModeSymlink != 0
	if !link && !known(e.Name()) {
		return nil
	}
	info, err := os.Stat(p)
	switch {
	case err != nil && !known(e.Name()):
		return nil
	case err != nil:
		w.found++
		return w.r.fail(missing(p, err))
	case info.IsDir():
		return w.dir(p, depth+1)
	case !known(e.Name()) || !info.Mode().IsRegular():
		return nil
	}
	w.found++
	return w.r.file(p, info)
}

// knownEndings are the kinds of file read from a folder. Files named one by
// one are read whatever their ending.
var knownEndings = []string{
	".txt", ".text", ".html", ".htm", ".xhtml", ".json", ".jsonl", ".ndjson", ".warc", ".xml", ".rss", ".atom",
	".nitf", ".ninjs", ".newsml", ".eml", ".zip", ".tar", ".tgz", ".gz", ".zst", ".bz2",
}

// known reports whether a file's name ends in a known kind.
func known(name string) bool {
	name = strings.ToLower(name)
	bare := name
	for _, z := range []string{".gz", ".zst", ".bz2"} {
		bare = strings.TrimSuffix(bare, z)
	}
	ext := path.Ext(bare)
	if ext == "" || bare == ext {
		ext = path.Ext(name)
	}
	for _, k := range knownEndings {
		if ext == k {
			return true
		}
	}
	return false
}
