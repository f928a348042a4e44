// Package export writes the program's public output: one JSON object a line,
// with the field names scripts rely on.
//
// Inside the program spans are byte offsets; outside, "start" and "end" are
// Unicode code points into the article's "text", end exclusive. An invalid
// UTF-8 byte counts as one code point and is written as U+FFFD, so offsets
// hold in the text as a reader decodes it.
//
// Conventions: numbers are JSON numbers without exponent; a number that has no
// lower or upper end has null there; a speaker who is unknown is null, and so
// are the offsets that go with it; any other unknown text is "".
//
// An object is built by hand into one buffer rather than through reflection
// and intermediate structs, and allocates nothing once the buffer has grown
// (BenchmarkArticle, `go test -bench Article -benchmem ./corpus/export`).
package export
