package assess

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"zicha/scoring"
	"zicha/ui/widgets"
)

// figureHead is the head of a column of figures.
func figureHead(words string) *widgets.Text {
	return widgets.NewText(words, widgets.Style{Size: theme.SizeNameCaptionText, Tone: widgets.ToneMuted, Align: fyne.TextAlignTrailing, Whole: true})
}

// pointColumns are the columns of the overview, each as wide as its head or its largest figure.
var pointColumns = [4]struct{ head, widest string }{{"自评", widestGap}, {"有佐证", "88.00"}, {"预估", widestGap}, {"分值", "100"}}

// widestGap is the widest state that stands in place of points; it is wider than any points.
const widestGap = "暂无法计算"

// pointRow sets the lights, the words and the figures of a line side by side; the words take the rest. A column without figures is left out.
func pointRow(lights, words fyne.CanvasObject, figures [4]*widgets.Text) *fyne.Container {
	parts := []fyne.CanvasObject{widgets.Fixed(lightsWidth, lights), words}
	for i, f := range figures {
		if f == nil {
			continue
		}
		at := pointColumns[i]
		parts = append(parts, widgets.Sized(f, widgets.Sample{Text: at.head, Size: theme.SizeNameCaptionText}, widgets.Sample{Text: at.widest, Bold: at.widest != widestGap}))
	}
	return widgets.Row(10, 1, parts...)
}

// pointHeads names the columns.
func pointHeads(forecast bool) fyne.CanvasObject {
	var figures [4]*widgets.Text
	for i, at := range pointColumns {
		if i != forecastColumn || forecast {
			figures[i] = figureHead(at.head)
		}
	}
	return pointRow(widgets.NewLightHead("填", "证", "分"), widgets.Muted("考核指标与得分理由"), figures)
}

// forecastColumn is the column of what the assessor confirms, which an overview without such has not.
const forecastColumn = 2

// newFigures makes the four texts of a line.
func newFigures(bold, forecast bool) [4]*widgets.Text {
	var out [4]*widgets.Text
	for i := range out {
		if i == forecastColumn && !forecast {
			continue
		}
		out[i] = widgets.NewText("", widgets.Style{Bold: bold, Align: fyne.TextAlignTrailing, Whole: true})
	}
	return out
}

// showFigures puts an indicator's points into its columns: what the city confirms stands apart as 预估.
func showFigures(figures [4]*widgets.Text, now, backed scoring.IndicatorResult) {
	ind := now.Indicator
	figures[3].Set(ind.Max.Short(), widgets.ToneMuted)
	if !ind.Source.Self() {
		figures[forecastColumn].Set(pointsOrGap(now))
		return
	}
	figures[0].Set(pointsOrGap(now))
	if ind.Section.Apart == scoring.MayStrike {
		figures[3].SetText("")
	}
	switch {
	case !now.Known, ind.Section.Apart == scoring.MayStrike, ind.Section.Apart == scoring.TakesOff:
		figures[1].Set("—", widgets.ToneMuted)
	case backed.Score < now.Score:
		figures[1].Set(backed.Score.String(), widgets.ToneWait)
	default:
		figures[1].Set(backed.Score.String(), widgets.ToneGood)
	}
}

// pointsOrGap words an indicator's points with their colour: two decimals, or the state.
func pointsOrGap(res scoring.IndicatorResult) (string, fyne.ThemeColorName) {
	apart := res.Indicator.Section.Apart
	switch {
	case apart == scoring.MayStrike:
		return res.Text(), ""
	case apart == scoring.TakesOff && res.Known:
		return "扣" + res.Score.String(), ""
	case !res.Known:
		return shortGap(res), widgets.ToneMuted
	case !res.Indicator.Source.Self():
		return res.Score.String(), widgets.ToneWait
	}
	return res.Score.String(), ""
}

// showSum puts a section's sums, or those of all sections, into the columns. 自评 and 预估 are never added.
func showSum(figures [4]*widgets.Text, now, backed scoring.SectionTotal) {
	if now.Section != nil && now.Section.Apart != scoring.InTotal {
		return // showApart has it
	}
	if now.Self.Max > 0 {
		figures[0].SetText(now.Self.Score.String())
		figures[1].SetText(backed.Self.Score.String())
	}
	if now.Forecast.Max > 0 {
		figures[forecastColumn].Set(now.Forecast.Score.String(), widgets.ToneWait)
	}
	figures[3].Set((now.Self.Max + now.Forecast.Max).Short(), widgets.ToneMuted)
}
