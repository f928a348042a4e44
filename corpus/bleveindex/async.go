package bleveindex

import (
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
	watchers sync.Map // path of the store → chan error
)

// watch sends the first background error of the index at path to failed, until
// the returned function is called.
func watch(path string, failed chan error) (stop func()) {
	register.Do(func() {
		scorch.RegistryAsyncErrorCallbacks[asyncName] = func(err error, store string) {
			if ch, ok := watchers.Load(filepath.Clean(store)); ok {
				select {
				case ch.(chan error) <- err:
				default:
				}
			}
		}
	})
	if path == "" {
		return func() {}
	}
	store := filepath.Join(path, "store")
	watchers.Store(store, failed)
	return func() { watchers.Delete(store) }
}
