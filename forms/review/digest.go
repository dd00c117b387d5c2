package review

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"zicha/forms"
	"zicha/scoring"
)

// digest is what is worked out of a submission under certain rules: by indicator, in order, the claim and the hash of the county's facts.
type digest struct {
	Points []string `json:"p"`           // "5.00", "" where it has none
	Texts  []string `json:"t"`           // as papers print it: 5.00, 未填报
	Facts  []string `json:"f"`           // 16 hexadecimal digits
	Absent []int    `json:"a,omitempty"` // indicators marked 不涉及
}

func (d digest) encode() string {
	data, err := json.Marshal(d)
	if err != nil {
		panic("review: digest cannot be encoded: " + err.Error()) // strings and numbers always encode
	}
	return string(data)
}

// digestFrom reads an encoded digest and reports whether it is one.
func digestFrom(text string) (digest, bool) {
	var d digest
	if d.plain(text) {
		return d, true
	}
	d = digest{}
	return d, json.Unmarshal([]byte(text), &d) == nil
}

func digestKey(content, rules string) string { return content + " " + rules }

// digestOf works a submission out.
func digestOf(s *Submission, e *scoring.Edition) digest {
	d := s.Dossier(e)
	card := e.Score(d.Answers())
	out := digest{Facts: countyFacts(d)}
	for _, res := range card.Indicators {
		points := ""
		if res.Known {
			points = res.Score.String()
		}
		if res.Status == scoring.NotAsked {
			out.Absent = append(out.Absent, res.Indicator.No)
		}
		out.Points, out.Texts = append(out.Points, points), append(out.Texts, res.Text())
	}
	return out
}

// countyFacts hashes, by indicator, what of the county's version its rules read: the fields and register rows of its criteria, 完成情况, and
// the files of its evidence; of an item without files what names it.
func countyFacts(d *forms.Dossier) []string {
	indicators := d.Edition.Indicators()
	lines := make([][]string, len(indicators)+1)
	put := func(no int, line string) {
		if no > 0 && no < len(lines) {
			lines[no] = append(lines[no], line)
		}
	}
	for _, p := range d.Paths() {
		put(indicatorOf(d.Edition, p), string(p)+"="+d.Get(p))
	}
	for _, item := range d.AllEvidence() {
		if item.Removed {
			continue
		}
		for _, id := range item.Criteria {
			c := d.Edition.Criterion(id)
			if c == nil {
				continue
			}
			for _, f := range item.Files {
				put(c.Indicator.No, "evidence/"+id+"/"+f.SHA256)
			}
			if len(item.Files) == 0 {
				put(c.Indicator.No, "evidence/"+id+"/"+strings.Join([]string{item.Number, item.Title, item.DocNo, item.Date, item.Delivery}, "|"))
			}
		}
	}
	out := make([]string, 0, len(indicators))
	for _, list := range lines[1:] {
		slices.Sort(list)
		out = append(out, hashOf(slices.Compact(list)...)[:16])
	}
	return out
}

// indicatorOf says which indicator a value of the county's belongs to, 0 for none.
func indicatorOf(e *scoring.Edition, p forms.Path) int {
	switch parts := p.Parts(); parts.Kind {
	case forms.KindAnswer, forms.KindRow:
		if c := e.Criterion(parts.Criterion); c != nil {
			return c.Indicator.No
		}
	case forms.KindNarrative:
		no, _ := strconv.Atoi(parts.Key) // the letter's parts are no numbers
		return no
	}
	return 0
}

// hashOf hashes parts so that no two lists of them run together. It is 32 hexadecimal digits.
func hashOf(parts ...string) string {
	var room [512]byte // mostly enough
	all := room[:0]
	for _, p := range parts {
		all = append(strconv.AppendInt(all, int64(len(p)), 10), ':')
		all = append(append(all, p...), '\n')
	}
	sum := sha256.Sum256(all)
	return hex.EncodeToString(sum[:16])
}

// digest gives what is worked out of a content, from memory or anew.
func (b *Book) digest(content string, e *scoring.Edition, rules string) (digest, error) {
	key := digestKey(content, rules)
	if d, ok := b.digests[key]; ok && len(d.Points) == len(e.Indicators()) && len(d.Facts) == len(d.Points) && len(d.Texts) == len(d.Points) {
		return d, nil
	}
	s, err := b.submission(content)
	if err != nil {
		return digest{}, err
	}
	d := digestOf(s, e)
	b.digests[key] = d
	return d, nil
}

// better orders a county's versions: the higher number, then the later.
func better(a, b *Event) int { return cmp.Compare(versionOf(a), versionOf(b)) }

func versionOf(e *Event) int {
	if e == nil {
		return 0
	}
	n, err := strconv.Atoi(e.Value)
	if err != nil || n > maxSeq {
		return 0
	}
	return n
}
