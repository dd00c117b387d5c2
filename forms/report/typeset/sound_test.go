package typeset

import (
	"bytes"
	"fmt"
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"zicha/forms/formtest"
)

// everything draws all there is to draw, on pages of both shapes.
func everything(t *testing.T, o Options) *Doc {
	t.Helper()
	d := New(o)
	d.OnPage(func() {
		if err := d.Watermark("草稿", Hei, 60, Color{230, 230, 230}); err != nil {
			t.Error(err)
		}
	})
	d.AddPage(false)
	d.Bookmark("总述", 0, 20)
	frame := Frame{20, 20, 120, 60}
	flow := d.NewFlow(frame, func() Frame { d.AddPage(true); return frame })
	flow.Paragraph(Paragraph{Runs: Plain("标题", Style{Title, 22, Color{}}), Pitch: 10, Heading: 1})
	red := Style{Hei, 12, Color{200, 0, 0}}
	for _, align := range []Align{Left, Center, Right, Justify} {
		flow.Paragraph(Paragraph{Runs: append(Plain("我县开展“诚信”宣传，共", body), Run{"133", red}, Run{"次。𬱖\n完", body}), Pitch: 8, Align: align, FirstIndent: 8})
	}
	flow.Table(Table{
		Columns: []Column{{Head: "甲", Width: 30}, {Head: "乙", Width: 30}, {Head: "丙", Width: 30}}, Style: Style{Song, 9, Color{}}, HeadStyle: Style{Hei, 9, Color{}}, Pitch: 4,
		Rows: []Row{
			{Cells: []Cell{{Text: "合并", Span: 2}, {Text: "一"}}, Ground: &Color{240, 240, 240}, Keep: true},
			{Cells: []Cell{{Text: "再"}, {Text: strings.Repeat("很长的格", 60)}, {Text: "二"}}, Again: 1},
			{Cells: []Cell{{Text: "全部", Span: 3}}},
		},
		Notes: []Paragraph{{Runs: Plain("注：数字为当年的。", body), Pitch: 8}},
	})
	d.Bookmark("图", 1, 30)
	d.Figure("得分的图", func() { d.Disc(60, 150, 10, Color{0, 90, 0}); d.Text(60, 150, body, "图中的字") })
	d.Turned(180, 40, body, "竖着的字")
	d.Rule(10, 20, 110, 20, 0.5)
	d.Rect(10, 20, 30, 40, 0.5)
	d.Fill(10, 20, 30, 40, Color{1, 2, 3})
	d.EachPage(func(page, pages int) { d.TextIn(0, 200, 100, Center, body, fmt.Sprint(page, "/", pages)) })
	return d
}

// operands are how many numbers, names or texts each operator of a page takes (ISO 32000-1, table 51), those that are used here.
var operands = map[string]int{
	"q": 0, "Q": 0, "cm": 6, "w": 1, "J": 1, "j": 1, "m": 2, "l": 2, "c": 6, "re": 4, "S": 0, "f": 0, "rg": 3, "RG": 3, "g": 1, "G": 1,
	"BT": 0, "ET": 0, "Tf": 2, "Td": 2, "Tj": 1, "Tc": 1, "BMC": 1, "BDC": 2, "EMC": 0,
}

var token = regexp.MustCompile(`^(?:\((?:\\.|[^\\()])*\)|<<.*?>>|<[0-9A-F]*>|/[\w.+-]*|-?\d+(?:\.\d+)?|[A-Za-z*']+|\s+)`)

// operators are those of a page, each behind what it takes; what is no operator, or takes another number, fails.
func operators(t *testing.T, content []byte) [][]string {
	t.Helper()
	content = regexp.MustCompile(`(?s)<<[^<>]*<[^<>]*>[^<>]*>>`).ReplaceAll(content, []byte("/dictionary")) // of a text as it is read
	var out [][]string
	var line []string
	for len(content) > 0 {
		found := regexp.MustCompile(`(?s)` + token.String()).Find(content)
		if found == nil {
			t.Fatalf("nothing of a page: %.60q", content)
		}
		content = content[len(found):]
		switch text := strings.TrimSpace(string(found)); {
		case text == "":
		case strings.IndexByte("(</-0123456789", text[0]) >= 0:
			line = append(line, text)
		default:
			n, known := operands[text]
			if !known || n != len(line) {
				t.Fatalf("operator %q behind %q", text, line)
			}
			out = append(out, append(line, text))
			line = nil
		}
	}
	if len(line) > 0 {
		t.Fatalf("%q has no operator", line)
	}
	return out
}

// Every page is made of operators that exist, each with what it takes; what is begun is ended in order; text is black and of its own width
// again after it was coloured or spread; and every piece belongs to something, by its number or as no part of the text.
func TestPagesAreSound(t *testing.T) {
	for _, overlay := range []bool{false, true} {
		d := everything(t, Options{Title: "题", Overlay: overlay})
		objects := formtest.Objects(t, mustBytes(t, d))
		kids := number.FindAllStringSubmatch(strings.Split(string(objects[1]), "]")[0], -1)
		for page := range d.Pages() {
			n, _ := strconv.Atoi(kids[page][1])
			at, _ := strconv.Atoi(regexp.MustCompile(`/Contents (\d+) 0 R`).FindStringSubmatch(string(objects[n]))[1])
			var open []string
			marked, spread := 0, "0"
			for _, op := range operators(t, inflate(t, objects[at])) {
				end := map[string]string{"Q": "q", "ET": "BT", "EMC": "BMC"}
				switch name := op[len(op)-1]; name {
				case "q", "BT", "BMC", "BDC":
					if name == "BDC" {
						if strings.HasPrefix(op[1], "<</MCID ") && op[1] != fmt.Sprintf("<</MCID %d>>", marked) {
							t.Errorf("page %d: piece %s, want %d", page+1, op[1], marked)
						} else if strings.HasPrefix(op[1], "<</MCID ") {
							marked++
						}
						name = "BMC"
					}
					open = append(open, name)
				case "Q", "ET", "EMC":
					if len(open) == 0 || open[len(open)-1] != end[name] {
						t.Fatalf("page %d: %s ends what is open: %q", page+1, name, open)
					}
					open = open[:len(open)-1]
				case "Tc":
					spread = op[0]
				case "rg":
					if !slices.Contains(open, "q") {
						t.Errorf("page %d: the colour %q is for all that follows", page+1, op)
					}
				case "S", "f", "Tj":
					if !overlay && !slices.Contains(open, "BMC") {
						t.Errorf("page %d: %q belongs to nothing", page+1, op)
					}
				}
			}
			if len(open) > 0 || spread != "0" || (marked == 0) != overlay {
				t.Errorf("page %d ends with %q open, spread by %s, %d pieces", page+1, open, spread, marked)
			}
		}
	}
}

// A disc is round, and where it is to be: its curves lie at its radius.
func TestDiscIsRound(t *testing.T) {
	d := New(Options{Overlay: true})
	d.AddPage(false)
	d.Disc(50, 60, 10, Color{255, 0, 51})
	objects := formtest.Objects(t, mustBytes(t, d))
	var last [2]float64
	curves, filled := 0, false
	away := func(x, y float64) float64 { return math.Hypot(x*pointMM-50, (297 - y*pointMM - 60)) }
	for _, op := range operators(t, inflate(t, objects[4])) {
		var n []float64
		for _, text := range op[:len(op)-1] {
			v, _ := strconv.ParseFloat(text, 64)
			n = append(n, v)
		}
		switch op[len(op)-1] {
		case "rg":
			if !slices.Equal(n, []float64{1, 0, 0.2}) {
				t.Errorf("the colour is %v", n)
			}
		case "m":
			last = [2]float64{n[0], n[1]}
		case "c":
			for _, at := range []float64{0, 0.25, 0.5, 0.75, 1} {
				b := func(i int) float64 {
					u := 1 - at
					return u*u*u*last[i] + 3*u*u*at*n[i] + 3*u*at*at*n[2+i] + at*at*at*n[4+i]
				}
				if r := away(b(0), b(1)); math.Abs(r-10) > 0.02 {
					t.Errorf("curve %d, at %v: %.3f mm from the middle, not 10", curves+1, at, r)
				}
			}
			last = [2]float64{n[4], n[5]}
			curves++
		case "f":
			filled = true
		}
	}
	if curves != 4 || !filled {
		t.Errorf("%d curves, filled %v", curves, filled)
	}
}

// What belongs to what is said from above and from below alike: an element knows its parts and every part its element; tables say what their
// cells cover and which are heads.
func TestStructureIsSound(t *testing.T) {
	d := everything(t, Options{Title: "题"})
	objects := formtest.Objects(t, mustBytes(t, d))
	match := func(n int, pattern string) string {
		if found := regexp.MustCompile(pattern).FindStringSubmatch(string(objects[n])); found != nil {
			return found[1]
		}
		return ""
	}
	num := func(text string) int { n, _ := strconv.Atoi(text); return n }
	root, document := 0, 0
	pages := map[int]int{} // their place in the order, by object
	for n, object := range objects {
		if bytes.HasPrefix(object, []byte("<</Type/StructTreeRoot")) {
			root = n
		}
		if n > 0 && !bytes.Contains(object, []byte("stream\n")) {
			for _, ref := range number.FindAllStringSubmatch(string(object), -1) {
				if objects[num(ref[1])] == nil {
					t.Errorf("object %d names %s, which is not there: %s", n, ref[1], object)
				}
			}
		}
	}
	for i, kid := range number.FindAllStringSubmatch(strings.Split(string(objects[1]), "]")[0], -1)[:d.Pages()] {
		pages[num(kid[1])] = i
		if got := match(num(kid[1]), `/StructParents (\d+)`); got != strconv.Itoa(i) || match(num(kid[1]), `/Tabs/(S)`) == "" {
			t.Errorf("page %d is %q to its pieces", i+1, got)
		}
	}
	document = num(match(root, `/K (\d+) 0 R`))
	owners := make([]map[int]int, d.Pages()) // of each page's pieces, by number
	for i := range owners {
		owners[i] = map[int]int{}
	}
	part := regexp.MustCompile(`<</Type/MCR/Pg (\d+) 0 R/MCID (\d+)>>|(\d+) 0 R|(\d+)`)
	tags := map[string]int{}
	var walk func(n, above int)
	walk = func(n, above int) {
		if got := num(match(n, `/P (\d+) 0 R`)); got != above {
			t.Errorf("object %d is under %d, and says %d", n, above, got)
		}
		tags[match(n, `/S/(\w+)`)]++
		home, there := pages[num(match(n, `/Pg (\d+) 0 R`))]
		_, list, _ := strings.Cut(string(objects[n]), "/K[")
		for _, p := range part.FindAllStringSubmatch(strings.TrimSuffix(list, "]>>"), -1) {
			page, mark := home, p[4]
			switch {
			case p[3] != "":
				walk(num(p[3]), n)
				continue
			case p[1] != "":
				page, mark = pages[num(p[1])], p[2]
			case !there:
				t.Errorf("object %d has pieces and no page: %s", n, objects[n])
			}
			owners[page][num(mark)] = n
		}
	}
	walk(document, root)
	nums := match(num(match(root, `/ParentTree (\d+) 0 R`)), `/Nums\[(.*)\]>>`)
	for i, list := range regexp.MustCompile(`(\d+)\[([^\]]*)\]`).FindAllStringSubmatch(nums, -1) {
		var said []int
		for _, ref := range number.FindAllStringSubmatch(list[2], -1) {
			said = append(said, num(ref[1]))
		}
		var want []int
		for _, mark := range slices.Sorted(maps.Keys(owners[i])) {
			want = append(want, owners[i][mark])
		}
		if list[1] != strconv.Itoa(i) || !slices.Equal(said, want) || len(said) == 0 {
			t.Errorf("page %s: its pieces belong to %v, and from above to %v", list[1], said, want)
		}
	}
	if match(root, `/ParentTreeNextKey (\d+)`) != strconv.Itoa(d.Pages()) || strings.Count(nums, "[") != d.Pages() {
		t.Errorf("the tree is of other pages: %s", objects[root])
	}
	want := map[string]int{"Document": 1, "Sect": 1, "H1": 1, "P": 10, "Table": 1, "TR": 4, "TH": 3, "TD": 6, "Figure": 1} // four of two lines, a note, what is turned
	if !maps.Equal(tags, want) {
		t.Errorf("the parts are %v, want %v", tags, want)
	}
	pdf := mustBytes(t, d)
	for words, n := range map[string]int{
		"/S/TH": 3, "/A<</O/Table/Scope/Column>>": 3, "/A<</O/Table/ColSpan 2>>": 1, "/A<</O/Table/ColSpan 3>>": 1, "/O/Table": 5, "/Alt<FEFF5F975206768456FE>": 1,
		"/T<FEFF603B8FF0>": 1, "/MarkInfo<</Marked true>>": 1, "/PageMode/UseOutlines/Outlines ": 1, "/Lang(zh-CN)": 1, "/ViewerPreferences<</DisplayDocTitle true>>": 1,
		"/Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)": 1,
	} {
		if got := inObjects(t, pdf, words); got != n {
			t.Errorf("%s stands in %d objects, want %d", words, got, n)
		}
	}
}
