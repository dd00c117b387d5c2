package main

import (
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"zicha/forms"
)

// typedInto is typed DOSSIER PATH TEXT [unfinished]: the window left a text in a field that it did not take, or was cut off while it was typed.
func typedInto(ts *testscript.TestScript, _ bool, args []string) {
	f, err := open(ts.MkAbs(args[0]), false)
	ts.Check(err)
	drafts := f.Dossier().Drafts()
	if drafts == nil {
		drafts = map[forms.Path]forms.Draft{}
	}
	drafts[forms.Path(args[1])] = forms.Draft{Text: args[2], At: time.Date(2018, 1, 26, 9, 0, 0, 0, time.UTC), Left: len(args) == 3}
	ts.Check(f.Keep(drafts))
	ts.Check(f.Close())
}
