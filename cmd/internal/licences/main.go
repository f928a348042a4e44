// Command licences lists what the program is made of: the modules linked into
// it, their licences with the full texts, or all of it as a bill of materials.
//
//	go run ./cmd/internal/licences              a line a module: path, version, licence
//	go run ./cmd/internal/licences -notice      the licence texts, to go with a binary
//	go run ./cmd/internal/licences -sbom        CycloneDX 1.6 JSON
//
// It reads the module cache and asks no network. Its test fails when a module
// has a licence that is not allowed.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
)

func main() {
	notice := flag.Bool("notice", false, "print the licence texts")
	sbom := flag.Bool("sbom", false, "print a CycloneDX bill of materials")
	flag.Parse()
	if err := run(os.Stdout, *notice, *sbom); err != nil {
		fmt.Fprintln(os.Stderr, "licences: error:", err)
		os.Exit(1)
	}
}

func run(out io.Writer, notice, sbom bool) error {
	list, err := modules("./cmd/twosource")
	if err != nil {
		return err
	}
	if sbom {
		enc := json.NewEncoder(out)
		enc.SetIndent("", "  ")
		return enc.Encode(billOf(list))
	}
	for _, m := range list {
		id, texts, err := m.licence()
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "%s %s %s\n", m.Path, m.Version, id)
		for _, t := range texts {
			if notice {
				fmt.Fprintf(out, "\n%s\n\n", t)
			}
		}
	}
	return nil
}
