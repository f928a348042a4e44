package cli

import (
	"fmt"
	"strings"
)

var exitMeanings = map[int]string{
	exitOK: "ok", exitError: "error", exitUsage: "usage", exitPartial: "some inputs failed; they are listed",
	exitFindings: "findings, with --fail-on only", exitNoCorpus: "no corpus there",
	exitLocked: "the corpus is in use; the message says by whom", exitInterrupted: "interrupted",
}

// exitStatus is the section that ends the help of each command.
func exitStatus(codes ...int) string {
	var b strings.Builder
	b.WriteString("\n\nEXIT STATUS\n")
	for _, c := range append(codes, exitInterrupted) {
		fmt.Fprintf(&b, "  %-3d  %s\n", c, exitMeanings[c])
	}
	return strings.TrimRight(b.String(), "\n")
}
