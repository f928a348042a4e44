package bleveindex

import (
	"errors"
	"path/filepath"
	"sync"

	"github.com/blevesearch/bleve/v2/index/scorch"
)

// asyncName is the name under which Bleve finds the callback for errors of its
// background work. Bleve knows callbacks only by name in a map of its own, so
// one callback serves all indexes and finds theirs by path.
const asyncName = "twosource"

var (
	register sync.Once
	watchers sync.Map // path of the store → *failure
)

// failure is the first error of an index's background work. After it the index
// takes no more batches: Bleve may never answer them.
type failure struct {
	once sync.Once
	done chan struct{} // closed once err is set
	err  error
}

func newFailure() *failure { return &failure{done: make(chan struct{})} }

func (f *failure) set(err error) {
	f.once.Do(func() {
		f.err = err
		close(f.done)
	})
}

// watch notes the first background error of the index at path in f, until the
// returned function is called.
func watch(path string, f *failure) (stop func()) {
	register.Do(func() { scorch.RegistryAsyncErrorCallbacks[asyncName] = background })
	if path == "" {
		return func() {}
	}
	store := filepath.Join(path, "store")
	watchers.Store(store, f)
	return func() { watchers.Delete(store) }
}

func background(err error, store string) {
	if errors.Is(err, scorch.ErrCleanup) {
		return // a file that could not be removed yet
	}
	if f, ok := watchers.Load(filepath.Clean(store)); ok {
		f.(*failure).set(err)
	}
}
