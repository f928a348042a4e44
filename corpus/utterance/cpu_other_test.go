//go:build !unix

package utterance

import "time"

var started = time.Now()

func cpuTime() int64 { return int64(time.Since(started)) }
