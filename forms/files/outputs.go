package files

import (
	"fmt"
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
}

// Outputs is the plan of a way out, shown before it begins.
type Outputs []Output

// VersionTail ends the name of a finalized file, "（第2版）".
func VersionTail(version int) string { return "（第" + strconv.Itoa(version) + "版）" }

// finalized is how the name of a finalized file goes, its parts (第3册) and copies among them.
var finalized = regexp.MustCompile(`（第[0-9]+版）`)

// Look finds out what is there already; draft says that what will be written is one.
func (o Outputs) Look(draft bool) Outputs {
	for i := range o {
		info, err := os.Lstat(o[i].Path)
		if o[i].There = err == nil; err == nil {
			o[i].Size, o[i].Time = info.Size(), info.ModTime()
			o[i].Held = draft && finalized.MatchString(filepath.Base(o[i].Path))
		}
	}
	return o
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

// Held gives a refusal where a draft would replace what was finalized; nothing allows that.
func (o Outputs) Held() error {
	for _, x := range o {
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
	return Failure(Exists, "这些文件已经存在，没有覆盖，什么也没有写：%s。%s", strings.Join(lines, "、"), how)
}

// Words names an output and what is there.
func (x Output) Words() string {
	text := Quoted(filepath.Base(x.Path)) + "（" + x.What
	if x.There {
		text += fmt.Sprintf("，现有%s，%s写的", Size(x.Size), x.Time.Local().Format("2006年1月2日 15:04"))
	}
	return text + "）"
}
