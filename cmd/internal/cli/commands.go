package cli

import "github.com/spf13/cobra"

// commands lists every command once, in the order help shows them.
func commands(a *app) []commandGroup {
	return []commandGroup{
		{"main", []*cobra.Command{newCheckCommand(a)}},
		{"list", []*cobra.Command{newExtractCommand(a)}},
	}
}
