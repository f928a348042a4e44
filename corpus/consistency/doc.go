// Package consistency finds where articles contradict each other.
//
// Claims are filed under keys (subject, attribute, value), so that only claims
// that could speak of the same thing ever meet. Two claims that meet are
// compared in a fixed order, and the first check that tells them apart is the
// reason given: another subject or event, another attribute, another scope,
// another voice, the same value within its precision, another time. What no
// check explains is a contradiction. The package says that two statements
// cannot both hold; it never says which of them is right.
//
// It is pure: no I/O, no clock, no randomness, and its findings do not depend
// on the order in which articles arrive.
package consistency

import "errors"

// ErrNotFound is wrapped by Index.Document for an article that is gone.
var ErrNotFound = errors.New("article not found")
