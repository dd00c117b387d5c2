package main

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strconv"
	"strings"
)

// constant makes a number one more (or one less, where more is what another comparison gives), turns a truth round, and adds a character
// to a text.
func (s *source) constant(e ast.Expr, v types.TypeAndValue) {
	if !s.free(e) {
		return
	}
	basic, _ := v.Type.Underlying().(*types.Basic)
	typeName, ok := s.typeName(v.Type)
	switch {
	case basic == nil || !ok:
	case v.Value.Kind() == constant.Bool:
		if id := s.mark(e, "not so"); id != 0 {
			s.wrap(e, "(", fmt.Sprintf(" != _mOn(%d))", id))
		}
	case v.Value.Kind() == constant.Int && basic.Info()&types.IsInteger != 0:
		by := s.direction(e)
		if id := s.mark(e, fmt.Sprintf("%+d", by)); id != 0 {
			s.wrap(e, fmt.Sprintf("_mInt[%s](%d, %d, ", typeName, id, by), ")")
		}
	case v.Value.Kind() == constant.String:
		if id := s.mark(e, "another text"); id != 0 {
			s.wrap(e, fmt.Sprintf("_mText[%s](%d, ", typeName, id), ")")
		}
	}
}

// free reports whether a constant may be put in by a call where it stands, and its change would not be another one again.
func (s *source) free(e ast.Expr) bool {
	switch p := s.parent().(type) {
	case *ast.KeyValueExpr:
		if p.Key == e {
			lit, ok := s.stack[len(s.stack)-2].(*ast.CompositeLit)
			_, isMap := s.info.TypeOf(lit).Underlying().(*types.Map)
			return ok && isMap
		}
	case *ast.BinaryExpr:
		return p.Op != token.ADD && p.Op != token.SUB || isText(s.info.TypeOf(e))
	case *ast.CallExpr:
		name := types.ExprString(p.Fun)
		return !strings.HasSuffix(name, "Grow") && (name != "make" || len(p.Args) > 1 && p.Args[1] == e && !isMapType(s.info.TypeOf(p.Args[0])))
	case *ast.SelectorExpr:
		return false
	}
	return true
}

func isMapType(t types.Type) bool {
	_, ok := t.Underlying().(*types.Map)
	return ok
}

// direction is one down where one up would do what moving the comparison's edge does.
func (s *source) direction(e ast.Expr) int {
	p, ok := s.parent().(*ast.BinaryExpr)
	if !ok {
		return 1
	}
	right := p.Y == e
	if p.Op == token.LSS && right || p.Op == token.GEQ && right || p.Op == token.GTR && !right || p.Op == token.LEQ && !right {
		if s.info.Types[e].Value.ExactString() == "0" && isUnsigned(s.info.TypeOf(e)) {
			return 1
		}
		return -1
	}
	return 1
}

func isUnsigned(t types.Type) bool {
	return t.Underlying().(*types.Basic).Info()&types.IsUnsigned != 0
}

// typeName writes a type as the file can; false where it cannot.
func (s *source) typeName(t types.Type) (string, bool) {
	named, ok := t.(*types.Named)
	if !ok {
		b, basic := t.(*types.Basic)
		if !basic {
			return "", false
		}
		return types.Default(b).String(), true
	}
	name, from := named.Obj().Name(), named.Obj().Pkg()
	if from == s.pkg {
		return name, named.Obj().Parent() == s.pkg.Scope()
	}
	for _, imp := range s.file.Imports {
		path, _ := strconv.Unquote(imp.Path.Value)
		switch {
		case imp.Name == nil && path == from.Path():
			return from.Name() + "." + name, true
		case path == "os" && from.Path() == "io/fs" && name == "FileMode":
			return "os.FileMode", true
		}
	}
	return "", false
}
