package review

import (
	"slices"

	"zicha/scoring"
)

// wholeIndicator stands first among the places at which a loss may be.
const wholeIndicator = "不指明哪一处"

// lossPlace is a place at which a loss can stand: a criterion of the indicator, or one of its fields.
type lossPlace struct{ key, label string }

// lossPlaces lists where in an indicator a loss can stand; nil where there is but one place.
func lossPlaces(ind *scoring.Indicator) []lossPlace {
	var out []lossPlace
	for _, c := range ind.Criteria {
		out = append(out, lossPlace{c.ID, c.ID + " " + c.Title})
		if len(c.Fields) < 2 {
			continue
		}
		for _, f := range c.Fields {
			out = append(out, lossPlace{c.ID + "." + f.Key, c.ID + " " + f.Label})
		}
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

// offerPlaces lists the places of another indicator for choosing.
func (s *sidePanel) offerPlaces(ind *scoring.Indicator) {
	if s.placesOf == ind {
		return
	}
	s.placesOf, s.places = ind, lossPlaces(ind)
	options := []string{wholeIndicator}
	for _, p := range s.places {
		options = append(options, p.label)
	}
	s.lossAt.Options = options
	s.lossAt.SetSelected(wholeIndicator)
	s.lossAt.Hidden = len(s.places) == 0
}

// fieldPicked is the place chosen, "" for none.
func (s *sidePanel) fieldPicked() string {
	i := slices.Index(s.lossAt.Options, s.lossAt.Selected) - 1
	if !s.lossOf.Visible() || i < 0 || i >= len(s.places) {
		return ""
	}
	return s.places[i].key
}
