//go:build unix

package pipeline

import (
	"syscall"
	"time"
)

// worked is the processor time of this process so far: it does not count what
// a busy machine gives to others.
func worked() time.Duration {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		return 0
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}
