package work

// Stop is a page that was on show, and how far it was scrolled.
type Stop struct {
	Page   string
	Offset float32
}

// mostStops bounds how far back one can go.
const mostStops = 50

// Trail remembers the pages one was on, to go back and forth between them.
type Trail struct {
	back, forth []Stop
	moving      bool
}

// Leave notes the page that is left for another; what was ahead is no longer.
func (t *Trail) Leave(from Stop) {
	if t.moving || from.Page == "" {
		return
	}
	t.back, t.forth = append(t.back, from), nil
	if over := len(t.back) - mostStops; over > 0 {
		t.back = t.back[over:]
	}
}

// Back shows the page before the one on show, now, by restore; nothing happens where there is none.
func (t *Trail) Back(now Stop, restore func(page string, offset float32)) {
	t.move(&t.back, &t.forth, now, restore)
}

// Forth shows the page that was gone back from.
func (t *Trail) Forth(now Stop, restore func(page string, offset float32)) {
	t.move(&t.forth, &t.back, now, restore)
}

func (t *Trail) move(from, to *[]Stop, now Stop, restore func(string, float32)) {
	last := len(*from) - 1
	if last < 0 {
		return
	}
	at := (*from)[last]
	*from, *to = (*from)[:last], append(*to, now)
	t.moving = true
	restore(at.Page, at.Offset)
	t.moving = false
}
