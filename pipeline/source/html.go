package source

import (
	"twosource/extractors/html"
)

// html parses a page read from a file.
func (r *reader) html(a at, data []byte) Item {
	return r.pageAt(a, data, html.Options{Now: r.opt.Now()})
}

// pageAt parses a page. Where it was fetched from is its address unless it
// names another.
func (r *reader) pageAt(a at, data []byte, opt html.Options) Item {
	art, err := html.Extract(data, opt)
	if err != nil {
		return Item{Failure: a.failure(err.Error(), "")}
	}
	art.Path = a.path
	r.finish(art)
	return Item{Article: art}
}
