package sheets_test

import (
	"archive/zip"
	"bytes"
	"image"
	"image/color"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"zicha/forms"
	"zicha/forms/merge"
	"zicha/forms/sheets"
)

// dot is a picture like no other of another shade.
func dot(t testing.TB, shade uint8) []byte {
	t.Helper()
	m := image.NewGray(image.Rect(0, 0, 40, 30))
	m.Set(3, 3, color.Gray{shade})
	var b bytes.Buffer
	must(t, png.Encode(&b, m))
	return b.Bytes()
}

// withParts adds parts to a workbook.
func withParts(t testing.TB, path string, parts map[string]string) {
	t.Helper()
	old, err := zip.OpenReader(path)
	must(t, err)
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range old.File {
		must(t, z.Copy(f))
	}
	must(t, old.Close())
	for name, text := range parts {
		w, err := z.Create(name)
		must(t, err)
		_, err = io.WriteString(w, text)
		must(t, err)
	}
	must(t, z.Close())
	must(t, os.WriteFile(path, b.Bytes(), 0o600))
}

// pictured is a returned sheet: a picture on a row with nothing but what is expected, two on a row with a title, and one that WPS put into
// the cell of the file's name.
func pictured(t testing.TB, c county) string {
	t.Helper()
	path := c.out(t, false)["县公安局"]
	filled(t, path, func(b *book) {
		rows, err := b.f.GetRows(sheets.SheetEvidence)
		must(t, err)
		column := slices.Index(rows[0], "文件名") + 1
		lay := func(row int, shade uint8) {
			at, err := excelize.CoordinatesToCellName(column, row)
			must(t, err)
			must(t, b.f.AddPictureFromBytes(sheets.SheetEvidence, at, &excelize.Picture{Extension: ".png", File: dot(t, shade)}))
		}
		title := slices.Index(rows[0], "材料名称") + 1
		lay(2, 10)
		b.set(sheets.SheetEvidence, title, 3, "媒体报道")
		lay(3, 20)
		lay(3, 30)
		b.set(sheets.SheetEvidence, title, 4, "现场照片")
		b.set(sheets.SheetEvidence, column, 4, `=DISPIMG("ID_7",1)`)
	})
	withParts(t, path, map[string]string{
		"xl/cellimages.xml": `<etc:cellImages xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData" xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" ` +
			`xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">` +
			`<etc:cellImage><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="ID_6"/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="rId2"/></xdr:blipFill></xdr:pic></etc:cellImage>` +
			`<etc:cellImage><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="3" name="ID_7"/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="rId1"/></xdr:blipFill></xdr:pic></etc:cellImage></etc:cellImages>`,
		"xl/_rels/cellimages.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
			`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/wps7.png"/></Relationships>`,
		"xl/media/wps7.png": string(dot(t, 70)),
	})
	return path
}

// Pictures in a returned sheet are offered, and become evidence of their row where they are picked.
func TestPicturesInReturnedSheet(t *testing.T) {
	c := newCounty(t, "县公安局 | 5")
	path := pictured(t, c)
	p := c.plan(t, path)
	var offered []string
	for _, it := range p.Items {
		if it.Conflict() {
			offered = append(offered, it.Title+"："+it.Offers[0].Text)
			if it.Pick != merge.PickNone || it.Mine != "不作佐证" {
				t.Errorf("%s is answered before it is asked", it.Title)
			}
		}
	}
	want := []string{
		"佐证材料!B2 行里的图片 5.1：主题宣传活动通知，1张图片作为佐证（佐证材料I2）",
		"佐证材料!B3 行里的图片 5.1：媒体报道，2张图片作为佐证（佐证材料I3、佐证材料I3-2）",
		"佐证材料!B4 行里的图片 5.2：现场照片，1张图片作为佐证（佐证材料I4）",
	}
	if !slices.Equal(offered, want) {
		t.Fatalf("offered\n%s", strings.Join(offered, "\n"))
	}
	if told := notes(p); strings.Contains(told, "图片") {
		t.Errorf("told of pictures that are offered: %s", told)
	}
	left := 0
	for _, o := range c.take(t, c.plan(t, path)) { // nobody picks
		if o.Words == "没有作佐证" {
			left++
		}
	}
	if got := c.evidence(); left != 3 || len(got) != 2 || got[0] != "5-01 媒体报道（）5.1" {
		t.Errorf("not picked: %d, %v", left, got)
	}

	c = newCounty(t, "县公安局 | 5")
	path = pictured(t, c)
	p = c.plan(t, path)
	for _, it := range p.Items {
		it.Prefer(true)
	}
	c.take(t, p)
	var got []string
	for _, e := range c.Dossier().AllEvidence() {
		got = append(got, e.Number+" "+e.Title+" "+forms.EvidenceField(forms.AttrDelivery).Display(e.Delivery)+" "+e.Pages+" "+strings.Join(e.Criteria, "、"))
		for _, f := range e.Files {
			if f.Doubt != "" || !c.Holds(f) || filepath.Ext(f.Name) != ".png" {
				t.Errorf("%s: %+v", e.Title, f)
			}
		}
	}
	slices.Sort(got)
	if all := strings.Join(got, "\n"); all != "5-01 主题宣传活动通知 电子 1 5.1\n5-02 媒体报道 电子 2 5.1\n5-03 现场照片 电子 1 5.2" {
		t.Errorf("picked\n%s", all)
	}
	again := c.plan(t, path)
	for _, it := range again.Items {
		if it.Conflict() {
			t.Errorf("offered again: %s", it.Title)
		}
	}
	if told := notes(again); strings.Count(told, "已经是佐证") < 3 {
		t.Errorf("not told that they are there: %s", told)
	}
}
