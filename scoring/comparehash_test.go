package scoring

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"zicha/assets"
)

// alter calls once for each field below a value with one thing altered in it, and puts it back. Of a list the first and the last element are
// walked, then the list is altered by an element less, one more, and the other way round. Once try is content with a field, no other of the
// same path is altered.
func alter(v reflect.Value, path string, seen map[string]bool, try func(path string) bool) {
	with := func(how string, value reflect.Value) {
		if at := path + how; !seen[at] {
			was := reflect.New(v.Type()).Elem()
			was.Set(v)
			v.Set(value)
			seen[at] = try(at)
			v.Set(was)
		}
	}
	switch v.Kind() {
	case reflect.Pointer:
		switch {
		case !v.IsNil():
			alter(v.Elem(), path, seen, try)
		case v.Type().Elem().Kind() != reflect.Struct: // a register without columns is none
			with(" given", reflect.New(v.Type().Elem()))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() && f.Tag.Get("toml") != "-" {
				alter(v.Field(i), path+"."+f.Name, seen, try)
			}
		}
	case reflect.Slice:
		alterList(v, path, seen, try, with)
	case reflect.Map:
		alterMap(v, with)
	case reflect.String:
		with("", reflect.ValueOf(v.String()+"。").Convert(v.Type()))
	case reflect.Bool:
		with("", reflect.ValueOf(!v.Bool()))
	case reflect.Int, reflect.Int64:
		with("", reflect.ValueOf(v.Int()+1).Convert(v.Type()))
	}
}

func alterList(v reflect.Value, path string, seen map[string]bool, try func(string) bool, with func(string, reflect.Value)) {
	n := v.Len()
	for _, i := range []int{0, n - 1} {
		if n > 0 {
			alter(v.Index(i), path, seen, try)
		}
	}
	elem := v.Type().Elem()
	if elem.Kind() != reflect.Pointer { // what is linked would have to be linked anew
		more := reflect.New(elem).Elem()
		with(" one more", reflect.Append(v.Slice3(0, n, n), more))
		if n > 0 {
			with(" one less", v.Slice3(0, n-1, n-1))
		}
	}
	if turned := reflect.AppendSlice(reflect.MakeSlice(v.Type(), 0, n), v); n > 1 && strings.HasSuffix(path, "Fields") {
		slices.Reverse(turned.Interface().([]*Field))
		with(" turned round", turned)
	}
}

func alterMap(v reflect.Value, with func(string, reflect.Value)) {
	out := reflect.MakeMap(v.Type())
	for it := v.MapRange(); it.Next(); {
		out.SetMapIndex(it.Key(), it.Value())
	}
	if v.Type().Elem() == reflect.TypeFor[Points]() {
		out.SetMapIndex(reflect.ValueOf("office"), reflect.ValueOf(Points(1)))
		with(" one more", out)
	}
}

// bare English words but for keys of fields would be told to officials.
var foreign = regexp.MustCompile(`(?i)cap|source|apart|group|veto|spec|json`)

// TestWhateverIsHashedIsTold: whatever is altered in a rulebook, a comparison under its id says something in Chinese wherever the hash is
// another, and says nothing is changed only where it is the same.
func TestWhateverIsHashedIsTold(t *testing.T) {
	files, _ := filepath.Glob("testdata/parts/*.toml")
	hashed := map[string]bool{}
	for _, name := range append(files, "bozhou-2017.toml") {
		data, err := os.ReadFile(name)
		if err != nil {
			data = assets.Edition2017
		}
		was, err := LoadEdition(name, data)
		if err != nil {
			t.Fatal(err)
		}
		is, _ := LoadEdition(name, data)
		is.sum = "" // it is altered below, as no rulebook is
		hash := was.Hash()
		alter(reflect.ValueOf(is), "", hashed, func(path string) bool {
			if is.Hash() == hash || is.ID != was.ID {
				return false
			}
			c := Compare(was, is)
			words := strings.Join(c.Words(), "\n")
			if words == "" || !c.Changed() || foreign.MatchString(words) || strings.Contains(words, general) && !strings.Contains(path, "Pools.IDs") {
				t.Errorf("%s: %s: %q", name, path, words)
			}
			return true
		})
	}
	for _, path := range []string{
		".Year", ".Groups.Weight", ".Groups.Name", ".Grades.From", ".Veto.Grade", ".Veto.Zero", ".Sections.Apart", ".Sections.Cap", ".Sections.Group",
		".Sections.Indicators.Text", ".Sections.Indicators.Source", ".Sections.Indicators.Absent", ".Sections.Indicators.Pools.Points",
		".Sections.Indicators.Criteria.Fields turned round", ".Sections.Indicators.Criteria.Fields.Key", ".Sections.Indicators.Criteria.Register.Columns.Key",
		".Sections.Indicators.Criteria.Spec.Losses one more", ".Sections.Indicators.Criteria.Spec.Target given",
	} {
		if !hashed[path] {
			t.Errorf("%s was not altered: the test has gone blind", path)
		}
	}
}

// TestHashedFieldsAreListed: who adds a field to the hash says there how a comparison tells of it.
func TestHashedFieldsAreListed(t *testing.T) {
	for _, c := range []struct {
		of    reflect.Type
		known any
	}{
		{reflect.TypeFor[hashed](), headAspects()},
		{reflect.TypeFor[hashedIndicator](), indicatorAspects()},
		{reflect.TypeFor[hashedCriterion](), criterionAspects()},
	} {
		known := reflect.ValueOf(c.known)
		for i := range c.of.NumField() {
			if name := c.of.Field(i).Name; !known.MapIndex(reflect.ValueOf(name)).IsValid() {
				t.Errorf("%s.%s is hashed and Compare does not know how to tell of it", c.of.Name(), name)
			}
		}
		if known.Len() != c.of.NumField() {
			t.Errorf("%s: %d fields, %d listed", c.of.Name(), c.of.NumField(), known.Len())
		}
	}
}

// What other rules change, in the words an official reads: caps, weights, vetoes, grades, 不涉及, shared points, who holds the data,
// and words that only look the same.
func TestWordsOfAComparison(t *testing.T) {
	for _, c := range []struct{ book, old, new, want string }{
		{"bonus", "cap = \"10\"", "cap = \"8\"", "总则：新增：“加分项”不计入总分：另加，最多8分。"},
		{"veto", "grade = \"不合格\"", "zero = true", "总则：新增：“基础性指标”有一项未通过，即一票否决，总评计0分。"},
		{"veto", "from = \"80\"", "from = \"85\"", "总则：新增：等次按总评：“优秀”90分以上，“良好”85分以上，“合格”60分以上，“不合格”0分以上。"},
		{"veto", "absent = \"full\"", "absent = \"average\"", "不涉及：按满分计→按平均分计，由考核单位计算，计算前为“待定”"},
		{"pool", "\"1.2\", \"1.3\"]", "\"1.3\", \"1.2\"]", "共用分值：1.1、1.2、1.3从同一项10分里扣→1.1、1.3、1.2从同一项10分里扣"},
		{"pool", "source = \"county\"", "source = \"verified\"", "评分方：自评→自评，另由考核单位核查"},
		{"pool", "漏报的，每条", "漏报的， 每条", "原文：“…扣5分；漏报的，每条扣1分；被投诉查实的，每件扣3分，扣完为止。”→“…扣5分；漏报的， 每条扣1分；"},
	} {
		data, err := os.ReadFile("testdata/parts/" + c.book + ".toml")
		if err != nil {
			t.Fatal(err)
		}
		was, err := LoadEdition("原来.toml", data)
		if err != nil {
			t.Fatal(err)
		}
		text, _, _ := strings.Cut(string(data), "[[case]]")
		is, err := LoadEdition("新的.toml", []byte(strings.ReplaceAll(text, c.old, c.new)))
		if err != nil {
			t.Fatal(err)
		}
		if got := Compare(was, is).Words(); !strings.Contains(strings.Join(got, "\n"), c.want) {
			t.Errorf("%s with %s:\n%s\nwant %s", c.book, c.new, strings.Join(got, "\n"), c.want)
		}
	}
}

// What the hash was worked out to be once is what it is of the edition as it stands, also of one amended or with other units.
func TestSealedHash(t *testing.T) {
	e, err := LoadEdition("", assets.Edition2017)
	if err != nil {
		t.Fatal(err)
	}
	amended, err := e.Amended(map[string]RuleSpec{"5.3": {Kind: "per_item", Count: "articles", Each: 100, Cap: e.Criterion("5.3").Spec.Cap}})
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range []*Edition{e, amended, e.Worded(Words{})} {
		if one.sum == "" || one.Hash() != sumOfJSON(one.hashed()) {
			t.Errorf("%q, not %s", one.sum, sumOfJSON(one.hashed()))
		}
	}
	if amended.Hash() == e.Hash() {
		t.Error("other rules have the same hash")
	}
}
