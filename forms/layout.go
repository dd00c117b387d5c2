package forms

import "zicha/scoring"

// LayoutPath is the path of a choice of layout, see LayoutFields.
func LayoutPath(key string) Path { return Path(string(KindLayout) + "/" + key) }

// RedHeadPath is where it stands that the first page of the letter leaves room for a red head.
const RedHeadPath = Path(string(KindLayout) + "/redhead")

var layoutFields = []*scoring.Field{
	{Key: "redhead", Label: "首页留出红头", Kind: scoring.KindYes, Help: "正文要印在本单位红头纸上的，请选“是”：首页上部空出红头的位置，标题从红色分隔线下空两行开始"},
}

// LayoutFields lists how the papers may be set. None of it is content: the comparison code does not cover it, and it need not be filled.
func LayoutFields() []*scoring.Field { return layoutFields }

// RedHead reports whether the first page of the letter leaves room for a red head.
func (d *Dossier) RedHead() bool { return d.values[RedHeadPath] == "true" }
