// Package feature turns scanned text into the feature hashes that the entity
// model is trained on and run with.
//
// Names in edited English are capitalised, so most tokens can be ruled out
// before anything is computed: Gate finds the runs of tokens that may hold
// names (capitalised words and what joins them), and features are made for
// those alone. Of a news article that is about one token in four.
package feature
