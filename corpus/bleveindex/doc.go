// Package bleveindex is the searchable, derived side of a corpus: articles with
// their facts in a Bleve index. Anything in it can be made again from the
// journal, and it never has the last word: it knows how far it has followed the
// journal (Reached), and damage in it is reported, not repaired in place.
//
// # One document per article
//
// An article, its facts and the keys of its claims are one document in one
// batch: atomic, and replaced as a whole when the article comes again.
//
//	field      holds                                   kept for
//	body title the words                               words
//	pair       two common words that follow each other phrases
//	entity     names                                   entity:
//	speaker    names of speakers                       speaker:
//	source     outlet                                  source:
//	author     by-line                                 author:
//	codes      the order of the words of all these     phrases
//	n.entity n.speaker n.source n.attribute n.lang     facets, exact filters
//	day        day published, three coarsenesses       before: after: on:
//	figure     every figure's value, four coarsenesses figure:
//	date       ISO date                                sorting
//	alias      short forms of names                    resolving names
//	origin     cluster of copies it is one of          copies, origin:
//	doc        what the article states (a digest),     comparing
//	           article and facts (factbin), stored     reading
//	_mark      journal number, content hash, stored    telling news from repeats
//
// Keys of claims, for the contradiction scan, and bands of near-copy signatures
// are kept in sorted files beside Bleve's (filed.go, package keyfile).
//
// # Measurements
//
// Fields are made by us and handed to Bleve ready (field.go): its own analysis
// allocates per token. Against Bleve 2.6.1's own analysis of title and body
// alone, same batches and merging, 5,000 articles of 520 words, two cores
// (go test -run - -bench 'Bare|Put' -benchtime 2x ./corpus/bleveindex):
//
//	                                    CPU an article    disk an article
//	Bleve, title and body               0.80, 0.86 ms     10.0 kB
//	this package, with facts and keys   0.92, 0.77 ms      8.6 kB
//
// (26 November 2026, two runs, others at work on the machine; with the order of
// words as Bleve's places, keys and bands in its dictionary and digests as they are
// it was 1.7 times Bleve in the same hour, and 13.0 kB.) The scan of the claims
// reads nine million keys a second on a loaded core.
//
// What the bytes of an article are spent on (go run ./cmd/internal/bench parts
// --corpus DIR): generated articles, which take 0.9 kB each under gzip, 24,000 of
// simpler text, 120,000, and 60,000 in 22 segments; and 803 real ones of 460 words in
// one segment, which take 1.1 kB. Before what is told above, with it, and with a
// dictionary for digests and one for articles and without the hashes that a digest's
// texts give again, in kB (26 November 2026):
//
//	                                generated            real
//	                                before  then   now   before  then   now
//	journal                         1.1     1.2    1.2   2.4     2.2    2.2
//	article and digest              5.4     3.7    3.1   8.9     7.2    5.5
//	body, words                     1.4     1.0    1.1   2.1     1.8    1.8
//	body, order of words            3.1     0.8    0.8   3.0     0.9    0.9
//	pairs of common words                   0.2    0.2           0.2    0.2
//	keys of claims, bands of copies 1.2     0.3    0.3   3.7     0.9    0.9
//	names, figures, days, outlets   1.1     0.4    0.4   2.5     2.1    2.1
//	signature, ids                  0.2     0.2    0.2   0.2     0.5    0.2
//	all                            13.5     7.8    7.4  22.9    15.9  14.4
//
// Of an article and its digest each is compressed alone, so that a search for
// contradictions reads a digest in eight microseconds; the journal, where fifty articles
// share a frame, takes a third of it.
//
// # Many segments, few merges
//
// An article is written with its batch and once more with twenty batches, and
// then stays where it is (maxSegment, perMerge): merging went on without end
// before, and was a fifth of the time at 60,000 articles and two fifths at
// 120,000 while the largest segments were merged. The price is some forty
// segments for 250,000 articles, each asked for every term. Who reads much takes
// a Look, which keeps the dictionaries of all segments open: a scan for
// contradictions takes a third less time with it than with Bleve's readers (26 November
// 2026; go run ./cmd/internal/bench conflicts --corpus DIR).
//
// # Searching
//
// Queries are run here, segment by segment, on all cores, and not by Bleve's
// searchers, which make an object of every document that matches. What matches is
// worked out from the bitmaps of terms (match.go); the scores of it are read from the
// bytes of a segment into a column (score.go, raw.go), and ids and dates only of what
// may be among the best (byscore.go, bydate.go). A phrase is looked for in the codes
// of each article that has all of its words, which stand first in what is stored with
// it; two common words that follow each other are a term (pairs.go), which takes 0.2 kB
// an article. A server keeps the values of facets in memory (KeepValues) and counts all hits;
// else at most some four thousand are looked at, spread over the index where more
// match, and Results says how many. The plain way, one document after the other by
// Bleve's iterators, is kept in the tests and comes to the same.
//
// Over 100,000 generated articles, one client, CPU time of each search: ten hits with
// their snippets; twenty with six facets; beside Bleve's own with neither articles nor
// snippets, and with the facets (26 November 2026, much else going on on the machine;
// go run ./cmd/internal/bench search --corpus DIR --clients 1):
//
//	                      hits      here  with facets    Bleve   with facets
//	word                68,279    2.0 ms       5.2 ms   3.1 ms       54 ms
//	two words           46,413    2.3 ms       5.2 ms   4.6 ms       60 ms
//	common word        100,000    2.7 ms       8.4 ms   7.5 ms      330 ms
//	common words       100,000    4.7 ms      11.2 ms  19.2 ms      394 ms
//	six-word phrase        703    4.4 ms       4.8 ms
//	two-word phrase     21,606   41.8 ms      43.2 ms
//	"of the"           100,000   96.2 ms     103.2 ms  (before pairs; see below)
//	month                1,216    2.8 ms       3.7 ms   1.5 ms       15 ms
//	word, month            834    1.8 ms       2.8 ms   2.2 ms        7 ms
//	outlet               6,245    2.7 ms       5.7 ms
//	beginning of a word 57,258    4.7 ms       7.8 ms
//
// In the hour before, with a walker for each term, a word took 11 ms with facets, a
// two-word phrase 56 and "of the" 159. With pairs, over 20,000 articles beside an index
// without: "of the" 1.2 ms instead of 19.5, two-word phrases 4.3 instead of 9.1 (half of
// them 2.7 instead of 20.5), those of six words 0.6 instead of 0.8. What bounds a phrase
// of words that many articles have is memory: the words of all that have them are read,
// half a microsecond each.
//
// Where another process writes, OpenBeside gives a view of the last stored
// state.
//
// # Safety
//
// Bleve deletes all segments when it opens an index whose root.bolt is missing,
// panics on damaged files and never checks a checksum. So Open looks at every
// file before Bleve does (preflight.go), and every call into Bleve turns panics,
// page faults of truncated files included, into a Damaged error (guard.go).
package bleveindex
