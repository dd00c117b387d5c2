package invent

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"zicha/forms"
	"zicha/forms/files"
	"zicha/forms/pack"
	"zicha/forms/review"
	"zicha/scoring"
)

// BookName is what the book is called in which every state occurs.
const BookName = "示例" + review.Ext

// needed is how many indicators that units score themselves there must be for every state to occur.
const needed = 9

// decider works on the book as reviewers would. The first error stays.
type decider struct {
	ctx      context.Context
	book     *review.Book
	counties []county
	edition  *scoring.Edition
	err      error
}

// decide makes a book of the counties in which every state occurs, an open and a closed case, a ruling, and acts of two copies that
// contradict each other.
func decide(ctx context.Context, edition *scoring.Edition, counties []county, path string) error {
	var own, city []int
	for _, ind := range edition.Indicators() {
		if ind.Source.Self() {
			own = append(own, ind.No)
		} else {
			city = append(city, ind.No)
		}
	}
	if len(own) < needed {
		return errors.New("这套考核指标里由被考核单位提供的不到" + strconv.Itoa(needed) + "项，不能写出各种状态都有的审核汇总")
	}
	return files.Place{Path: path}.Make(ctx, func(temp string) error {
		book, err := review.Create(temp, edition)
		if err != nil {
			return err
		}
		d := &decider{ctx: ctx, book: book, counties: counties, edition: edition}
		d.receiveAll()
		d.states(own)
		d.figures(city)
		d.cases(own)
		d.conflict(own[8])
		return errors.Join(d.err, book.Close())
	})
}

// bureau gives 初评, commission confirms.
func (d *decider) bureau() review.Person {
	return review.Person{By: "甲（示例）", Role: "审核员", Unit: d.edition.Review.Initial}
}

func (d *decider) commission() review.Person {
	return review.Person{By: "乙（示例）", Role: "审核员", Unit: d.edition.Review.Confirm}
}

func (d *decider) do(act func() error) {
	if d.err == nil && d.ctx.Err() != nil {
		d.err = files.ErrCancelled
	}
	if d.err == nil {
		d.err = act()
	}
}

// first is the county whose cells stand in every state.
func (d *decider) first() string { return d.counties[0].unit.Code }

// receiveAll brings all counties' first versions in.
func (d *decider) receiveAll() {
	const batch = 50
	for list := range slices.Chunk(d.counties, batch) {
		d.do(func() error {
			var in []review.Incoming
			for _, c := range list {
				in = append(in, incoming(c.fill(d.edition, false).dossier()))
			}
			_, err := d.book.Receive(d.bureau(), in...)
			return err
		})
	}
}

// incoming is a version as it comes in.
func incoming(f *forms.Dossier) review.Incoming {
	printed := map[string]string{}
	for _, l := range f.Scores().Lines() {
		if !l.IsReason() {
			printed[l.Key] = l.Value
		}
	}
	return review.Incoming{Submission: review.SubmissionOf(f, f.Edition.Hash(), f.Code(), printed), File: pack.BookName(f)}
}

// score decides a cell of the first county with what it claims, or less of it where a reason is given.
func (d *decider) score(p review.Person, stage review.Stage, no int, less scoring.Points, reason string) {
	d.do(func() error {
		v, err := d.book.View()
		if err != nil {
			return err
		}
		c := v.Cell(d.first(), no)
		points := scoring.Points(0)
		if c.Claim != nil {
			points = max(0, *c.Claim-less)
		}
		one := review.Decision{County: c.County, Indicator: no, Stage: stage, Score: points.Short(), Reason: reason}
		if less > 0 {
			one.Loss = review.LossMaterial
		}
		return d.book.Decide(p, one)
	})
}

// states brings the first county's own indicators into their states, the last by a ruling that binds reviewers.
func (d *decider) states(own []int) {
	for _, no := range own[1:5] { // the first stays 未评
		d.score(d.bureau(), review.StageInitial, no, 0, "与材料相符")
	}
	d.score(d.commission(), review.StageConfirmed, own[2], 0, "与初评一致")
	d.score(d.commission(), review.StageConfirmed, own[3], 0, "与初评一致")
	d.score(d.bureau(), review.StageInitial, own[4], 25, "有一份材料没有盖章")
	d.do(func() error { return d.book.Return(d.bureau(), d.first(), own[5], "缺少现场照片，请补正") })
	d.do(func() error { // the second version answers what was sent back, and changes what was confirmed
		second := d.counties[0].fill(d.edition, false).dossier()
		for _, no := range []int{own[3], own[5]} {
			at := forms.NarrativePath(strconv.Itoa(no))
			second.Apply(second.Replace(at, second.Get(at)+"现已补充说明。")...)
		}
		second.Version = 2
		_, err := d.book.Receive(d.bureau(), incoming(second))
		return err
	})
	d.do(func() error {
		return d.book.Return(d.bureau(), d.first(), own[6], "台账与附件不一致，请核对后补正")
	})
	d.do(func() error {
		id := d.edition.Indicator(own[len(own)-1]).Criteria[0].ID
		effect, err := d.book.Rule(d.commission(), id, "按原文掌握，同一事项只计一次", "")
		if err != nil {
			return err
		}
		return d.book.Apply(effect)
	})
}

// figures enters what the city holds itself of the first county, and scores it.
func (d *decider) figures(city []int) {
	answers := d.counties[0].answers(d.edition)
	for _, no := range city {
		ind := d.edition.Indicator(no)
		var list []review.Figure
		for _, c := range ind.Criteria {
			for _, f := range c.Fields {
				if v := answers[c.ID].Values[f.Key]; v != "" && review.CityHolds(c, f) {
					list = append(list, review.Figure{County: d.first(), Field: c.ID + "." + f.Key, Value: v})
				}
			}
		}
		holder := review.Person{By: d.bureau().By, Role: "审核员", Unit: d.edition.Review.Holder(ind.Source)}
		d.do(func() error {
			_, err := d.book.SetFigures(holder, list...)
			return err
		})
		d.score(holder, review.StageDirect, no, 0, "按掌握的数据评定")
	}
}

// cases has one case that ends with 该项不得分, and one that is open.
func (d *decider) cases(own []int) {
	steps := []review.CaseAct{
		{Step: review.CaseOpened, County: d.first(), Indicator: own[7], Text: "两份附件的签名笔迹相同"},
		{Step: review.CaseChecked, Text: "向出具单位电话核实并调阅原件，原件没有该签名"},
		{Step: review.CaseTold, Text: "已书面告知，县里答复没有异议"},
		{Step: review.CaseVoided, Text: "认定为虚假材料，该项不得分", Second: "丙（示例）", Evidence: []string{strconv.Itoa(own[7]) + "-01"}},
	}
	id := ""
	for _, step := range steps {
		step.ID = id
		d.do(func() (err error) {
			id, err = d.book.Case(d.commission(), step)
			return err
		})
	}
	d.do(func() error {
		open := steps[0]
		open.Indicator, open.Text = own[0], "照片与往年的相同，待核查"
		_, err := d.book.Case(d.bureau(), open)
		return err
	})
}

// conflict has one cell scored otherwise in two copies of the book, which are then joined.
func (d *decider) conflict(no int) {
	folder, err := files.TemporaryFolder("", "invent")
	if err != nil {
		d.do(func() error { return err })
		return
	}
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, BookName)
	d.do(func() error {
		_, err := d.book.CopyTo(d.ctx, d.bureau(), path)
		return err
	})
	d.score(d.bureau(), review.StageInitial, no, 0, "与材料相符")
	d.do(func() error {
		other, err := review.Open(path, review.Options{})
		if err != nil {
			return err
		}
		copied := &decider{ctx: d.ctx, book: other, counties: d.counties, edition: d.edition}
		copied.score(copied.bureau(), review.StageInitial, no, 50, "有两份材料日期不在年度内")
		plan, err := d.book.PlanJoin(other)
		if err == nil {
			err = d.book.Join(d.commission(), plan)
		}
		return errors.Join(copied.err, err, other.Close())
	})
}
