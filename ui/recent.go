package ui

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"zicha/ui/review"
	"zicha/ui/widgets"
)

// recentKey is where the recent files stand in the preferences; under placeKey and the path stands what is known of each.
const (
	recentKey  = "recent"
	recentKept = 8
	placeKey   = "dossier."
)

// place is what is kept of a dossier between two starts: whose it is, the page shown and how far it was scrolled.
type place struct {
	county, page string
	offset       float32
}

func (w *Window) place(path string) place {
	part := strings.Split(w.app.Preferences().String(placeKey+path), "\t")
	if len(part) != 3 {
		return place{}
	}
	offset, _ := strconv.ParseFloat(part[2], 32)
	return place{part[0], part[1], float32(offset)}
}

// placed is the view of what is open, of either office: it comes back to the page it showed.
type placed interface {
	Place() (page string, offset float32)
	Restore(page string, offset float32)
	Refresh()
	NextRegion()
	Back()
	Forth()
}

// shown is the view of what is open, nil where nothing is.
func (w *Window) shown() placed {
	switch {
	case w.review != nil:
		return w.review
	case w.desk != nil:
		return w.desk
	}
	return nil
}

// keepPlace keeps the page of the open file that is shown; the sample, which is not among the recent files, begins anew.
func (w *Window) keepPlace() {
	path, err := filepath.Abs(w.openFile().Path())
	if err != nil || !slices.Contains(w.app.Preferences().StringList(recentKey), path) {
		return
	}
	page, offset := w.shown().Place()
	county := ""
	if w.session != nil {
		county = strings.ReplaceAll(w.session.Values.County(), "\t", " ")
	}
	w.app.Preferences().SetString(placeKey+path, strings.Join([]string{county, page, strconv.Itoa(int(offset))}, "\t"))
}

// restorePlace shows the page of the open file that was shown last.
func (w *Window) restorePlace() {
	if w.shown() == nil {
		return
	}
	path, err := filepath.Abs(w.openFile().Path())
	if at := w.place(path); err == nil && at.page != "" {
		w.shown().Restore(at.page, at.offset)
	}
}

// remember puts a file that was opened first among the recent ones; the dialogs for its kind begin where it lies.
func (w *Window) remember(path string) {
	purpose := dossierPurpose
	if review.Ours(path) {
		purpose = bookPurpose
	}
	widgets.CameFrom(path, purpose)
	abs, err := filepath.Abs(path)
	if err != nil {
		return
	}
	list := []string{abs}
	for _, p := range w.app.Preferences().StringList(recentKey) {
		switch {
		case p == abs:
		case len(list) < recentKept:
			list = append(list, p)
		default:
			w.app.Preferences().RemoveValue(placeKey + p)
		}
	}
	w.app.Preferences().SetStringList(recentKey, list)
	w.resetMenu()
}

// forget takes a file out of the recent ones.
func (w *Window) forget(path string) {
	list := w.app.Preferences().StringList(recentKey)
	w.app.Preferences().SetStringList(recentKey, slices.DeleteFunc(list, func(p string) bool { return p == path }))
	w.app.Preferences().RemoveValue(placeKey + path)
	w.resetMenu()
}

// changed words when a file was last changed, ok false where it is not there.
func changed(path string, now time.Time) (words string, ok bool) {
	info, err := os.Stat(path)
	if err != nil {
		return "", false
	}
	at := info.ModTime().In(now.Location())
	switch day := at.Format(time.DateOnly); day {
	case now.Format(time.DateOnly):
		return "今天" + at.Format("15:04") + "改过", true
	case now.AddDate(0, 0, -1).Format(time.DateOnly):
		return "昨天" + at.Format("15:04") + "改过", true
	}
	return at.Format("2006年1月2日") + "改过", true
}
