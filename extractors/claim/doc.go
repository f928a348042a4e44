// Package claim finds what an article claims: that a subject has a value for
// an attribute, with what narrows or weakens it.
//
// Attributes are data (attributes.txt): each lists the ways news phrases it in
// a small pattern notation over tokens. Word lists, kinds of event, common
// nouns and titles are data too (words.txt). Patterns are compiled once; each
// is tried only where its most telling word occurs.
//
// A figure or date that several patterns read goes to the one that pins down
// most words. Figures that no attribute takes become open claims, named after
// the noun they count and the verb that governs it.
package claim
