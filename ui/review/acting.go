package review

import (
	"time"

	"zicha/forms/review"
)

// shortTime is a time as an event keeps it, by this computer's clock: 02-20 14:31; one that cannot be read stands as it is.
func shortTime(at string) string { return formatted(at, "01-02 15:04") }

func formatted(at, form string) string {
	t, err := time.Parse(time.RFC3339Nano, at)
	if err != nil {
		return at
	}
	return t.Local().Format(form)
}

// signed goes on where the book can be written and it is known who works here; else it says what to do first.
func (d *Desk) signed(refused string, then func()) {
	switch {
	case d.session.Locked():
		d.host.Tell(refused, d.session.WhyLocked())
	case d.session.Me.By == "":
		d.AskMe()
	default:
		then()
	}
}

// refreshed goes on once the view is today's, after what was done to the book by other ways than Session.Act.
func (d *Desk) refreshed(then func()) {
	d.session.Act(func(*review.Book) error { return nil }, func(error) { then() })
}
