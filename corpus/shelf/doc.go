// Package shelf files the documents of one run in temporary files: a
// consistency.Index for more articles than memory holds. Nothing of it is left
// when the run ends.
//
// Documents are written one behind the other in the form of package factbin.
// Their keys are sorted in memory, 16 MiB at a time, and written as runs; the
// first reading merges the runs into one sorted file with the first key of
// every 8 KiB kept in memory. A scan for contradictions walks the keys in their
// order, so what it reads is mostly where it read before.
//
// What stays in memory is some 100 bytes an article and 10 bytes for each
// hundred keys, beside buffers of fixed size. A corpus that is to be kept or
// searched belongs in package store.
package shelf
