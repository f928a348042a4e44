package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// module is one module as go list knows it.
type module struct {
	Path, Version, Dir, Sum string
	Main                    bool
	Replace                 *module
}

// own reports whether the module lies in this repository and so under its
// licence.
func (m *module) own() bool { return m.Main || m.Replace != nil && m.Replace.Version == "" }

// modules are the modules of others that packages and what they import come
// from, sorted. With -test before the packages those of their tests are among
// them.
func modules(args ...string) ([]module, error) {
	cmd := exec.Command("go", append([]string{"list", "-deps", "-json=Module"}, args...)...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w: %s", err, stderr.Bytes())
	}
	seen := map[string]module{}
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p struct{ Module *module }
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, fmt.Errorf("go list: %w", err)
		}
		if p.Module != nil && !p.Module.own() {
			seen[p.Module.Path] = *p.Module
		}
	}
	list := make([]module, 0, len(seen))
	for _, m := range seen {
		list = append(list, m)
	}
	slices.SortFunc(list, func(a, b module) int { return strings.Compare(a.Path, b.Path) })
	return list, nil
}

// licence reads the licence files of a module: the identifiers (SPDX) of what
// they grant, joined by AND, and the texts.
func (m *module) licence() (id string, texts []string, err error) {
	entries, err := os.ReadDir(m.Dir)
	if err != nil {
		return "", nil, fmt.Errorf("%s: %w", m.Path, err)
	}
	var ids []string
	for _, e := range entries {
		if name := strings.ToLower(e.Name()); e.IsDir() || !strings.HasPrefix(name, "licen") && !strings.HasPrefix(name, "copying") && !strings.HasPrefix(name, "notice") {
			continue
		}
		text, err := os.ReadFile(filepath.Join(m.Dir, e.Name()))
		if err != nil {
			return "", nil, fmt.Errorf("%s: %w", m.Path, err)
		}
		texts = append(texts, string(text))
		ids = append(ids, identify(string(text))...)
	}
	slices.Sort(ids)
	return strings.Join(slices.Compact(ids), " AND "), texts, nil
}

// phrases are words that only one licence has. The first of a group that is
// found counts: BSD licences differ in one clause.
var phrases = [][]struct{ words, id string }{
	{{"gnu affero general public license", "AGPL"}, {"gnu lesser general public license", "LGPL"}, {"gnu general public license", "GPL"}},
	{{"mozilla public license", "MPL-2.0"}},
	{{"apache license version 2.0", "Apache-2.0"}},
	{{"permission is hereby granted, free of charge, to any person", "MIT"}},
	{{"neither the name", "BSD-3-Clause"}, {"names of its contributors may not be used", "BSD-3-Clause"}, {"redistribution and use in source and binary forms", "BSD-2-Clause"}},
	{{"permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted, provided", "ISC"},
		{"permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted.", "0BSD"}},
	{{"this is free and unencumbered software", "Unlicense"}},
	{{"commons clause", "Commons-Clause"}}, {{"business source license", "BUSL"}}, {{"server side public license", "SSPL"}}, {{"creative commons attribution 4.0", "CC-BY-4.0"}, {"creative commons", "CC"}},
}

// identify names the licences a text grants.
func identify(text string) []string {
	text = strings.ToLower(strings.Join(strings.Fields(text), " "))
	text = strings.ReplaceAll(text, "license, version 2.0", "license version 2.0")
	var ids []string
	for _, group := range phrases {
		for _, p := range group {
			if strings.Contains(text, p.words) {
				ids = append(ids, p.id)
				break
			}
		}
	}
	return ids
}
