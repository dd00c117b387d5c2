package scoring

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"
)

// places says where in a file each table, key and item stands, by its path (".section[0].indicator[2].points"), so that what is found out
// later can still be told with its line.
type places struct {
	text   []byte
	starts []int          // where each line begins
	at     map[string]int // where each path stands
}

func newPlaces(text []byte) places {
	p := places{text: text, starts: []int{0}, at: map[string]int{}}
	for i, c := range text {
		if c == '\n' {
			p.starts = append(p.starts, i+1)
		}
	}
	return p
}

// line is the line of a byte, counted from 1, and column the character in it.
func (p *places) line(offset int) (line, column int) {
	line = sort.SearchInts(p.starts, offset+1)
	return line, utf8.RuneCount(p.text[p.starts[line-1]:offset]) + 1
}

// rest is what stands from a byte to the end of its line.
func (p *places) rest(offset int) string {
	line, _, _ := bytes.Cut(p.text[offset:], []byte{'\n'})
	return strings.TrimRight(string(line), "\r ")
}

// find gives where a path stands, or what it lies in where the file does not write it; nowhere is the file as a whole.
func (p *places) find(path string) int {
	for path != "" {
		if at, ok := p.at[path]; ok {
			return at
		}
		path = path[:max(0, strings.LastIndexAny(path, ".["))]
	}
	return nowhere
}

// nowhere is the place of what concerns a file as a whole.
const nowhere = -1

// maxTold is how many things are told at once; nobody reads more.
const maxTold = 100

// problem is one thing wrong, at the path it is wrong at.
type problem struct {
	path string
	err  error
}

// problems collects what is wrong with a rulebook, so that its author sees everything at once.
type problems struct {
	strict bool   // of a rulebook from outside, see LoadNewEdition
	here   string // the path of what is being checked
	list   []problem
}

// add tells of what is being checked as a whole.
func (p *problems) add(format string, args ...any) { p.on("", format, args...) }

// on tells of one key of what is being checked: "points", "bands[2]".
func (p *problems) on(key, format string, args ...any) {
	path := p.here
	if key != "" {
		path += "." + key
	}
	p.list = append(p.list, problem{path: path, err: fmt.Errorf(format, args...)})
}

// within checks a part of what is being checked: "section[0]".
func (p *problems) within(part string, check func()) {
	before := p.here
	p.here += "." + part
	check()
	p.here = before
}

// item is the path of the nth item of a list.
func item(list string, n int) string { return fmt.Sprintf("%s[%d]", list, n) }

// told joins what is wrong in the order of the file, see ordered.
func (p *places) told(list []problem) error {
	errs := p.ordered(list)
	if len(errs) > maxTold {
		errs = append(errs[:maxTold:maxTold], fmt.Errorf("还有%d处，请先改好以上各处再检查", len(errs)-maxTold))
	}
	return errors.Join(errs...)
}

// ordered puts sentences into the order of the file, each with its line; what concerns the file as a whole comes first and without one.
func (p *places) ordered(list []problem) []error {
	slices.SortStableFunc(list, func(a, b problem) int { return p.find(a.path) - p.find(b.path) })
	errs := make([]error, 0, len(list))
	for _, one := range list {
		if at := p.find(one.path); at != nowhere {
			line, _ := p.line(at)
			one.err = fmt.Errorf("第%d行：%w", line, one.err)
		}
		errs = append(errs, one.err)
	}
	return errs
}

// key is a key that a table of some type may have in a file.
type key struct {
	name string
	of   reflect.Type
}

// keys lists the keys a table of the type may have, none where any will do.
func keys(t reflect.Type) []key {
	if t.Kind() != reflect.Struct {
		return nil
	}
	var list []key
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("toml"), ",")
		if name = strings.TrimPrefix(name, "-"); name != "" {
			list = append(list, key{name, bare(t.Field(i).Type)})
		}
	}
	return list
}

// bare is a type without its pointer.
func bare(t reflect.Type) reflect.Type {
	if t.Kind() == reflect.Pointer {
		return t.Elem()
	}
	return t
}
