// Package factbin is the stored form of an article's facts: compact, versioned
// and checked. It is internal to a corpus; the public form is package export.
//
// Layout: version byte, body, CRC-32C of both (4 bytes, little endian). In the
// body a number is a varint, a span is the distance from the span before and
// its length, and a text is written once: later uses refer to it by number,
// because names, subjects and rules repeat from fact to fact.
//
// A reader refuses newer versions and damaged bytes with an error, never a
// panic; memory is bounded by a small multiple of the input's length.
package factbin
