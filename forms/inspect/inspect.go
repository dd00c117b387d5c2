// Package inspect looks at a file that is to be evidence: whether it is what its name says, whole, and open to everyone. It decides by the
// first bytes, and for what has a structure by a bounded look at that; it never reads a document's text.
package inspect

import (
	"bytes"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"zicha/forms"
	"zicha/forms/files"
	"zicha/forms/pdf"
)

// The kinds of files beyond those that are printed (see pdf.Sight), told by their first bytes.
const (
	kindWeb     = "web"
	kindMail    = "mht" // a web page with its pictures, or a mail
	kindRich    = "rtf"
	kindMarkup  = "xml"
	kindZip     = "zip"
	kindOld     = "ole" // Office and WPS before 2007, and what is encrypted today
	kindRar     = "rar"
	kindSeven   = "7z"
	kindProgram = "exe"
	kindPhoto   = "photo"
)

// File looks at a file and says why it is not taken for evidence as it is, "" where it is. What cannot be opened is for others to tell.
func File(path string) forms.Doubt {
	f, info, err := files.Open(path)
	if err != nil {
		return ""
	}
	defer f.Close()
	return Look(f, info.Size(), path)
}

// Look is File of what is open.
func Look(r io.ReaderAt, size int64, name string) forms.Doubt {
	if size == 0 {
		return forms.DoubtEmpty
	}
	ext := strings.ToLower(strings.TrimPrefix(filepath.Ext(name), "."))
	sight := pdf.Look(r, size)
	head := make([]byte, min(size, 4096))
	n, _ := r.ReadAt(head, 0)
	kind := sight.Kind
	if kind == "" {
		kind = kindOf(head[:n])
	}
	look := sighted{r: r, size: size, ext: ext, kind: kind, sight: sight}
	if kind == kindPhoto {
		return forms.DoubtPhoto
	}
	if doubt := look.named(); doubt != "" {
		return doubt
	}
	return look.sound()
}

// sighted is a file being looked at.
type sighted struct {
	r         io.ReaderAt
	size      int64
	ext, kind string
	sight     pdf.Sight
}

// kindOf tells by the first bytes what is not printed, "" for texts and what is not known.
func kindOf(head []byte) string {
	for _, k := range []struct{ sign, kind string }{
		{"PK\x03\x04", kindZip},
		{"PK\x05\x06", kindZip},
		{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", kindOld},
		{"Rar!\x1A\x07", kindRar},
		{"7z\xBC\xAF\x27\x1C", kindSeven},
		{"{\\rtf", kindRich},
		{"MZ", kindProgram},
		{"\x00\x00\x00\x0CjP  \r\n\x87\n", kindPhoto},
		{"\xFF\x4F\xFF\x51", kindPhoto},
		{"\x00\x00\x00\x0CJXL \r\n\x87\n", kindPhoto},
	} {
		if bytes.HasPrefix(head, []byte(k.sign)) {
			return k.kind
		}
	}
	if len(head) >= 12 && string(head[4:8]) == "ftyp" && slices.Contains(photoBrands, string(head[8:12])) {
		return kindPhoto
	}
	return textKind(head)
}

// photoBrands are those of HEIC and AVIF.
var photoBrands = []string{"heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1", "heif", "avif", "avis"}

// textKind tells the kinds that are text.
func textKind(head []byte) string {
	text := bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(bytes.ReplaceAll(head, []byte{0}, nil), []byte("\ufeff")), "\xFF\xFE \t\r\n"))
	for _, sign := range []string{"<!doctype html", "<html", "<head", "<body", "<table", "<script", "<meta", "<title", "<div"} {
		if bytes.HasPrefix(text, []byte(sign)) {
			return kindWeb
		}
	}
	switch {
	case bytes.HasPrefix(text, []byte("mime-version:")), bytes.HasPrefix(text, []byte("from: ")):
		return kindMail
	case bytes.HasPrefix(text, []byte("<!--")), bytes.HasPrefix(text, []byte("<?xml")), bytes.HasPrefix(text, []byte("<!doctype")):
		if bytes.Contains(text, []byte("<html")) {
			return kindWeb
		}
		return kindMarkup
	}
	return ""
}

// What print must have at least, in points and dots an inch.
const (
	leastText = 5.95 // six, but for rounding
	leastDots = 99.5
)

// sound says what is wrong with a file that is what its name says.
func (s sighted) sound() forms.Doubt {
	switch s.kind {
	case kindZip:
		return s.packed()
	case kindOld:
		return s.old()
	case kindRar, kindSeven:
		return s.archive()
	}
	switch {
	case s.sight.Fault == pdf.Password:
		return forms.DoubtLocked
	case s.sight.Fault != "":
		return forms.DoubtBroken
	case s.sight.Form:
		return forms.DoubtForm
	case s.sight.Portfolio:
		return forms.DoubtPortfolio
	case s.sight.Text > 0 && s.sight.Text < leastText:
		return forms.DoubtSmall
	case s.sight.Dots > 0 && s.sight.Dots < leastDots:
		return forms.DoubtCoarse
	}
	return ""
}
