// Command nertrain fits the entity model and measures it.
//
//	go run ./cmd/internal/nertrain lexicon -packages DIR -out FILE KIND=LIST…
//	go run ./cmd/internal/nertrain vectors -packages DIR -out FILE
//	go run ./cmd/internal/nertrain fit -lexicon FILE -out FILE [-test FILE]… FILE[,open=TYPE+TYPE][,weight=W]…
//	go run ./cmd/internal/nertrain gum DIR
//	go run ./cmd/internal/nertrain docred [-without FILE.jsonl]… FILE.json…
//	go run ./cmd/internal/nertrain measure [-types all] FILE…
//	go run ./cmd/internal/nertrain extract FILE.jsonl…
//
// Data files are token and BIO tag in columns, .txt with inline markup
// ([CrowdStrike|ORG]) or .jsonl with spans. The same files and seed give the
// same model, byte for byte.
package main

import (
	"fmt"
	"os"
)

func main() {
	if len(os.Args) < 2 {
		fail(fmt.Errorf("usage: nertrain fit|lexicon|vectors|gum|docred|measure|extract …"))
	}
	var err error
	switch os.Args[1] {
	case "fit":
		err = fit(os.Args[2:])
	case "measure":
		err = measureFiles(os.Args[2:])
	case "extract":
		err = extract(os.Args[2:])
	case "gum":
		err = convertGUM(os.Args[2:])
	case "docred":
		err = convertDocRED(os.Args[2:])
	case "vectors":
		err = buildVectors(os.Args[2:])
	case "lexicon":
		err = buildLexicon(os.Args[2:])
	default:
		err = fmt.Errorf("unknown command %q", os.Args[1])
	}
	if err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "nertrain: error:", err)
	os.Exit(1)
}
