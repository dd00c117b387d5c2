package scoring

import "fmt"

// Words says what differs, for those who fill in: the whole first, then each indicator under its name and who scores it, with its
// criteria, then how many indicators of whose it concerns.
func (c *Comparison) Words() []string {
	var out []string
	for _, d := range c.Head {
		out = append(out, d.String())
	}
	self, others := 0, 0
	for _, ind := range c.Indicators {
		lines := ind.Words()
		if len(lines) == 0 {
			continue
		}
		out = append(out, ind.name())
		for _, line := range lines {
			out = append(out, "  "+line)
		}
		switch one := ind.either(); {
		case !ind.Changed():
		case one.Source.Self() || ind.Was != nil && ind.Was.Source.Self():
			self++
		default:
			others++
		}
	}
	if self+others > 0 {
		out = append(out, fmt.Sprintf("共%d项指标有变化：自评的%d项，考核单位核定的%d项。", self+others, self, others))
	}
	return out
}

// either is the new indicator, or the old one where it is gone.
func (ind IndicatorPair) either() *Indicator {
	if ind.Is != nil {
		return ind.Is
	}
	return ind.Was
}

// name names the indicator, its points and who scores it.
func (ind IndicatorPair) name() string {
	one := ind.either()
	return fmt.Sprintf("第%d项 %s（%s分，%s）", one.No, one.Title, one.Max.Short(), scoredBy(one))
}

// Words are a line for each difference of the indicator and its criteria.
func (ind IndicatorPair) Words() []string {
	var out []string
	for _, d := range ind.Differences {
		out = append(out, d.String())
	}
	if ind.Was == nil || ind.Is == nil {
		return out
	}
	for _, p := range ind.Criteria {
		for _, d := range p.Differences {
			out = append(out, p.name()+" "+d.String())
		}
	}
	return out
}

// name names the criterion by its new number, or by the old one where it is gone.
func (p Pair) name() string {
	if p.Is == nil {
		return p.Was.ID + " " + p.Was.Title
	}
	return p.Is.ID + " " + p.Is.Title
}
