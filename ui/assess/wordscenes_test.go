package assess

import (
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"

	"zicha/assets"
	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/pack"
	"zicha/forms/publicity"
	"zicha/scoring"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// stageOn is a stage on an open dossier, with a folder for what is written.
func stageOn(t *testing.T, f *dossier.File) *stage {
	t.Helper()
	st := &stage{rig: &rig{path: f.Path(), queue: make(chan func(), 10000)}, win: test.NewTempWindow(t, nil), folder: t.TempDir()}
	t.Setenv("HOME", st.folder)
	st.Session = NewSession(f, false, func(fn func()) { st.queue <- fn })
	st.Now = func() time.Time { return time.Date(2018, 2, 5, 14, 32, 0, 0, time.UTC) }
	t.Cleanup(func() { _ = st.Close() })
	calendar, err := scoring.LoadCalendar(assets.Calendar)
	if err != nil {
		t.Fatal(err)
	}
	tell := func(title, message string) { st.told = append(st.told, title+"："+message) }
	st.desk = NewDesk(Host{Host: work.Host{Window: st.win, Tell: tell, OpenPath: func(string) {}, Folder: st.folder}, Calendar: calendar, Editions: noOther}, st.Session)
	st.win.SetContent(st.desk.Object())
	st.win.Resize(fyne.NewSize(1280, 760))
	return st
}

// newDossier is one that was just made.
func newDossier(t *testing.T) *dossier.File {
	t.Helper()
	e := loadEdition(t)
	f, err := dossier.Create(filepath.Join(t.TempDir(), "涡阳县.zicha"), e, forms.Begin(e, "341621", ""))
	if err != nil {
		t.Fatal(err)
	}
	f.SetWho("王某")
	return f
}

// sampleDossier is the sample's.
func sampleDossier(t *testing.T) *dossier.File {
	t.Helper()
	f, err := pack.Sample(t.Context(), filepath.Join(t.TempDir(), "示例县.zicha"), []*scoring.Edition{loadEdition(t)})
	if err != nil {
		t.Fatal(err)
	}
	f.SetWho("王某")
	return f
}

// scenesOfPages are the pages that every dossier has.
func scenesOfPages(indicators ...int) []scene {
	all := []scene{
		{"概览", func(st *stage) { st.desk.Overview() }},
		{"概览，上面一行、左边的列表、右边的分数", nil},
		{"单位信息和报告正文", func(st *stage) { st.desk.Profile() }},
		{"部门分工", func(st *stage) { st.desk.Departments() }},
	}
	for _, no := range indicators {
		all = append(all, scene{"第" + strconv.Itoa(no) + "项", func(st *stage) { st.desk.Go(no) }})
	}
	return all
}

// blankScenes is what is read on a dossier that was just made.
func blankScenes(t *testing.T) []scene {
	c := func(st *stage, id string) *scoring.Criterion { return st.Values.Edition.Criterion(id) }
	return append(scenesOfPages(5, 13),
		scene{"待处理问题", func(st *stage) { st.desk.ShowProblems(); st.settle() }},
		scene{"全部保存以后，部门分工", func(st *stage) {
			st.desk.Departments()
			st.desk.Save()
			st.until(t, func() bool { return st.desk.head.saved.Text() == "已全部保存" })
		}},
		scene{"保存以后，上面一行、左边的列表、右边的分数", nil},
		scene{"前一项、后一项", func(st *stage) { st.desk.Go(13); st.desk.Step(1); st.desk.Step(1); st.desk.Step(-1) }},
		scene{"第5项，评分标准", func(st *stage) { st.desk.Go(5); st.desk.OfficialText() }},
		scene{"第5项，修改记录", func(st *stage) { st.desk.Go(5); st.desk.History(); st.settleAside(t) }},
		scene{"概览，修改记录", func(st *stage) { st.desk.Overview(); st.desk.History(); st.settleAside(t) }},
		scene{"查找", func(st *stage) { st.desk.Find() }},
		scene{"查找“宣传”", func(st *stage) { st.desk.Find(); test.Type(overlay[*widgets.Entry](st)[0], "宣传") }},
		scene{"查找“没有的话”", func(st *stage) { st.desk.Find(); test.Type(overlay[*widgets.Entry](st)[0], "没有的话") }},
		scene{"退回修改", func(st *stage) { st.desk.AskReopen() }},
		scene{"存入盖章扫描件", func(st *stage) { st.desk.AskScan() }},
		scene{"已定稿版本", func(st *stage) { st.desk.AskVersions() }},
		scene{"佐证材料汇编", func(st *stage) { st.desk.AskVolume() }},
		scene{"生成填报表", func(st *stage) { st.desk.AskSheets() }},
		scene{"收回填报表", func(st *stage) { st.desk.AskReturned() }},
		scene{"双公示", func(st *stage) { st.desk.AskPublicity() }},
		scene{"打印", func(st *stage) { st.desk.AskPrint() }},
		scene{"报送包", func(st *stage) { st.desk.AskPack() }},
		scene{"核对", func(st *stage) { st.desk.AskVerify() }},
		scene{"核对，输错的码", func(st *stage) { st.desk.AskVerify(); test.Type(overlay[*widgets.Entry](st)[0], "7K0") }},
		scene{"核对，没输全", func(st *stage) {
			st.desk.AskVerify()
			test.Type(overlay[*widgets.Entry](st)[0], "7k3m")
			st.press(t, "核对本档案")
		}},
		scene{"核对，不相符", func(st *stage) {
			st.desk.AskVerify()
			test.Type(overlay[*widgets.Entry](st)[0], "7k3mq2xw9htd4fnp")
			st.press(t, "核对本档案")
			st.shows(t, "与纸面核对码不一致")
		}},
		scene{"定稿，还有必须处理的", func(st *stage) { st.desk.AskFinalize(); st.shows(t, "处理完才能定稿") }},
		scene{"添加另行报送的材料", func(st *stage) { st.desk.evidence.addApart(c(st, "5.1")) }},
		scene{"没有写就确定", func(st *stage) { st.desk.evidence.addApart(c(st, "5.1")); st.press(t, "确定") }},
		scene{"引用已有材料", func(st *stage) { st.desk.evidence.askLink(c(st, "5.1")) }},
		scene{"添加部门", func(st *stage) { test.Tap(st.departments(t).add) }},
		scene{"拖入文件，不在要点上", func(st *stage) {
			st.desk.Overview()
			st.desk.Dropped(fyne.NewPos(600, 300), []fyne.URI{storage.NewFileURI("/x/目录.txt"), storage.NewFileURI("/x/二.txt")})
			test.Type(overlay[*widgets.Entry](st)[0], "5.")
		}},
		scene{"选择要点，找不到", func(st *stage) {
			st.desk.evidence.pickCriterion("是哪个要点的佐证？", nil, func(*scoring.Criterion) {})
			test.Type(overlay[*widgets.Entry](st)[0], "没有的话")
		}},
		scene{"不能采用双公示：没有节假日安排", func(st *stage) { st.desk.host.Calendar = nil; st.desk.AskPublicity() }},
		scene{"添加的是文件夹", func(st *stage) { st.desk.evidence.attach(c(st, "5.1"), []string{t.TempDir() + "/.."}) }},
		scene{"沿用上年以后，第5项", func(st *stage) { st.carried(t); st.desk.Go(5) }},
	)
}

// draftScenes is what is read on the sample's draft.
func draftScenes(t *testing.T) []scene {
	item := func(st *stage) forms.Evidence { return st.Values.AllEvidence()[0] }
	return append(scenesOfPages(5, 10, 11, 15, 21),
		scene{"待处理问题", func(st *stage) {
			st.desk.ShowProblems()
			st.until(t, func() bool { return !slices.ContainsFunc(readable(st.desk.pane.page().object()), isChecking) })
		}},
		scene{"还能得的分", func(st *stage) { st.desk.ShowGains() }},
		scene{"佐证材料", func(st *stage) { st.desk.evidence.editEvidence(item(st).ID) }},
		scene{"佐证材料的要点", func(st *stage) {
			st.desk.evidence.tickCriteria("佐证是哪些要点的材料？", item(st).Criteria, func([]string) {})
			test.Type(overlay[*widgets.Entry](st)[0], "5.1")
		}},
		scene{"撤销佐证材料", func(st *stage) { st.desk.evidence.removeEvidence(item(st)) }},
		scene{"引用已有材料", func(st *stage) { st.desk.evidence.askLink(st.Values.Edition.Criterion("22.1")) }},
		scene{"另存的告知", func(st *stage) { st.desk.evidence.tellSaved("/甲/乙.pdf") }},
		scene{"第5项，修改记录", func(st *stage) { st.desk.Go(5); st.desk.History(); st.settleAside(t) }},
		scene{"佐证材料汇编", func(st *stage) { st.desk.AskVolume() }},
		scene{"将要导出", func(st *stage) {
			plan := pack.Plan(st.File, st.folder, false)
			st.desk.host.Replacing(st.folder, plan, func() { st.desk.exportTo(plan) })
		}},
		scene{"导出完成", func(st *stage) { st.desk.exportTo(pack.Plan(st.File, st.folder, false)); st.shows(t, "存放在") }},
		scene{"再导出一次", func(st *stage) { st.desk.host.Replacing(st.folder, pack.Plan(st.File, st.folder, false), nil) }},
		scene{"导入没有不同的工作簿", func(st *stage) {
			st.desk.readWorkbook(filepath.Join(st.folder, pack.BookName(st.Values)))
			st.shows(t, "无需修改")
		}},
		scene{"导入有不同的工作簿", func(st *stage) {
			st.change(t, map[forms.Path]string{"answer/9.2/catalogue_items": "", "answer/5.3/articles": "77"})
			st.desk.readWorkbook(filepath.Join(st.folder, pack.BookName(st.Values)))
			st.shows(t, "工作簿里空白的格子不改动档案")
		}},
		scene{"将要写出Word", func(st *stage) { st.desk.host.Replacing(st.folder, pack.PlanLetter(st.File, st.folder), nil) }},
		scene{"报送包", func(st *stage) { st.desk.AskPack() }},
		scene{"部门分工，两个部门", func(st *stage) {
			st.departments(t).addNames([]string{"县教育局", "县统计局"})
			edu, _ := st.Values.DepartmentNamed("县教育局")
			st.Do("分工", st.Values.AssignCriteria(edu.ID, []string{"5.1"}))
			st.settle()
			st.told = nil
			st.departments(t)
		}},
		scene{"添加部门，都已经有了", func(st *stage) { st.departments(t).addNames([]string{"县教育局"}) }},
		scene{"添加部门，有一行太长", func(st *stage) { st.departments(t).addNames([]string{strings.Repeat("长", 101), "县档案局"}) }},
		scene{"删去部门", func(st *stage) { test.Tap(st.departments(t).duties.remove) }},
		scene{"生成填报表", func(st *stage) { st.desk.AskSheets() }},
		scene{"将要写出填报表", func(st *stage) { st.desk.planSheets(st.folder, false) }},
		scene{"填报表写好", func(st *stage) {
			st.desk.planSheets(st.folder, false)
			st.press(t, "写出")
			st.shows(t, "写完后都核对过")
		}},
		scene{"收回填报表", func(st *stage) { st.desk.AskReturned() }},
		scene{"收回填报表，选择文件", func(st *stage) { st.desk.AskReturned(); st.press(t, "选择文件…") }},
		scene{"收回填报表，选择文件夹", func(st *stage) { st.desk.AskReturned(); st.press(t, "选择文件夹…") }},
		scene{"查找佐证", func(st *stage) { st.desk.Find(); test.Type(overlay[*widgets.Entry](st)[0], "示政") }},
		scene{"典型案例，按月份", func(st *stage) { st.desk.Go(23) }},
		scene{"典型案例，1月的", func(st *stage) { st.registerOf(t, "23.1").months.open(0, 0) }},
		scene{"典型案例，再加一件", func(st *stage) { st.registerOf(t, "23.1").months.sheet(0, 0, true) }},
		scene{"台账按列排列", func(st *stage) {
			r := st.registerOf(t, "15.1")
			r.onSort(0, false)
			r.onSort(0, true)
			st.settle()
			st.desk.History()
			st.settleAside(t)
		}},
		scene{"导出台账", func(st *stage) { st.registerOf(t, "15.1").askExport() }},
		scene{"导入台账", func(st *stage) { st.registerOf(t, "15.1").askImport() }},
		scene{"另存佐证文件", func(st *stage) { st.desk.evidence.saveCopy(item(st).Files[0]) }},
		scene{"选择佐证文件", func(st *stage) { st.desk.evidence.askFiles(st.Values.Edition.Criterion("5.1")) }},
		scene{"换新的扫描件", func(st *stage) { st.desk.evidence.askReplace(item(st), item(st).Files[0]) }},
		scene{"双公示，认表头", func(st *stage) {
			st.desk.host.LookAtDecisions(decisionsFile(t), st.desk.askColumns)
			st.until(t, func() bool { return st.button("开始计数") != nil })
		}},
		scene{"双公示，数出的结果", func(st *stage) {
			st.desk.host.LookAtDecisions(decisionsFile(t), st.desk.askColumns)
			st.until(t, func() bool { return st.button("开始计数") != nil })
			st.pick(t, publicity.Party, "2 谁")
			st.pick(t, publicity.Published, "5 上网日")
			st.press(t, "开始计数")
			st.shows(t, "共4行")
		}},
		scene{"双公示，没有选", func(st *stage) {
			st.desk.host.LookAtDecisions(decisionsFile(t), st.desk.askColumns)
			st.until(t, func() bool { return st.button("开始计数") != nil })
			st.press(t, "开始计数")
			st.shows(t, "共4行")
			st.press(t, "采用为预估")
		}},
		scene{"将要生成报送包", func(st *stage) { st.desk.planPack(st.folder, pack.PackOptions{Zip: true}) }},
		scene{"定稿，待处理问题", func(st *stage) {
			st.change(t, map[forms.Path]string{"answer/5.3/articles": "5"})
			st.ready(t)
			st.settle()
			st.desk.AskFinalize()
			st.until(t, func() bool { return st.button("下一步") != nil })
		}},
	)
}

// isChecking reports whether a line says that files are being looked at still.
func isChecking(line string) bool { return strings.HasPrefix(line, "正在核对") }

// decisionsFile is a table of 双公示 decisions, on the disk.
func decisionsFile(t *testing.T) []string {
	return []string{testFileOf(t, "许可.csv", decisions)}
}

func testFileOf(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	write(t, path, text)
	return path
}

// finalScenes is what is read once the sample was finalized.
func finalScenes(t *testing.T) []scene {
	done := false
	final := func(st *stage) {
		if !done {
			st.finalize(t)
			done = true
		}
	}
	return []scene{
		{"定稿完成", final},
		{"已定稿版本", func(st *stage) { st.desk.AskVersions(); st.shows(t, "第1版") }},
		{"定稿", func(st *stage) { st.desk.AskFinalize() }},
		{"存入盖章扫描件", func(st *stage) { st.desk.AskScan() }},
		{"另存定稿的报告", func(st *stage) { (&versions{desk: st.desk}).savePaper(1, dossier.PaperPDF) }},
		{"另存定稿的工作簿", func(st *stage) { (&versions{desk: st.desk}).savePaper(1, dossier.PaperWorkbook) }},
		{"典型案例，没有报送的月份", func(st *stage) { st.registerOf(t, "23.1").months.open(1, 1) }},
		{"导入", func(st *stage) { st.desk.AskImport() }},
		{"双公示", func(st *stage) { st.desk.AskPublicity() }},
		{"添加佐证", func(st *stage) { st.desk.evidence.attach(st.Values.Edition.Criterion("5.1"), []string{"/x"}) }},
		{"打印", func(st *stage) { st.desk.AskPrint() }},
		{"报送包", func(st *stage) { st.desk.AskPack() }},
		{"佐证材料汇编", func(st *stage) { st.desk.AskVolume() }},
		{"佐证材料", func(st *stage) { st.desk.evidence.editEvidence(st.Values.AllEvidence()[0].ID) }},
		{"退回修改", func(st *stage) { st.desk.AskReopen() }},
		{"退回以后", func(st *stage) { st.desk.reopen("核对数字"); st.settleAside(t) }},
		{"退回以后的已定稿版本", func(st *stage) { st.desk.AskVersions(); st.settleAside(t) }},
		{"第5项", func(st *stage) { st.desk.Go(5) }},
		{"第5项，上面一行、左边的列表、右边的分数", nil},
	}
}

// change sets values and waits until they are stored.
func (st *stage) change(t *testing.T, values map[forms.Path]string) {
	t.Helper()
	for path, text := range values {
		if err := st.Set(path, text); err != nil {
			t.Fatal(err)
		}
	}
	st.settle()
}

// settleAside waits for what is read beside the window's goroutine to be shown.
func (st *stage) settleAside(t *testing.T) {
	t.Helper()
	st.until(t, func() bool { return st.win.Canvas().Overlays().Top() != nil || len(st.told) > 0 })
}
