package clues_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/clues"
	"zicha/forms/formtest"
)

// Counties that have nothing in common raise nothing, nor does one item that serves several criteria.
func TestNothing(t *testing.T) {
	r := four(t)
	r.want()
	for i, c := range r.Counties {
		r.attach(c.Name, "1.1", forms.Evidence{Criteria: []string{"1.1", "2.1", "5.1"}, DocNo: fmt.Sprintf("甲政〔2017〕%d号", i), Issuer: c.Name + "人民政府", Date: "2017-05-05"}, []byte(c.Name))
	}
	r.want()
}

// The same file of two counties is a clue with both of them; taken out of one, it is none.
func TestSameFile(t *testing.T) {
	r := four(t)
	r.attach("涡阳县", "5.1", forms.Evidence{Title: "活动照片"}, []byte("一张照片"))
	r.attach("蒙城县", "6.1", forms.Evidence{Title: "培训照片"}, []byte("一张照片"))
	got := r.want("file：涡阳县佐证5-01“活动照片”、蒙城县佐证6-01“培训照片”是同一个文件，请核对是哪一家的材料")
	if u := got[0].Uses; len(u) != 2 || u[0].County != "341621" || u[0].Indicator != 5 || u[1].County != "341622" || u[1].Indicator != 6 || u[1].SHA256 != got[0].Figures[0].Value {
		t.Errorf("%+v", got[0])
	}
	d := r.county("蒙城县")
	changes, _ := d.RemoveEvidence(d.AllEvidence()[0].ID, "登记有误")
	d.Apply(changes...)
	r.want()
}

// Within a county, the same file under two indicators is a clue; under one indicator it is the county's own affair.
func TestSameFileWithin(t *testing.T) {
	r := four(t)
	r.attach("涡阳县", "5.1", forms.Evidence{Title: "通知"}, []byte("通知"))
	r.attach("涡阳县", "5.2", forms.Evidence{Title: "另一份通知"}, []byte("通知"))
	r.want()
	r.attach("涡阳县", "6.1", forms.Evidence{Title: "第三份"}, []byte("通知"))
	r.want("file：涡阳县佐证5-01“通知”、涡阳县佐证5-02“另一份通知”、涡阳县佐证6-01“第三份”是同一个文件，却用于不同的指标，请核对能否都算")
}

// What more than half of the counties share, and at least three, is base material; two of three or of two is not.
func TestWidespread(t *testing.T) {
	r := four(t)
	for i, name := range []string{"谯城区", "涡阳县", "蒙城县"} {
		r.attach(name, "1.1", forms.Evidence{Title: "模板"}, []byte("模板"))
		if got := len(r.find().Clues); got != []int{0, 1, 0}[i] {
			t.Errorf("%d counties share: %d clues", i+1, got)
		}
	}
	r = four(t)
	r.Counties = r.Counties[:2]
	r.attach("谯城区", "1.1", forms.Evidence{Title: "模板"}, []byte("模板"))
	r.attach("涡阳县", "1.1", forms.Evidence{Title: "模板"}, []byte("模板"))
	if got := len(r.find().Clues); got != 1 {
		t.Errorf("both of two share: %d clues", got)
	}
}

// A document of the city's that two counties hand in raises nothing, whichever of them says whose it is; one that a county calls its own does.
func TestForwarded(t *testing.T) {
	for _, c := range []struct {
		one, other string
		want       int
	}{
		{"亳州市人民政府", "亳州市人民政府", 0},
		{"亳州市人民政府", "", 0},
		{"市发展改革委、市信息局", "市发改委", 0},
		{"安徽省人民政府", "", 0},
		{"国务院办公厅", "", 0},
		{"", "", 1},
		{"亳州市人民政府", "涡阳县公安局", 1},
		{"县公安局", "市公安局", 1},
		{"亳州晚报社", "亳州晚报社", 1},
		{"蒙城县人民政府", "", 1},
		{"某公司", "", 1},
	} {
		r := four(t)
		r.attach("涡阳县", "1.1", forms.Evidence{Title: "文件", Issuer: c.one}, []byte("转发的文件"))
		r.attach("蒙城县", "2.1", forms.Evidence{Title: "文件", Issuer: c.other}, []byte("转发的文件"))
		if got := len(r.find().Clues); got != c.want {
			t.Errorf("%q and %q: %d clues, want %d", c.one, c.other, got, c.want)
		}
	}
}

// One 文号 of two counties, or of two indicators of one, is a clue, however its brackets are written; the city's is none.
func TestSameNumber(t *testing.T) {
	r := four(t)
	r.attach("涡阳县", "1.1", forms.Evidence{Title: "甲", DocNo: "涡政〔2017〕5号"}, []byte("1"))
	r.attach("蒙城县", "2.1", forms.Evidence{Title: "乙", DocNo: "涡政［2017］ 5号"}, []byte("2"))
	r.attach("利辛县", "1.1", forms.Evidence{Title: "丙", DocNo: "利政〔2017〕6号"}, []byte("3"))
	r.attach("利辛县", "4.1", forms.Evidence{Title: "丁", DocNo: "利政〔2017〕6号"}, nil)
	r.attach("利辛县", "3.1", forms.Evidence{Title: "戊", DocNo: "无"}, []byte("5"))
	r.attach("谯城区", "3.1", forms.Evidence{Title: "己", DocNo: "无"}, []byte("6"))
	r.attach("谯城区", "2.1", forms.Evidence{Title: "庚", DocNo: "亳政办〔2017〕9号"}, []byte("7"))
	r.attach("涡阳县", "2.1", forms.Evidence{Title: "辛", DocNo: "亳政办〔2017〕9号"}, []byte("8"))
	r.want("number：涡阳县佐证1-01“甲”、蒙城县佐证2-01“乙”的文号都是“涡政〔2017〕5号”，请核对是哪一家的材料",
		"number：利辛县佐证1-01“丙”、利辛县佐证4-01“丁”的文号都是“利政〔2017〕6号”，却用于不同的指标，请核对能否都算")
}

// The same file and the same 文号 are told once.
func TestFileAndNumberOnce(t *testing.T) {
	r := four(t)
	for _, name := range []string{"涡阳县", "蒙城县"} {
		r.attach(name, "1.1", forms.Evidence{DocNo: "涡政〔2017〕5号"}, []byte("1"))
	}
	if got := r.find().Clues; len(got) != 1 || got[0].Kind != clues.SameFile {
		t.Errorf("%+v", got)
	}
}

// The same article, pilot or case claimed twice is a clue; departments and fields that are the same everywhere are none.
func TestSameEntry(t *testing.T) {
	r := four(t)
	for _, name := range []string{"涡阳县", "蒙城县"} {
		r.rows(name, "10.1", "县公安局", "县税务局")
		r.rows(name, "15.1", "政府采购|信用报告|第三方机构|2017-05-01")
	}
	r.want()
	r.rows("涡阳县", "5.3", "《诚信 进校园》|亳州晚报|2017-05-01", "另一篇|亳州晚报|2017-05-02")
	r.rows("利辛县", "5.3", "《诚信进校园》|亳州日报|2017-06-01")
	r.rows("谯城区", "22.1", "税收|税收备忘录|对某公司惩戒", "安全生产|安全备忘录|对某公司惩戒", "环保|环保备忘录|", "质量|质量备忘录|")
	r.rows("蒙城县", "24.2", "农村信用试点|市政府|亳政〔2017〕1号|2017-03-01|")
	r.rows("蒙城县", "25.2", "农村信用试点|市政府|亳政〔2017〕1号|2017-04-01|", "园区试点|市政府|亳政〔2017〕1号|2017-04-01|")
	r.want("entry：“对某公司惩戒”在谯城区22.1台账第1行、谯城区22.1台账第2行报了不止一次，请核对是否重复计分",
		"entry：“《诚信 进校园》”在涡阳县5.3台账第1行、利辛县5.3台账第1行都报了，请核对是否同一件、应由哪一家报",
		"entry：“农村信用试点，市政府，亳政〔2017〕1号”在蒙城县24.2台账第1行、蒙城县25.2台账第1行报了不止一次，请核对是否重复计分")
	r.rows("谯城区", "5.3", "《诚信进校园》|亳州日报|2017-06-01")
	if got := r.find().Clues; len(got) != 2 {
		t.Errorf("an article that three of four claim: %+v", got)
	}
}

// Where the rulebook marks nothing, only rows that say the same all over, with a date or three cells, are told.
func TestSameEntryUnmarked(t *testing.T) {
	r := four(t)
	e := formtest.NextYear(t, formtest.Edit{"", "once = [\"title\"]\n", ""}, formtest.Edit{"", "once = [\"case\"]\n", ""}, formtest.Edit{"", "once = [\"name\", \"authority\", \"approval\"]\n", ""})
	r.Edition = e
	for i, c := range r.Counties {
		r.Counties[i].Dossier = forms.New(e, forms.Begin(e, c.Code, ""))
	}
	r.Today = ""
	r.rows("涡阳县", "5.3", "一篇|晚报|2018-05-01", "两篇|晚报|")
	r.rows("蒙城县", "5.3", "一篇|晚报|2018-05-01", "两篇|晚报|")
	r.rows("利辛县", "5.3", "一篇|晚报|2018-05-02")
	r.want("entry：“一篇，晚报，2018-05-01”在涡阳县5.3台账第1行、蒙城县5.3台账第1行都报了，请核对是否同一件、应由哪一家报")
}

// Last year's file is a clue where this year's is asked for, not where what it says holds on, nor where a document of last year is asked for.
func TestAgain(t *testing.T) {
	r := nextYear(t)
	was := r.lastYear("涡阳县")
	old := func(criterion string, data string) {
		formtest.Attach(t, was, criterion, forms.Evidence{Title: "去年的", Files: []forms.FileRef{r.file("去年的", []byte(data))}})
	}
	old("1.1", "方案")
	old("5.1", "活动")
	old("24.2", "批复")
	r.attach("涡阳县", "1.1", forms.Evidence{Title: "方案"}, []byte("方案")) // lasting
	r.attach("涡阳县", "24.1", forms.Evidence{Title: "批复"}, []byte("批复"))
	r.want()
	r.attach("涡阳县", "5.2", forms.Evidence{Title: "活动"}, []byte("活动"))
	r.want("again：涡阳县佐证5-01“活动”、涡阳县上年佐证5-01“去年的”是同一个文件，请核对是否为本年度的材料")
	r.attach("蒙城县", "5.2", forms.Evidence{Title: "我的活动"}, []byte("活动"))
	if got := r.find().Clues; len(got) != 2 || got[0].Kind != clues.SameFile || got[1].Kind != clues.Again {
		t.Errorf("%+v", got)
	}
	r = nextYear(t)
	fill(r.lastYear("涡阳县"), "5.3", "一篇稿件|晚报|2017-05-01")
	r.rows("涡阳县", "5.3", "一篇稿件|晚报|2018-05-01")
	r.want("again：“一篇稿件”在涡阳县5.3台账第1行、涡阳县上年5.3台账第1行都报了，请核对是否为本年度的")
}

// Dates outside the year are told with the reason why they are kept; what holds on may be older.
func TestDates(t *testing.T) {
	r := four(t)
	r.attach("涡阳县", "1.1", forms.Evidence{Title: "方案", Date: "2015-03-01"}, nil) // lasting
	r.attach("涡阳县", "5.1", forms.Evidence{Title: "通知", Date: "2016-03-01"}, nil)
	r.attach("蒙城县", "1.1", forms.Evidence{Title: "方案", Date: "2018-01-05", Keep: "年底已审定"}, nil)
	r.attach("利辛县", "24.1", forms.Evidence{Title: "批复", Date: "2016-03-01"}, nil)
	r.rows("谯城区", "5.3", "一篇|晚报|2018-02-01")
	r.attach("利辛县", "1.1", forms.Evidence{Title: "考核通知", Issuer: "市发展改革委", Date: "2018-01-11"}, nil) // base material
	for _, c := range r.Counties[:3] {
		r.attach(c.Name, "5.2", forms.Evidence{Title: "模板", Date: "2018-01-11"}, []byte("模板"))
	}
	got := r.want("date：谯城区5.3 台账第1行日期是2018-02-01，在今天之后，请核对", "date：涡阳县佐证5-01“通知”的成文日期是2016-03-01，早于2017年，请核对",
		"date：蒙城县佐证1-01“方案”的成文日期是2018-01-05，晚于2017年，请核对；填报单位的说明：年底已审定")
	if got[0].Uses[0].Row != 1 || got[1].Uses[0].Evidence != "5-01" {
		t.Errorf("%+v", got)
	}
}

// A clue that was dismissed keeps its key when what it is about is handed in anew, and gets another when something else is in it.
func TestKeys(t *testing.T) {
	build := func() *round {
		r := four(t)
		r.attach("涡阳县", "5.1", forms.Evidence{}, []byte("照片"))
		r.attach("蒙城县", "5.1", forms.Evidence{}, []byte("照片"))
		r.rows("涡阳县", "5.3", "一篇|晚报|2016-05-01")
		r.set("涡阳县", "9.1/issued=true 16.1/compiled=true 9.2/power_items=10 9.2/catalogue_items=20")
		return r
	}
	keys := func(r *round) (out []string) {
		for _, c := range r.find().Clues {
			out = append(out, c.Key)
		}
		return out
	}
	want := keys(build())
	if len(want) != 3 {
		t.Fatal(want)
	}
	r := build()
	r.attach("利辛县", "1.1", forms.Evidence{}, []byte("别的"))
	r.attach("蒙城县", "5.1", forms.Evidence{Title: "别的"}, []byte("无关"))
	d := r.county("涡阳县")
	r.rows("涡阳县", "5.3", "另一篇|晚报|2017-05-01")
	d.Apply(d.MoveRows("5.3", 2, d.Rows("5.3")[0].ID)...)
	if got := keys(r); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	r.set("涡阳县", "9.2/catalogue_items=21")
	if got := keys(r); got[0] != want[0] || got[1] == want[1] || got[2] != want[2] {
		t.Errorf("another figure: %v, were %v", got, want)
	}
	r = build()
	r.attach("利辛县", "5.1", forms.Evidence{}, []byte("照片"))
	r.Counties = append(r.Counties, clues.County{Code: "5", Name: "另一县", Dossier: forms.New(r.Edition, nil)}, clues.County{Code: "6", Name: "又一县", Dossier: forms.New(r.Edition, nil)})
	if got := keys(r); got[0] == want[0] {
		t.Error("a third county has the file, and the clue is the same")
	}
}

// The order of the counties and of their files changes nothing.
func TestOrder(t *testing.T) {
	for seed := range uint64(6) {
		build := func(shuffle bool) clues.Found {
			random := rand.New(rand.NewPCG(seed, 4))
			r := four(t)
			r.Open = nil
			for range 30 {
				c, crit := r.Counties[random.IntN(4)], r.Edition.Criteria()[random.IntN(20)]
				e := forms.Evidence{Title: "材料", DocNo: []string{"", "甲政〔2017〕1号", "亳政〔2017〕2号"}[random.IntN(3)], Date: fmt.Sprintf("201%d-05-05", 6+random.IntN(3))}
				names := []string{string(rune('a' + random.IntN(9))), string(rune('a' + random.IntN(9)))}
				if shuffle {
					slices.Reverse(names)
				}
				for i, name := range names {
					ref := r.file(name, []byte(name))
					ref.Place = i + 1
					e.Files = append(e.Files, ref)
				}
				r.attach(c.Name, crit.ID, e, nil)
			}
			for _, c := range r.Counties {
				r.rows(c.Name, "5.3", fmt.Sprintf("第%d篇|晚报|2017-05-01", random.IntN(3)))
				r.set(c.Name, fmt.Sprintf("9.2/power_items=%d 9.2/catalogue_items=%d", 1+random.IntN(500), 1+random.IntN(500)))
			}
			if shuffle {
				slices.Reverse(r.Counties)
			}
			return r.find()
		}
		a, b := build(false), build(true)
		if fmt.Sprint(a) != fmt.Sprint(b) || len(a.Clues) < 5 {
			t.Errorf("seed %d: %d clues, %d the other way round", seed, len(a.Clues), len(b.Clues))
		}
	}
}

// Every item may be of any text; nothing breaks, and no sentence has words of the trade.
func TestAnyDossier(t *testing.T) {
	r := four(t)
	for i := range r.Counties {
		r.Counties[i].Dossier = formtest.NewRandom(uint64(i%2), true).Dossier(t, true)
	}
	r.Last = r.Counties[:2]
	found := r.find()
	if len(found.Clues) < 20 {
		t.Errorf("%d clues", len(found.Clues))
	}
	for _, c := range found.Clues {
		if w := formtest.Jargon(strings.ReplaceAll(c.Words, "\n", "")); w != "" {
			t.Errorf("%q in %s", w, c.Words)
		}
	}
}

// A cancelled search says so.
func TestCancelled(t *testing.T) {
	r := four(t)
	r.attach("涡阳县", "5.1", forms.Evidence{}, []byte("照片"))
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := clues.Find(ctx, r.Job); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}
