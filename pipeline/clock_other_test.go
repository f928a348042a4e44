//go:build !unix

package pipeline

import "time"

var started = time.Now()

// worked is the time since the start where processor time cannot be had.
func worked() time.Duration { return time.Since(started) }
