package ui

import (
	"path/filepath"
	"testing"
)

// A review book is made, shown under its own menu, comes back to the page it showed, and gives way to a dossier.
func TestReviewBookInTheWindow(t *testing.T) {
	w, e := newWindow(t)
	path := filepath.Join(t.TempDir(), "汇总.huizong")
	s, err := w.city.Create(path, e)
	if err != nil {
		t.Fatal(err)
	}
	w.takeBook(s)
	if w.review == nil || w.win.Title() != "汇总.huizong — "+programName {
		t.Fatalf("title %q", w.win.Title())
	}
	if w.win.Canvas().Overlays().Top() == nil {
		t.Error("nobody is asked who reviews")
	}
	w.review.Show("grid")
	w.review.Show("ranking")
	w.review.Back()
	if page, _ := w.review.Place(); page != "grid" {
		t.Errorf("back on %q", page)
	}
	w.review.Forth()
	w.closeDossier()
	if w.review != nil || w.win.Title() != programName {
		t.Fatal("it is still open")
	}
	w.Open(path)
	if page, _ := w.review.Place(); page != "ranking" {
		t.Errorf("it comes back to %q", page)
	}
	create(w, filepath.Join(t.TempDir(), "甲.zicha"), "341622")
	if w.review != nil || w.desk == nil {
		t.Error("the dossier did not take the place of the book")
	}
}
