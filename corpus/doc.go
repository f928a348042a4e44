// Package corpus is the domain of twosource: articles, the facts drawn from
// them, the claims they make and the conflicts between claims.
//
// It holds types and pure functions only, no I/O. Packages below it are
// adapters named after their technology (journal, bleveindex) or parts of the
// domain's logic (compare, consistency). Data flows one way:
//
//	corpus ← extractors ← pipeline ← cmd
package corpus
