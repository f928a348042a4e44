// Package html makes articles of web pages: metadata, and the body as blocks.
//
// The page is parsed once. Metadata comes from JSON-LD (also in @graph, in
// lists, and broken in the usual ways), meta elements, marked elements and the
// address. The body is voted on, paragraph by paragraph, by go-trafilatura and
// readability, with the page's own structure as the third voice; the text of
// the paragraphs is always the page's own, so neither extractor's gluing of
// sentences reaches it.
//
// # How good it is
//
// On the 181 pages of article-extraction-benchmark (shares of four-word
// shingles, precision, recall, F1 of the means; `go test -run BodyScore -v`
// with ../shared beside the repository, and twosource extract | score.py body):
//
//	go-trafilatura alone                     .945 .979 .962
//	readability alone                        .897 .975 .935
//	blocks both take                         .946 .966 .956
//	+ likeness, gaps, repeats, what to drop  .976 .985 .981
//	blocks of the page that are gold         .971 .993 .982   (an upper bound)
//
// On 982 pages of go-trafilatura's own comparison, which nothing here was tuned
// to, by the passages that must and must not be there: F1 .917, go-trafilatura
// .900. The day of publication is right on .87 and .89 of htmldate's two
// collections of 200 and 745 pages of any kind (htmldate alone .85 and .87);
// most of the rest are pages whose JSON-LD gives the day in UTC and the label
// the local one. Where JSON-LD has a date it is taken as it is.
//
// BenchmarkExtract against BenchmarkTrafilaturaAlone: 0.8 to 1.3 of its pages
// per second, on two cores shared with other work. The extractors get one
// pruned copy of the page, and dates are not searched for in text where
// metadata has them, which pays for the second extractor.
package html
