package web

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"strings"

	"twosource/corpus/bleveindex"
)

// Bounds of a list of queries.
const (
	maxQueries = 1000
	hitsOfEach = 10
)

// searchList runs many queries, pasted one a line or sent as a CSV whose first
// column holds them, and answers with one CSV: the best hits of each. A query
// that cannot be run has a row that says why; the rest go on.
func (s *Server) searchList(w http.ResponseWriter, r *http.Request) error {
	queries, err := readList(r)
	if err != nil {
		return err
	}
	t, err := newTable(w, "searches", "query", "articles", "rank", "id", "source", "published", "title", "url", "error")
	if err != nil {
		return err
	}
	for _, q := range queries {
		if err := s.rowsOf(t, r, q); err != nil {
			return err
		}
	}
	return t.close()
}

func (s *Server) rowsOf(t *table, r *http.Request, q string) error {
	if r.Context().Err() != nil {
		return t.row(q, "", "", "", "", "", "", "", "not run: the list took too long")
	}
	res, err := s.o.Store.Index().Search(r.Context(), bleveindex.Request{Text: q, Size: hitsOfEach})
	if err != nil {
		return t.row(q, "", "", "", "", "", "", "", answer(err).message)
	}
	total := itoa(int(res.Total))
	if len(res.Hits) == 0 {
		return t.row(q, total, "", "", "", "", "", "", "")
	}
	for i := range res.Hits {
		a := &res.Hits[i].Article
		if err := t.row(q, total, itoa(i+1), a.ID, a.Source, a.Published, a.Title, a.URL, ""); err != nil {
			return err
		}
	}
	return nil
}

func readList(r *http.Request) ([]string, error) {
	var out []string
	switch kind, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";"); strings.TrimSpace(kind) {
	case "text/csv", "text/plain":
		b, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, err
		}
		if out, err = firstColumn(bytes.NewReader(b)); err != nil {
			return nil, err
		}
	default:
		if err := r.ParseForm(); err != nil {
			return nil, formError(err)
		}
		if err := r.ParseMultipartForm(1 << 20); err != nil && !errors.Is(err, http.ErrNotMultipart) {
			return nil, formError(err)
		}
		for _, line := range strings.Split(r.PostForm.Get("queries"), "\n") {
			out = appendQuery(out, line, false)
		}
		file, _, err := r.FormFile("file")
		if err == nil {
			more, err := fromFile(file)
			if err != nil {
				return nil, err
			}
			out = append(out, more...)
		}
	}
	switch {
	case len(out) == 0:
		return nil, &httpError{http.StatusBadRequest, "The list holds no query.", "Write one query a line."}
	case len(out) > maxQueries:
		return nil, &httpError{http.StatusRequestEntityTooLarge, "The list is too long.", "Up to " + number(maxQueries) + " queries run at once; `twosource search --list` runs any number."}
	}
	return out, nil
}

func fromFile(f multipart.File) ([]string, error) {
	defer f.Close()
	return firstColumn(f)
}

func firstColumn(in io.Reader) ([]string, error) {
	r := csv.NewReader(in)
	r.FieldsPerRecord = -1
	r.LazyQuotes = true
	var out []string
	for {
		row, err := r.Read()
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			return nil, &httpError{http.StatusBadRequest, "The list cannot be read: " + err.Error() + ".", ""}
		}
		out = appendQuery(out, row[0], true)
	}
}

// appendQuery adds a line as a query. A name of several words in a list is
// looked for as a phrase, as on the command line.
func appendQuery(out []string, line string, phrase bool) []string {
	q := strings.TrimSpace(strings.TrimPrefix(line, "\ufeff"))
	if q == "" || strings.HasPrefix(q, "#") {
		return out
	}
	if phrase && strings.Contains(q, " ") && !strings.ContainsAny(q, `":()*`) {
		q = `"` + q + `"`
	}
	return append(out, q)
}

// formError tells a body that is too large from one that is no form.
func formError(err error) error {
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return err
	}
	return &httpError{http.StatusBadRequest, "The form cannot be read.", ""}
}
