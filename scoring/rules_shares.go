package scoring

import (
	"fmt"
	"math/big"
)

// portion gives min(part/whole, 1) × times and whether the share stood above 1 (G9). whole must not be 0.
func portion(part, whole *big.Rat, times fixed) (total *big.Rat, over bool) {
	if compare(part, whole) > 0 {
		return times.Rat, true
	}
	total = new(big.Rat).Mul(part, times.Rat)
	return total.Quo(total, whole), false
}

// arithmetic words a share: "133÷400×2＝0.665".
func arithmetic(part, whole *big.Rat, times fixed, total *big.Rat) string {
	return short(part) + "÷" + short(whole) + "×" + times.text + equals(total)
}

// shareOf is share(part/whole) × times with its states (G10).
func shareOf(in input, keys [2]string, times fixed) Result {
	part, okPart := in.number(keys[0])
	whole, okWhole := in.number(keys[1])
	switch {
	case !okPart || !okWhole:
		return unanswered(in, keys[0], keys[1])
	case whole.Sign() == 0:
		return incomputable(in, keys[1])
	}
	total, over := portion(part, whole, times)
	if over {
		reason := short(part) + "÷" + short(whole) + "超过100%，按100%计，得" + times.text + "分"
		return Result{State: Scored, Points: total, Reason: reason, Over: true, Outcome: outcomeWhole}
	}
	return Result{State: Scored, Points: total, Reason: arithmetic(part, whole, times, total), Outcome: outcomeWhole}
}

// shareRule: share(part/whole) × points.
type shareRule struct {
	part, whole string
	points      fixed
}

func (r shareRule) eval(in input) Result {
	return shareOf(in, [2]string{r.part, r.whole}, r.points)
}

func (r shareRule) most() *big.Rat { return r.points.Rat }

func (r shareRule) describe(*Criterion) string {
	return "占比×" + r.points.text + "，超过100%按100%计"
}

// constantRule: min(part/of, 1) × points, the whole being a number of the rulebook (转载数量/12). More than the whole is no mistake.
type constantRule struct {
	part       measure
	of, points fixed
}

func (r constantRule) eval(in input) Result {
	read := r.part.read(in)
	if read.value == nil {
		return lacking(in, read.blank, read.zero)
	}
	if compare(read.value, r.of.Rat) >= 0 {
		return scored(r.points, read.words+"，达到"+r.of.text+r.part.unit(in.c)+"，得"+r.points.text+"分").as(outcomeMet)
	}
	total, _ := portion(read.value, r.of.Rat, r.points)
	return Result{State: Scored, Points: total, Reason: arithmetic(read.value, r.of.Rat, r.points, total), Outcome: outcomeShort}
}

func (r constantRule) most() *big.Rat { return r.points.Rat }

func (r constantRule) describe(c *Criterion) string {
	f := c.fields[r.part.key]
	return fmt.Sprintf("%s达到%s%s得%s分，不足的按比例计", f.Label, r.of.text, f.Unit, r.points.text)
}

func (constantRule) outcomes() []string { return []string{outcomeMet, outcomeShort} }

func (r constantRule) moves(in input) []move {
	now := r.part.read(in).value
	if now != nil && compare(now, r.of.Rat) >= 0 {
		return nil
	}
	m, _ := r.part.reach(in, r.of.Rat, true)
	return []move{m}
}

// InTenThousands reports whether the standard beside a number of pieces looks as if given in ten thousands of them (万条): it has decimals,
// which pieces have not, or the number is a hundred times as large, or more.
func InTenThousands(standard, pieces string) bool {
	whole, ok := new(big.Rat).SetString(standard)
	part, fine := new(big.Rat).SetString(pieces)
	if !ok || !fine || whole.Sign() <= 0 || !part.IsInt() || part.Sign() == 0 {
		return false
	}
	return !whole.IsInt() || part.Cmp(new(big.Rat).Mul(whole, big.NewRat(100, 1))) >= 0
}

// attainRule: reaching the city's standard gives all points, less gives its share of them.
type attainRule struct {
	part, standard string
	points         fixed
}

func (r attainRule) eval(in input) Result {
	part, ok := in.number(r.part)
	if !ok {
		return unanswered(in, r.part)
	}
	standard, ok := in.number(r.standard)
	label := in.c.fields[r.standard].Label
	switch {
	case !ok:
		return Result{State: Pending, Reason: Pending.Label() + "：" + label + "由" + in.c.Indicator.words.Assessor + "提供，尚未填写"}
	case standard.Sign() == 0:
		return incomputable(in, r.standard)
	case compare(part, standard) >= 0:
		return scored(r.points, short(part)+"达到"+label+short(standard)+"，得"+r.points.text+"分").as(outcomeMet)
	}
	total, _ := portion(part, standard, r.points)
	return Result{State: Scored, Points: total, Reason: arithmetic(part, standard, r.points, total), Outcome: outcomeShort}
}

func (r attainRule) most() *big.Rat { return r.points.Rat }

func (r attainRule) describe(*Criterion) string {
	return "达到考核标准得" + r.points.text + "分，未达到按比例计"
}

// uptimeRule: indicator 8, the tiers of accumulated outage.
type uptimeRule struct {
	platform, secure, hours string
	fullHours, belowHours   fixed
	full, partial, rest     fixed
}

func (r uptimeRule) eval(in input) Result {
	platform, ok := in.flag(r.platform)
	switch {
	case !ok:
		return unanswered(in, r.platform)
	case !platform:
		return scored(nought, "未建成平台，暂计0分")
	}
	secure, okSecure := in.flag(r.secure)
	if okSecure && !secure {
		return scored(r.rest, "未安全运行，按其它情况得"+r.rest.text+"分").as(outcomeRest)
	}
	hours, okHours := in.number(r.hours)
	if !okSecure || !okHours {
		return unanswered(in, r.secure, r.hours)
	}
	words := "累计中断" + short(hours) + "小时"
	switch {
	case compare(hours, r.fullHours.Rat) <= 0:
		return scored(r.full, fmt.Sprintf("%s，不超过%s小时，得%s分", words, r.fullHours.text, r.full.text)).as(outcomeFull)
	case compare(hours, r.belowHours.Rat) < 0:
		return scored(r.partial, fmt.Sprintf("%s，超过%s小时、低于%s小时，得%s分", words, r.fullHours.text, r.belowHours.text, r.partial.text)).as(outcomePartial)
	}
	return scored(r.rest, fmt.Sprintf("%s，不低于%s小时，得%s分", words, r.belowHours.text, r.rest.text)).as(outcomeRest)
}

func (r uptimeRule) most() *big.Rat { return r.full.Rat }

func (r uptimeRule) describe(*Criterion) string {
	return fmt.Sprintf("累计中断不超过%s小时得%s分，低于%s小时得%s分，其它得%s分",
		r.fullHours.text, r.full.text, r.belowHours.text, r.partial.text, r.rest.text)
}

// frequencyRule: indicator 12, automatic updates before manual ones, nothing where a due update was missed.
type frequencyRule struct {
	missed, whole, automatic, manual string
	automaticPoints, manualPoints    fixed
}

func (r frequencyRule) eval(in input) Result {
	missed, ok := in.flag(r.missed)
	if ok && missed {
		return scored(nought, "当月有更新却未更新，不得分").as(outcomeMissed)
	}
	whole, okWhole := in.number(r.whole)
	automatic, okAutomatic := in.number(r.automatic)
	switch {
	case !ok || !okWhole || !okAutomatic:
		return unanswered(in, r.missed, r.whole, r.automatic)
	case whole.Sign() == 0:
		return incomputable(in, r.whole)
	case automatic.Sign() > 0:
		some := shareOf(in, [2]string{r.automatic, r.whole}, r.automaticPoints).as(outcomeSome)
		if compare(automatic, whole) >= 0 {
			return some.as(outcomeAll)
		}
		return some
	}
	return shareOf(in, [2]string{r.manual, r.whole}, r.manualPoints).as(outcomeManual)
}

func (r frequencyRule) most() *big.Rat { return r.automaticPoints.Rat }

func (r frequencyRule) describe(*Criterion) string {
	return fmt.Sprintf("自动更新占比×%s，均未自动更新的按频率更新占比×%s，应更新未更新的不得分",
		r.automaticPoints.text, r.manualPoints.text)
}
