package files

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Output is a file that a way out will write: what it is, and what stands in its place already.
type Output struct {
	Path  string    `json:"path"`
	What  string    `json:"what"`
	There bool      `json:"replaces"` // something of the name is there
	Size  int64     `json:"-"`        // of it, in bytes
	Time  time.Time `json:"-"`        // when it was written
	Held  bool      `json:"-"`        // it is a finalized file, which a draft never replaces

	wrong error // why nothing can be written there
}

// Place is where an output is to go: it replaces what was there when the plan was made, and nothing that has come since.
func (x Output) Place() Place { return Place{Path: x.Path, Replace: x.There} }

// Outputs is the plan of a way out, shown before it begins.
type Outputs []Output

// VersionTail ends the name of a finalized file, "（第2版）".
func VersionTail(version int) string { return "（第" + strconv.Itoa(version) + "版）" }

// finalized is how the name of a finalized file goes, its parts (第3册) and copies among them, also as people type it anew.
var finalized = regexp.MustCompile(`[（(]\s*第\s*[0-9０-９一二三四五六七八九十]+\s*版\s*[)）]`)

// Look finds out what is there already; draft says that what will be written is one.
func (o Outputs) Look(draft bool) Outputs {
	for i := range o {
		info, err := os.Lstat(o[i].Path)
		if o[i].There = err == nil; err == nil {
			o[i].Size, o[i].Time = info.Size(), info.ModTime()
			o[i].Held = draft && finalized.MatchString(filepath.Base(o[i].Path))
			err = free(o[i].Path, true) // a folder or a device can never be replaced
		}
		if o[i].wrong = nil; o[i].There || errors.Is(err, fs.ErrPermission) { // what there is no way to, writing will tell
			o[i].wrong = Fault(writing(o[i].Path), err)
		}
	}
	return o
}

// To gives the output planned for a path; ok is false where there is none.
func (o Outputs) To(path string) (x Output, ok bool) {
	for _, x := range o {
		if x.Path == path {
			return x, true
		}
	}
	return Output{}, false
}

// Replaced gives the outputs that have something in their place.
func (o Outputs) Replaced() Outputs {
	var out Outputs
	for _, x := range o {
		if x.There {
			out = append(out, x)
		}
	}
	return out
}

// Held gives a refusal where a draft would replace what was finalized, or where nothing can be written; nothing allows that.
func (o Outputs) Held() error {
	for _, x := range o {
		if x.wrong != nil {
			return x.wrong
		}
		if x.Held {
			return Failure(Exists, "“%s”是定稿的文件，草稿不能覆盖它；请换一个文件夹或文件名", filepath.Base(x.Path))
		}
	}
	return nil
}

// Refuse gives a refusal that lists what would be replaced; nil where nothing is. how says what allows it.
func (o Outputs) Refuse(how string) error {
	if err := o.Held(); err != nil {
		return err
	}
	there := o.Replaced()
	if len(there) == 0 {
		return nil
	}
	var lines []string
	for _, x := range there {
		lines = append(lines, x.Words())
	}
	return Failure(Exists, "这些文件已经存在，没有覆盖，没有写出任何文件：%s。%s", strings.Join(lines, "、"), how)
}

// Words names an output and what is there.
func (x Output) Words() string {
	text := Quoted(filepath.Base(x.Path)) + "（" + x.What
	if x.There {
		text += fmt.Sprintf("，现有%s，%s写的", Size(x.Size), x.Time.Local().Format("2006年1月2日 15:04"))
	}
	return text + "）"
}
