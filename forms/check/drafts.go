package check

import (
	"strings"

	"zicha/forms"
	"zicha/scoring"
)

// typedWords bounds how much of a text is said.
const typedWords = 24

// drafts: what was typed and is not counted.
func (c *checker) drafts() {
	for _, u := range c.d.Unsettled() {
		at, typed := home(c.d, u.Path), c.d.Label(u.Path)+"填的“"+scoring.Shorten(u.Text, typedWords)+"”"
		if u.Reason == "" {
			c.add("field_unsaved", forms.Error, at, u.Path, "%s没有存完，程序就停了，现在仍%s。请用程序打开档案，看过再存", typed, c.counted(u.Path))
			continue
		}
		c.add("field_refused", forms.Error, at, u.Path, "%s没有采用：%s。现在仍%s，请改正或清空", typed, strings.TrimRight(u.Reason, "。"), c.counted(u.Path))
	}
}

// counted words the value that holds.
func (c *checker) counted(p forms.Path) string {
	value := c.d.Get(p)
	if field, err := c.d.Field(p); err == nil {
		value = field.Display(value)
	}
	if value == "" {
		return "算没有填"
	}
	return "是“" + scoring.Shorten(value, typedWords) + "”"
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
