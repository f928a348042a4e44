package source

import (
	"twosource/extractors/html"
)

// html parses a page read from a file.
func (r *reader) html(a at, data []byte) Item { return r.page(a, data, html.Options{}) }

// page parses a page. Where it was fetched from is its address unless it
// names another.
func (r *reader) page(a at, data []byte, opt html.Options) Item {
	opt.Now = r.opt.Now()
	art, err := html.Extract(data, opt)
	if err != nil {
		return Item{Failure: a.failure(err.Error(), "")}
	}
	art.Path = a.path
	r.finish(art)
	return Item{Article: art}
}
