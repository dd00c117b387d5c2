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

// evidence lists a county's evidence: the pieces that the rulebook expects for what the county scores itself, most of them there, the first
// of them beside a document of the city that every county has. Two counties use the same scan in a PDF, and the same photo.
func (m *maker) evidence() {
	given := map[int]int{} // numbers by indicator
	first := true
	for _, ind := range m.edition.Indicators() {
		if !ind.Source.Self() {
			continue
		}
		for _, c := range ind.Asked() {
			if m.values[forms.AnswerPath(c.ID, c.Fields[0].Key)] == "" && len(m.rowsOf(c)) == 0 {
				continue
			}
			next := func() string {
				given[ind.No]++
				return fmt.Sprintf("%d-%02d", ind.No, given[ind.No])
			}
			if first {
				m.cityDocument(c, next())
				m.copied(c, next)
			}
			first = false
			for i, piece := range pieces(c) {
				if i == 0 || m.IntN(10) > 0 {
					m.item(c, i, piece, next())
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
	m.documents++
	title := m.say("{县}", 0, year) + strings.TrimSuffix(strings.Split(piece, "（")[0], "。")
	e := forms.Evidence{
		Number: number, Title: title, Date: m.date(year), Issuer: m.say("{县}发展改革委", 0, year),
		DocNo: m.say("{县}发改〔{年}〕{n}号", m.documents, year), Criteria: []string{c.ID},
	}
	if len(c.Evidence) > 0 {
		e.Expect = []string{forms.ExpectToken(c, place)}
	}
	m.keep(e, title+".pdf", paper(m.unit.Code+number, nil))
}

// cityDocument adds the notice, which every county has from the city.
func (m *maker) cityDocument(c *scoring.Criterion, number string) {
	notice := m.edition.Notice()
	if notice.Title == "" {
		notice.Title = m.edition.Title
	}
	e := forms.Evidence{Number: number, Title: notice.Title, DocNo: notice.Number, Date: notice.Date, Issuer: notice.Issuer, Criteria: []string{c.ID}}
	m.keep(e, "通知.pdf", paper(notice.Title, nil))
}

// copied adds what two counties have alike: a scan that each put into a PDF of its own, and a photo.
func (m *maker) copied(c *scoring.Criterion, next func() string) {
	first, second := pair(len(m.edition.Units), m.seed+1)
	if m.index != first && m.index != second {
		return
	}
	year := m.edition.DocumentYear(c)
	day := m.date(year)
	scan := forms.Evidence{Number: next(), Title: m.say("{县}工作情况说明", 0, year), Date: day, Issuer: m.say("{县}发展改革委", 0, year), Criteria: []string{c.ID}}
	m.keep(scan, "工作情况说明.pdf", paper(m.unit.Code, picture(m.seed, 1)))
	photo := forms.Evidence{Number: next(), Title: m.say("{县}活动照片", 0, year), Date: day, Issuer: scan.Issuer, Criteria: []string{c.ID}}
	m.keep(photo, "照片.jpg", picture(m.seed, 2))
}

// keep puts an item with one file among the values.
func (m *maker) keep(e forms.Evidence, name string, data []byte) {
	e.ID, e.Pages, e.Delivery = "e"+e.Number, "1", forms.DeliveryFile
	sum := sha256.Sum256(data)
	file := forms.FileRef{ID: "f", Name: name, Size: int64(len(data)), SHA256: hex.EncodeToString(sum[:]), Place: 1}
	for _, attr := range append(forms.DescribingAttrs(), forms.AttrNumber, forms.AttrCriteria, forms.AttrRows, forms.AttrExpect) {
		if v := e.Attr(attr); v != "" {
			m.values[forms.EvidencePath(e.ID, attr)] = v
		}
	}
	m.values[forms.FilePath(e.ID, file.ID)] = file.Value()
	if m.files != nil {
		m.files[e.ID] = evidenceFile{name, data}
	}
}
