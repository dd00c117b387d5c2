package main

import (
	"context"
	"strconv"

	"github.com/rogpeppe/go-internal/testscript"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/feedback"
	"zicha/forms/files"
	"zicha/scoring"
)

// fankui OUT DOSSIER VERSION KIND: writes a feedback on a finalized version. return: 5.1 lacks a document, 9 is sent back for its list;
// result: 5 and 9 got less.
func fankui(ts *testscript.TestScript, _ bool, args []string) {
	known, err := rulebooks("")
	ts.Check(err)
	f, err := dossier.Open(ts.MkAbs(args[1]), dossier.Options{ReadOnly: true, Editions: known})
	ts.Check(err)
	defer f.Close()
	d, version := f.Dossier(), 0
	version, err = strconv.Atoi(args[2])
	ts.Check(err)
	fb := feedback.File{
		Edition: d.Edition.ID, Rules: d.Edition.Hash(), County: d.Get(forms.CountyPath("code")), Name: d.County(), Version: version, By: "张三",
	}
	for _, v := range f.Versions() {
		if v.Number == version {
			fb.Paper = v.Code
		}
	}
	eight, five, seven, three := scoring.Points(800), scoring.Points(500), scoring.Points(700), scoring.Points(300)
	switch args[3] {
	case "return":
		fb.At = "2018-02-01T10:00:00+08:00"
		fb.Items = []feedback.Item{
			{Indicator: 5, Standing: feedback.Returned, Claim: &eight, Reason: "缺活动通知", Loss: forms.LossMaterial, Field: "5.1"},
			{Indicator: 9, Standing: feedback.Returned, Claim: &five, Reason: "目录条目与网上公布的不一致", Field: "9.2.catalogue_items"},
		}
	case "result":
		fb.At, fb.Snapshot = "2018-02-04T10:00:00+08:00", "7K3M-Q2XW-9HTD-4FNP"
		fb.Items = []feedback.Item{
			{Indicator: 5, Standing: feedback.Decided, Claim: &eight, Result: &seven, Reason: "有两篇不在2017年", Loss: forms.LossData, Field: "5.3.articles"},
			{Indicator: 9, Standing: feedback.Decided, Claim: &five, Result: &three, Reason: "按权力清单算占比", Loss: forms.LossReading, Field: "9.2"},
		}
	}
	ts.Check(fb.Write(context.Background(), files.Place{Path: ts.MkAbs(args[0])}))
}
