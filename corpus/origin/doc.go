// Package origin tells near copies and agency pickups apart from independent
// articles, so that ten reprints of one dispatch count as one voice.
//
// A text is signed by the smallest hashes of its word triples (MinHash, 64
// hash functions, 16 bits kept of each). Two texts are copies where the share
// of triples of the shorter one that the longer one has, as estimated from the
// signatures, is .45 or more; .3 where both credit the same news agency. On 84
// articles about five events near copies share .80 to .94 of their triples and
// independent articles .09 at most (go test -run Shared -v ./corpus/origin).
//
// Candidates are found by locality-sensitive hashing in 32 bands of two hashes,
// so the work grows with the articles and not with their pairs: 200,000 in go
// test -bench Clusters ./corpus/origin.
package origin
