//go:build !linux

package store

import "errors"

var errNoMount = errors.New("not on this system")

func mountSmall(string) error { return errNoMount }
func unmount(string) error    { return errNoMount }
func freeze(string) error     { return errNoMount }
