package feature

import "strings"

// hashSet is a small read-only set of words by their hash: a table of 1024
// places with linear probing, several times faster than a map for the one
// question asked of every lower-case word of a text.
type hashSet [1024]uint32

func newHashSet(words string) *hashSet {
	s := new(hashSet)
	for _, w := range strings.Fields(words) {
		h := Fold(w)
		at := h & 1023
		for s[at] != 0 && s[at] != h {
			at = (at + 1) & 1023
		}
		s[at] = h
	}
	return s
}

func (s *hashSet) has(h uint32) bool {
	for at := h & 1023; s[at] != 0; at = (at + 1) & 1023 {
		if s[at] == h {
			return true
		}
	}
	return false
}
