package ui

import (
	"path/filepath"
	"slices"
	"strings"

	"zicha/forms/editions"
	"zicha/forms/workbook"
	"zicha/ui/assess"
	"zicha/ui/widgets"
)

// askWorkbook asks for a workbook that was filled in and has no dossier here yet.
func (w *Window) askWorkbook() {
	ask := widgets.Ask{Title: "选择填好的工作簿", Folder: documents(), Ends: workbook.Choosable()}
	widgets.OpenFile(w.win, ask, w.fromWorkbook)
}

// workbookFile reports whether a file's name is that of a workbook.
func workbookFile(path string) bool { return strings.EqualFold(filepath.Ext(path), ".xlsx") }

// fromWorkbook makes a dossier by the rulebook a workbook names, and has it imported there. Where several rulebooks have that name the user
// says which one it was.
func (w *Window) fromWorkbook(path string) {
	p, err := w.office.WorkbookPlace(path)
	if err != nil {
		w.fail("没有新建", err)
		return
	}
	begin := func(b editions.Book) {
		p.Edition = b.Edition
		w.askPlaceThen(p, func() { w.desk.Import(path) })
	}
	others := slices.DeleteFunc(w.office.Known.Books(), func(b editions.Book) bool { return b.ID != p.Edition.ID })
	if len(others) == 1 {
		begin(others[0])
		return
	}
	w.pickRulebookOf("这份工作簿是按哪一套考核指标填的", others, begin)
}

// askPlaceThen asks for the place of a new dossier, makes it, and goes on where that worked.
func (w *Window) askPlaceThen(p assess.Place, then func()) {
	ask := widgets.Ask{
		Title: "存放自查档案", Folder: documents(), Ends: []string{".zicha"}, Name: p.FileName(), Purpose: dossierPurpose, New: true,
	}
	widgets.SaveFile(w.win, ask, func(path string) {
		if w.create(path, p) {
			then()
		}
	})
}
