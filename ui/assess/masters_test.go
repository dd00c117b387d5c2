package assess

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"zicha/assets"
	"zicha/forms"
	"zicha/forms/answers"
	"zicha/scoring"
)

// masterAnswers is a dossier with something of everything: full points, part of them, what cannot be computed, a repeated and a blank
// row, a month without a case, a number that contradicts another.
const masterAnswers = `{"edition":"bozhou-2017","county":{"code":"341621","name":"涡阳县"},
 "answers":{
  "1.1":{"issuer":"government","tasks":true,"milestones":true},"1.2":{"met":true},"1.3":{"met":false},
  "5.1":{"met":true},"5.2":{"met":true},
  "5.3":{"register":[{"title":"诚信建设进社区","outlet":"涡阳时报","date":"2017-05-16"},{"title":"诚信建设进社区","outlet":"县电视台","date":"2017-05-18"},
         {"title":"信用知识微课堂","outlet":"县电视台","date":"2017-06-12"}]},
  "8.1":{"platform":true,"secure":true,"outage_hours":"52.5"},
  "9.1":{"issued":false},"9.2":{"catalogue_items":512,"power_items":486},
  "10.1":{"register":[{"name":"县发展改革委"},{"name":"县公安局"},{"name":"县民政局"},{"name":"县 公安局"},{"name":""}]},
  "19.1":{"updated":0,"on_time":0},
  "20.1":{"claimed":"1.5","reason":"建立A级纳税人等三类评价机制。","evaluation":true},
  "23.1":{"claimed":"3","register":[{"month":"1","kind":"incentive","title":"A级纳税人享受银税互动","date":"2017-01-20"},
         {"month":"1","kind":"punishment","title":"失信被执行人限制乘坐高铁后主动履行","date":"2017-01-22"},
         {"month":"3","kind":"incentive","title":"诚信经营户获评示范街区免检商户","date":"2017-03-09"}]}},
 "profile":{"signatory":"涡阳县人民政府","kind":"report","recipient":"市发展改革委","contact":"张三","phone":"0558-0000000","date":"2018-01-26"},
 "narratives":{"5":"以“诚信涡阳”为主题开展宣传活动。"},"remarks":{"5":"同一篇稿件多家刊发的按1篇计。"}}`

// newMasterStage opens the dossier of the masters in a window of 1366×768 on a working day in January.
func newMasterStage(t *testing.T) *stage {
	t.Helper()
	st := newStage(t)
	st.Now = func() time.Time { return time.Date(2018, 1, 22, 14, 32, 0, 0, time.UTC) }
	calendar, err := scoring.LoadCalendar(assets.Calendar)
	if err != nil {
		t.Fatal(err)
	}
	st.desk.host.Calendar = calendar
	d, err := answers.Decode([]byte(masterAnswers), []*scoring.Edition{st.Values.Edition})
	if err != nil {
		t.Fatal(err)
	}
	var changes []forms.Change
	for p, v := range d.Values() {
		if st.Values.Get(p) != v {
			changes = append(changes, forms.Change{Path: p, Old: st.Values.Get(p), New: v})
		}
	}
	st.Values.Apply(changes...)
	_, added, err := st.Values.AddEvidence("5.1", forms.Evidence{
		Title: "关于开展主题宣传活动的通知", DocNo: "涡信办〔2017〕7号", Date: "2017-03-02", Issuer: "县信用办", Delivery: forms.DeliverySeparate,
	})
	if err != nil {
		t.Fatal(err)
	}
	st.Values.Apply(added...)
	st.rescore()
	st.win.SetPadded(false)
	st.win.Resize(fyne.NewSize(1366, 768))
	st.desk.Refresh()
	return st
}

// The five pages of an official's day, as they are drawn: what stands where, in which words, sizes and colours. The overview is the
// whole window. A master that no longer fits is written to testdata/failed: look at the difference, and at the page itself, before taking
// it over.
func TestPagesAreDrawnAsBefore(t *testing.T) {
	st := newMasterStage(t)
	st.desk.Overview()
	test.AssertRendersToMarkup(t, "overview.xml", st.win.Canvas())
	for _, at := range []struct {
		name string
		open func()
	}{
		{"indicator05.xml", func() { st.desk.Go(5) }},
		{"indicator10.xml", func() { st.desk.Go(10) }},
		{"indicator23.xml", func() { st.desk.Go(23) }},
		{"problems.xml", func() { st.desk.open(pageProblems, func() page { return newProblemsPage(st.desk) }) }},
	} {
		at.open()
		test.AssertObjectRendersToMarkup(t, at.name, st.desk.pane.scroll)
		st.win.SetContent(st.desk.Object())
	}
}
