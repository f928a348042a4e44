// Package cli is the command line of twosource: one file a command, each with
// an options struct that adds its own flags and a run function that writes
// data to stdout and nothing else. Errors become exit codes in errors.go alone.
package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"

	"github.com/spf13/cobra"
)

// Main runs the program with the given arguments and returns its exit code.
func Main(ctx context.Context, env Environment, args []string) int {
	app := &app{env: env}
	root := newRootCommand(app)
	root.SetArgs(args)
	root.SetIn(env.Stdin)
	root.SetOut(env.Stdout)
	root.SetErr(env.Stderr)
	err := root.ExecuteContext(ctx)
	if isClosedPipe(err) {
		return exitOK
	}
	if err != nil && ctx.Err() != nil && errors.Is(err, ctx.Err()) {
		err = &codedError{code: exitInterrupted, err: errors.New("interrupted"), hint: app.resume}
	}
	return report(env.Stderr, app.logFormat == "json", err)
}

// app holds what the global flags say and what all commands share.
type app struct {
	env       Environment
	corpus    string
	json      bool
	format    string
	input     string
	quiet     bool
	logFormat string
	log       *slog.Logger
	resume    string // hint for an interrupted run
}

func newRootCommand(a *app) *cobra.Command {
	root := &cobra.Command{
		Use:   "twosource",
		Short: "Lists where news articles contradict each other",
		Long: `twosource reads news articles, pulls out names, dates, figures, quotes and
claims with the exact words they stand in, and lists where sources contradict
each other.

Start with:  twosource check FOLDER`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.NoArgs,
		RunE:          func(c *cobra.Command, _ []string) error { return c.Help() },
		PersistentPreRunE: func(*cobra.Command, []string) error {
			return a.prepare()
		},
	}
	a.addGlobalFlags(root)
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError("%w", err) })
	root.AddGroup(&cobra.Group{ID: "main", Title: "Main commands:"}, &cobra.Group{ID: "list", Title: "Listing what a corpus holds:"},
		&cobra.Group{ID: "keep", Title: "Keeping a corpus:"})
	for _, group := range commands(a) {
		for _, c := range group.commands {
			c.GroupID = group.id
			c.Args = usageArgs(c.Args)
			root.AddCommand(c)
		}
	}
	return root
}

type commandGroup struct {
	id       string
	commands []*cobra.Command
}

// usageArgs makes wrong arguments a usage error.
func usageArgs(check cobra.PositionalArgs) cobra.PositionalArgs {
	if check == nil {
		return nil
	}
	return func(c *cobra.Command, args []string) error {
		if err := check(c, args); err != nil {
			return usageError("%s: %w", c.Name(), err)
		}
		return nil
	}
}

func (a *app) addGlobalFlags(root *cobra.Command) {
	f := root.PersistentFlags()
	f.StringVar(&a.corpus, "corpus", "", "folder of the corpus (env TWOSOURCE_CORPUS; default: twosource in the user's data folder)")
	f.BoolVar(&a.json, "json", false, "print one JSON object a line (same as --format jsonl)")
	f.StringVar(&a.format, "format", "", "output: table, json, jsonl or csv (default table)")
	f.StringVar(&a.input, "input-format", "auto", "input: auto, text, html, jsonl, warc, feed, ninjs, newsml, nitf or eml")
	f.BoolVarP(&a.quiet, "quiet", "q", false, "print no messages but errors")
	f.StringVar(&a.logFormat, "log-format", "text", "messages on stderr: text or json")
	choices(root, "format", "table", "json", "jsonl", "csv")
	choices(root, "log-format", "text", "json")
	choices(root, "input-format", inputFormats...)
}

func choices(c *cobra.Command, flag string, values ...string) {
	_ = c.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
}

var inputFormats = []string{"auto", "text", "html", "jsonl", "warc", "feed", "ninjs", "newsml", "nitf", "eml"}

// prepare checks the global flags once they are parsed.
func (a *app) prepare() error {
	if a.json {
		if a.format != "" && a.format != "jsonl" && a.format != "json" {
			return usageError("--json and --format %s exclude each other", a.format)
		}
		a.format = "jsonl"
	}
	if a.format == "" {
		a.format = "table"
	}
	for _, c := range []struct {
		flag, value string
		allowed     []string
	}{
		{"--format", a.format, []string{"table", "json", "jsonl", "csv"}},
		{"--input-format", a.input, inputFormats},
		{"--log-format", a.logFormat, []string{"text", "json"}},
	} {
		if !contains(c.allowed, c.value) {
			return usageError("%s %q is not one of %s", c.flag, c.value, strings.Join(c.allowed, ", "))
		}
	}
	if a.logFormat == "json" {
		a.log = slog.New(slog.NewJSONHandler(a.env.Stderr, nil))
	}
	return nil
}

// say prints a message for a person on stderr.
func (a *app) say(format string, args ...any) {
	if a.quiet {
		return
	}
	message := printable(fmt.Sprintf(format, args...))
	if a.log != nil {
		a.log.Info(message)
		return
	}
	fmt.Fprintf(a.env.Stderr, "twosource: %s\n", message)
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}
