package main

import (
	"bufio"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/editions"
	"zicha/forms/formtest"
)

// scans writes made-up scans of an A4 sheet at 200 dpi and photos of 12 megapixels into a folder: DIR SCANS PHOTOS.
func scans(args []string) error {
	if len(args) != 3 {
		return errors.New("work scans DIR SCANS PHOTOS")
	}
	pages, err := strconv.Atoi(args[1])
	if err != nil {
		return err
	}
	photos, err := strconv.Atoi(args[2])
	if err != nil {
		return err
	}
	for i := range pages {
		if err := writeJPEG(filepath.Join(args[0], fmt.Sprintf("scan-%03d.jpg", i)), formtest.Scan(uint64(i), 1654, 2339), 90); err != nil {
			return err
		}
	}
	for i := range photos {
		if err := writeJPEG(filepath.Join(args[0], fmt.Sprintf("photo-%03d.jpg", i)), formtest.Scan(uint64(1000+i), 4000, 3000), 85); err != nil {
			return err
		}
	}
	return nil
}

func writeJPEG(path string, m image.Image, quality int) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	return errors.Join(jpeg.Encode(f, m, &jpeg.Options{Quality: quality}), f.Close())
}

// random writes a file of bytes nobody can compress.
func random(path string, megabytes int) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	r := rand.NewChaCha8([32]byte([]byte(fmt.Sprintf("%032d", megabytes))))
	out, part := bufio.NewWriterSize(f, 1<<20), make([]byte, 1<<20)
	for range megabytes {
		_, _ = r.Read(part)
		if _, err := out.Write(part); err != nil {
			return errors.Join(err, f.Close())
		}
	}
	return errors.Join(out.Flush(), f.Close())
}

// rowBytes is how long a row of a register is that registers makes: as many rows as a file from outside may bring are 50 MB.
const rowBytes = 5 << 10

// registers makes a dossier whose registers hold so many megabytes.
func registers(path string, megabytes int) error {
	known, err := editions.All()
	if err != nil {
		return err
	}
	d := forms.New(known[0], forms.Begin(known[0], "341621", ""))
	rows := make([]map[string]string, megabytes<<20/rowBytes)
	for i := range rows {
		rows[i] = map[string]string{"name": fmt.Sprintf("第%d个部门", i) + strings.Repeat("信用信息归集情况", rowBytes/24)}
	}
	d.Apply(d.AddRows("10.1", rows...)...)
	f, err := dossier.Create(path, known[0], d.Values())
	if err != nil {
		return err
	}
	return f.Close()
}
