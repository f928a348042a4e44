// Package keyfile keeps which articles are filed under which keys: sorted files
// beside an index, written once with each batch and merged eight at a time.
//
// Keys of claims and bands of near copies are hashes that mostly stand in one
// article. In Bleve's dictionary each took some forty bytes and a place of its own
// in an automaton; here it takes about twelve.
//
// # Layout
//
//	magic    8
//	blocks   …  keys in rising order, each with its articles, about 4 KiB a block
//	blocks   …  articles by their numbers in the file: journal record, id
//	index    …  of each block its length, of those of keys the first key
//	footer  32  where the index begins, how many keys and articles, sum, magic
//
// A key is written as what differs from the key before it: a byte with the length
// in common and the length of the rest, fifteen meaning that more follows, and the
// rest. Its articles are 2n+1 for one with the number n, or twice how many there
// are and then the distances of their numbers. Every sixteenth key of a block is
// whole; the block ends with the places of these and how many they are, so that a
// key is found by halving. Each block and the index end with their CRC-32C.
//
// # A set of files
//
// Each batch of articles is a generation. Files are named by the generations they
// hold, 00000003-00000003.keys or 00000001-00000008.keys, which replaces those
// within its range: a crash between writing it and removing them does no harm. The
// index notes with each batch the generation that goes with it: what is above was
// left by a crash before the batch was stored, and what is missing below is damage.
// Files never tell that an article is gone: who reads compares the record with the
// one the article has now.
package keyfile
