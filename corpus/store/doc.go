// Package store is one corpus on disk: what is in it, who may use it, and how
// it survives crashes and damage.
//
// # A corpus folder
//
//	corpus.json          format, when it was made, which index is in use
//	lock                 who has it open
//	journal/articles/    articles with their facts, append-only (package journal)
//	journal/decisions/   what people decided about findings and entities
//	journal/runs/        what each ingest run read and what became of it, and a
//	                     second copy of each decision
//	index-000001/        the search index (package bleveindex), derived
//
// Put writes and syncs the journal, then files in the index. The index knows
// which record it has reached; opening a corpus brings it up to date. A damaged
// or missing index is made again from the journal beside the old one and
// swapped in by replacing corpus.json, which is the only file ever replaced.
//
// # Who may open
//
// One process writes. A second that wants to gets a LockedError that names the
// first, or waits. Those who read meanwhile get the corpus as it was when they
// opened it; those who came before the writer keep it waiting. Backup needs no
// lock: it copies journals, which only ever grow.
package store
