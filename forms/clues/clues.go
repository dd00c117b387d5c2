// Package clues lists what is worth a second look in what the counties handed in (疑点): the same file or picture twice, one thing claimed
// twice, dates outside the year, figures far from the others', figures that contradict each other. A clue is listed, never scored.
//
// Exact comparisons come first, and what is base material raises nothing: documents of higher offices, and whatever more than half of the
// counties, and at least three, share.
package clues

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"zicha/forms"
	"zicha/forms/files"
	"zicha/forms/pdf"
	"zicha/scoring"
)

// Kind says what a clue is about. The codes are kept with dismissed clues and do not change.
type Kind string

// The kinds, in the order they are listed: the exact ones first.
const (
	SameFile      Kind = "file"     // one file of two counties, or for two indicators
	SamePicture   Kind = "picture"  // one picture within different files
	Again         Kind = "again"    // a file or picture of last year
	SameNumber    Kind = "number"   // one 文号
	SameEntry     Kind = "entry"    // one article, pilot or case in two registers
	Contradiction Kind = "relation" // figures that cannot both be
	OutsideYear   Kind = "date"     // a date outside the year
	TakenOutside  Kind = "taken"    // a photo taken outside the year, as its camera says
	AlikePhotos   Kind = "photo"    // photos that look the same
	FarFromOthers Kind = "figure"   // a figure far from the other counties'
	FarFromLast   Kind = "change"   // a figure far from last year's
)

// kinds are the kinds in their order, with what they are called.
var kinds = []struct {
	kind  Kind
	label string
}{
	{SameFile, "同一文件"},
	{SamePicture, "同一图像"},
	{Again, "上年材料"},
	{SameNumber, "同一文号"},
	{SameEntry, "重复列报"},
	{Contradiction, "前后矛盾"},
	{OutsideYear, "日期"},
	{TakenOutside, "拍摄日期"},
	{AlikePhotos, "相似照片"},
	{FarFromOthers, "数值悬殊"},
	{FarFromLast, "与上年悬殊"},
}

// Label is the kind as screens and papers print it.
func (k Kind) Label() string { return kinds[k.place()].label }

func (k Kind) place() int {
	for i, x := range kinds {
		if x.kind == k {
			return i
		}
	}
	return 0
}

// Clue is one matter to be looked at.
type Clue struct {
	Key     string   `json:"key"` // 16 hexadecimal digits over what it is about: the same in every run, so that what is dismissed stays so
	Kind    Kind     `json:"kind"`
	Words   string   `json:"words"` // one sentence
	Uses    []Use    `json:"uses"`
	Figures []Figure `json:"figures"` // what the sentence rests on
}

// Use is a place that a clue is about. What does not apply is blank.
type Use struct {
	County    string `json:"county"`
	Name      string `json:"name"` // of the county
	Indicator int    `json:"indicator"`
	Criterion string `json:"criterion,omitempty"`
	Field     string `json:"field,omitempty"`    // "9.2/power_items"
	Row       int    `json:"row,omitempty"`      // of the register, from 1
	Evidence  string `json:"evidence,omitempty"` // its number
	Title     string `json:"title,omitempty"`
	File      string `json:"file,omitempty"`
	SHA256    string `json:"sha256,omitempty"`
	Page      int    `json:"page,omitempty"`
	Last      bool   `json:"last,omitempty"` // of last year
}

// Figure is a value behind a clue, in words.
type Figure struct {
	Label string `json:"label"`
	Value string `json:"value"`
}

// County is what one unit handed in.
type County struct {
	Code    string
	Name    string
	Dossier *forms.Dossier
}

// File is what Job.Open is asked for.
type File struct {
	County string
	Last   bool // of last year
	forms.FileRef
}

// Job is what clues are looked for in.
type Job struct {
	Edition  *scoring.Edition
	Counties []County
	Last     []County                     // what there is of last year
	Figures  map[string]map[string]string // the city's own: by county and field, "11.1.standard"
	Today    string                       // ISO; "" where no date is to come

	// Open gives the contents of a file, fs.ErrNotExist where they are not there; where it is nil, files are compared by their hashes alone.
	// What is read is checked against the hash, and read by a child within bounds.
	Open func(ctx context.Context, file File) (io.ReadCloser, error)
	// Known and Keep, where they are not nil, remember what was seen of a file from run to run, by its hash.
	Known func(sha256 string) (pdf.Traces, bool)
	Keep  func(sha256 string, seen pdf.Traces)
	// Progress is told of the bytes looked at, where it is not nil.
	Progress files.Progress
}

// Found is what there is to be looked at, in a fixed order, whatever the order of counties and files.
type Found struct {
	Clues  []Clue   `json:"clues"`
	Unread []Unread `json:"unread"` // files whose pictures could not be compared
}

// Unread is files of a county that were not looked into, for one reason.
type Unread struct {
	County string `json:"county"`
	Name   string `json:"name"`
	Why    string `json:"why"`
	Count  int    `json:"count"`
	First  Use    `json:"first"`
}

// finder collects clues.
type finder struct {
	Job
	names   names
	pieces  []piece
	holders map[string]int // of a file by its hash: how many counties have it this year
	clues   map[string]Clue
	unread  map[string]*Unread
}

// Find lists the clues. The error is for a cancelled context, a full disk and pdf.ErrNoChild.
func Find(ctx context.Context, j Job) (Found, error) {
	j.Counties, j.Last = sorted(j.Counties), sorted(j.Last)
	f := &finder{Job: j, names: namesOf(j), holders: map[string]int{}, clues: map[string]Clue{}, unread: map[string]*Unread{}}
	for _, look := range []func(){f.collect, f.files, f.numbers, f.entries, f.relations, f.dates, f.figures} {
		if ctx.Err() != nil {
			return Found{}, ctx.Err()
		}
		look()
	}
	if err := f.pictures(ctx); err != nil {
		return Found{}, err
	}
	return f.found(), ctx.Err()
}

func sorted(counties []County) []County {
	return slices.SortedFunc(slices.Values(counties), func(a, b County) int {
		return cmp.Or(strings.Compare(a.Code, b.Code), strings.Compare(a.Name, b.Name))
	})
}

// found gives what was collected in its order.
func (f *finder) found() Found {
	out := Found{Clues: []Clue{}, Unread: []Unread{}}
	for _, c := range f.clues {
		out.Clues = append(out.Clues, c)
	}
	slices.SortFunc(out.Clues, func(a, b Clue) int {
		x, y := a.Uses[0], b.Uses[0]
		return cmp.Or(cmp.Compare(a.Kind.place(), b.Kind.place()), strings.Compare(x.County, y.County), cmp.Compare(x.Indicator, y.Indicator),
			forms.CompareNumbers(x.Evidence, y.Evidence), strings.Compare(a.Key, b.Key))
	})
	for _, u := range f.unread {
		out.Unread = append(out.Unread, *u)
	}
	slices.SortFunc(out.Unread, func(a, b Unread) int {
		return cmp.Or(strings.Compare(a.County, b.County), strings.Compare(a.Why, b.Why))
	})
	return out
}

// add keeps a clue; about is what makes it the clue it is, besides its kind and the county, indicator and year of its places.
func (f *finder) add(c Clue, about ...string) {
	slices.SortFunc(c.Uses, compareUses)
	var places []string
	for _, u := range c.Uses {
		places = append(places, fmt.Sprintf("%s %d %t", u.County, u.Indicator, u.Last))
	}
	slices.Sort(places)
	parts := append([]string{"zicha-clue-1", string(c.Kind)}, about...)
	h := sha256.New()
	for _, p := range append(parts, slices.Compact(places)...) {
		_, _ = io.WriteString(h, strconv.Itoa(len(p))+" "+p+"\n")
	}
	c.Key = hex.EncodeToString(h.Sum(nil)[:8])
	if c.Figures == nil {
		c.Figures = []Figure{}
	}
	f.clues[c.Key] = c
}

func compareUses(a, b Use) int {
	last := func(u Use) int { return map[bool]int{true: 1}[u.Last] }
	return cmp.Or(last(a)-last(b), strings.Compare(a.County, b.County), cmp.Compare(a.Indicator, b.Indicator), forms.CompareNumbers(a.Evidence, b.Evidence),
		strings.Compare(a.Criterion, b.Criterion), cmp.Compare(a.Row, b.Row), strings.Compare(a.Field, b.Field), strings.Compare(a.SHA256, b.SHA256), cmp.Compare(a.Page, b.Page))
}

// widespread reports whether more than half of the counties, and at least three, have something in common.
func (f *finder) widespread(counties int) bool { return counties >= 3 && 2*counties > len(f.Counties) }
