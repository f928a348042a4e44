// Package dateparser stands in for github.com/markusmobius/go-dateparser, which
// go-htmldate asks only as its last resort, for a visible string that no other
// rule of it could read.
//
// The original fills tables for two hundred languages when a program starts:
// 150 ms of CPU before main, in every command, and 7 MB of binary
// (`GODEBUG=inittrace=1 twosource help`). Reading an absolute date in the
// languages below costs nothing until it is asked for. On the 181 pages of the
// article extraction benchmark and our own samples both give the same dates.
//
// go.mod replaces the original by this module. It has the part of the API that
// go-htmldate compiles against, no more.
package dateparser

import (
	"errors"
	"strings"
	"time"
	"unicode"
)

// ParserType is kept for the API; this parser knows absolute dates only.
type ParserType uint8

// Parser types go-htmldate names.
const (
	CustomFormat ParserType = iota
	AbsoluteTime
)

// PreferredDateSource is kept for the API.
type PreferredDateSource uint8

// Past is what go-htmldate prefers.
const Past PreferredDateSource = 1

// Configuration of a parser. CurrentTime is the day no date may lie after.
type Configuration struct {
	CurrentTime         time.Time
	StrictParsing       bool
	PreferredDateSource PreferredDateSource
}

// Date is a date found.
type Date struct {
	Time time.Time
}

// Parser reads dates.
type Parser struct {
	ParserTypes []ParserType
}

// ErrNoDate says that a string is no date.
var ErrNoDate = errors.New("no date")

// months holds month names by their first letters, in the languages of the
// largest news markets written in Latin or Cyrillic script.
var months = map[string]time.Month{
	"jan": 1, "ene": 1, "gen": 1, "янв": 1, "sty": 1, "oca": 1,
	"feb": 2, "fév": 2, "fev": 2, "фев": 2, "lut": 2, "şub": 2,
	"mar": 3, "mär": 3, "maa": 3, "mrt": 3, "мар": 3,
	"apr": 4, "avr": 4, "abr": 4, "апр": 4, "kwi": 4, "nis": 4,
	"may": 5, "mai": 5, "mag": 5, "maj": 5, "mei": 5, "мая": 5, "май": 5,
	"jun": 6, "giu": 6, "июн": 6, "cze": 6, "haz": 6,
	"jul": 7, "lug": 7, "июл": 7, "lip": 7, "tem": 7,
	"aug": 8, "aoû": 8, "ago": 8, "авг": 8, "sie": 8, "ağu": 8,
	"sep": 9, "set": 9, "сен": 9, "wrz": 9, "eyl": 9,
	"oct": 10, "okt": 10, "ott": 10, "out": 10, "окт": 10, "paź": 10, "eki": 10,
	"nov": 11, "ноя": 11, "lis": 11, "kas": 11,
	"dec": 12, "déc": 12, "dez": 12, "dic": 12, "дек": 12, "gru": 12, "ara": 12,
}

// monthOf reads a month's name or abbreviation.
func monthOf(w string) time.Month {
	switch {
	case strings.HasPrefix(w, "juin"):
		return time.June
	case strings.HasPrefix(w, "juil"):
		return time.July
	case strings.HasPrefix(w, "märz"):
		return time.March
	}
	letters := []rune(w)
	if len(letters) < 3 || len(letters) > 10 {
		return 0
	}
	return months[string(letters[:3])]
}

// longest is more than any string that is only a date.
const longest = 100

// Parse reads a string that holds a day, a month and a year in four digits, in
// any order, the month as a word; or all three as numbers, year first. It fails
// where a part is missing or said twice.
func (*Parser) Parse(cfg *Configuration, s string) (Date, error) {
	if len(s) > longest {
		return Date{}, ErrNoDate
	}
	var year, day int
	var month time.Month
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		n, digits := number(w)
		m := monthOf(w)
		switch {
		case digits == 4 && year == 0 && n >= 1900 && n < 2200:
			year = n
		case digits > 0 && digits <= 2 && year != 0 && month == 0 && day == 0 && n >= 1 && n <= 12:
			month = time.Month(n)
		case digits > 0 && digits <= 2 && day == 0 && n >= 1 && n <= 31:
			day = n
		case digits == 0 && m != 0 && month == 0:
			month = m
		}
	}
	t := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	if year == 0 || month == 0 || day == 0 || t.Day() != day {
		return Date{}, ErrNoDate
	}
	if cfg != nil && !cfg.CurrentTime.IsZero() && t.After(cfg.CurrentTime.AddDate(0, 0, 1)) {
		return Date{}, ErrNoDate
	}
	return Date{t}, nil
}

// number reads leading digits, also with an ending as in "19th".
func number(w string) (n, digits int) {
	for _, c := range []byte(w) {
		if c < '0' || c > '9' {
			break
		}
		if digits++; digits > 4 {
			return 0, 5
		}
		n = 10*n + int(c-'0')
	}
	return n, digits
}
