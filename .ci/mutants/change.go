package main

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"
)

// mutant is one change: name says where and what, without line numbers, so that a list of names outlives edits elsewhere.
type mutant struct {
	id   int
	file string
	line int
	name string
}

// source is one file while it is changed.
type source struct {
	name  string // relative to the repository
	text  []byte
	file  *ast.File
	fset  *token.FileSet
	info  *types.Info
	pkg   *types.Package
	edits []edit
	found []mutant
	first int // the id of the next mutant
	seen  map[string]int
	skip  map[int]bool // lines left alone
	stack []ast.Node
}

// edit replaces text; of two at the same place the one with the lower order goes first.
type edit struct {
	from, to, order int
	text            string
}

// mark notes a change and gives its id, or 0 where the line is left alone.
func (s *source) mark(n ast.Node, becomes string) int {
	line := s.fset.Position(n.Pos()).Line
	if s.skip[line] {
		return 0
	}
	from, to := s.span(n)
	was := strings.Join(strings.Fields(string(s.text[from:to])), " ")
	name := fmt.Sprintf("%s %s: %s → %s", s.name, s.function(), clip(was), clip(becomes))
	s.seen[name]++
	if again := s.seen[name]; again > 1 {
		name += fmt.Sprintf(" (%d)", again)
	}
	s.first++
	s.found = append(s.found, mutant{s.first, s.name, line, name})
	return s.first
}

func clip(text string) string {
	if utf8.RuneCountInString(text) > 70 {
		return string([]rune(text)[:69]) + "…"
	}
	return text
}

// function names the function around.
func (s *source) function() string {
	for _, n := range s.stack {
		if f, ok := n.(*ast.FuncDecl); ok {
			if f.Recv == nil {
				return f.Name.Name
			}
			t := f.Recv.List[0].Type
			if star, ok := t.(*ast.StarExpr); ok {
				t = star.X
			}
			return strings.Split(types.ExprString(t), "[")[0] + "." + f.Name.Name
		}
	}
	return "var"
}

func (s *source) span(n ast.Node) (from, to int) {
	return s.fset.Position(n.Pos()).Offset, s.fset.Position(n.End()).Offset
}

// wrap puts text around a node; outer nodes are wrapped before inner ones.
func (s *source) wrap(n ast.Node, before, after string) {
	from, to := s.span(n)
	s.edits = append(s.edits, edit{from, from, len(s.edits), before}, edit{to, to, -len(s.edits), after})
}

// call turns a binary expression into a call: a + b → name(ids…, a, b).
func (s *source) call(e *ast.BinaryExpr, name string, ids ...int) {
	words := make([]string, len(ids))
	for i, id := range ids {
		words[i] = strconv.Itoa(id)
	}
	s.wrap(e, name+"("+strings.Join(words, ", ")+", ", ")")
	at := s.fset.Position(e.OpPos).Offset
	s.edits = append(s.edits, edit{at, at + len(e.Op.String()), 0, ","})
}

// result is the file with all its changes in, each behind its switch.
func (s *source) result() []byte {
	sort.SliceStable(s.edits, func(i, j int) bool {
		a, b := s.edits[i], s.edits[j]
		if a.from != b.from {
			return a.from < b.from
		}
		return a.order < b.order
	})
	var out []byte
	at := 0
	for _, e := range s.edits {
		out = append(append(out, s.text[at:e.from]...), e.text...)
		at = e.to
	}
	return append(out, s.text[at:]...)
}

// change finds every change of the file.
func (s *source) change() {
	ast.Inspect(s.file, func(n ast.Node) bool {
		if n == nil {
			s.stack = s.stack[:len(s.stack)-1]
			return true
		}
		if !s.visit(n) {
			return false
		}
		s.stack = append(s.stack, n)
		return true
	})
}

func (s *source) parent() ast.Node {
	if len(s.stack) == 0 {
		return nil
	}
	return s.stack[len(s.stack)-1]
}

// visit changes one node; false leaves out what is under it.
func (s *source) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.ImportSpec, *ast.ArrayType:
		return false
	case *ast.GenDecl:
		return n.Tok == token.VAR
	case *ast.Field:
		return n.Tag == nil
	case ast.Stmt:
		s.statement(n)
	case ast.Expr:
		if v := s.info.Types[n]; v.Value != nil {
			s.constant(n, v)
			return false
		}
		s.expression(n)
	}
	return true
}

// statement takes a statement out, gives another result, or turns a condition round.
func (s *source) statement(n ast.Stmt) {
	switch n := n.(type) {
	case *ast.IfStmt:
		s.condition(n.Cond)
	case *ast.ReturnStmt:
		s.results(n)
	}
	switch s.parent().(type) {
	case *ast.BlockStmt, *ast.CaseClause, *ast.CommClause:
	default:
		return
	}
	if c, ok := s.parent().(*ast.CommClause); ok && c.Comm == n || !removable(n) {
		return
	}
	if id := s.mark(n, "nothing"); id != 0 {
		s.wrap(n, fmt.Sprintf("if !_mOn(%d) { ", id), " }")
	}
}

// removable reports whether a statement can be left out and the file still compile; closing a file is left in, as a test seldom can tell.
func removable(n ast.Stmt) bool {
	var call ast.Expr
	switch n := n.(type) {
	case *ast.IncDecStmt:
		return true
	case *ast.AssignStmt:
		if n.Tok == token.DEFINE {
			return false
		}
		blank, ok := n.Lhs[0].(*ast.Ident)
		return !ok || blank.Name != "_"
	case *ast.BranchStmt:
		return n.Tok == token.BREAK || n.Tok == token.CONTINUE
	case *ast.DeferStmt:
		call = n.Call
	case *ast.ExprStmt:
		call = n.X
	}
	c, ok := call.(*ast.CallExpr)
	if !ok {
		return false
	}
	name := types.ExprString(c.Fun)
	return name != "panic" && !strings.HasSuffix(name, ".Close") && !strings.HasSuffix(name, ".Grow") && !strings.HasSuffix(name, ".Helper")
}

// condition turns a condition round that is neither compared nor joined.
func (s *source) condition(e ast.Expr) {
	switch c := ast.Unparen(e).(type) {
	case *ast.CallExpr, *ast.Ident, *ast.SelectorExpr, *ast.IndexExpr, *ast.UnaryExpr:
		if s.info.Types[c].Value != nil {
			return
		}
		if id := s.mark(c, "not so"); id != 0 {
			s.wrap(c, "(", fmt.Sprintf(" != _mOn(%d))", id))
		}
	}
}

// results gives the zero value for a result; beside an error that is no nil other results say nothing.
func (s *source) results(n *ast.ReturnStmt) {
	fails := false
	for _, e := range n.Results {
		fails = fails || s.isError(e)
	}
	if len(n.Results) == 1 {
		if _, tuple := s.info.TypeOf(n.Results[0]).(*types.Tuple); tuple {
			return
		}
	}
	for _, e := range n.Results {
		v := s.info.Types[e]
		switch {
		case v.Value != nil || v.IsNil():
		case s.isError(e):
			if id := s.mark(e, "nil"); id != 0 {
				s.wrap(e, fmt.Sprintf("_mZero[error](%d, ", id), ")")
			}
		case isBool(v.Type):
			s.condition(e)
		case !fails && !isComputed(e) && !types.IsInterface(v.Type):
			if _, function := v.Type.Underlying().(*types.Signature); function {
				continue
			}
			if id := s.mark(e, "zero"); id != 0 {
				s.wrap(e, fmt.Sprintf("_mZero(%d, ", id), ")")
			}
		}
	}
}

// isComputed reports whether an expression is changed itself.
func isComputed(e ast.Expr) bool {
	_, ok := ast.Unparen(e).(*ast.BinaryExpr)
	return ok
}

var errorType = types.Universe.Lookup("error").Type().Underlying().(*types.Interface)

func (s *source) isError(e ast.Expr) bool {
	v := s.info.Types[e]
	return v.Type != nil && !v.IsNil() && types.Implements(v.Type, errorType)
}

func isBool(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsBoolean != 0
}

// expression changes an operator.
func (s *source) expression(n ast.Expr) {
	switch e := n.(type) {
	case *ast.BinaryExpr:
		s.binary(e)
	case *ast.CallExpr:
		if name, ok := e.Fun.(*ast.Ident); ok && len(e.Args) == 2 && (name.Name == "min" || name.Name == "max") {
			other := map[string]string{"min": "max", "max": "min"}[name.Name]
			if id := s.mark(e, other); id != 0 {
				s.wrap(name, map[string]string{"min": "_mMin", "max": "_mMax"}[name.Name], "")
				from, to := s.span(name)
				s.edits = append(s.edits, edit{from, to, 1 << 30, ""})
				at := s.fset.Position(e.Lparen).Offset + 1
				s.edits = append(s.edits, edit{at, at, -1 << 30, strconv.Itoa(id) + ", "})
			}
		}
	}
}

func (s *source) binary(e *ast.BinaryExpr) {
	left, right := s.info.TypeOf(e.X), s.info.TypeOf(e.Y)
	switch e.Op {
	case token.LAND, token.LOR:
		for _, side := range []ast.Expr{e.X, e.Y} {
			if id := s.mark(e, "without "+types.ExprString(side)); id != 0 {
				s.wrap(side, "(", fmt.Sprintf(map[token.Token]string{token.LAND: " || _mOn(%d))", token.LOR: " && !_mOn(%d))"}[e.Op], id))
			}
		}
	case token.EQL, token.NEQ:
		if id := s.mark(e, "not so"); id != 0 {
			s.wrap(e, "((", fmt.Sprintf(") != _mOn(%d))", id))
		}
	case token.LSS, token.LEQ, token.GTR, token.GEQ:
		edge := map[token.Token]string{token.LSS: "<=", token.LEQ: "<", token.GTR: ">=", token.GEQ: ">"}[e.Op]
		name := map[token.Token]string{token.LSS: "_mLess", token.LEQ: "_mLessEqual", token.GTR: "_mMore", token.GEQ: "_mMoreEqual"}[e.Op]
		if a := s.mark(e, edge); a != 0 {
			s.call(e, name, a, s.mark(e, "not so"))
		}
	case token.ADD, token.SUB, token.MUL, token.QUO, token.REM:
		if !types.Identical(left, right) && s.info.Types[e.X].Value == nil && s.info.Types[e.Y].Value == nil {
			return
		}
		name := map[token.Token]string{token.ADD: "_mAdd", token.SUB: "_mSub", token.MUL: "_mMul", token.QUO: "_mQuo", token.REM: "_mRem"}[e.Op]
		becomes := map[token.Token]string{token.ADD: "-", token.SUB: "+", token.MUL: "/", token.QUO: "*", token.REM: "/"}[e.Op]
		if isText(s.info.TypeOf(e)) {
			name, becomes = "_mCat", "the first alone"
		}
		if id := s.mark(e, becomes); id != 0 {
			s.call(e, name, id)
		}
	}
}

func isText(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}
