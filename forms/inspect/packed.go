package inspect

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"path"
	"strings"

	"zicha/forms"
)

// The kinds of zip files that are documents.
const (
	wordPack  = "docx"
	sheetPack = "xlsx"
	slidePack = "pptx"
	fixedPack = "ofd"
)

// Bounds of the look into a zip file.
const (
	mostEntries  = 20_000
	mostUnpacked = 64 << 20 // bytes that are unpacked to see that they are whole
)

// pack tells what a zip file is, kindZip where it is only that or cannot be read.
func (s sighted) pack() string {
	z, err := zip.NewReader(s.r, s.size)
	if err != nil {
		if kind := packNames[s.ext]; kind != "" {
			return kind // broken, which is told of what its name says
		}
		return kindZip
	}
	for i, e := range z.File {
		if i > mostEntries {
			break
		}
		name := strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(e.Name, `\`, "/"), "/"))
		switch dir, _, _ := strings.Cut(name, "/"); {
		case name == "ofd.xml":
			return fixedPack
		case dir == "word" && path.Ext(name) == ".xml":
			return wordPack
		case dir == "xl" && (path.Ext(name) == ".xml" || path.Ext(name) == ".bin"):
			return sheetPack
		case dir == "ppt" && path.Ext(name) == ".xml":
			return slidePack
		}
	}
	return kindZip
}

// packNames are the kinds of zip files by the ends of their names.
var packNames = map[string]string{
	"docx": wordPack, "docm": wordPack, "xlsx": sheetPack, "xlsm": sheetPack, "pptx": slidePack, "pptm": slidePack, "ofd": fixedPack,
}

// packed says what is wrong with a zip file: an entry that needs a password, one that is not whole.
func (s sighted) packed() forms.Doubt {
	z, err := zip.NewReader(s.r, s.size)
	if err != nil {
		return forms.DoubtBroken
	}
	left := int64(mostUnpacked)
	for i, e := range z.File {
		const encrypted, aes = 1, 99
		if e.Flags&encrypted != 0 || e.Method == aes {
			return forms.DoubtLocked
		}
		if i >= mostEntries || left <= 0 {
			continue
		}
		in, err := e.Open()
		if errors.Is(err, zip.ErrAlgorithm) {
			continue
		}
		if err != nil {
			return forms.DoubtBroken
		}
		n, err := io.Copy(io.Discard, io.LimitReader(in, left+1))
		_ = in.Close()
		if err != nil {
			return forms.DoubtBroken
		}
		left -= n
	}
	return ""
}

// archive says whether a RAR or 7z file needs a password for its very list of contents, or ends before its end.
func (s sighted) archive() forms.Doubt {
	head := make([]byte, 64)
	n, _ := s.r.ReadAt(head, 0)
	head = head[:n]
	switch {
	case s.kind == kindSeven && n >= 32:
		at, length := int64(binary.LittleEndian.Uint64(head[12:]))+32, int64(binary.LittleEndian.Uint64(head[20:]))
		if at < 32 || length < 0 || at+length > s.size {
			return forms.DoubtBroken
		}
		list := make([]byte, min(length, 1<<16))
		_, _ = s.r.ReadAt(list, at)
		if bytes.Contains(list, []byte{0x06, 0xF1, 0x07, 0x01}) { // the coder AES
			return forms.DoubtLocked
		}
	case bytes.HasPrefix(head, []byte("Rar!\x1A\x07\x00")) && n >= 12:
		if binary.LittleEndian.Uint16(head[10:])&0x0080 != 0 {
			return forms.DoubtLocked
		}
	case n > 14 && bytes.HasPrefix(head, []byte("Rar!\x1A\x07\x01\x00")) && head[13] == 4:
		return forms.DoubtLocked
	}
	return ""
}
