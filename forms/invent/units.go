package invent

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"zicha/scoring"
)

// mark stands in every name, so that no invented county is taken for a real one.
const mark = "示例"

// A name is one of each: 示例青川县.
const (
	firstNames  = "青云安平永和清文明新东南西北中上下大长高金银玉石林松柏桂梅兰竹春夏秋冬临怀望康宁泰昌兴盛隆富庆瑞祥嘉德仁义礼信诚正华"
	secondNames = "川溪泉河江湖海洲滩湾山岭峰岗坡原野阳阴丰登城关门桥渡口津港塘池浦源水沟谷台亭庄集镇里坊园田苑林木桑梓陵皋丘坪坝屏岩"
)

// units invents counties with codes and names valid in the form that the edition's own have.
func units(edition *scoring.Edition, count int, seed uint64) []scoring.Unit {
	first, second := []rune(firstNames), []rune(secondNames)
	r := rand.New(rand.NewPCG(seed, streamNames))
	var out []scoring.Unit
	for i, at := range r.Perm(len(first) * len(second))[:count] {
		name := mark + string(first[at/len(second)]) + string(second[at%len(second)]) + kindOf(edition, i)
		out = append(out, scoring.Unit{Code: codeOf(edition, i+1), Name: name})
	}
	return out
}

// kindOf is the last word of a unit's name: that of the edition's own by turns, or of what its units are called.
func kindOf(edition *scoring.Edition, i int) string {
	name := edition.Words.Unit
	if n := len(edition.Units); n > 0 {
		name = edition.Units[i%n].Name
	}
	name = strings.TrimRight(strings.Split(name, "（")[0], "）) ")
	letters := []rune(name)
	return string(letters[len(letters)-1:])
}

// codeOf is the i-th code, counted from 1: a division code that no place has, or one of the list's own.
func codeOf(edition *scoring.Edition, i int) string {
	if len(edition.Units) > 0 && !edition.DivisionCodes() {
		return fmt.Sprintf("SL%04d", i)
	}
	digits := 6
	if len(edition.Units) > 0 {
		digits = len(edition.Units[0].Code)
	}
	return fmt.Sprintf("99%0*d", digits-2, i)
}

// shortName is a county's name as others call it: 青川.
func shortName(name string) string {
	letters := []rune(strings.TrimPrefix(name, mark))
	return string(letters[:max(1, len(letters)-1)])
}
