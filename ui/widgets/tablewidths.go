package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Keep has the widths of the columns remembered on this computer under a name, and takes those remembered.
func (t *Table) Keep(name string) {
	t.kept = name
	t.shares = recallWidths(name, len(t.columns))
}

// least is how narrow a column can be.
func (t *Table) least(col int) float32 { return Scaled(t.columns[col].Least) }

// columnsRoom is what a width leaves for the columns of the caller.
func columnsRoom(width float32) float32 { return max(0, width-tableNumber-tablePieces-tableRemove) }

// widths share the width out: by what the user has set, else by weight over the least widths.
func (t *Table) widths(width float32) []float32 {
	spare := columnsRoom(width)
	out := make([]float32, len(t.columns))
	var weights, least float32
	for i, c := range t.columns {
		weights += c.Weight
		least += t.least(i)
	}
	for i, c := range t.columns {
		out[i] = t.least(i) + max(0, spare-least)*c.Weight/weights
		if t.shares != nil {
			out[i] = max(t.least(i), t.shares[i]*spare)
		}
	}
	t.share(out, spare, -1)
	return out
}

// share brings widths to a sum by what each has above its least; the column given, -1 for none, stays as it is.
func (t *Table) share(widths []float32, sum float32, stays int) {
	var all, above float32
	for i, w := range widths {
		all += w
		if i != stays {
			above += w - t.least(i)
		}
	}
	for i := range widths {
		switch {
		case i == stays:
		case above > 0:
			widths[i] = max(t.least(i), widths[i]+(sum-all)*(widths[i]-t.least(i))/above)
		case all < sum && len(widths) > 1:
			widths[i] += (sum - all) / float32(len(widths)-1)
		}
	}
}

// place gives the columns their edges.
func (t *Table) place(width float32) {
	x := float32(tableNumber)
	t.edges = append(t.edges[:0], x)
	for _, w := range t.widths(width) {
		x += w
		t.edges = append(t.edges, float32(int(x)))
	}
}

// setWidths takes the widths as the user's.
func (t *Table) setWidths(widths []float32) {
	spare := columnsRoom(t.Size().Width)
	if spare == 0 {
		return
	}
	t.shares = make([]float32, len(widths))
	for i, w := range widths {
		t.shares[i] = w / spare
	}
	t.place(t.Size().Width)
	t.draw()
}

// widen moves the edge after a column.
func (t *Table) widen(col int, by float32) {
	widths := t.widths(t.Size().Width)
	by = max(t.least(col)-widths[col], min(by, widths[col+1]-t.least(col+1)))
	widths[col] += by
	widths[col+1] -= by
	t.setWidths(widths)
}

// fit makes a column as wide as its longest text, as far as the others have room to give.
func (t *Table) fit(col int) {
	spare, widths := columnsRoom(t.Size().Width), t.widths(t.Size().Width)
	wanted, most := t.titles[col].NaturalWidth()+Scaled(12), spare
	for row := range t.rows {
		text := fyne.MeasureText(t.cell(row, col).Text, tableTextSize(), fyne.TextStyle{}).Width
		wanted = max(wanted, text+t.edges[col+1]-t.edges[col]-2*tablePad-t.room(row, col))
	}
	for i := range widths {
		if i != col {
			most -= t.least(i)
		}
	}
	widths[col] = max(t.least(col), min(wanted+2*tablePad+2, most))
	t.share(widths, spare, col)
	t.setWidths(widths)
	keepWidths(t.kept, t.shares)
}

// usualWidths gives the columns the widths of the program again.
func (t *Table) usualWidths() {
	t.shares = nil
	keepWidths(t.kept, nil)
	t.place(t.Size().Width)
	t.draw()
}

// tableEdge is the edge between two heads: dragging it moves it, a double click fits the column before it to its texts.
type tableEdge struct {
	widget.BaseWidget
	t    *Table
	col  int
	pull float32 // how far it is dragged from where it was
	from float32
	held bool
}

// edgeWidth is how wide the part of a head is that takes hold of its edge.
const edgeWidth = 9

func newTableEdge(t *Table, col int) *tableEdge {
	e := &tableEdge{t: t, col: col}
	e.ExtendBaseWidget(e)
	return e
}

// MinSize implements fyne.CanvasObject.
func (e *tableEdge) MinSize() fyne.Size { return fyne.NewSize(edgeWidth, 1) }

// Cursor implements desktop.Cursorable.
func (e *tableEdge) Cursor() desktop.Cursor { return desktop.HResizeCursor }

// Dragged implements fyne.Draggable.
func (e *tableEdge) Dragged(ev *fyne.DragEvent) {
	if !e.held {
		e.held, e.pull, e.from = true, 0, e.t.edges[e.col+1]
	}
	e.pull += ev.Dragged.DX
	e.t.widen(e.col, e.from+e.pull-e.t.edges[e.col+1])
}

// DragEnd implements fyne.Draggable.
func (e *tableEdge) DragEnd() {
	e.held = false
	keepWidths(e.t.kept, e.t.shares)
}

// DoubleTapped implements fyne.DoubleTappable.
func (e *tableEdge) DoubleTapped(*fyne.PointEvent) { e.t.fit(e.col) }

// CreateRenderer implements fyne.Widget.
func (e *tableEdge) CreateRenderer() fyne.WidgetRenderer {
	line := canvas.NewRectangle(nil)
	return newDrawn(drawn{e, []fyne.CanvasObject{line}, func(size fyne.Size) {
		put(line, fyne.NewPos((size.Width-1)/2, size.Height/4), fyne.NewSize(1, size.Height/2))
	}, func() { fillRect(line, ToneRule) }})
}
