package assess

import (
	"regexp"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/scoring"
	"zicha/ui/uitest"
)

// firstBook are the words and numbers of the first rulebook.
var firstBook = regexp.MustCompile(`亳州|谯城|涡阳|蒙城|利辛|3416|安徽|25项|八类|市里|县（区）|人民政府|社会信用体系建设|市信息局|市发展改革委|` +
	`第1[3789]项|bozhou|0558|2016|2017|2018|68分|(满分|最高|共|合计)0分`)

// No page and no dialog of a dossier by another place's rulebook says what only the first one's may.
func TestWindowOfForeignBooks(t *testing.T) {
	uitest.ForgetSettings(t)
	for _, name := range []string{"province.toml", "county.toml"} {
		st := stageBy(t, "foreign/"+name)
		read := st.readAll(t, foreignScenes(t, st.Values.Edition))
		if n := strings.Count(read, "\n"); n < 150 {
			t.Errorf("%s: only %d lines read", name, n)
		}
		part := ""
		for _, line := range strings.Split(read, "\n") {
			if strings.HasPrefix(line, "#") {
				part = line
			}
			if found := firstBook.FindString(line); found != "" {
				t.Errorf("%s, %s: “%s” in %q", name, part, found, line)
			}
		}
	}
}

// foreignScenes are those that any rulebook has; the last rewords the window after everything was filled in.
func foreignScenes(t *testing.T, e *scoring.Edition) []scene {
	pages := func() []scene {
		var numbers []int
		for _, s := range e.Sections {
			for _, i := range s.Indicators {
				numbers = append(numbers, i.No)
			}
		}
		return append(scenesOfPages(numbers...),
			scene{"待处理问题", func(st *stage) {
				st.desk.ShowProblems()
				st.settle()
			}},
			scene{"还能得的分", func(st *stage) { st.desk.ShowGains() }},
		)
	}
	all := append(pages(),
		scene{"评分标准", func(st *stage) { st.desk.Go(1); st.desk.OfficialText() }},
		scene{"查找", func(st *stage) { st.desk.Find() }},
		scene{"退回修改", func(st *stage) { st.desk.AskReopen() }},
		scene{"已定稿版本", func(st *stage) { st.desk.AskVersions() }},
		scene{"佐证材料汇编", func(st *stage) { st.desk.AskVolume() }},
		scene{"生成填报表", func(st *stage) { st.desk.AskSheets() }},
		scene{"收回填报表", func(st *stage) { st.desk.AskReturned() }},
		scene{"双公示", func(st *stage) { st.desk.AskPublicity() }},
		scene{"导入", func(st *stage) { st.desk.AskImport() }},
		scene{"打印", func(st *stage) { st.desk.AskPrint() }},
		scene{"报送包", func(st *stage) { st.desk.AskPack() }},
		scene{"核对", func(st *stage) { st.desk.AskVerify() }},
		scene{"定稿", func(st *stage) { st.desk.AskFinalize(); st.shows(t, "处理完才能定稿") }},
		scene{"另行报送的材料", func(st *stage) { st.desk.evidence.addApart(e.Criterion("1.1")) }},
		scene{"添加部门", func(st *stage) { st.departments(t).addNames([]string{"甲科"}) }},
		scene{"填了以后", func(st *stage) {
			values := map[forms.Path]string{}
			for _, c := range e.Asked() {
				for _, field := range c.Fields {
					values[forms.AnswerPath(c.ID, field.Key)] = map[string]string{scoring.KindYes: "true", scoring.KindDate: "2024-06-01"}[field.Kind]
					if values[forms.AnswerPath(c.ID, field.Key)] == "" {
						values[forms.AnswerPath(c.ID, field.Key)] = "1"
					}
				}
			}
			st.change(t, values)
			st.desk.Overview()
		}},
	)
	return append(all, pages()...)
}
