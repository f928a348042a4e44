// Command twosource reads news articles and lists where they contradict each
// other. `twosource help` is its manual.
package main

import (
	"context"
	"io"
	"log"
	"os"
	"os/signal"
	"syscall"

	"twosource/cmd/internal/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	log.SetOutput(io.Discard) // Bleve logs to it what comes back as an error anyway
	os.Exit(cli.Main(ctx, cli.System(), os.Args[1:]))
}
