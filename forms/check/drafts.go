package check

import (
	"strings"

	"zicha/forms"
)

// Drafts lists what was typed and is not counted.
func Drafts(d *forms.Dossier) []forms.Problem {
	c := &checker{d: d}
	c.drafts()
	return c.sorted()
}

// NotTaken reports whether a problem is about a text that stands in a field and is not its value.
func NotTaken(p forms.Problem) bool { return p.Code == "field_refused" || p.Code == "field_unsaved" }

func (c *checker) drafts() {
	for _, u := range c.d.Unsettled() {
		at, words := home(c.d, u.Path), c.d.UnsettledWords(u)
		if u.Reason == "" {
			c.add("field_unsaved", forms.Error, at, u.Path, "%s", words)
			continue
		}
		c.add("field_refused", forms.Error, at, u.Path, "%s", words)
	}
}

// home is the criterion of a value, or its indicator's number, "" for neither.
func home(d *forms.Dossier, p forms.Path) string {
	switch part := p.Parts(); part.Kind {
	case forms.KindNarrative, forms.KindRemark:
		if strings.Trim(part.Key, "0123456789") == "" {
			return part.Key
		}
	case forms.KindEvidence:
		for _, e := range d.AllEvidence() {
			if e.ID == part.ID && len(e.Criteria) > 0 {
				return e.Criteria[0]
			}
		}
	default:
		return part.Criterion
	}
	return ""
}
