package invent

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"zicha/forms"
	"zicha/scoring"
)

// evidence lists a county's evidence: the pieces that the rulebook expects for what the county scores itself, most of them there.
func (m *maker) evidence() {
	given := map[int]int{} // numbers by indicator
	for _, ind := range m.edition.Indicators() {
		if !ind.Source.Self() {
			continue
		}
		for _, c := range ind.Asked() {
			if m.values[forms.AnswerPath(c.ID, c.Fields[0].Key)] == "" && len(m.rowsOf(c)) == 0 {
				continue
			}
			for i, piece := range pieces(c) {
				if i == 0 || m.IntN(10) > 0 {
					given[ind.No]++
					m.item(c, i, piece, fmt.Sprintf("%d-%02d", ind.No, given[ind.No]))
				}
			}
		}
		if n := given[ind.No]; n > 0 {
			m.values[forms.NumberPath(strconv.Itoa(ind.No))] = strconv.Itoa(n)
		}
	}
}

// pieces are the documents expected for a criterion.
func pieces(c *scoring.Criterion) []string {
	if len(c.Evidence) == 0 {
		return []string{c.Title + "有关材料"}
	}
	return c.Evidence
}

// item adds a piece of evidence with one file.
func (m *maker) item(c *scoring.Criterion, place int, piece, number string) {
	year := m.edition.DocumentYear(c)
	title := m.say("{县}", 0, year) + strings.TrimSuffix(strings.Split(piece, "（")[0], "。")
	e := forms.Evidence{
		ID: "e" + number, Number: number, Title: title, Date: m.date(year), Issuer: m.say("{县}发展改革委", 0, year), Pages: "1",
		DocNo: m.say("{县}发改〔{年}〕{n}号", 1+m.IntN(90), year), Delivery: forms.DeliveryFile, Criteria: []string{c.ID},
	}
	if len(c.Evidence) > 0 {
		e.Expect = []string{forms.ExpectToken(c, place)}
	}
	sum := sha256.Sum256([]byte(fmt.Sprint(m.seed, m.index, number)))
	e.Files = []forms.FileRef{{ID: "f", Name: title + ".pdf", Size: 20_000 + m.Int64N(900_000), SHA256: hex.EncodeToString(sum[:]), Place: 1}}
	m.keep(e)
}

// keep puts an item among the values.
func (m *maker) keep(e forms.Evidence) {
	for _, attr := range append(forms.DescribingAttrs(), forms.AttrNumber, forms.AttrCriteria, forms.AttrRows, forms.AttrExpect) {
		if v := e.Attr(attr); v != "" {
			m.values[forms.EvidencePath(e.ID, attr)] = v
		}
	}
	for _, f := range e.Files {
		m.values[forms.FilePath(e.ID, f.ID)] = f.Value()
	}
}
