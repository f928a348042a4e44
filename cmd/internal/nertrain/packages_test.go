package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// cityRecord is a city as the package of cities has it: an id, a name and a
// population, after their length.
func cityRecord(name string, people uint64) []byte {
	b := []byte{1 << 3, 7, 2<<3 | 2, byte(len(name))}
	b = append(b, name...)
	b = binary.AppendUvarint(append(b, 9<<3), people)
	return append([]byte{byte(len(b))}, b...)
}

func TestCitiesOfSize(t *testing.T) {
	data := slices.Concat(cityRecord("Hamlet", 300), cityRecord("Tromsø", 77000), cityRecord("Edge", minCity))
	got, err := cities(data)
	if err != nil || !slices.Equal(got, []string{"Tromsø", "Edge"}) {
		t.Errorf("cities = %q, %v", got, err)
	}
	if _, err := cities(data[:len(data)-3]); err == nil {
		t.Error("a record cut short gave no error")
	}
}

func TestTablesOfNames(t *testing.T) {
	got, err := tables([]byte(`{"locale":"en","countries":{"IT":"Italy","TR":["Türkiye","Turkey"]}}`))
	slices.Sort(got)
	if err != nil || !slices.Equal(got, []string{"Italy", "Turkey", "Türkiye"}) {
		t.Errorf("tables = %q, %v", got, err)
	}
}

func TestTitlesOfBrands(t *testing.T) {
	got, err := titles([]byte(`[{"title":"Acme","hex":"000000"},{"title":"npm"},{"title":"HP"},{"title":"3Soft"}]`))
	if err != nil || !slices.Equal(got, []string{"Acme", "3Soft"}) {
		t.Errorf("titles = %q, %v", got, err)
	}
}

func TestOpenPackedFindsTheFile(t *testing.T) {
	dir := t.TempDir()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	w := tar.NewWriter(z)
	for name, text := range map[string]string{"package/README.md": "no", "package/data/names.txt": "Ada\n# no name\n\nBo\n"} {
		if err := w.WriteHeader(&tar.Header{Name: name, Mode: 0o644, Size: int64(len(text))}); err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, text); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "names-1.0.0.tgz"), b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	l := listed{archive: "names-*.tgz", file: "data/names.txt", read: lines}
	got, err := l.names(dir)
	if err != nil || !slices.Equal(got, []string{"Ada", "Bo"}) {
		t.Errorf("names = %q, %v", got, err)
	}
	if _, err := (&listed{archive: "other-*.tgz"}).names(dir); err == nil {
		t.Error("a missing archive gave no error")
	}
}
