// Package slot tells whether two values in two articles are of one thing by the
// words around them, where no attribute says so: "Some 31,000 cars used the
// crossing each day" and "34,000 vehicles a day have had to find another way".
//
// A Mention is a value with the weightiest words of its sentence. Two mentions of
// a kind make Features: how near their words are in meaning (package wordvec) and
// how rare among what the two articles say, the nouns they count, names, bounds,
// how far the values lie apart, the little words and other figures beside them, and
// how each stands to the other values of the two articles. A sum of small trees
// (package trees) turns them into a probability.
//
// # Training
//
// The events of testdata/slots, articles written for this project about as many
// affairs, seven each as a rule, with the values in them and which pairs were judged
// to contradict:
//
//	go run ./cmd/internal/slottrain -out corpus/slot/slot.model testdata/slots/*
//
// With -leave each event is judged by a model of the others.
//
// # What was tried
//
// Average precision over the pairs whose values differ, of 133 events in six parts,
// each judged by a model of the rest (26 November 2026):
//
//	160 trees of 8 leaves, by 25, 50, 90, 133 events   .623 .640 .652 .655
//	300 trees of 12 leaves, on .4 of the features      .671
//	500 trees of 20 leaves, on all                     .673
//	200 of 12 on .4                                    .666
//	… with the figures of the sentences                .670
//	… with the little words beside the values          .669
//	… with the place in the article, and lengths       .668
//	… with words weighed by rarity in the two articles .672
//	… with all four                                    .684
//
// Of 287 events, those pairs too whose articles the model of events takes for ones of
// two: .701, and .712 with how each value stands in its own article (standing.go).
//
// Of 470 events 400 trees of 20 leaves have .687; by the same features and another
// trainer (LightGBM, three of six parts) .690, 500 of 40 leaves .701, 900 of 31 at a
// slower rate .700, of 80 leaves .701: the more events, the larger the trees that pay.
// 500 of 32 it is, as many leaves as are laid out in one word (27 November 2026).
//
// Tried and left out: the words of the value's own clause beside those of the sentence,
// and its verbs (.002 more on 470 events), the words of sentences beside (.002 more), the order among
// values of a kind (.001), the sentence before where one begins with a pronoun
// (.003 less), sums of word vectors under a learned projection, trained on the same
// pairs (.26 by themselves; .007 more as a feature, next to nothing beside rarity),
// vectors trained to tell the words of the tables' subjects and attributes (.009
// more on 104 events none of whose text was learned from, for a second model of
// 300 kB), more dimensions than 32 and words outside the table of vectors (nothing),
// cosines of sentences in the vectors of a small transformer (MiniLM; .02 more on
// the first 29 events). Logistic regression had .28 where trees had .33 (on 14
// events, another count of pairs).
package slot
