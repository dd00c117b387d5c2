package tables

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"

	"zicha/forms/files"
)

// embedded gives the reference to a picture's part in the present tag, "" where there is none, whatever the namespaces are called.
func (s *scanner) embedded() string {
	for _, a := range s.attrs {
		if _, tail, split := bytes.Cut(a.key, []byte(":")); split && string(tail) == "embed" {
			return string(a.value)
		}
	}
	return ""
}

// maxEmbedded bounds a picture that is taken out of a workbook.
const maxEmbedded = 64 << 20

// Part gives the contents of a part, such as a picture's.
func (b *Book) Part(name string) ([]byte, error) {
	f := b.parts[name]
	if f == nil || f.UncompressedSize64 > maxEmbedded {
		return nil, files.Failure(files.Source, "工作簿里的图片太大，或者已缺失，没有读取")
	}
	in, err := f.Open()
	if err != nil {
		return nil, damaged("这个工作簿")
	}
	defer in.Close()
	data, err := io.ReadAll(io.LimitReader(in, maxEmbedded+1))
	if err != nil || len(data) > maxEmbedded {
		return nil, damaged("这个工作簿")
	}
	return data, b.meter.add(len(data))
}

// cellPictures is where WPS keeps the pictures put into cells.
const cellPictures = "xl/cellimages.xml"

// CellPictures gives the parts of the pictures put into cells, by what the cells call them (Cell.Pasted).
func (b *Book) CellPictures() (map[string]string, error) {
	out := map[string]string{}
	f := b.parts[cellPictures]
	if f == nil {
		return out, nil
	}
	named, err := b.relations(partName(f))
	if err != nil {
		return nil, err
	}
	id := ""
	err = b.everything(f, "嵌入单元格的图片", func(s *scanner) error {
		if string(s.local) == "cNvPr" {
			id = string(s.attr("name"))
		}
		if part := named[s.embedded()].target; part != "" && id != "" && len(out) < maxParts {
			out[id] = part
		}
		return nil
	})
	return out, err
}

// objects finds the cells that objects and attachments are put on.
func (b *Book) objects(part *zip.File, what string, found *[]Beside) error {
	o := object{found: found}
	before := len(*found)
	if err := b.tokens(piece{part, what, true}, o.take); err != nil {
		return err
	}
	if len(*found) == before && len(*found) < maxBeside { // an older program says only in its drawing where it lies
		*found = append(*found, Beside{Words: objectWords("")})
	}
	return nil
}

func objectWords(kind string) string {
	if kind != "" {
		kind = "（" + kind + "）"
	}
	return "这里嵌着一个附件或对象" + kind + "，没有读取。要作佐证的，请把它另存为文件，存入填报表所在的文件夹，在“文件名”里写文件名"
}

// object reads where objects lie.
type object struct {
	found       *[]Beside
	kind        string
	row, column int
	field       *int
	in, from    bool
}

func (o *object) take(s *scanner, t token) error {
	local := string(s.local)
	switch {
	case t == charData:
		if n, ok := number(trimSpace(s.text)); ok && o.field != nil {
			*o.field = n
		}
	case t == tagEnd:
		o.field, o.in = nil, o.in && local != "oleObject"
		if local == "from" && o.from && len(*o.found) < maxBeside {
			*o.found = append(*o.found, Beside{Row: o.row + 1, Column: o.column, Words: objectWords(o.kind)})
			o.from = false
		}
	case local == "oleObject":
		o.in, o.kind = true, clipped(strings.TrimSpace(string(s.attr("progId"))))
	case o.in && local == "from":
		o.from, o.row, o.column = true, 0, 0
	case o.from && local == "row":
		o.field = &o.row
	case o.from && local == "col":
		o.field = &o.column
	}
	return nil
}
