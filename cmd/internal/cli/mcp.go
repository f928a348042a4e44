package cli

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"twosource/cmd/internal/mcp"
	"twosource/corpus/store"
)

func newMCPCommand(a *app) *cobra.Command {
	var o openOptions
	c := &cobra.Command{
		Use: "mcp", Short: "Serve read-only tools to a language model over standard input and output",
		Long: `Speaks the Model Context Protocol on standard input and output, with four tools
that only read: search, article, conflicts and evidence. A client starts it itself:
give it the command "twosource mcp --corpus DIR". The corpus is open only while a
tool runs, so articles can be added meanwhile.` + exitStatus(exitOK, exitError, exitUsage, exitNoCorpus, exitLocked),
		Example: `  twosource mcp
  twosource mcp --corpus /srv/news --wait 10s`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return a.runMCP(c.Context(), o) },
	}
	o.addFlags(c)
	return c
}

func (a *app) runMCP(ctx context.Context, o openOptions) error {
	open := func() (*store.Store, error) { return a.read(o, "mcp") }
	st, err := open() // a wrong folder is told at once, not at the first call
	if err != nil {
		return err
	}
	if err := st.Close(); err != nil {
		return err
	}
	return mcp.New(version(), open).Run(ctx, io.NopCloser(a.env.Stdin), writeCloser{a.env.Stdout})
}

// writeCloser leaves closing standard output to the process's end.
type writeCloser struct{ io.Writer }

func (writeCloser) Close() error { return nil }
