package tables

import (
	"archive/zip"
	"path"
	"slices"
	"strings"
)

// related are the parts a part names, by their ids, with their kinds.
type related map[string]struct{ kind, target string }

// relations reads which parts a part names.
func (b *Book) relations(part string) (related, error) {
	out := related{}
	rels := b.parts[path.Join(path.Dir(part), "_rels", path.Base("/"+part)+".rels")]
	if part == "" {
		rels = b.parts["_rels/.rels"]
	}
	if rels == nil {
		return out, nil
	}
	err := b.elements(rels, "这个工作簿", func(s *scanner) error {
		if len(out) > maxParts {
			return tooBig()
		}
		target := strings.ReplaceAll(string(s.attr("Target")), `\`, "/")
		if !strings.HasPrefix(target, "/") {
			target = path.Join(path.Dir("/"+part), target)
		}
		kind, id := string(s.attr("Type")), string(s.attr("Id"))
		one := struct{ kind, target string }{
			kind[strings.LastIndexByte(kind, '/')+1:], strings.ToLower(strings.TrimPrefix(path.Clean(target), "/")),
		}
		if other, twice := out[id]; twice && other != one {
			return damaged("这个工作簿")
		}
		out[id] = one
		return nil
	})
	return out, err
}

// several reports whether there are different parts of a kind of which a workbook has one.
func (r related) several(kinds ...string) bool {
	first := map[string]string{}
	for _, x := range r {
		if !slices.Contains(kinds, x.kind) {
			continue
		}
		if other, there := first[x.kind]; there && other != x.target {
			return true
		}
		first[x.kind] = x.target
	}
	return false
}

// ofKind gives the part of a kind the workbook names, nil where there is none.
func (b *Book) ofKind(kind string) *zip.File {
	for _, r := range b.related {
		if r.kind == kind {
			return b.parts[r.target]
		}
	}
	return nil
}
