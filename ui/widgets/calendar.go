package widgets

import (
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Calendar is a month to pick a day from; its weeks begin on Monday. The arrow keys go from day to day, the page keys from month to month, Home
// and End to the month's ends, Enter picks, T picks today.
type Calendar struct {
	reached
	// OnPick is called with the day picked, OnClose for Escape, OnMonth when another month is on show.
	OnPick  func(day time.Time)
	OnClose func()
	OnMonth func()

	day, today time.Time

	frame, now  *canvas.Rectangle
	heads, days []*canvas.Text
}

// The size of a day, and how many weeks a month touches at most.
const (
	calendarWide  = 38
	calendarHigh  = 30
	calendarWeeks = 6
)

// NewCalendar makes a calendar at a day.
func NewCalendar(day, today time.Time) *Calendar {
	c := &Calendar{day: dateOf(day), today: dateOf(today), OnMonth: func() {}, OnClose: func() {}}
	c.ExtendBaseWidget(c)
	return c
}

func dateOf(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

// Day is the day the keyboard is at.
func (c *Calendar) Day() time.Time { return c.day }

// Title names the month on show.
func (c *Calendar) Title() string {
	return strconv.Itoa(c.day.Year()) + "年" + strconv.Itoa(int(c.day.Month())) + "月"
}

// first is the Monday the month on show begins with.
func (c *Calendar) first() time.Time {
	first := c.day.AddDate(0, 0, 1-c.day.Day())
	return first.AddDate(0, 0, -(int(first.Weekday())+6)%7)
}

// Go goes to a day.
func (c *Calendar) Go(day time.Time) {
	if year := day.Year(); year < 1949 || year > 2100 {
		return
	}
	c.day = day
	c.OnMonth()
	c.Refresh()
}

// Month goes on by months, to the same day or the month's last.
func (c *Calendar) Month(by int) {
	first := c.day.AddDate(0, by, 1-c.day.Day())
	if at := c.day.AddDate(0, by, 0); at.Month() == first.Month() {
		c.Go(at)
		return
	}
	c.Go(first.AddDate(0, 1, -1))
}

// TypedRune picks today for T.
func (c *Calendar) TypedRune(r rune) {
	if r == 't' || r == 'T' {
		c.OnPick(c.today)
	}
}

// TypedKey implements fyne.Focusable.
func (c *Calendar) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyLeft:
		c.Go(c.day.AddDate(0, 0, -1))
	case fyne.KeyRight:
		c.Go(c.day.AddDate(0, 0, 1))
	case fyne.KeyUp:
		c.Go(c.day.AddDate(0, 0, -7))
	case fyne.KeyDown:
		c.Go(c.day.AddDate(0, 0, 7))
	case fyne.KeyPageUp:
		c.Month(-1)
	case fyne.KeyPageDown:
		c.Month(1)
	case fyne.KeyHome:
		c.Go(c.day.AddDate(0, 0, 1-c.day.Day()))
	case fyne.KeyEnd:
		c.Go(c.day.AddDate(0, 1, -c.day.Day()))
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		c.OnPick(c.day)
	case fyne.KeyEscape:
		c.OnClose()
	}
}

func (c *Calendar) cell() fyne.Size { return fyne.NewSize(Scaled(calendarWide), Scaled(calendarHigh)) }

// at gives the place of a point among the days, -1 for none.
func (c *Calendar) at(p fyne.Position) int {
	size := c.cell()
	row, col := int(p.Y/size.Height)-1, int(p.X/size.Width)
	if p.Y < size.Height || col < 0 || col > 6 || row >= calendarWeeks {
		return -1
	}
	return row*7 + col
}

// Middle gives a point inside a day of the month on show, for pointing at it.
func (c *Calendar) Middle(day time.Time) fyne.Position {
	size := c.cell()
	place := int(day.Sub(c.first()).Hours() / 24)
	return fyne.NewPos((float32(place%7)+0.5)*size.Width, (float32(place/7)+1.5)*size.Height)
}

// Tapped implements fyne.Tappable.
func (c *Calendar) Tapped(ev *fyne.PointEvent) {
	if place := c.at(ev.Position); place >= 0 {
		c.OnPick(c.first().AddDate(0, 0, place))
	}
}

// MinSize implements fyne.CanvasObject.
func (c *Calendar) MinSize() fyne.Size {
	size := c.cell()
	return fyne.NewSize(7*size.Width, (calendarWeeks+1)*size.Height)
}

// CreateRenderer implements fyne.Widget.
func (c *Calendar) CreateRenderer() fyne.WidgetRenderer {
	c.frame, c.now = canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	c.heads, c.days = newGridTexts(7), newGridTexts(7*calendarWeeks)
	objects := []fyne.CanvasObject{c.now, c.frame}
	for _, t := range append(c.heads[:7:7], c.days...) {
		t.Alignment = fyne.TextAlignCenter
		objects = append(objects, t)
	}
	return newDrawn(drawn{c, objects, c.place, c.paint})
}

func (c *Calendar) paint() {
	for i, t := range c.heads {
		setText(t, string([]rune("一二三四五六日")[i]), theme.Size(theme.SizeNameCaptionText), ToneMuted)
	}
	first := c.first()
	for i, t := range c.days {
		day := first.AddDate(0, 0, i)
		ink := fyne.ThemeColorName("")
		if day.Month() != c.day.Month() {
			ink = ToneMuted
		}
		setBold(t, day.Equal(c.day))
		setText(t, strconv.Itoa(day.Day()), tableTextSize(), ink)
	}
	c.now.FillColor, c.now.StrokeColor, c.now.StrokeWidth, c.now.CornerRadius = nil, tone(ToneMuted), 1, 4
	c.frame.FillColor, c.frame.StrokeColor, c.frame.StrokeWidth, c.frame.CornerRadius = tone(theme.ColorNameSelection), tone(ToneFocus), focusRing, 4
}

func (c *Calendar) place(fyne.Size) {
	size := c.cell()
	box := func(o fyne.CanvasObject, place int) {
		put(o, fyne.NewPos(float32(place%7)*size.Width, float32(place/7+1)*size.Height), size)
	}
	for i, t := range c.heads {
		put(t, fyne.NewPos(float32(i)*size.Width, 0), size)
	}
	for i, t := range c.days {
		box(t, i)
	}
	box(c.frame, int(c.day.Sub(c.first()).Hours()/24))
	place := int(c.today.Sub(c.first()).Hours() / 24)
	c.now.Hidden = c.today.Before(c.first()) || place >= len(c.days)
	box(c.now, max(0, place))
}

// ShowCalendar lets a day be picked below a place in the window; the keyboard goes to it, and back when it closes.
func ShowCalendar(c fyne.Canvas, at fyne.Position, day, today time.Time, pick func(day time.Time)) *Calendar {
	if c == nil {
		return nil
	}
	days := NewCalendar(day, today)
	title := NewText(days.Title(), Style{Bold: true, Align: fyne.TextAlignCenter})
	days.OnMonth = func() { title.SetText(days.Title()) }
	keyboard := func(do func()) func() { return func() { do(); c.Focus(days) } }
	back := NewIconAction("上一月 PgUp", theme.NavigateBackIcon(), keyboard(func() { days.Month(-1) }))
	next := NewIconAction("下一月 PgDn", theme.NavigateNextIcon(), keyboard(func() { days.Month(1) }))
	now := NewAction("今天 T", nil, func() { days.OnPick(days.today) })
	content := Inset(6, 4, Column(2, Row(0, 1, back, title, next), days, Row(0, -1, now)))
	pop := widget.NewPopUp(content, c)
	days.OnClose = pop.Hide
	days.OnPick = func(day time.Time) {
		pop.Hide()
		pick(day)
	}
	pop.Resize(fyne.NewSize(days.MinSize().Width+12+2*theme.InnerPadding(), content.MinSize().Height))
	size := pop.MinSize()
	pop.ShowAtPosition(fyne.NewPos(max(0, min(at.X, c.Size().Width-size.Width)), max(0, min(at.Y, c.Size().Height-size.Height))))
	c.Focus(days)
	return days
}
