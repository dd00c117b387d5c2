package receive

import (
	"os"
	"path/filepath"
	"testing"

	"zicha/forms/review"
)

// Whatever a table of figures says: reading it ends, nothing is stored where anything is wrong, and what is stored is what the plan said.
func FuzzFigures(f *testing.F) {
	f.Add("县区,11.1.standard,第11项年度更新数据量（条）\n涡阳县,5,1.5\n341622,,７\n")
	f.Add("代码\t县区\t23.1.claimed\n341621\t涡阳县\t4.01\n合计\t\t9\n")
	f.Add("标题\n县区;17.1.standard;17.1.reported\n涡阳县;1e3;-1\n\"蒙城县;2;3\n")
	path, empty := filepath.Join(f.TempDir(), "a.csv"), newBook(f)
	f.Fuzz(func(t *testing.T, text string) {
		must(t, os.WriteFile(path, []byte(text), 0o600))
		if p, err := PlanFigures(t.Context(), empty, path); err != nil || len(p.Changes) == 0 {
			return // nothing to store: to make a book takes a hundred times as long as to read the table
		}
		b := newBook(t)
		p, err := PlanFigures(t.Context(), b, path)
		if err != nil {
			return
		}
		n, err := SetFigures(b, bureau, p)
		if err == nil && (len(p.Wrong) > 0 || n != len(p.Changes)) || err != nil && len(b.Events()) > 0 {
			t.Errorf("%d set, %+v, %v", n, p, err)
		}
		for _, c := range p.Changes {
			if err == nil && figure(t, b, c.County, c.Field) != c.New {
				t.Errorf("%+v is %q", c, figure(t, b, c.County, c.Field))
			}
		}
	})
}

// Likewise a score sheet that comes back: a row that was not made on what holds never becomes a decision.
func FuzzSheet(f *testing.F) {
	head := "代码,县区,序号,考核指标,满分,填报/数据,原分,新分,理由,环节,评分单位,记录\n"
	b := newBook(f)
	v, err := b.View()
	must(f, err)
	state := cellState(v.Cell("341621", 11))
	f.Add(head + "341621,涡阳县,11,x,6,,,0,,direct,市统计局," + state + "\n")
	f.Add(head + "341621,涡阳县,11,x,6,,1,5.5,理由,direct,市统计局," + state + "\n")
	f.Add(head + "341621,涡阳县,5,x,6,,,9,,initial,市统计局,0\n,,,,,,,1\n")
	path := filepath.Join(f.TempDir(), "a.csv")
	f.Fuzz(func(t *testing.T, text string) {
		must(t, os.WriteFile(path, []byte(text), 0o600))
		p, err := PlanSheet(t.Context(), b, review.Person{}, path)
		if err != nil {
			return
		}
		for _, d := range p.Decisions {
			if c := v.Cell(d.County, d.Indicator); c == nil || d.state != cellState(c) || d.Stage == "" && len(p.Wrong) == 0 {
				t.Errorf("%+v", d)
			}
		}
	})
}
