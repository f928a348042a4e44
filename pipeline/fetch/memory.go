package fetch

import (
	"encoding/json"
	"errors"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"sync"
)

// Memory holds what servers said of pages that were fetched whole, so that the
// next run asks only for what has changed. A nil Memory remembers nothing. It
// is safe for use by several goroutines.
//
// Save it after the articles are stored, not before: what was remembered but
// not stored would never be fetched again.
type Memory struct {
	mu   sync.Mutex
	seen map[string]validators
}

// validators are the marks of a version of a page.
type validators struct {
	ETag         string `json:"etag,omitempty"`
	LastModified string `json:"last_modified,omitempty"`
}

// LoadMemory reads a file written by Save; a missing file is an empty memory.
func LoadMemory(path string) (*Memory, error) {
	m := &Memory{seen: map[string]validators{}}
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return m, nil
	}
	if err != nil {
		return nil, err
	}
	return m, json.Unmarshal(data, &m.seen)
}

// Save writes the memory to a file, whole or not at all.
func (m *Memory) Save(path string) error {
	m.mu.Lock()
	data, err := json.MarshalIndent(m.seen, "", " ") // keys come out sorted
	m.mu.Unlock()
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".memory-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.Write(data)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// Forget makes the next request for an address unconditional: its last version
// could not be used.
func (m *Memory) Forget(address string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.seen, address)
}

// condition adds what is known of an address to a request.
func (m *Memory) condition(req *http.Request, address string) {
	if m == nil {
		return
	}
	m.mu.Lock()
	v := m.seen[address]
	m.mu.Unlock()
	if v.ETag != "" {
		req.Header.Set("If-None-Match", v.ETag)
	}
	if v.LastModified != "" {
		req.Header.Set("If-Modified-Since", v.LastModified)
	}
}

// remember keeps the marks of an answer that was read to its end.
func (m *Memory) remember(address string, h http.Header) {
	v := validators{h.Get("ETag"), h.Get("Last-Modified")}
	if m == nil || v == (validators{}) {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.seen == nil {
		m.seen = map[string]validators{}
	}
	m.seen[address] = v
}
