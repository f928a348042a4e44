package cli

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"syscall"
	"unicode"
	"unicode/utf8"
)

// printable makes text from outside safe to show on a terminal: control and
// direction-changing characters and broken bytes are shown escaped.
func printable(s string) string {
	if clean(s) {
		return s
	}
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(s[i:], "\uFFFD"):
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case unsafeRune(r):
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func clean(s string) bool {
	for i, r := range s {
		if unsafeRune(r) || r == utf8.RuneError && !strings.HasPrefix(s[i:], "\uFFFD") {
			return false
		}
	}
	return true
}

func unsafeRune(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) && r != '\u00ad' && r != '\u200d' && r != '\u200c' || r == '\u2028' || r == '\u2029'
}

// oneLine folds white space, so that a sentence fits a table cell or a line.
func oneLine(s string) string { return printable(strings.Join(strings.Fields(s), " ")) }

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	if strings.HasSuffix(noun, "y") {
		return fmt.Sprintf("%d %sies", n, strings.TrimSuffix(noun, "y"))
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// isClosedPipe reports whether err says that nobody reads our output any more,
// as with `twosource search … | head`.
func isClosedPipe(err error) bool {
	return errors.Is(err, syscall.EPIPE) || errors.Is(err, io.ErrClosedPipe)
}

func shortFloat(x float64) string { return strconv.FormatFloat(x, 'f', 3, 64) }

// names reports whether a full name answers to the one asked for: all words of
// the shorter stand in it.
func names(full, asked string) bool {
	have := strings.Fields(strings.ToLower(full))
	for _, w := range strings.Fields(strings.ToLower(asked)) {
		if !contains(have, w) {
			return false
		}
	}
	return true
}

// printableLines is printable that keeps line ends.
func printableLines(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = printable(strings.TrimSuffix(lines[i], "\r"))
	}
	return strings.Join(lines, "\n")
}
