package main

// The list of parts in CycloneDX 1.5 (https://cyclonedx.org/docs/1.5/json/), as much of it as is the same in every build: no serial
// number, no time.
type (
	document struct {
		Format     string      `json:"bomFormat"`
		Spec       string      `json:"specVersion"`
		Version    int         `json:"version"`
		Metadata   metadata    `json:"metadata"`
		Components []component `json:"components"`
	}
	metadata struct {
		Component component `json:"component"`
	}
	component struct {
		Type     string          `json:"type"`
		Name     string          `json:"name"`
		Version  string          `json:"version,omitempty"`
		Purl     string          `json:"purl,omitempty"`
		Licences []licenceChoice `json:"licenses,omitempty"`
	}
	licenceChoice struct {
		Licence licence `json:"license"`
	}
	licence struct {
		ID   string `json:"id,omitempty"`
		Name string `json:"name,omitempty"`
	}
)

func bom(version string, parts []part) document {
	d := document{"CycloneDX", "1.5", 1, metadata{component{Type: "application", Name: "zicha", Version: version, Licences: named("GPL-3.0")}}, nil}
	for _, p := range parts {
		d.Components = append(d.Components, component{"library", p.name, p.version, p.purl, named(p.ids()...)})
	}
	return d
}

// spdx are licences whose names in the list of SPDX differ from the checker's, or that are no licence of that list.
var spdx = map[string]licence{
	publicDomain:         {Name: "Public Domain"},
	"GPL-3.0":            {ID: "GPL-3.0-only"},
	"GooglePatentClause": {Name: "Google Patent Clause"},
	"GooglePatentsFile":  {Name: "Google Patents File"},
}

func named(ids ...string) []licenceChoice {
	var out []licenceChoice
	for _, id := range ids {
		l, other := spdx[id]
		if !other {
			l = licence{ID: id}
		}
		out = append(out, licenceChoice{l})
	}
	return out
}
