package main

import (
	"maps"
	"os"
	"slices"
	"strings"
)

// door is a place where a command reads a foreign file; @ in its arguments is the file.
type door struct {
	name, ext, sample string
	args              []string
	fine              []string // attacks that may be taken as they are there
}

// doors are all of them. Evidence may be anything that is a plain file: it is kept, and what cannot be shown is told when it is used.
func (g *ground) doors() []door {
	book, pack := firstOf(g.samples, "代/*.xlsx"), firstOf(g.samples, "代/报送包/*.zip")
	password := []string{"--password-file", g.sample("口令")}
	anything := []string{"noise", "deep nesting", "one endless line", "bad encoding", "swapped: a PDF", "swapped: a zip", "cut in half", "damaged all over"}
	return []door{
		{name: "score", ext: ".json", sample: g.sample("甲.json"), args: []string{"score", "@"}},
		{name: "score, lines", ext: ".jsonl", sample: g.sample("甲.json"), args: []string{"score", "--json", "@"}},
		{name: "fill", ext: ".json", sample: g.sample("甲.json"), args: []string{"fill", "甲.zicha", "@"}},
		{name: "rulebook", ext: ".toml", sample: firstOf(g.samples, "代/*.toml"), args: []string{"rulebook", "check", "@"}},
		{name: "dossier", ext: ".zicha", sample: g.sample("甲.zicha"), args: []string{"show", "@"}},
		{name: "dossier, repair", ext: ".zicha", sample: g.sample("甲.zicha"), args: []string{"repair", "@"}, fine: []string{"cut in half", "damaged all over"}},
		{name: "last year's", ext: ".zicha", sample: g.sample("甲.zicha"), args: []string{"carry", "@", "新.zicha"}},
		{name: "book", ext: ".huizong", sample: firstOf(g.samples, "代/*.huizong"), args: []string{"review", "status", "@"}},
		{name: "book, repair", ext: ".huizong", sample: firstOf(g.samples, "代/*.huizong"), args: []string{"repair", "@"}, fine: []string{"cut in half", "damaged all over"}},
		{name: "book, join", ext: ".huizong", sample: firstOf(g.samples, "代/*.huizong"), args: []string{"review", "join", "乙.huizong", "@"}},
		{name: "feedback", ext: ".fankui", args: []string{"feedback", "甲.zicha", "@"}},
		{name: "workbook", ext: ".xlsx", sample: book, args: []string{"import", "甲.zicha", "@"}},
		{name: "departments' sheet", ext: ".xlsx", sample: firstOf(g.samples, "部门/*.xlsx"), args: []string{"merge", "甲.zicha", "@"}},
		{name: "departments' list", ext: ".txt", args: []string{"sheets", "甲.zicha", "出", "--departments", "@"}, fine: anything},
		{name: "decisions, xlsx", ext: ".xlsx", sample: book, args: []string{"publicity", "甲.zicha", "@"}},
		{name: "decisions, csv", ext: ".csv", args: []string{"publicity", "甲.zicha", "@"}},
		{name: "city's decisions", ext: ".csv", args: []string{"review", "publicity", "乙.huizong", "@"}},
		{name: "received workbook", ext: ".xlsx", sample: book, args: []string{"review", "import", "乙.huizong", "@"}, fine: []string{"a folder"}},
		{name: "received pack", ext: ".zip", sample: pack, args: []string{"review", "import", "乙.huizong", "@"}, fine: []string{"a folder"}},
		{name: "received table", ext: ".csv", args: []string{"review", "import", "乙.huizong", "@"}, fine: []string{"a folder"}},
		{name: "ruling", ext: ".toml", args: []string{"review", "ruling", "乙.huizong", "--criterion", "1.1", "--text", "口径", "--rule", "@"}},
		{name: "decided lines", ext: ".jsonl", args: []string{"review", "decide", "乙.huizong", "--by", "张三", "--unit", "bureau", "--from", "@"}},
		{name: "verify, workbook", ext: ".xlsx", sample: book, args: []string{"verify", "--code", "7K3M-Q2XW-9HTD-4FNP", "@"}},
		{name: "verify, pack", ext: ".zip", sample: pack, args: []string{"verify", "--code", "7K3M-Q2XW-9HTD-4FNP", "@"}},
		{name: "copy with password", ext: ".age", sample: g.sample("甲.zicha.age"), args: append([]string{"unlock", "@", "出.zicha"}, password...)},
		{name: "password", ext: ".txt", args: []string{"unlock", g.sample("甲.zicha.age"), "出.zicha", "--password-file", "@"}},
		{name: "evidence, PDF", ext: ".pdf", args: []string{"attach", "甲.zicha", "5.1", "@"}, fine: anything},
		{name: "evidence, photo", ext: ".jpg", args: []string{"attach", "甲.zicha", "5.1", "@"}, fine: anything},
		{name: "evidence, Word", ext: ".docx", sample: book, args: []string{"attach", "甲.zicha", "5.1", "@"}, fine: anything},
	}
}

// attacks are the common ones at every door, and those made for one.
func (g *ground) attacks(only string) (out []attack, err error) {
	for _, d := range g.doors() {
		if !strings.Contains(d.name, only) {
			continue
		}
		var whole []byte
		if d.sample != "" {
			if whole, err = os.ReadFile(d.sample); err != nil {
				return nil, err
			}
		}
		files := g.common(d.ext, whole)
		if d.ext == ".jsonl" {
			delete(files, "empty") // no lines, no answers
		}
		out = append(out, g.atDoor(d, files)...)
		out = append(out, g.atDoor(d, g.once(d.ext, func() map[string]string { return g.own(d) }))...)
	}
	return append(out, g.others(only)...), nil
}

// once makes the files of an ending when they are first needed.
func (g *ground) once(name string, make func() map[string]string) map[string]string {
	if g.made[name] == nil {
		g.made[name] = make()
	}
	return g.made[name]
}

// ours are the attacks in which a repair still finds something of ours.
var ours = []string{"pages that hold themselves", "4 billion pages", "a looping list of free", "from a newer program", "of another program", "another schema", "a journal of noise"}

func (g *ground) atDoor(d door, files map[string]string) (out []attack) {
	for _, kind := range slices.Sorted(maps.Keys(files)) {
		args := slices.Clone(d.args)
		for i, a := range args {
			if a == "@" {
				args[i] = files[kind]
			}
		}
		fine := slices.Contains(d.fine, kind) || strings.HasPrefix(kind, "taken: ") || strings.Contains(d.name, "repair") && slices.Contains(ours, kind)
		out = append(out, attack{door: d.name, kind: kind, args: args, fine: fine})
	}
	return out
}
