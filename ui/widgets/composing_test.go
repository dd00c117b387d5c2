package widgets

import (
	"math/rand/v2"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// typist sends a field what the window system sends it. A word of its script is:
//
//	a      a letter's key and its character (also A, for Shift or Caps Lock)
//	+abc   keys of letters without a character: an input method has taken them
//	+1     a digit's or a mark's key without a character
//	=文字   characters without a key: text the input method brings, or characters coming late
//	_e ^e  a letter's key pressed and not yet released; its release
//	BS …   a key of keyNames, with press and release
type typist struct{ to desktopField }

type desktopField interface {
	fyne.Focusable
	desktop.Keyable
}

var keyNames = map[string]fyne.KeyName{
	"BS": fyne.KeyBackspace, "Del": fyne.KeyDelete, "Enter": fyne.KeyReturn, "Esc": fyne.KeyEscape, "Tab": fyne.KeyTab,
	"Left": fyne.KeyLeft, "Right": fyne.KeyRight, "Up": fyne.KeyUp, "Home": fyne.KeyHome, "End": fyne.KeyEnd,
	"Space": fyne.KeySpace, "Shift": desktop.KeyShiftLeft, "Caps": desktop.KeyCapsLock,
}

func (t typist) press(key fyne.KeyName, release bool) {
	event := &fyne.KeyEvent{Name: key}
	t.to.KeyDown(event)
	t.to.TypedKey(event)
	if release {
		t.to.KeyUp(event)
	}
}

func (t typist) word(word string) {
	rest := []rune(word[1:])
	switch {
	case keyNames[word] != "":
		t.press(keyNames[word], true)
	case word[0] == '+':
		for _, r := range rest {
			t.press(fyne.KeyName(strings.ToUpper(string(r))), true)
		}
	case word[0] == '=':
		for _, r := range rest {
			t.to.TypedRune(r)
		}
	case word[0] == '_':
		t.press(fyne.KeyName(strings.ToUpper(word[1:])), false)
	case word[0] == '^':
		t.to.KeyUp(&fyne.KeyEvent{Name: fyne.KeyName(strings.ToUpper(word[1:]))})
	default:
		t.press(fyne.KeyName(strings.ToUpper(word)), true)
		t.to.TypedRune(rune(word[0]))
	}
}

func (t typist) play(script string) {
	for _, word := range strings.Fields(script) {
		t.word(word)
	}
}

var composings = []struct{ about, script, want string }{
	{"plain typing", "a b c BS d", "甲abd"},
	{"capitals", "A b BS BS BS", ""},
	{"plain Backspace at once", "a BS BS", ""},
	{"plain arrows", "a b Left Left x", "甲xab"},
	{"digits are no letters", "1 2 BS", "甲1"},
	{"a word", "+nihao Space =你好", "甲你好"},
	{"a word taken by a digit", "+nihao +1 =你好 BS", "甲你"},
	{"Backspace while composing", "+nihao BS BS Space =你", "甲你"},
	{"the first letter alone", "+n BS", "甲"},
	{"then Backspace deletes text", "+n BS BS", ""},
	{"all letters taken back", "+jiaoyu BS BS BS BS BS BS", "甲"},
	{"and one more", "+jiaoyu BS BS BS BS BS BS BS", ""},
	{"Escape ends it", "+jiaoyu BS Esc", "甲"},
	{"Backspace works after Escape", "+jiaoyu Esc BS", ""},
	{"Enter takes the letters as they are", "+jiao Enter =jiao", "甲jiao"},
	{"Enter clears, then Backspace", "+jiao Enter BS", ""},
	{"Enter takes letters after Backspace", "+jiao BS Enter =jia BS", "甲ji"},
	{"arrows belong to the composition", "+jiao Left Home Right End Up Del Space =教", "甲教"},
	{"Delete inside the composition", "+ni Home Del Del BS", ""},
	{"Delete at its end takes nothing back", "+ni Del BS", "甲"},
	{"Delete at its end, all letters", "+ni Del BS BS BS", ""},
	{"Backspace at its start takes nothing back", "+ni Home BS BS BS End BS BS", "甲"},
	{"Tab goes through candidates", "+ni Tab Space =你", "甲你"},
	{"apostrophe divides syllables", "+xi'an BS BS BS BS BS", "甲"},
	{"a choice of a part, taken back", "+nihaoshi +3 BS BS BS BS BS BS BS BS BS", "甲"},
	{"a choice of a part, then the rest", "+nihaoshi +3 Space =你好是 BS", "甲你好"},
	{"the next word begins before the text comes", "+ni Space +h =你好 BS", "甲你好"},
	{"and it can be taken back", "+ni Space +hao =你 BS BS BS BS", "甲"},
	{"a candidate taken by mouse", "+nihao =你好 BS", "甲你"},
	{"full-width marks", "=， BS", "甲"},
	{"a mark brings the word", "+ni +, =你， BS", "甲你"},
	{"五笔: the fourth letter brings the word", "+aaa _a =工 ^a BS", "甲"},
	{"五笔: the fifth letter brings the word", "+aaaa _b =工 ^b BS", "甲工"},
	{"五笔: and begins the next", "+aaaa _b =工 ^b BS BS", "甲"},
	{"Shift switches to English with the letters", "+ni Shift =ni BS", "甲n"},
	{"Shift drops the letters", "+ni Shift BS", ""},
	{"English after switching", "+ni Shift =ni a b BS", "甲nia"},
	{"Caps Lock is no letter", "Caps A BS BS", ""},
	{"an English candidate", "+hello Space =hello BS", "甲hell"},
	{"an English candidate after Backspace", "+helx BS +lo Space =hello", "甲hello"},
	{"characters come late", "+ab =a +c =bc BS", "甲ab"},
	{"Backspace before its character", "+a BS =a", "甲"},
	{"two Backspaces before the character", "+a BS BS =a", ""},
	{"a late run with Enter", "+hel =h +lo Enter =ello", "甲hello\n"},
	{"a late run with a blank", "+hi =h Space +x BS =i", "甲hi"},
	{"a late blank", "+ab Space =ab BS", "甲a"},
	{"a late letter after a mark", "+a +- +b =a-b BS", "甲a-"},
	{"dead keys", "+e =é BS", "甲"},
}

func TestComposing(t *testing.T) {
	paperApp(t)
	for _, c := range composings {
		e := NewArea(3)
		e.SetText("甲")
		e.CursorColumn = 1
		typist{e}.play(c.script)
		if e.Text != c.want {
			t.Errorf("%s: %s gives %q, want %q", c.about, c.script, e.Text, c.want)
		}
	}
}

func TestComposingInALine(t *testing.T) {
	paperApp(t)
	entered := 0
	e := NewEntry(100)
	e.OnEnter = func() { entered++ }
	test.NewTempWindow(t, e).Canvas().Focus(e)
	if e.AcceptsTab() {
		t.Error("Tab must leave a single line")
	}
	typist{e}.play("+ni")
	if !e.AcceptsTab() {
		t.Error("Tab must not leave while composing")
	}
	typist{e}.play("Tab Enter =ni")
	if entered != 0 || e.Text != "ni" || e.AcceptsTab() {
		t.Errorf("entered %d, text %q", entered, e.Text)
	}
	typist{e}.play("Enter")
	if entered != 1 {
		t.Error("Enter does not work after the composition")
	}
}

// TestComposingEnds: what leaves the field or switches the input method leaves nothing behind.
func TestComposingEnds(t *testing.T) {
	paperApp(t)
	for about, end := range map[string]func(*Entry){
		"focus": func(e *Entry) { e.FocusLost(); e.FocusGained() },
		"mouse": func(e *Entry) { e.ime.reset() },
		"CtrlSpace": func(e *Entry) {
			e.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeySpace, Modifier: fyne.KeyModifierControl})
		},
	} {
		e := NewEntry(100)
		e.SetText("甲")
		e.CursorColumn = 1
		typist{e}.play("+ni")
		end(e)
		typist{e}.play("BS")
		if e.Text != "" {
			t.Errorf("%s: %q", about, e.Text)
		}
	}
}

// TestComposingSparesPlainTyping: without an input method a field does exactly what the toolkit's does, and with characters
// that come one key late it does what was typed.
func TestComposingSparesPlainTyping(t *testing.T) {
	paperApp(t)
	plainWords := strings.Fields("a b N i 1 , BS BS Del Left Right Home End Enter Up Shift Caps")
	lateWords := strings.Fields("a b n i BS BS")
	random := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		plain, late := &widget.Entry{MultiLine: true}, NewArea(3)
		guarded, ordered := NewArea(3), &widget.Entry{MultiLine: true}
		for _, f := range []interface{ SetText(string) }{plain, late, guarded, ordered} {
			f.SetText("甲")
		}
		pending := ""
		var script []string
		for range 30 {
			word := plainWords[random.IntN(len(plainWords))]
			script = append(script, word)
			typist{plain}.word(word)
			typist{guarded}.word(word)

			word = lateWords[random.IntN(len(lateWords))]
			script = append(script, "/", word)
			typist{ordered}.word(word)
			after := ""
			if len(word) == 1 {
				after, word = "="+word, "+"+word
			}
			typist{late}.word(word)
			typist{late}.play(pending)
			pending = after
			if random.IntN(2) == 0 {
				typist{late}.play(pending)
				pending = ""
			}
		}
		typist{late}.play(pending)
		if plain.Text != guarded.Text || ordered.Text != late.Text {
			t.Fatalf("%v: %q, guarded %q; in order %q, late %q", script, plain.Text, guarded.Text, ordered.Text, late.Text)
		}
	}
}
