package forms

import "strconv"

// Span is where the pages of an evidence item stand in the evidence volume (佐证材料汇编): first and last page, and the volume's number
// where there are several, otherwise 0. The zero value is an item without pages there.
type Span struct {
	First  int `json:"first"`
	Last   int `json:"last"`
	Volume int `json:"volume,omitempty"`
}

// Pages words the span for 起止页: "37", "37—41", "第2册 37—41"; "—" where there are no pages.
func (s Span) Pages() string {
	if s.First == 0 {
		return "—"
	}
	words := strconv.Itoa(s.First)
	if s.Last > s.First {
		words += "—" + strconv.Itoa(s.Last)
	}
	if s.Volume > 0 {
		words = "第" + strconv.Itoa(s.Volume) + "册 " + words
	}
	return words
}

// Cited words where the item begins for papers beside the volume, "汇编第37页" or "汇编第2册第37页"; "" where there are no pages.
func (s Span) Cited() string {
	if s.First == 0 {
		return ""
	}
	words := "第" + strconv.Itoa(s.First) + "页"
	if s.Volume > 0 {
		words = "第" + strconv.Itoa(s.Volume) + "册" + words
	}
	return "汇编" + words
}
