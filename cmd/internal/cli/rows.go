package cli

import (
	"bufio"
	"encoding/csv"
	"io"
	"strings"
	"unicode/utf8"
)

// rowWriter prints rows in the format the user asked for, as a stream: memory
// stays bounded whatever the number of rows.
type rowWriter struct {
	format string
	out    *bufio.Writer
	csv    *csv.Writer
	header []string
	block  [][]string // table rows waiting for their column widths
	widths []int
	n      int
	width  int // terminal columns, 0 unlimited
}

// blockRows is how many rows of a table share their column widths.
const blockRows = 200

func (a *app) rows(header ...string) *rowWriter {
	r := &rowWriter{format: a.format, out: bufio.NewWriter(a.env.Stdout), header: header, width: a.env.Width}
	if r.format == "csv" {
		r.csv = csv.NewWriter(r.out)
	}
	return r
}

// write adds one row: its JSON object for json and jsonl, its cells otherwise.
func (r *rowWriter) write(object []byte, cells ...string) error {
	r.n++
	switch r.format {
	case "jsonl":
		return r.line(object)
	case "json":
		sep := ",\n"
		if r.n == 1 {
			sep = "[\n"
		}
		if _, err := r.out.WriteString(sep); err != nil {
			return err
		}
		_, err := r.out.Write([]byte(strings.TrimSuffix(string(object), "\n")))
		return err
	case "csv":
		return r.csvRow(cells)
	}
	r.block = append(r.block, cells)
	if len(r.block) >= blockRows {
		return r.flushTable()
	}
	return nil
}

func (r *rowWriter) line(object []byte) error {
	if _, err := r.out.Write(object); err != nil {
		return err
	}
	if len(object) == 0 || object[len(object)-1] != '\n' {
		return r.out.WriteByte('\n')
	}
	return nil
}

func (r *rowWriter) csvRow(cells []string) error {
	if r.n == 1 {
		if err := r.csv.Write(r.header); err != nil {
			return err
		}
	}
	safe := make([]string, len(cells))
	for i, c := range cells {
		safe[i] = formulaSafe(c)
	}
	return r.csv.Write(safe)
}

// formulaSafe keeps a spreadsheet from running a cell as a formula.
func formulaSafe(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) && !isNumber(cell) {
		return "'" + cell
	}
	return cell
}

func isNumber(s string) bool {
	digits := strings.TrimLeft(s, "+-")
	return digits != "" && strings.Trim(digits, "0123456789.") == "" && strings.Count(digits, ".") <= 1
}

// flush sends out what was written so far.
func (r *rowWriter) flush() error {
	if r.csv != nil {
		r.csv.Flush()
	}
	return r.out.Flush()
}

// close ends the output; nothing is printed after it.
func (r *rowWriter) close() error {
	switch r.format {
	case "json":
		tail := "\n]\n"
		if r.n == 0 {
			tail = "[]\n"
		}
		if _, err := r.out.WriteString(tail); err != nil {
			return err
		}
	case "csv":
		if r.n == 0 {
			_ = r.csv.Write(r.header)
		}
		r.csv.Flush()
		if err := r.csv.Error(); err != nil {
			return err
		}
	case "table":
		if err := r.flushTable(); err != nil {
			return err
		}
	}
	return r.out.Flush()
}

func (r *rowWriter) flushTable() error {
	if len(r.block) == 0 {
		return nil
	}
	first := r.widths == nil
	if first {
		r.widths = make([]int, len(r.header))
		r.measure(r.header)
	}
	for _, row := range r.block {
		for i := range row {
			row[i] = oneLine(row[i])
		}
		r.measure(row)
	}
	if first {
		r.tableLine(r.header)
	}
	for _, row := range r.block {
		r.tableLine(row)
	}
	r.block = r.block[:0]
	return r.out.Flush()
}

// maxCell is the widest a column but the last may grow.
const maxCell = 44

func (r *rowWriter) measure(row []string) {
	for i, c := range row {
		r.widths[i] = max(r.widths[i], min(utf8.RuneCountInString(c), maxCell))
	}
}

func (r *rowWriter) tableLine(row []string) {
	used := 0
	for i, c := range row {
		if i == len(row)-1 {
			if r.width > 0 {
				c = clip(c, max(20, r.width-used))
			}
			io.WriteString(r.out, c)
			break
		}
		c = clip(c, r.widths[i])
		pad := r.widths[i] - utf8.RuneCountInString(c) + 2
		io.WriteString(r.out, c+strings.Repeat(" ", pad))
		used += r.widths[i] + 2
	}
	r.out.WriteByte('\n')
}

// clip shortens s to n characters, the last an ellipsis where something is cut.
func clip(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	runes := []rune(s)
	return string(runes[:n-1]) + "…"
}
