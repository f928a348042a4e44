package cli

import (
	"io"
	"os"
	"time"

	"golang.org/x/term"
)

// Environment is everything a command may touch outside its arguments, so that
// tests can run commands in process with streams and a clock of their own.
type Environment struct {
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Getenv         func(string) string
	Now            func() time.Time
	// Width is the terminal's width in columns, 0 where stdout is no terminal.
	Width int
	// Progress reports whether stderr is a terminal that progress may be drawn on.
	Progress bool
}

// System is the environment of the running process.
func System() Environment {
	env := Environment{
		Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr,
		Getenv: os.Getenv, Now: time.Now,
		Progress: term.IsTerminal(int(os.Stderr.Fd())),
	}
	if w, _, err := term.GetSize(int(os.Stdout.Fd())); err == nil {
		env.Width = w
	}
	return env
}

// colour reports whether stdout takes ANSI colours (https://no-color.org).
func (e Environment) colour() bool {
	return e.Width > 0 && e.Getenv("NO_COLOR") == "" && e.Getenv("TERM") != "dumb"
}
