package invent

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/files"
	"zicha/forms/pack"
	"zicha/scoring"
)

// PackFolder is where the packs stand, beside the workbooks.
const PackFolder = "报送包"

// pack makes a county's pack as the county would: a dossier with its evidence, finalized and packed. What it says is what the workbook says.
func (c county) pack(ctx context.Context, edition *scoring.Edition, dir string) (string, error) {
	m := c.fill(edition, true)
	tmp, err := files.TemporaryFolder("", "invent")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(tmp)
	values := maps.Clone(m.values)
	maps.DeleteFunc(values, func(p forms.Path, _ string) bool { return ofEvidence(p) })
	f, err := dossier.Create(filepath.Join(tmp, "县.zicha"), edition, values)
	if err != nil {
		return "", err
	}
	defer f.Close()
	if err := m.attach(ctx, f, tmp); err != nil {
		return "", err
	}
	final, err := pack.Finalize(ctx, f, f.Dossier().Profile("date"), nil)
	if err != nil {
		return "", err
	}
	if want := m.dossier().Code(); final.Code != want {
		return "", fmt.Errorf("%s的报送包核对码是%s，工作簿是%s，没有写出", c.unit.Name, final.Code, want)
	}
	out, err := pack.Pack(ctx, f, filepath.Join(dir, PackFolder), pack.PackOptions{})
	return out.Folder, err
}

func ofEvidence(p forms.Path) bool {
	kind := p.Kind()
	return kind == forms.KindEvidence || kind == forms.KindFile || kind == forms.KindNumber
}

// attach takes the files in, and then stores the items with them as one step.
func (m *maker) attach(ctx context.Context, f *dossier.File, tmp string) error {
	var changes []forms.Change
	for _, id := range slices.Sorted(maps.Keys(m.files)) {
		file := m.files[id]
		folder := filepath.Join(tmp, id)
		if err := os.Mkdir(folder, 0o700); err != nil {
			return files.Fault("写临时文件", err)
		}
		path := filepath.Join(folder, files.SafeName(file.name))
		if err := os.WriteFile(path, file.data, 0o600); err != nil {
			return files.Fault("写临时文件", err)
		}
		if _, err := f.TakeIn(ctx, []string{path}, nil); err != nil {
			return err
		}
	}
	for p, v := range m.values {
		if ofEvidence(p) {
			changes = append(changes, forms.Change{Path: p, New: v})
		}
	}
	return f.Commit("添加佐证", changes)
}
