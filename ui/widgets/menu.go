package widgets

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// MenuItem is an entry of a context menu: something that a button or a key does too. One without a label is a line between groups.
type MenuItem struct {
	Label string
	// Keys are those that do the same, "Ctrl+C", "" for none.
	Keys string
	Do   func()
	// Off greys it.
	Off bool
}

// MenuLine is a line between groups of a menu; at its ends and beside another one it is left out.
func MenuLine() MenuItem { return MenuItem{} }

// ShowMenu shows a context menu at a place in the window. The keyboard goes to it, and back when it closes; first chooses its first entry, for
// those who opened it by a key. Without entries nothing is shown.
func ShowMenu(c fyne.Canvas, at fyne.Position, first bool, items ...MenuItem) {
	items = grouped(items)
	if c == nil || len(items) == 0 {
		return
	}
	words, keys := make([]string, len(items)), make([]string, len(items))
	for i, item := range items {
		words[i], keys[i] = item.Label, item.Keys
	}
	menu := fyne.NewMenu("")
	for i, label := range AlignKeys(words, keys) {
		if label == "" {
			menu.Items = append(menu.Items, fyne.NewMenuItemSeparator())
			continue
		}
		entry := fyne.NewMenuItem(label, items[i].Do)
		entry.Disabled = items[i].Off
		menu.Items = append(menu.Items, entry)
	}
	shown := widget.NewPopUpMenu(menu, c)
	shown.ShowAtPosition(at)
	if first {
		shown.ActivateNext()
	}
}

// grouped leaves out the lines that part nothing.
func grouped(items []MenuItem) []MenuItem {
	var out []MenuItem
	for _, item := range items {
		if item.Label != "" || len(out) > 0 && out[len(out)-1].Label != "" {
			out = append(out, item)
		}
	}
	for len(out) > 0 && out[len(out)-1].Label == "" {
		out = out[:len(out)-1]
	}
	return out
}

// AlignKeys gives a menu's words with the keys in a column right of them, made with spaces of the two widths there are. Fyne would print them
// in so light a grey that they cannot be read, and has no setting for it.
func AlignKeys(words, keys []string) []string {
	measure := func(text string) float32 {
		return fyne.MeasureText(text, theme.Size(theme.SizeNameText), fyne.TextStyle{}).Width
	}
	wide, narrow := measure("甲　乙")-measure("甲乙"), measure("a b")-measure("ab")
	var column float32
	for _, w := range words {
		column = max(column, measure(w))
	}
	column += 2 * wide
	out := slices.Clone(words)
	for i, w := range words {
		if keys[i] == "" {
			continue
		}
		rest := max(0, column-measure(w))
		spaces := int(rest / wide)
		rest -= float32(spaces) * wide
		out[i] = w + strings.Repeat("　", spaces) + strings.Repeat(" ", int(rest/narrow+0.5)) + keys[i]
	}
	return out
}

// menued is what has a context menu; without entries that of what lies around it is meant.
type menued interface{ menuItems() []MenuItem }

// menuOf gives the menu of an object, or else that of what lies around it.
func menuOf(o fyne.CanvasObject) []MenuItem {
	around := []fyne.CanvasObject{o}
	if path := pathTo(rootAround(o), o); path != nil {
		around = path
	}
	for _, at := range slices.Backward(around) {
		if box, ok := at.(*fyne.Container); ok {
			if area, ok := box.Layout.(areaLayout); ok {
				return area.items()
			}
		}
		if m, ok := at.(menued); ok {
			if items := m.menuItems(); len(items) > 0 {
				return items
			}
		}
	}
	return nil
}

// menuKey shows the menu of what has the keyboard for the menu key and Shift+F10; it reports whether the key was one of these.
func menuKey(o fyne.CanvasObject, key fyne.KeyName) bool {
	if !isMenuKey(key) {
		return false
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
	ShowMenu(canvasOf(o), at.AddXY(menuIndent, min(o.Size().Height, menuIndent)), true, menuOf(o)...)
	return true
}

func isMenuKey(key fyne.KeyName) bool {
	return key == desktop.KeyMenu || key == fyne.KeyF10 && shiftHeld()
}

// menuIndent is how far from its corner the menu of what has the keyboard begins.
const menuIndent = 24

// shiftHeld reports whether Shift is held.
func shiftHeld() bool {
	d, ok := fyne.CurrentApp().Driver().(desktop.Driver)
	return ok && d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0
}

// MenuArea gives all that is in it a context menu: by the right button where nothing under the pointer has its own, and by the menu key from
// what has the keyboard in it. Items are asked for each time.
func MenuArea(content fyne.CanvasObject, items func() []MenuItem) *fyne.Container {
	area := &menuArea{items: items}
	area.ExtendBaseWidget(area)
	return container.New(areaLayout{area}, area, content)
}

// menuArea lies under what is in the area, and lays both out.
type menuArea struct {
	widget.BaseWidget
	items func() []MenuItem
}

// MinSize implements fyne.CanvasObject: the area is as large as what lies in it.
func (a *menuArea) MinSize() fyne.Size { return fyne.Size{} }

// TappedSecondary implements fyne.SecondaryTappable.
func (a *menuArea) TappedSecondary(ev *fyne.PointEvent) {
	ShowMenu(canvasOf(a), ev.AbsolutePosition, false, a.items()...)
}

// CreateRenderer implements fyne.Widget.
func (a *menuArea) CreateRenderer() fyne.WidgetRenderer {
	return newDrawn(drawn{a, nil, func(fyne.Size) {}, func() {}})
}

func (a *menuArea) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	return heightFor(objects[1], width)
}

// areaLayout is the layout of an area.
type areaLayout struct{ *menuArea }

func (areaLayout) leastWidth(objects []fyne.CanvasObject) float32 { return leastWidth(objects[1]) }

// MinSize implements fyne.Layout.
func (areaLayout) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[1].MinSize() }

// Layout implements fyne.Layout.
func (areaLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
	}
}

// ButtonItems makes entries of the buttons in an object that can be seen, so that a menu offers what they do.
func ButtonItems(root fyne.CanvasObject) []MenuItem {
	if root == nil || !root.Visible() {
		return nil
	}
	var words string
	switch at := root.(type) {
	case *Button:
		words = at.Text
	case *Action:
		words = at.Words()
	default:
		var out []MenuItem
		for _, child := range within(root) {
			out = append(out, ButtonItems(child)...)
		}
		return out
	}
	label, keys, _ := strings.Cut(words, "　")
	return []MenuItem{{Label: label, Keys: keys, Do: func() { root.(fyne.Tappable).Tapped(nil) }, Off: root.(fyne.Disableable).Disabled()}}
}
