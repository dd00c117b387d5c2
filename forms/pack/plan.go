package pack

import (
	"bytes"
	"context"
	"path/filepath"

	"zicha/forms/dossier"
	"zicha/forms/files"
	"zicha/forms/volume"
	"zicha/forms/workbook"
)

// Plan lists what Export will write into a folder, the report first and then the workbook, and with letter what Letter will.
func Plan(f *dossier.File, dir string, letter bool) files.Outputs {
	d := f.Dossier()
	out := files.Outputs{{Path: filepath.Join(dir, ReportName(d)), What: "报告"}, {Path: filepath.Join(dir, BookName(d)), What: "工作簿"}}
	if letter {
		out = append(out, files.Output{Path: filepath.Join(dir, LetterName(d)), What: letterWhat})
	}
	return looked(f, out)
}

// What a plan calls the letter's text and the volume.
const (
	letterWhat  = "报告正文（Word）"
	bindingWhat = "汇编"
)

// PlanLetter lists what Letter will write into a folder.
func PlanLetter(f *dossier.File, dir string) files.Outputs {
	return looked(f, files.Outputs{{Path: filepath.Join(dir, LetterName(f.Dossier())), What: letterWhat}})
}

// PlanVolume lists what a volume written to a path can replace: the file itself and, since only reading the evidence shows into how many
// parts it falls, every numbered part of an earlier run.
func PlanVolume(f *dossier.File, path string) files.Outputs {
	out := files.Outputs{{Path: path, What: bindingWhat}}
	for _, part := range volume.Parts(path) {
		out = append(out, files.Output{Path: part, What: "以前的分册"})
	}
	return looked(f, out)
}

// VolumesOf is the plan of the volumes themselves, once it is known where they go.
func VolumesOf(plan files.Outputs, paths []string) files.Outputs {
	var out files.Outputs
	for _, path := range paths {
		x, planned := plan.To(path)
		if !planned {
			x = files.Output{Path: path}
		}
		x.What = bindingWhat
		out = append(out, x)
	}
	return out
}

// PlanPack lists what Pack writes into a folder. What is there stays: the pack then has the time in its name.
func PlanPack(f *dossier.File, dir string, opts PackOptions) files.Outputs {
	p := packer{d: f.Dossier(), opts: opts, dir: dir}
	folder := filepath.Join(dir, p.freeName())
	out := files.Outputs{{Path: folder, What: "报送包"}}
	if opts.Zip {
		out = append(out, files.Output{Path: folder + ".zip", What: "压缩包"})
	}
	return out
}

// looked finds out what is there. A draft never replaces what was finalized, whatever its name is now.
func looked(f *dossier.File, plan files.Outputs) files.Outputs {
	draft := !f.Dossier().Final
	plan.Look(draft)
	for i, x := range plan {
		if draft && x.There && !x.Held {
			plan[i].Held = sealed(f, x)
		}
	}
	return plan
}

// sealed reports whether what is there is a finalized paper: one of this dossier's, byte for byte, or a workbook that says so.
func sealed(f *dossier.File, x files.Output) bool {
	const largest = 64 << 20
	data, err := files.Read(x.Path, largest)
	if err != nil {
		return false
	}
	for _, v := range f.Versions() {
		for _, kind := range []string{dossier.PaperPDF, dossier.PaperWorkbook} {
			if paper, err := f.VersionFile(v.Number, kind); err == nil && bytes.Equal(paper, data) {
				return true
			}
		}
	}
	return workbook.SaysFinal(context.Background(), data)
}
