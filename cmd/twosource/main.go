// Command twosource reads news articles and lists where they contradict each
// other. `twosource help` is its manual.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"twosource/cmd/internal/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(cli.Main(ctx, cli.System(), os.Args[1:]))
}
