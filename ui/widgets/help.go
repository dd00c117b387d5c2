package widgets

import (
	"strings"
	"time"

	"fyne.io/fyne/v2/theme"
)

// helpLetters is how many letters a line of an explanation has at most.
const helpLetters = 34

// helpFor is how long an explanation stays that was asked for by a press, unless the pointer or the keyboard leaves its question mark.
const helpFor = 30 * time.Second

// NewHelp makes a small question mark that says what the words beside it mean: while the pointer or the keyboard rests on it, and at once when
// it is pressed.
func NewHelp(words string) *Action {
	a := NewIconAction(tipLines(words), theme.QuestionIcon(), nil)
	a.OnTapped = a.say
	return a
}

// Explained gives a button an explanation that appears while the pointer or the keyboard rests on it.
func (a *Action) Explained(words string) *Action { return a.Tip(tipLines(words)) }

// say shows the tip at once.
func (a *Action) say() {
	c := canvasOf(a)
	if c == nil {
		return
	}
	if layer := layerOf(c); layer != nil {
		layer.show(a.tip, a, c)
		layer.fade(a, helpFor)
		a.layer = layer
	}
}

// tipLines breaks each line of a text into as few as there must be, never before a mark that closes.
func tipLines(text string) string {
	var out []string
	for _, line := range strings.Split(text, "\n") {
		runes := []rune(line)
		lines := max(1, (len(runes)+helpLetters-1)/helpLetters)
		each := max(1, (len(runes)+lines-1)/lines) // lines of much the same length
		for len(runes) > each {
			at := each
			for at < len(runes) && strings.ContainsRune("，。；：、）”》", runes[at]) {
				at++
			}
			out, runes = append(out, string(runes[:at])), runes[at:]
		}
		if len(runes) > 0 {
			out = append(out, string(runes))
		}
	}
	return strings.Join(out, "\n")
}
