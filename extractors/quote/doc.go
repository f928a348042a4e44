// Package quote finds reported speech in news articles: direct, mixed and
// indirect quotations and embedded posts, each with who said it.
//
// The work runs in five steps, one file each: marks pairs quotation marks per
// paragraph; mask collapses every quotation into one item so that sentences and
// verbs inside marks cannot mislead; names lists the possible speakers; frames,
// attribute and content read reporting verbs with their syntax; leftover
// decides about quotations without a verb, from continued speech to scare
// quotes. speaker resolves names, roles and pronouns.
package quote
