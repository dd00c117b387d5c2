package wording

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"zicha/forms"
	"zicha/scoring"
)

// Sentence words what an indicator's answers say as the first sentence of its 完成情况, in the rulebook's words. It states nothing
// that was not filled in; "" where nothing was.
func Sentence(d *forms.Dossier, ind *scoring.Indicator) string {
	answers := d.Answers()
	if ind.AbsentIn(answers) {
		return absentSentence(d, ind)
	}
	var parts, texts []string
	for _, c := range ind.Criteria {
		s := speaker{c: c, a: answers[c.ID]}
		s.speak()
		if len(s.said) > 0 {
			parts = append(parts, strings.Join(merged(s.said), "，"))
		}
		texts = append(texts, s.texts...)
	}
	if len(parts) > 0 {
		texts = append([]string{strings.Join(parts, "；")}, texts...)
	}
	if len(texts) == 0 {
		return ""
	}
	return strings.ReplaceAll(strings.Join(texts, "。")+"。", "{县}", d.Edition.Words.Kind(d.County()))
}

// absentSentence says that an indicator is 不涉及, and why.
func absentSentence(d *forms.Dossier, ind *scoring.Indicator) string {
	words := "本项" + scoring.Absent.Label()
	if why := strings.TrimRight(strings.TrimSpace(d.Get(forms.AnswerPath(ind.Mark().ID, scoring.MarkReason))), "。"); why != "" {
		words += "：" + why
	}
	return words + "。"
}

// speaker puts one criterion into words.
type speaker struct {
	c     *scoring.Criterion
	a     scoring.Answer
	said  []string // clauses, in the rulebook's notation with |
	texts []string // sentences of the user's own
}

func (s *speaker) speak() {
	for _, f := range s.c.Fields {
		words, final := strings.CutSuffix(s.words(f), "。")
		switch {
		case words == "":
		case f.Kind == scoring.KindText:
			s.texts = append(s.texts, words)
		default:
			s.said = append(s.said, words)
		}
		if final && f.Kind != scoring.KindText {
			return
		}
		s.share(f.Key)
	}
	if reg := s.c.Register; reg != nil && reg.Progress != nil && reg.Progress.Say != "" && len(s.a.Register) > 0 {
		s.said = append(s.said, reg.Progress.Say+s.c.ProgressText(s.a.Register))
	}
}

// words are what a field's answer says, "" where it is blank or the rulebook has no words for it.
func (s *speaker) words(f *scoring.Field) string {
	v := s.a.Values[f.Key]
	switch f.Kind {
	case scoring.KindYes:
		return map[string]string{"true": f.Say, "false": f.SayNo}[v]
	case scoring.KindOption:
		for _, o := range f.Options {
			if o.Key == v {
				return o.Say
			}
		}
		return ""
	case scoring.KindText:
		if v = plainText(v); v == "" {
			return ""
		}
		return strings.ReplaceAll(f.Say, "{text}", v)
	case scoring.KindDate:
		v = ChineseDate(v)
	case scoring.KindCount:
		n, ok := s.c.Count(f.Key, s.a)
		if v = strconv.FormatInt(n, 10); !ok {
			return ""
		}
	}
	if v == "" || v == "0" {
		return map[string]string{"0": f.SayNo}[v]
	}
	words := strings.ReplaceAll(f.Say, "{n}", v)
	if names := s.names(f.Key); words != "" && names != "" {
		words += names
	}
	return words
}

// plainText takes what was typed in several lines into one sentence without its full stop.
func plainText(text string) string {
	var lines []string
	for _, line := range strings.Split(text, "\n") {
		if line = strings.Trim(strings.TrimSpace(line), "。；，"); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "；")
}

// What a list of names may have at most to stand in the sentence.
const (
	mostNames = 8
	mostRunes = 60
)

// names lists what a register counts, where that is short enough to be read: "，分别为政府采购、招标投标".
func (s *speaker) names(key string) string {
	if _, _, ok := s.c.Counted(key, s.a.Register); !ok {
		return ""
	}
	level := s.c.Register.Level()
	var names, seen []string
	for _, row := range s.a.Register {
		if level != nil && row.Cells[level.Key] != key {
			continue
		}
		name := strings.TrimSpace(row.Cells[s.c.Register.Columns[0].Key])
		if folded := scoring.RowKey(name); folded != "" && !slices.Contains(seen, folded) {
			names, seen = append(names, name), append(seen, folded)
		}
	}
	list := strings.Join(names, "、")
	if len(names) < 2 || len(names) > mostNames || utf8.RuneCountInString(list) > mostRunes || strings.ContainsAny(list, "|。；{") {
		return ""
	}
	return "，分别为" + list
}

// share adds the part of the whole once both numbers were said.
func (s *speaker) share(key string) {
	order := func(k string) int {
		return slices.IndexFunc(s.c.Fields, func(f *scoring.Field) bool { return f.Key == k })
	}
	for i, pair := range s.c.Pairs() {
		part, _ := s.c.Count(pair[0], s.a)
		last := pair[0]
		if order(pair[1]) > order(last) {
			last = pair[1]
		}
		if i > 0 { // the second counts only where there is none of the first
			if first, ok := s.c.Count(s.c.Pairs()[0][0], s.a); !ok || first > 0 {
				continue
			}
		}
		if text, over, ok := s.c.Share(pair, s.a); ok && !over && part > 0 && last == key {
			s.said = append(s.said, "所占比例为"+strings.Replace(text, ".00%", "%", 1))
		}
	}
}

// merged puts neighbours with the same beginning and end together: "方案明确了|工作任务" and "方案明确了|时间节点" give
// "方案明确了工作任务和时间节点".
func merged(said []string) []string {
	var out []string
	for i := 0; i < len(said); {
		head, object, tail := threeParts(said[i])
		objects := []string{object}
		for i++; i < len(said) && object != ""; i++ {
			h, o, t := threeParts(said[i])
			if o == "" || h != head || t != tail {
				break
			}
			objects = append(objects, o)
		}
		list := objects[0]
		if n := len(objects); n > 1 {
			list = strings.Join(objects[:n-1], "、") + "和" + objects[n-1]
		}
		out = append(out, head+list+tail)
	}
	return out
}

// threeParts cuts "在|绿色通道|方面" up; words without | are all head.
func threeParts(words string) (head, object, tail string) {
	head, rest, _ := strings.Cut(words, "|")
	object, tail, _ = strings.Cut(rest, "|")
	return head, object, tail
}
