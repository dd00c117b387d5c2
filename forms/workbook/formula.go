package workbook

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"
)

const bookPart = "xl/workbook.xml"

// formulas names the cells of a sheet that hold a formula; what a program shows there need not be the value stored. It reads the
// part itself, since asking the library cell by cell unpacks all of a sheet.
func (s *source) formulas(sheet string) (map[string]bool, error) {
	zr, err := zip.NewReader(bytes.NewReader(s.data), int64(len(s.data)))
	if err != nil {
		return nil, errDamaged
	}
	name, err := s.sheetPart(zr, sheet)
	if err != nil {
		return nil, err
	}
	part, err := zr.Open(name)
	if err != nil {
		return nil, errDamaged
	}
	defer part.Close()
	out := map[string]bool{}
	at := ""
	for dec := xml.NewDecoder(io.LimitReader(part, maxUnzip)); ; {
		token, err := dec.RawToken()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, errDamaged
		}
		start, ok := token.(xml.StartElement)
		switch {
		case ok && start.Name.Local == "c":
			at = attribute(start, "r")
		case ok && start.Name.Local == "f" && at == "":
			return nil, errDamaged
		case ok && start.Name.Local == "f":
			out[strings.ToUpper(at)] = true
		}
	}
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

// sheetPart finds the part a sheet is stored in.
func (s *source) sheetPart(zr *zip.Reader, sheet string) (string, error) {
	id := ""
	for _, sh := range s.f.WorkBook.Sheets.Sheet {
		if sh.Name == sheet {
			id = sh.ID
		}
	}
	rels, err := zr.Open(path.Join(path.Dir(bookPart), "_rels", path.Base(bookPart)+".rels"))
	if err != nil {
		return "", errDamaged
	}
	defer rels.Close()
	var list struct {
		Relationship []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		}
	}
	if err := xml.NewDecoder(io.LimitReader(rels, maxXML)).Decode(&list); err != nil {
		return "", errDamaged
	}
	for _, r := range list.Relationship {
		if r.ID == id && id != "" {
			if strings.HasPrefix(r.Target, "/") {
				return strings.TrimPrefix(r.Target, "/"), nil
			}
			return path.Join(path.Dir(bookPart), r.Target), nil
		}
	}
	return "", errDamaged
}
