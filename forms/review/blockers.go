package review

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Blocker is what stands in the way of 定稿. Its key is stable: "open:341621/5", "case:1f2e3d4c".
type Blocker struct{ Key, Words string }

// The kinds of blockers, the part of a key before the colon.
const (
	BlockMissing  = "missing"  // nothing came in from the county
	BlockRival    = "rival"    // two contents under one version
	BlockOpen     = "open"     // 未评, or 初评 that nobody confirmed
	BlockStale    = "stale"    // 待复看
	BlockReturned = "returned" // 退回补正, or answered and not scored yet
	BlockConflict = "conflict" // two copies decided differently
	BlockCase     = "case"     // an open case
	BlockCopy     = "copy"     // a copy that was not taken in
	BlockStandard = "standard" // a 考核标准 or other figure of the city's that is not entered
)

// blockerKinds are the kinds in the order they are counted for people.
var blockerKinds = []BlockerKind{
	{Kind: BlockMissing, Label: "没有报送"},
	{Kind: BlockRival, Label: "来件不同"},
	{Kind: BlockOpen, Label: "未核定"},
	{Kind: BlockStale, Label: "待复看"},
	{Kind: BlockReturned, Label: "退回没有办完"},
	{Kind: BlockConflict, Label: "互相矛盾"},
	{Kind: BlockCase, Label: "案件没有办结"},
	{Kind: BlockCopy, Label: "副本没有合并"},
	{Kind: BlockStandard, Label: "没有录入数据"},
}

// BlockerKind is a kind of blockers with its name for people and, where they were counted, how many there are.
type BlockerKind struct {
	Kind, Label string
	Count       int
}

// BlockerLabel is a kind of blockers as it is printed: 未核定.
func BlockerLabel(kind string) string {
	for _, k := range blockerKinds {
		if k.Kind == kind {
			return k.Label
		}
	}
	return kind
}

// CountBlockers counts what stands in the way by kind, in the order for people; kinds of which there is none are left out.
func CountBlockers(list []Blocker) []BlockerKind {
	counts := map[string]int{}
	for _, b := range list {
		counts[b.Kind()]++
	}
	var out []BlockerKind
	for _, k := range blockerKinds {
		if k.Count = counts[k.Kind]; k.Count > 0 {
			out = append(out, k)
		}
	}
	return out
}

// BlockerKinds words CountBlockers, each with the key that accepts all of it: 未核定12处（open:*），待复看1处（stale:*）.
func BlockerKinds(list []Blocker) string {
	var parts []string
	for _, k := range CountBlockers(list) {
		parts = append(parts, fmt.Sprintf("%s%d处（%s:*）", k.Label, k.Count, k.Kind))
	}
	return strings.Join(parts, "，")
}

// Kind is the part of the key before the colon.
func (b Blocker) Kind() string {
	kind, _, _ := strings.Cut(b.Key, ":")
	return kind
}

// Place is the county, by its code, and the indicator that a blocker is about; "" and 0 where it is about none, as a copy of the book is.
func (b Blocker) Place(v *View) (county string, indicator int) {
	_, about, _ := strings.Cut(b.Key, ":")
	class, rest, _ := strings.Cut(about, "/")
	switch {
	case b.Kind() == BlockCase: // case:1f2e3d4c
		return v.caseCell(about)
	case class == string(Cased): // conflict:case/341621/1f2e3d4c
		_, id, _ := strings.Cut(rest, "/")
		return v.caseCell(id)
	case class == string(Figured): // conflict:figure/341621/11.1.standard
		class, rest, _ = strings.Cut(rest, "/")
	}
	if v.byCode[class] == nil {
		return "", 0
	}
	number, _, _ := strings.Cut(rest, ".")
	indicator, _ = strconv.Atoi(number) // 0 for a blocker about the whole county
	return class, indicator
}

// caseCell is the cell of a case.
func (v *View) caseCell(id string) (county string, indicator int) {
	at := slices.IndexFunc(v.Cases, func(c Case) bool { return c.ID == id })
	if at < 0 {
		return "", 0
	}
	return v.Cases[at].County, v.Cases[at].Indicator
}

// Blockers lists what stands in the way of 定稿: by county, then cases and copies. A plain file copy cannot be known.
func (b *Book) Blockers() ([]Blocker, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	v, err := b.current()
	if err != nil {
		return nil, err
	}
	return v.blockers(), nil
}

func (v *View) blockers() []Blocker {
	var out []Blocker
	for _, u := range v.Units {
		out = append(out, v.unitBlockers(u)...)
	}
	for _, c := range v.Cases {
		if c.Open {
			out = append(out, Blocker{BlockCase + ":" + c.ID, c.Words(v) + "的虚假材料案件没有办结"})
		}
	}
	for _, d := range v.Disputes {
		out = append(out, Blocker{BlockConflict + ":" + d.Key(), d.Words(v)})
	}
	for _, t := range v.ledger.Topics("copy") {
		if e := v.ledger.Head(t); e.Kind == Copied && !joined(v.ledger, e.Subject) {
			out = append(out, Blocker{BlockCopy + ":" + e.Subject, e.By + "登记的副本" + e.Subject + "还没有合并回来"})
		}
	}
	return out
}

func (v *View) unitBlockers(u *UnitView) []Blocker {
	var out []Blocker
	say := func(kind, about, words string) { out = append(out, Blocker{kind + ":" + about, u.Unit.Name + words}) }
	switch {
	case u.Lost != nil:
		say(BlockMissing, u.Unit.Code, u.Lost.lostWords())
	case u.Received == nil:
		say(BlockMissing, u.Unit.Code, "没有报送材料")
	}
	if len(u.Rivals) > 0 {
		say(BlockRival, u.Unit.Code, "第"+strconv.Itoa(u.Version)+"版有两份内容不同的来件")
	}
	for _, c := range u.Cells {
		about, name := u.Unit.Code+"/"+strconv.Itoa(c.Indicator.No), "第"+strconv.Itoa(c.Indicator.No)+"项"
		switch {
		case len(c.Conflict) > 0:
			say(BlockConflict, about, name+"有互相矛盾的评分")
		case c.State == Stale:
			say(BlockStale, about, name+c.State.Label())
		case c.State == ReturnedState || c.State == Resubmitted:
			say(BlockReturned, about, name+c.State.Label())
		case !c.Decided && c.State == InitiallyScored:
			say(BlockOpen, about, name+"已初评，没有确认")
		case !c.Decided:
			say(BlockOpen, about, name+c.State.Label())
		}
	}
	for _, crit := range v.Edition.Criteria() {
		for _, f := range crit.Fields {
			name := crit.ID + "." + f.Key
			if f.By == "city" && !slices.ContainsFunc(v.figured[u.Unit.Code][crit.Indicator.No], func(line string) bool { return strings.HasPrefix(line, name+"=") }) {
				say(BlockStandard, u.Unit.Code+"/"+name, "第"+strconv.Itoa(crit.Indicator.No)+"项没有录入"+f.Label)
			}
		}
	}
	return out
}
