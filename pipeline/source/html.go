package source

// html parses a page.
func (r *reader) html(a at, data []byte) Item {
	return Item{Failure: a.failure("pages are not read yet", "")}
}
