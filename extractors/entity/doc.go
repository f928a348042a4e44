// Package entity finds people, organisations, places, products, events, works
// and peoples in a text, and resolves the mentions of one article to one name.
//
// Finding is a linear-chain CRF over capitalised runs (extractors/entity/crf,
// extractors/entity/feature) with embedded 8-bit weights. Resolving is by rule:
// a surname stands for the full name that carries it, initials for the name
// they abbreviate, a short name for the longer one it begins or ends. Where an
// article leaves two readings, the mention keeps its own words as its name.
//
// The model and its data are described in MODEL.md.
package entity
