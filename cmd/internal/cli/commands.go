package cli

import "github.com/spf13/cobra"

// commands lists every command once, in the order help shows them.
func commands(a *app) []commandGroup {
	return []commandGroup{
		{"main", []*cobra.Command{newCheckCommand(a), newIngestCommand(a), newSearchCommand(a), newConflictsCommand(a), newExtractCommand(a), newServeCommand(a), newMCPCommand(a)}},
		{"list", []*cobra.Command{newShowCommand(a), newClaimsCommand(a), newQuotesCommand(a), newEntitiesCommand(a), newFiguresCommand(a), newDatesCommand(a)}},
		{"keep", []*cobra.Command{newReviewCommand(a), newExportCommand(a), newStatusCommand(a), newVerifyCommand(a), newRebuildCommand(a), newBackupCommand(a)}},
	}
}
