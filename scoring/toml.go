package scoring

import (
	"bytes"
	"encoding"
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"
)

// decodeTOML reads a file into v strictly: an unknown key, a value of another kind, a number without quotes, a key written twice are errors,
// all of them told at once in Chinese, each with its line. What it gives back says where everything stands.
func decodeTOML(text []byte, v any) (places, error) {
	r := tomlReader{places: newPlaces(text), keysOf: map[reflect.Type][]key{}, open: map[string]int{}}
	if err := encoded(text); err != nil {
		return r.places, err
	}
	r.read(reflect.TypeOf(v).Elem())
	if len(r.list) > 0 {
		return r.places, r.told(r.list)
	}
	if err := toml.NewDecoder(bytes.NewReader(text)).DisallowUnknownFields().Decode(v); err != nil {
		return r.places, r.left(err)
	}
	return r.places, nil
}

// left words an error of the decoder that the reader has not found itself.
func (r *tomlReader) left(err error) error {
	var bad *toml.DecodeError
	if errors.As(err, &bad) {
		row, col := bad.Position()
		line, column := r.line(r.starts[row-1] + col - 1)
		return fmt.Errorf("第%d行第%d列写法有误，请检查引号、等号、括号和数值的写法", line, column)
	}
	return fmt.Errorf("无法读取（%w）", err)
}

// maxPath bounds how deep tables and lists lie in each other, in characters of a path; no file of the program comes near.
const maxPath = 400

// tomlReader goes through a file beside the type it is decoded into.
type tomlReader struct {
	places
	problems
	parser unstable.Parser
	root   reflect.Type
	keysOf map[reflect.Type][]key // the keys of each type of table: asking its tags for every key of a file is slow
	open   map[string]int         // how many tables of an array there are, by its path
	next   int                    // where the expression after the last good one begins
}

func (r *tomlReader) read(root reflect.Type) {
	r.root = root
	r.parser.Reset(r.text)
	table, t := "", root
	for r.parser.NextExpression() {
		node := r.parser.Expression()
		if node.Kind == unstable.KeyValue {
			r.pair(table, node, t)
			r.next = int(node.Raw.Offset + node.Raw.Length)
			continue
		}
		table, t = r.header(node)
	}
	var bad *unstable.ParserError
	if err := r.parser.Error(); errors.As(err, &bad) {
		r.broken(int(r.parser.Range(bad.Highlight).Offset), bad.Message)
	}
}

// header reads [table] or [[table]] and gives its path and its type, nil where there is no such table.
func (r *tomlReader) header(node *unstable.Node) (path string, t reflect.Type) {
	t = r.root
	name := ""
	for it := node.Key(); it.Next() && len(path) < maxPath; {
		key, last := it.Node(), it.IsLast()
		if t != nil {
			t = r.known(t, key)
		}
		r.next = int(key.Raw.Offset + key.Raw.Length)
		path += "." + string(key.Data)
		name = strings.TrimPrefix(name+"."+string(key.Data), ".")
		list := t != nil && t.Kind() == reflect.Slice
		switch {
		case last && node.Kind == unstable.ArrayTable:
			path = r.element(path, key)
			if t != nil && !list {
				r.wrong(path, "[[%s]] 只有一个，应写成一层方括号 [%s]", name, name)
			}
		case last && list:
			r.mark(path, key)
			r.wrong(path, "[%s] 可以有多个，应写成两层方括号 [[%s]]", name, name)
		case last:
			r.mark(path, key)
		case r.open[path] > 0:
			path = item(path, r.open[path]-1)
		}
		if list {
			t = bare(t.Elem())
		}
	}
	return path, t
}

// element begins the next table of an array of tables.
func (r *tomlReader) element(path string, key *unstable.Node) string {
	n := r.open[path]
	r.open[path] = n + 1
	path = item(path, n)
	r.at[path] = int(key.Raw.Offset)
	return path
}

// mark notes where a path stands, and tells of one that stood there before.
func (r *tomlReader) mark(path string, key *unstable.Node) {
	before, twice := r.at[path]
	r.at[path] = int(key.Raw.Offset)
	if twice {
		line, _ := r.line(before)
		r.wrong(path, "“%s”写了两次（第%d行已经写过），请删去一处；是另一个要点或指标的，请在前面先写它的表头", key.Data, line)
	}
}

func (r *tomlReader) wrong(path, format string, args ...any) {
	if len(r.list) > maxTold {
		return
	}
	r.list = append(r.list, problem{path: path, err: fmt.Errorf(format, args...)})
}

// known gives the type of a key of a table, and tells of one the table does not have.
func (r *tomlReader) known(t reflect.Type, key *unstable.Node) reflect.Type {
	if t.Kind() == reflect.Slice {
		t = bare(t.Elem())
	}
	found := r.member(t, string(key.Data))
	if found == nil && t.Kind() == reflect.Struct {
		path := fmt.Sprintf("?%d", key.Raw.Offset)
		r.at[path] = int(key.Raw.Offset)
		r.wrong(path, "不认识的键“%s”，%s", key.Data, likely(r.root, t, string(key.Data)))
	}
	return found
}

// member gives the type of a key of a table, nil where there is no such key.
func (r *tomlReader) member(t reflect.Type, name string) reflect.Type {
	switch t.Kind() {
	case reflect.Map:
		return bare(t.Elem())
	case reflect.Interface:
		return t
	}
	list, ok := r.keysOf[t]
	if !ok {
		list = keys(t)
		r.keysOf[t] = list
	}
	for _, k := range list {
		if strings.EqualFold(k.name, name) {
			return k.of
		}
	}
	return nil
}

// pair reads key = value in a table of the type.
func (r *tomlReader) pair(table string, node *unstable.Node, t reflect.Type) {
	path, name := table, ""
	for it := node.Key(); it.Next() && len(path) < maxPath; {
		key := it.Node()
		if t != nil {
			t = r.known(t, key)
		}
		path, name = path+"."+string(key.Data), string(key.Data)
		if it.IsLast() {
			r.mark(path, key)
		} else if _, ok := r.at[path]; !ok {
			r.at[path] = int(key.Raw.Offset)
		}
	}
	if t != nil {
		r.value(path, name, node.Value(), t)
	}
}

// value reads a value that should be of the type; name is the key it stands under.
func (r *tomlReader) value(path, name string, node *unstable.Node, t reflect.Type) {
	switch {
	case len(path) > maxPath:
		r.wrong(path, "“%s”套得太深", Clip(name))
	case isText(t):
		r.single(path, name, node, t)
	case t.Kind() == reflect.Slice:
		r.items(path, name, node, bare(t.Elem()))
	case t.Kind() == reflect.Struct, t.Kind() == reflect.Map:
		r.table(path, name, node, t)
	case t.Kind() == reflect.Interface:
		r.any(path, name, node, t)
	case t.Kind() == reflect.Int && node.Kind == unstable.String:
		r.wrong(path, "“%s”应为整数，请去掉引号", name)
	case t.Kind() == reflect.Int && node.Kind != unstable.Integer:
		r.wrong(path, "“%s”应为不加引号的整数", name)
	case t.Kind() == reflect.Bool && node.Kind != unstable.Bool:
		r.wrong(path, "“%s”应为不加引号的 true 或 false", name)
	}
}

// single reads one text: a string, or what is read from one.
func (r *tomlReader) single(path, name string, node *unstable.Node, t reflect.Type) {
	switch node.Kind {
	case unstable.String:
		if t.Kind() == reflect.String {
			return
		}
		if err := reflect.New(t).Interface().(encoding.TextUnmarshaler).UnmarshalText(node.Data); err != nil {
			r.wrong(path, "“%s”%w", name, numeral(string(node.Data), err))
		}
	case unstable.Integer, unstable.Float:
		r.wrong(path, "“%s”的数要加引号：\"%s\"", name, node.Data)
	case unstable.Array:
		r.wrong(path, "“%s”只能写一个值，请去掉外面的方括号", name)
	case unstable.InlineTable:
		r.wrong(path, "“%s”只能写一个值，不能写成花括号里的一组", name)
	default:
		r.wrong(path, "“%s”的内容要加英文引号：\"%s\"", name, node.Data)
	}
}

// items reads a list.
func (r *tomlReader) items(path, name string, node *unstable.Node, t reflect.Type) {
	if node.Kind != unstable.Array {
		example := "[\"……\"]"
		if !isText(t) {
			example = "[{ …… }]"
		}
		r.wrong(path, "“%s”是一组，外面要加方括号，例如 %s = %s", name, name, example)
		return
	}
	n := 0
	for it := node.Children(); it.Next(); n++ {
		r.value(item(path, n), name, r.placed(item(path, n), it.Node()), t)
	}
}

// placed notes where an item of a list stands, as far as the parser knows.
func (r *tomlReader) placed(path string, node *unstable.Node) *unstable.Node {
	if node.Raw.Length > 0 {
		r.at[path] = int(node.Raw.Offset)
	} else if first := node.Child(); node.Kind == unstable.InlineTable && first.Valid() {
		for it := first.Key(); it.Next(); {
			r.at[path] = int(it.Node().Raw.Offset)
			break
		}
	}
	return node
}

// table reads { key = value }.
func (r *tomlReader) table(path, name string, node *unstable.Node, t reflect.Type) {
	if node.Kind != unstable.InlineTable {
		r.wrong(path, "“%s”要写成花括号里的一组，例如 %s = { …… }", name, name)
		return
	}
	for it := node.Children(); it.Next(); {
		r.pair(path, it.Node(), t)
	}
}

// any reads what may be of several kinds; a number is in quotes there as elsewhere.
func (r *tomlReader) any(path, name string, node *unstable.Node, t reflect.Type) {
	switch node.Kind {
	case unstable.Array:
		r.items(path, name, node, t)
	case unstable.InlineTable:
		r.table(path, name, node, t)
	case unstable.Integer, unstable.Float:
		r.wrong(path, "“%s”的数要加引号：\"%s\"", name, node.Data)
	}
}

var unmarshalsText = reflect.TypeFor[encoding.TextUnmarshaler]()

// isText reports whether a value of the type is written as a string.
func isText(t reflect.Type) bool {
	return t.Kind() == reflect.String || reflect.PointerTo(t).Implements(unmarshalsText)
}
