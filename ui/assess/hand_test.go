package assess

import (
	"encoding/json"
	"os"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"zicha/forms"
	"zicha/forms/answers"
	"zicha/scoring"
	"zicha/ui/widgets"
)

// hand enters a whole dossier by pointer and keyboard and counts: a click, a key or a shortcut is one, the letters of a text none.
type hand struct {
	st    *stage
	t     *testing.T
	want  *forms.Dossier
	swift bool // with what makes it quick: 下一个未填, number keys, Enter from field to field, several 是 at once, a paste by key
	done  int
}

func (h *hand) focused() fyne.Focusable { return h.st.win.Canvas().Focused() }

// reach brings the keyboard to a field: nothing to do where it is there; Enter where it is the next field; a click otherwise.
func (h *hand) reach(f fyne.Focusable) {
	at := h.focused()
	if at == f {
		return
	}
	h.done++
	if entry, ok := at.(*widgets.Entry); ok && h.swift && !entry.MultiLine {
		entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		if h.focused() == f {
			return
		}
	}
	h.st.win.Canvas().Focus(f)
}

// page brings the page of an indicator on show.
func (h *hand) page(ind *scoring.Indicator) *indicatorPage {
	for at := h.st.desk.indicator(); at != ind; at = h.st.desk.indicator() {
		h.done++
		if at != nil && at.No > ind.No {
			h.st.desk.Step(-1)
		} else {
			h.st.desk.Step(1)
		}
	}
	return h.st.desk.pane.pages[h.st.desk.pane.current].(*indicatorPage)
}

// open brings a criterion to hand: with 下一个未填 where that leads there, else by its page.
func (h *hand) open(c *scoring.Criterion) *criterionCard {
	if h.swift && c.Indicator.Source.Self() && h.st.desk.indicator() != c.Indicator {
		h.done++
		h.st.desk.NextBlank()
	}
	return h.page(c.Indicator).card(c.ID)
}

func (h *hand) fill(f *field) {
	value := h.want.Get(f.path)
	if value == "" || value == h.st.Values.Get(f.path) {
		return
	}
	if f.choices != nil {
		h.pick(f, value)
		return
	}
	h.reach(f.entry)
	f.entry.SetText(value) // the letters are not counted, and typing them one by one takes long
}

// pick answers with a click on the choice, or by its number where the keyboard is on the field.
func (h *hand) pick(f *field, value string) {
	h.done++
	if h.swift && h.focused() == fyne.Focusable(f.choices) {
		for i, choice := range choicesOf(f.spec) {
			if choice.Key == value {
				f.choices.TypedRune(rune('1' + i))
			}
		}
		return
	}
	f.choices.Resize(fyne.NewSize(600, f.choices.HeightFor(600)))
	test.TapAt(f.choices, f.choices.Middle(value))
}

// rows pastes a register's rows copied from a spreadsheet.
func (h *hand) rows(card *criterionCard) {
	var lines []string
	for _, row := range h.want.Rows(card.c.ID) {
		var cells []string
		for _, col := range card.c.Register.Columns {
			cells = append(cells, col.Display(row.Cells[col.Key]))
		}
		lines = append(lines, strings.Join(cells, "\t"))
	}
	if len(lines) == 0 {
		return
	}
	clipboard := fyne.CurrentApp().Clipboard()
	clipboard.SetContent(strings.Join(lines, "\n"))
	editor := card.register.table.Editor()
	if h.swift && h.focused() == fyne.Focusable(editor) {
		h.done++
		editor.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clipboard})
		return
	}
	h.done++
	card.register.onPaste()
}

func (h *hand) criterion(c *scoring.Criterion) {
	card := h.open(c)
	blank, yes := card.blankYes(), true
	for _, f := range blank {
		yes = yes && h.want.Get(f.path) == "true"
	}
	if h.swift && len(blank) > 1 && yes {
		h.done++
		test.Tap(card.allYes)
	}
	for _, f := range card.fields {
		h.fill(f)
	}
	if card.register != nil {
		h.rows(card)
	}
}

// all enters everything but the evidence, in the order of the pages, and gives the count.
func (h *hand) all() int {
	desk := h.st.desk
	h.done++
	desk.Profile()
	for _, f := range desk.pane.pages[pageProfile].(*profilePage).fields {
		h.fill(f)
	}
	for _, ind := range h.st.Values.Edition.Indicators() {
		for _, c := range ind.Criteria {
			h.criterion(c)
		}
		p := h.page(ind)
		h.fill(p.narrative)
		h.fill(p.remark)
	}
	h.st.settle()
	return h.done
}

// piece is what the count needs to know of an item of the sample's evidence.
type piece struct {
	Criterion string     `json:"criterion"`
	Criteria  []string   `json:"criteria"`
	DocNo     string     `json:"docno"`
	Date      string     `json:"date"`
	Issuer    string     `json:"issuer"`
	Delivery  string     `json:"delivery"`
	Keep      string     `json:"keep"`
	Files     []struct{} `json:"files"`
}

// evidenceCount counts, without driving the file dialogs, what the sample's evidence takes. Before: a file at a time, in a dialog
// that began in the user's folder each time (添加, the folder, the file, 打开), and every item opened and closed for its data. Now:
// all files of a criterion at once in the folder used last (添加, the files, 打开), several photos as one item (one answer), and from
// item to item with 下一件. A value of an item is one in both: a click before, Enter now. What has no file is 另行报送 and 确定.
func evidenceCount(pieces []piece, swift bool) int {
	n := 0
	visited := map[string]bool{}
	for i, p := range pieces {
		files := len(p.Files)
		switch {
		case files == 0:
			n += 2
		case !swift:
			n += 4 * files
		default:
			n += files
			if !visited[p.Criterion] {
				n += 2
			}
			visited[p.Criterion] = true
			if files > 1 {
				n++
			}
		}
		for _, v := range []string{p.DocNo, p.Date, p.Issuer, p.Keep} {
			if v != "" {
				n++
			}
		}
		if p.Delivery == "paper" {
			n++
		}
		n += 2 * max(0, len(p.Criteria)-1) // 引用已有 at the other criterion, and the item
		switch {
		case !swift:
			n += 2
		case i == 0, i == len(pieces)-1:
			n++
		}
		if swift && i > 0 {
			n++
		}
	}
	return n
}

// TestHandsOnTheSample enters the sample into an empty dossier twice: as the first window had it, and with what there is now. Both
// must end with the sample's very values.
func TestHandsOnTheSample(t *testing.T) {
	data, err := os.ReadFile("../../assets/sample/answers.json")
	if err != nil {
		t.Fatal(err)
	}
	want, err := answers.Decode(data, []*scoring.Edition{loadEdition(t)})
	if err != nil {
		t.Fatal(err)
	}
	counts := map[bool]int{}
	for _, swift := range []bool{false, true} {
		t.Run("swift="+strconv.FormatBool(swift), func(t *testing.T) {
			h := &hand{st: newStage(t), t: t, want: want, swift: swift}
			counts[swift] = h.all()
			got := h.st.File.Dossier()
			for _, p := range want.Paths() {
				if p.Kind() != "row" && got.Get(p) != want.Get(p) {
					t.Errorf("%s is %q, want %q", p, got.Get(p), want.Get(p))
				}
			}
			for _, c := range want.Edition.Criteria() {
				if a, b := len(got.Rows(c.ID)), len(want.Rows(c.ID)); a != b {
					t.Errorf("%s has %d rows, want %d", c.ID, a, b)
				}
			}
			if got.Score().Self != want.Score().Self {
				t.Errorf("scored %v, want %v", got.Score().Self, want.Score().Self)
			}
		})
	}
	var pieces []piece
	if data, err = os.ReadFile("../../assets/sample/evidence.json"); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &pieces); err != nil {
		t.Fatal(err)
	}
	before, now := evidenceCount(pieces, false), evidenceCount(pieces, true)
	const newAndExport = 4 + 3 // 新建, the unit, 下一步, 确定; 导出, the folder, 完成
	t.Logf("fields, registers and texts: %d before, %d now; evidence: %d before, %d now; with new and export: %d before, %d now",
		counts[false], counts[true], before, now, counts[false]+before+newAndExport, counts[true]+now+newAndExport)
	if counts[true] >= counts[false] || now >= before {
		t.Error("it takes no fewer interactions than the first window did")
	}
}
