package main

import "strings"

// bill is a bill of materials in the form of CycloneDX 1.6. It has no time and
// no serial number, so that the same source gives the same bytes.
type bill struct {
	Format     string      `json:"bomFormat"`
	Spec       string      `json:"specVersion"`
	Version    int         `json:"version"`
	Metadata   metadata    `json:"metadata"`
	Components []component `json:"components"`
}

type metadata struct {
	Component component `json:"component"`
}

type component struct {
	Type     string         `json:"type"`
	Ref      string         `json:"bom-ref"`
	Name     string         `json:"name"`
	Version  string         `json:"version,omitempty"`
	PURL     string         `json:"purl,omitempty"`
	Licences []licenceEntry `json:"licenses,omitempty"`
}

type licenceEntry struct {
	Expression string `json:"expression"`
}

func billOf(list []module) bill {
	b := bill{Format: "CycloneDX", Spec: "1.6", Version: 1, Components: []component{},
		Metadata: metadata{component{Type: "application", Ref: "twosource", Name: "twosource", Licences: []licenceEntry{{"Apache-2.0"}}}}}
	for _, m := range list {
		purl := "pkg:golang/" + strings.ToLower(m.Path) + "@" + m.Version
		c := component{Type: "library", Ref: purl, Name: m.Path, Version: m.Version, PURL: purl}
		if id, _, err := m.licence(); err == nil && id != "" {
			c.Licences = []licenceEntry{{id}}
		}
		b.Components = append(b.Components, c)
	}
	return b
}
