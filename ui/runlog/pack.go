package runlog

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
)

// Part is a text that goes into the pack under a name.
type Part struct{ Name, Text string }

// Zip packs the parts and reads them back: what was shown is what is in it.
func Zip(parts []Part) ([]byte, error) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, p := range parts {
		w, err := z.Create(p.Name)
		if err == nil {
			_, err = io.WriteString(w, p.Text)
		}
		if err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	back, err := Unzip(out.Bytes())
	if err != nil {
		return nil, err
	}
	for i, p := range parts {
		if back[i] != p {
			return nil, fmt.Errorf("%s is another text in the pack", p.Name)
		}
	}
	return out.Bytes(), nil
}

// Unzip gives the parts of a pack.
func Unzip(data []byte) ([]Part, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	var parts []Part
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			return nil, err
		}
		text, err := io.ReadAll(r)
		_ = r.Close()
		if err != nil {
			return nil, err
		}
		parts = append(parts, Part{f.Name, string(text)})
	}
	return parts, nil
}
