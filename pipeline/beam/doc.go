// Command beam runs twosource on Apache Beam: the same extractors and the same
// comparison as the local program, on as many machines as there are.
//
//	go run . --output OUT --shards 8 articles/*.jsonl            (Prism, Beam's own runner, in this process: for tests)
//
// It is a module of its own, so that the single binary stays light.
package main
