package volume

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/formtest"
)

// Where everything of our own stands in the volumes: cover, notes, contents, dividers of indicators with pieces and without, the page that
// stands for a file, strips and the labels for the binder. Figures are millimetres from the top left corner.
func TestVolumesAsLaidOut(t *testing.T) {
	f := newDossier(t)
	word := onePage("WORD", mediaBox(uprightA4), uprightA4, 0)
	attach(t, f, "1.1", map[string][]byte{"方案.pdf": word})
	attach(t, f, "1.2", map[string][]byte{"三页.tif": asTIFF(3, 30, 40)})
	attach(t, f, "5.1", map[string][]byte{"表.xlsx": []byte("PK")})
	attach(t, f, "5.1", map[string][]byte{"横.pdf": onePage("ACROSS", mediaBox(acrossA4), acrossA4, 0)})
	attach(t, f, "9.1", map[string][]byte{}) // 另行报送
	attach(t, f, "14.1", map[string][]byte{"照片.jpg": asJPEG(formtest.Scan(1, 827, 1170))})
	d := f.Dossier()
	changes := slices.Concat(
		d.Replace(forms.ProfilePath("signatory"), "涡阳县人民政府"), d.Replace(forms.ProfilePath("date"), "2018-01-26"),
		d.Replace(forms.AnswerPath("5.1", "met"), "true"), d.Replace(forms.AnswerPath("14.1", "level"), "standard"),
	)
	for _, e := range d.AllEvidence() {
		switch e.Number {
		case "1-01":
			changes = slices.Concat(changes, d.Replace(forms.EvidencePath(e.ID, forms.AttrDocNo), "涡信〔2017〕1号"), d.LinkEvidence(e.ID, []string{"1.1", "5.2"}))
		case "14-01":
			changes = append(changes, d.Replace(forms.EvidencePath(e.ID, forms.AttrTitle), strings.Repeat("很长的名称", 12))...)
		}
	}
	if err := f.Commit("改", changes); err != nil {
		t.Fatal(err)
	}
	b, err := prepare(t.Context(), f, Options{BySection: true}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer b.close()
	var out []string
	for _, k := range b.books {
		c := b.composer(k)
		sheets := c.compose()
		data, err := c.doc.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		shown := map[int]bool{1: true, 2: k.no == 1, 3: true, len(sheets): k.no == 1}
		for _, p := range k.parts {
			if no := p.indicator.No; no == 1 || no == 5 || no == 9 || no == 14 {
				shown[p.first] = true
				for _, e := range p.entries {
					shown[e.first], shown[e.first+e.pages()-1] = true, true
				}
			}
		}
		for i, page := range formtest.Drawn(t, data) {
			if !shown[i+1] {
				continue
			}
			s := sheets[i]
			out = append(out, fmt.Sprintf("volume %d page %d of %d across %t", k.no, i+1, len(sheets), s.landscape))
			if s.file != nil {
				out = append(out, fmt.Sprintf("file %s page %d at %.1f", s.file.ref.Name, s.page, s.matrix))
			}
			if s.landscape && s.file == nil {
				out = append(out, columns(page)...)
				continue
			}
			for _, line := range formtest.Places(page, "290.8", "203.8") {
				if i < 3 || !strings.HasPrefix(line, "box ") {
					out = append(out, line)
				}
			}
		}
	}
	formtest.CheckLines(t, "testdata/volumes.txt", out)
}

// columns joins characters that stand under one another: "down x y1 y2 size words".
func columns(page []string) []string {
	var out []string
	var x, first, last, size, words string
	end := func() {
		if words != "" {
			out = append(out, fmt.Sprintf("down %s %s %s %s %s", x, first, last, size, words))
		}
		words = ""
	}
	for _, line := range page {
		word := strings.SplitN(line, " ", 6)
		if word[0] != "text" || word[3] != "title" {
			end()
			out = append(out, line)
			continue
		}
		if word[1] != x {
			end()
		}
		if words == "" {
			x, first, size = word[1], word[2], word[4]
		}
		last = word[2]
		words += word[5]
	}
	end()
	return out
}
