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
//	entity     names                                   entity:
//	speaker    names of speakers                       speaker:
//	source     outlet                                  source:
//	author     by-line                                 author:
//	codes      the order of the words of all these     phrases
//	n.entity n.speaker n.source n.attribute n.lang     facets, exact filters
//	day        day published, three coarsenesses       before: after: on:
//	figure     every figure's value, four coarsenesses figure:
//	date       ISO date                                sorting
//	doc        article and facts (factbin), stored     reading
//	digest     what the article states, stored         comparing
//	mark       journal number, content hash, stored    telling news from repeats
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
// --corpus DIR): 120,000 generated articles, which take 0.9 kB each under gzip, and
// 803 real ones of 460 words in one segment, which take 1.1 kB; before and after
// what is told above, in kB (26 November 2026; before: 24,000 articles of text that
// takes 0.6 kB; journal and articles now: 10,000):
//
//	                                generated      real
//	                                before  now    before  now
//	journal                         1.1     1.2     2.4     2.2
//	article and digest              5.4     3.7     8.9     6.9
//	body, words                     1.4     1.0     2.1     1.8
//	body, order of words            3.1     0.8     3.0     0.9
//	keys of claims, bands of copies 1.2     0.3     3.7     0.9
//	names, figures, days, outlets   1.1     0.4     2.5     2.1
//	signature, ids, dictionary      0.2     0.2     0.2     0.5
//	all                            13.5     7.6    22.9    15.3
//
// # Many segments, few merges
//
// An article is written with its batch and once more with twenty batches, and
// then stays where it is (maxSegment, perMerge): merging went on without end
// before, and was a fifth of the time at 60,000 articles and two fifths at
// 120,000 while the largest segments were merged. The price is some forty
// segments for 250,000 articles, each asked for every term. Who reads much takes
// a Look, which keeps the dictionaries of all segments open: a scan for
// contradictions takes a third less time with it than with Bleve's readers, and
// the keys of one name, in segments that mostly have none (prefixed), less than
// half (26 November 2026; go run ./cmd/internal/bench conflicts --corpus DIR, and
// with --detect).
//
// # Searching
//
// Queries are run here, segment by segment, and not by Bleve's searchers, which
// make an object of every document that matches (plan.go, walk.go). A server
// keeps the values of facets in memory (KeepValues) and counts all hits; else at
// most some four thousand are looked at, spread over the index where more match,
// and Results says how many. Over 100,000 generated articles, twenty hits with
// their snippets and six facets, CPU time of each search, beside Bleve's own
// with neither articles nor snippets (26 November 2026, loaded machine;
// go run ./cmd/internal/bench search --corpus DIR):
//
//	                hits     here     Bleve   Bleve with facets
//	common word     100,000  16.5 ms   8.2 ms    958 ms
//	common words    100,000  21.6 ms  17.3 ms  1,096 ms
//	word, outlet      5,244   9.6 ms
//	six-word phrase     758  23.6 ms
//	"of the"        100,000   227 ms 1,546 ms  2,779 ms
//
// That was with places of words in Bleve's own form; since the order of words is
// kept apart, Bleve cannot look for phrases here, and "of the" over 120,000 articles
// takes 139 ms, a phrase of six words 7.4.
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
