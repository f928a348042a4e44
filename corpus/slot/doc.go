// Package slot tells whether two values in two articles are of one thing by the
// words around them, where no attribute says so: "Some 31,000 cars used the
// crossing each day" and "34,000 vehicles a day have had to find another way".
//
// A Mention is a value with the weightiest words of its sentence. Two mentions of
// a kind make Features: how near their words are in meaning (package wordvec), the
// nouns they count, names, bounds, how far the values lie apart, and how each
// stands to the other values of the two articles. A sum of 160 small trees
// (package trees) turns them into a probability.
//
// # Training
//
// The events of testdata/slots, 922 articles written for this project about 133
// affairs, with the values in them and which pairs were judged to contradict:
//
//	go run ./cmd/internal/slottrain -out corpus/slot/slot.model testdata/slots/*
//
// With -leave each event is judged by a model of the others. Of the first 29
// (26 November 2026): average precision .60 over the pairs whose values differ; at a
// probability of .5 it reaches 140 of the 373 judged clashes, .45 of them at .4. By
// models of 7, 14 and 21 events it was .56, .58 and .59: more text goes on paying a
// little. Cosines of the sentences in the vectors of a small transformer (MiniLM) as
// more features gave .62. Logistic regression
// on the same features had .28 where trees had .33 (on 14 of the events, another
// count of pairs); words outside the 20,000 of the table and more dimensions than
// 32 gained nothing.
package slot
