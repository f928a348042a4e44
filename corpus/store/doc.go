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
//	findings             the contradictions a scan of the index found, derived
//
// Put writes and syncs the journal, then files in the index. The index knows
// which record it has reached; opening a corpus brings it up to date. A damaged
// or missing index is made again from the journal beside the old one and
// swapped in by replacing corpus.json.
//
// # Findings that are kept
//
// To look for the contradictions of a whole corpus takes seconds to minutes, and
// most of what there is to find was found before. So Conflicts keeps it: each finding
// with its pairs of statements and the groups they met in, and of which groups not
// all was compared (consistency.Find). The file says what it is of: the index and the
// record it had reached, the number of articles, and a hash of the program, as another
// one may judge otherwise. Of the same state it is read; where articles came since,
// only groups they are filed under are compared again (consistency.Follow), which
// finds byte for byte what a scan of everything would. Where one came again in another
// version, nobody knows any more under what the earlier one was filed: a run tells
// Upkeep before it is replaced, else everything is looked for anew. So it is where
// the file is missing, damaged or of another program, and where a quarter of the
// articles are new. Decisions of people, entities merged or split and filters are
// applied to what is read and are not in it. Without leave to write to the folder,
// and beside a writer, the file lies among the temporary ones and is gone afterwards.
//
// # Who may open
//
// One process writes. A second that wants to gets a LockedError that names the
// first, or waits. Those who read meanwhile get the corpus as it was when they
// opened it; those who came before the writer keep it waiting. Backup needs no
// lock: it copies journals, which only ever grow.
package store
