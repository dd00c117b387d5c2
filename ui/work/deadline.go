package work

import (
	"strconv"
	"time"

	"zicha/scoring"
)

// Deadline is a day by which something is due.
type Deadline struct {
	Calendar *scoring.Calendar // nil where there is none
	Day      string            // ISO date, the day included; "" where the rulebook has none
	Due      string            // what is to be done by then: 报送
}

// Words say calmly how the deadline stands: "距1月29日还有5个工作日".
func (d Deadline) Words(now time.Time) string {
	day, err := time.Parse(time.DateOnly, d.Day)
	if err != nil {
		return ""
	}
	today, date := now.Format(time.DateOnly), strconv.Itoa(int(day.Month()))+"月"+strconv.Itoa(day.Day())+"日"
	switch {
	case today > d.Day:
		return d.Due + "截止日为" + strconv.Itoa(day.Year()) + "年" + date
	case today == d.Day:
		return "今天是" + d.Due + "截止日"
	case d.Calendar != nil:
		if n, err := d.Calendar.Between(today, d.Day); err == nil {
			return "距" + date + "还有" + strconv.Itoa(n) + "个工作日"
		}
	}
	return date + "前" + d.Due
}
