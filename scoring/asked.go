package scoring

import (
	"cmp"
	"strings"
)

// The words of a yes-or-no field follow from its label, a statement with 已 in it: “实施方案已印发”, “实施方案是否印发”, “实施方案未印发”.
// Ask and No give them where that says something else.
const done = "已"

// asked is how a reason names the field while it is blank: a yes-or-no field as a question, any other by its label.
func (f *Field) asked() string {
	if f.Kind != KindYes || f.Ask != "" {
		return cmp.Or(f.Ask, f.Label)
	}
	head, rest, found := strings.Cut(f.Label, done)
	if !found {
		return f.Label
	}
	return head + "是否" + strings.ReplaceAll(rest, done, "")
}

// stated is how a reason says the answer of a yes-or-no field.
func (f *Field) stated(yes bool) string {
	head, rest, found := strings.Cut(f.Label, done)
	switch {
	case !found && f.No == "":
		return f.Label + map[bool]string{true: "：是", false: "：否"}[yes]
	case yes:
		return f.Label
	}
	return cmp.Or(f.No, head+"未"+rest)
}
