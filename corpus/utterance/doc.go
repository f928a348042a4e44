// Package utterance recognises the same spoken words in different articles and
// says whether their wordings differ in a way that matters.
//
// Compare aligns two quotations word by word after normalising spelling,
// contractions, number words, brackets and marks, and classifies every hunk:
// material (negation, number, unit, bound, modality, time limit, entity or role
// swap, antonym, dropped clause, truncation before "but") or cosmetic
// (punctuation, case, spelling, determiners, marked omissions, synonyms).
//
// Index finds earlier utterances that may be the same, in near-linear time:
// winnowed word shingles with capped postings, blocked by speaker and date.
package utterance
