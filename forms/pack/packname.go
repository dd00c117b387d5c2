package pack

import (
	"path"
	"strconv"
	"strings"
	"unicode/utf16"

	"zicha/scoring/canon"
)

// What names may measure. Windows counts UTF-16 units and takes 260 of them from the drive letter on; the pack keeps to 200 with the
// folder it is put into. File systems elsewhere take 255 bytes of one name.
const (
	longestPath  = 200
	targetFolder = 60 // what is left for the folder the pack is put into or unpacked in
	longestBytes = 240
)

// units measures a name as Windows does.
func units(s string) int { return len(utf16.Encode([]rune(s))) }

// shorten takes characters out of the middle of a name until it has at most so many units and bytes; its beginning says what it is,
// its end often which one.
func shorten(name string, mostUnits, mostBytes int) string {
	fits := func(s string) bool { return units(s) <= mostUnits && len(s) <= mostBytes }
	if fits(name) {
		return name
	}
	r := []rune(name)
	for keep := min(len(r)-1, mostUnits); keep > 0; keep-- { // no character measures less than one; a name in a zip may have 60,000
		tail := keep / 3
		if short := strings.TrimRight(string(r[:keep-tail]), " ") + "…" + string(r[len(r)-tail:]); fits(short) {
			return strings.TrimRight(short, " .")
		}
	}
	return ""
}

// names gives out the paths inside a pack, each once, also for systems that make no difference between a and A.
type names struct {
	room  int // units a path may have
	taken map[string]bool
}

func newNames(root string) *names {
	return &names{room: longestPath - targetFolder - units(root) - 1, taken: map[string]bool{}}
}

// wanted is a file name to be given: what stands first and last stays whole, the title gives way.
type wanted struct {
	folder, number, title, tail, ending string // tail is " (1)"
}

// claim gives the path for a wanted name; a second one of the same name gets (2).
func (n *names) claim(w wanted) string {
	for again := 1; ; again++ {
		tail := w.tail
		if again > 1 {
			tail += " (" + strconv.Itoa(again) + ")"
		}
		lead := w.number
		if w.title != "" && lead != "" {
			lead += " "
		}
		fixed := lead + tail + w.ending
		title := shorten(w.title, n.room-units(path.Join(w.folder, "x"))+1-units(fixed), longestBytes-len(fixed))
		full := path.Join(w.folder, strings.TrimSuffix(lead+title, " ")+tail+w.ending)
		if key := folded(full); !n.taken[key] {
			n.taken[key] = true
			return full
		}
	}
}

// folded is a path as systems compare it that make no difference between a and A, nor between ways to write one name.
func folded(name string) string { return strings.ToLower(strings.ToUpper(canon.FileName(name))) }
