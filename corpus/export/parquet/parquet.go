// Package parquet writes claims as Apache Parquet, one row a claim, for tools
// that group and count with SQL (DuckDB, Spark, pandas). The column names are
// those of `claims --json`.
package parquet

import (
	"io"

	"github.com/parquet-go/parquet-go"

	"twosource/corpus"
	"twosource/corpus/export"
)

// Row is one claim with the article it stands in. Start and End are Unicode
// code points into the article's text; Low and High are decimal numbers as
// text, so that nothing is rounded; "" where there is none.
type Row struct {
	Article    string  `parquet:"article,dict"`
	URL        string  `parquet:"url,dict"`
	Source     string  `parquet:"source,dict"`
	Published  string  `parquet:"published,dict"`
	Subject    string  `parquet:"subject,dict"`
	SubjectID  string  `parquet:"subject_id,dict"`
	Attribute  string  `parquet:"attribute,dict"`
	Kind       string  `parquet:"kind,dict"`
	Value      string  `parquet:"value"`
	Low        string  `parquet:"low"`
	High       string  `parquet:"high"`
	Unit       string  `parquet:"unit,dict"`
	Bound      string  `parquet:"bound,dict"`
	AsOf       string  `parquet:"as_of,dict"`
	Scope      string  `parquet:"scope,dict"`
	Modality   string  `parquet:"modality,dict"`
	Negated    bool    `parquet:"negated"`
	By         string  `parquet:"by,dict"`
	Confidence float64 `parquet:"confidence"`
	Rule       string  `parquet:"rule,dict"`
	Start      int64   `parquet:"start"`
	End        int64   `parquet:"end"`
	Sentence   string  `parquet:"sentence"`
}

// rowGroup is how many rows are held in memory before they are written.
const rowGroup = 20_000

// Writer writes claims as a stream. Close ends the file; without it the file
// cannot be read.
type Writer struct {
	w  *parquet.GenericWriter[Row]
	at export.Offsets
	n  int
}

// NewWriter starts a file on w, compressed with zstd.
func NewWriter(w io.Writer) *Writer {
	return &Writer{w: parquet.NewGenericWriter[Row](w, parquet.Compression(&parquet.Zstd))}
}

// Article adds the claims of one article.
func (w *Writer) Article(a *corpus.Article, f *corpus.Facts) error {
	if len(f.Claims) == 0 {
		return nil
	}
	w.at.Reset(a.Text)
	rows := make([]Row, len(f.Claims))
	for i := range f.Claims {
		rows[i] = w.row(a, &f.Claims[i])
	}
	if _, err := w.w.Write(rows); err != nil {
		return err
	}
	if w.n += len(rows); w.n >= rowGroup {
		w.n = 0
		return w.w.Flush()
	}
	return nil
}

func (w *Writer) row(a *corpus.Article, c *corpus.Claim) Row {
	r := Row{
		Article: a.ID, URL: a.URL, Source: a.Source, Published: a.Published,
		Subject: c.Subject, SubjectID: c.SubjectID, Attribute: c.Attribute, Kind: string(c.Kind), Value: c.Value.Text,
		AsOf: c.AsOf, Scope: c.Scope, Modality: string(c.Modality), Negated: c.Negated, By: c.By,
		Confidence: c.Confidence, Rule: c.Rule,
		Start: int64(w.at.At(c.Start)), End: int64(w.at.At(c.End)), Sentence: c.Sentence.In(a.Text),
	}
	switch c.Kind {
	case corpus.KindCount, corpus.KindMoney, corpus.KindPercent, corpus.KindMeasure, corpus.KindAge:
		q := c.Value.Quantity
		r.Unit, r.Bound = q.Unit, string(q.Bound)
		if !q.NoLow {
			r.Low = q.Low.String()
		}
		if !q.NoHigh {
			r.High = q.High.String()
		}
	case corpus.KindDate:
		r.Low, r.High = c.Value.From, c.Value.To
	}
	return r
}

// Close writes the footer.
func (w *Writer) Close() error { return w.w.Close() }
