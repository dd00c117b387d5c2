package scoring

import (
	"slices"
	"strings"
)

// kindWords are how the kinds of fields are called.
var kindWords = map[string]string{
	KindYes: "是否", KindOption: "选项", KindCount: "数量", KindAmount: "数值", KindClaim: "自评分", KindText: "文字", KindDate: "日期", KindMonth: "月份",
}

// matchFields pairs the fields and columns that ask the same: one key, or one label where the key has changed; one kind and one unit.
func (p Pair) matchFields() {
	p.matchList(p.Was.Fields, p.Is.Fields)
	if p.Was.Register != nil && p.Is.Register != nil {
		p.matchList(p.Was.Register.Columns, p.Is.Register.Columns)
	}
}

func (p Pair) matchList(was, is []*Field) {
	taken := map[*Field]bool{}
	for _, same := range []func(a, b *Field) bool{
		func(a, b *Field) bool { return a.Key == b.Key },
		func(a, b *Field) bool { return sameTitle(a.Label, b.Label, p.years()) },
	} {
		for _, a := range was {
			for _, b := range is {
				if p.fields[a] == nil && !taken[b] && same(a, b) && a.Kind == b.Kind && a.Unit == b.Unit {
					p.fields[a], taken[b] = b, true
				}
			}
		}
	}
}

// sameOption gives the key a chosen option has in the new field, "" where it has none: one label, whatever the key.
func sameOption(was, is *Field, key string, years [2]int) string {
	label := was.OptionLabel(key)
	at := slices.IndexFunc(is.Options, func(o Option) bool { return o.Key == key && sameTitle(label, o.Label, years) })
	if at < 0 {
		at = slices.IndexFunc(is.Options, func(o Option) bool { return sameTitle(label, o.Label, years) })
	}
	if at < 0 {
		return ""
	}
	return is.Options[at].Key
}

// fieldChanges words what has become of the fields, then of the register.
func (p Pair) fieldChanges() []string {
	out := p.listChanges("", p.Was.Fields, p.Is.Fields)
	was, is := p.Was.Register, p.Is.Register
	switch {
	case was == nil && is != nil:
		return append(out, "新增台账")
	case was != nil && is == nil:
		return append(out, "取消台账")
	case was != nil:
		out = append(out, p.listChanges("台账的", was.Columns, is.Columns)...)
	}
	return out
}

// listChanges words what has become of a list of fields, or of a register's columns.
func (p Pair) listChanges(of string, was, is []*Field) []string {
	var out []string
	kept := map[*Field]bool{}
	for _, a := range was {
		b := p.fields[a]
		kept[b] = true
		if b == nil {
			if at := slices.IndexFunc(is, func(f *Field) bool { return f.Key == a.Key || f.Label == a.Label }); at >= 0 {
				kept[is[at]] = true
				out = append(out, of+"“"+a.Label+"”改为"+answered(is[at])+"（原来是"+answered(a)+"）")
			} else {
				out = append(out, "取消"+of+"“"+a.Label+"”")
			}
			continue
		}
		if !sameTitle(a.Label, b.Label, p.years()) {
			out = append(out, of+turned("“"+a.Label+"”", "“"+b.Label+"”"))
		}
		out = append(out, p.optionChanges(of, a, b)...)
	}
	for _, b := range is {
		if !kept[b] {
			out = append(out, "新增"+of+"“"+b.Label+"”")
		}
	}
	return out
}

// answered says how a field is answered.
func answered(f *Field) string {
	if f.Unit != "" {
		return kindWords[f.Kind] + "，单位" + f.Unit
	}
	return kindWords[f.Kind]
}

// optionChanges words the options that came and went.
func (p Pair) optionChanges(of string, was, is *Field) []string {
	var out, gone, added []string
	kept := map[string]bool{}
	for _, o := range was.Options {
		if key := sameOption(was, is, o.Key, p.years()); key != "" {
			kept[key] = true
		} else {
			gone = append(gone, "“"+o.Label+"”")
		}
	}
	for _, o := range is.Options {
		if !kept[o.Key] {
			added = append(added, "“"+o.Label+"”")
		}
	}
	if len(gone) > 0 {
		out = append(out, of+"“"+was.Label+"”取消选项"+strings.Join(gone, "、"))
	}
	if len(added) > 0 {
		out = append(out, of+"“"+was.Label+"”新增选项"+strings.Join(added, "、"))
	}
	return out
}
