package assess

import (
	"fmt"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/scoring"
)

// searched is a dossier with something of every kind to be found.
func searched(t testing.TB) *forms.Dossier {
	t.Helper()
	e := loadEdition(t)
	d := forms.New(e, forms.Begin(e, "341621", ""))
	set := func(p forms.Path, text string) {
		changes, err := d.Change(p, text)
		if err != nil {
			t.Fatal(err)
		}
		d.Apply(changes...)
	}
	set("profile/contact", "张𬱖")
	set("profile/number", "涡政〔2018〕5号")
	set("narrative/overall", "全县上下\n高度重视，Ｗｅｂ平台投入运行。")
	set("narrative/5", "发放宣传资料1.2万份，"+strings.Repeat("开展了许多活动，", 20)+"接受咨询3600人次，"+strings.Repeat("效果良好，", 20)+"完。")
	set("remark/9", "目录尚未印发")
	set("answer/9.2/power_items", "486")
	set("answer/1.1/issuer", "县、区政府名义")
	set("answer/20.1/reason", "设立绿色通道，容缺受理")
	changes := d.AddRows("10.1", map[string]string{"name": "县公安局"})
	d.Apply(changes...)
	item := forms.Evidence{Title: "诚信宣传方案", DocNo: "涡诚办〔2017〕3号", Issuer: "县文明办", Date: "2017-03-01", Files: []forms.FileRef{{ID: "f1", Name: "扫描件0007.PDF"}}}
	_, changes, err := d.AddEvidence("5.1", item)
	if err != nil {
		t.Fatal(err)
	}
	d.Apply(changes...)
	return d
}

// TestSearch looks for words of every kind: where they are found, in which words, and what the match is.
func TestSearch(t *testing.T) {
	d := searched(t)
	cases := []struct{ name, query, where, label, match string }{
		{"contact with a rare character", "𬱖", "0 profile/contact", "联系人", "𬱖"},
		{"document number, other brackets and widths", "涡政[２０１８]5号", "0 profile/number", "文号", "涡政〔2018〕5号"},
		{"small letters, full width in the text", "web平台", "0 narrative/overall", "自查总体情况", "Ｗｅｂ平台"},
		{"over a line break", "上下高度", "0 narrative/overall", "自查总体情况", "上下 高度"},
		{"narrative", "3600人", "5 narrative/5", "完成情况", "3600人"},
		{"remark", "尚未印发", "9 remark/9", "备注", "尚未印发"},
		{"number", "486", "9 answer/9.2/power_items", "9.2 ", "486"},
		{"option by its label", "政府名义", "1 answer/1.1/issuer", "1.1 印发名义", "政府名义"},
		{"text of an answer", "容缺 受理", "20 answer/20.1/reason", "20.1 ", "容缺受理"},
		{"field label", "权力事项", "9 answer/9.2/power_items", "9.2 填报", "权力事项"},
		{"register cell with a space", "县 公安局", "10 row/10.1/", "10.1 台账第1行", "县公安局"},
		{"evidence title", "诚信宣传方案", "5 evidence/", "佐证5-01 材料名称", "诚信宣传方案"},
		{"evidence number", "5-01", "5 evidence/", "佐证5-01 编号", "5-01"},
		{"document number of evidence", "诚办", "5 evidence/", "佐证5-01 文号", "诚办"},
		{"issuer", "文明办", "5 evidence/", "佐证5-01 印发单位", "文明办"},
		{"file name", "0007.pdf", "5 file/", "佐证5-01 文件", "0007.PDF"},
		{"criterion title", "主流媒体宣传", "5 ", "5.3 要点", "主流媒体宣传"},
		{"indicator title", "运行维护", "8 ", "考核指标", "运行维护"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			hits, more := search(d, c.query)
			if more != 0 {
				t.Errorf("%d more than fit", more)
			}
			for _, h := range hits {
				if strings.HasPrefix(fmt.Sprintf("%d %s", h.indicator, h.path), c.where) && strings.HasPrefix(h.label, c.label) && h.match == c.match {
					return
				}
			}
			t.Errorf("%q is not found in %q as %q: %+v", c.query, c.where, c.label, hits)
		})
	}
	for _, query := range []string{"", " ", "　", "这几个字哪里都没有", "5-01-02"} {
		if hits, more := search(d, query); len(hits) > 0 || more > 0 {
			t.Errorf("%q finds %d", query, len(hits)+more)
		}
	}
}

// TestSearchOfficialText: a sentence of the notice leads to the criterion that implements it, an explanation to its indicator.
func TestSearchOfficialText(t *testing.T) {
	d := searched(t)
	for _, c := range d.Edition.Criteria() {
		found := false
		hits, _ := search(d, c.Quotes[0])
		for _, h := range hits {
			found = found || h.label == "评分标准" && h.indicator == c.Indicator.No && h.criterion != ""
		}
		if !found {
			t.Errorf("%s: its sentence leads to %+v", c.ID, hits)
		}
	}
	note := []rune(d.Edition.Indicator(24).Notes[0])
	if hits, _ := search(d, string(note[:8])); len(hits) == 0 || hits[len(hits)-1].label != "口径说明" {
		t.Errorf("a note leads to %+v", hits)
	}
}

func TestSearchContextIsShortened(t *testing.T) {
	hits, _ := search(searched(t), "咨询3600")
	if len(hits) != 1 {
		t.Fatalf("%d hits", len(hits))
	}
	h := hits[0]
	if !strings.HasPrefix(h.before, "…") || len([]rune(h.before)) != contextBefore+1 || !strings.HasSuffix(h.after, "…") || len([]rune(h.after)) != contextAfter+1 {
		t.Errorf("around the match: %q %q %q", h.before, h.match, h.after)
	}
}

func TestSearchIsBounded(t *testing.T) {
	d := searched(t)
	for range 300 {
		changes := d.AddRows("10.1", map[string]string{"name": "县林业局"})
		d.Apply(changes...)
	}
	hits, more := search(d, "林业")
	if len(hits) != maxHits || more != 100 {
		t.Errorf("%d hits and %d more", len(hits), more)
	}
	if words := foundWords("林业", len(hits), more); !strings.Contains(words, "找到300处，只列出前200处") {
		t.Errorf("the bound is told as %q", words)
	}
}

// FuzzAround: whatever the text, the match is the query again and nothing is lost around it.
func FuzzAround(f *testing.F) {
	f.Add("全县 上下\n高度重视", "上下高度")
	f.Add("ＡbİC㍿", "bi")
	f.Add("\xff\xfe坏字节", "坏")
	f.Fuzz(func(t *testing.T, text, query string) {
		query = folded(query)
		if query == "" || !strings.Contains(folded(text), query) {
			return
		}
		_, match, _ := around(text, query)
		if scoring.FoldKey(match) != "" && !strings.Contains(folded(match), query) && !strings.ContainsRune(query, '\ufffd') {
			t.Errorf("in %q %q is found as %q", text, query, match)
		}
	})
}

func BenchmarkSearch(b *testing.B) {
	d := searched(b)
	for range 2000 {
		changes := d.AddRows("10.1", map[string]string{"name": "县林业局"})
		d.Apply(changes...)
	}
	for b.Loop() {
		search(d, "林业")
	}
}
