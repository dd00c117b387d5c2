package main

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
)

// looked are the pictures where the city compares them, out of a pack: alone, inside documents, and all at once; and what is kept of them.
func (g *ground) looked() (out []attack) {
	files := maps.Clone(g.once(".jpg", g.pictures))
	for kind, path := range g.once(".pdf", g.pdfs) {
		files["PDF: "+strings.TrimPrefix(kind, "taken: ")] = path
	}
	files["DOCX: a picture of 60000²"] = g.file("图.docx", word("word/media/a.png", png(60_000, 60_000, 1<<10)))
	files["DOCX: a part of 1 GB"] = g.file("炸.docx", bomb("word/media/a.jpg", "0", 1<<10))
	files["DOCX: many parts"] = g.file("多.docx", zipped(many(100_000)...))
	files["OFD: a picture of 50000²"] = g.file("图.ofd", zipped(part{"OFD.xml", []byte("<ofd:OFD/>")}, part{"Doc_0/Res/a.jpg", png(50_000, 50_000, 1)}))
	see := func(kind, book string) {
		out = append(out, attack{door: "clues", kind: strings.TrimPrefix(kind, "taken: "), fine: true, args: []string{"review", "clues", book}, leaves: memoryOf(book)})
	}
	var all []string
	for _, kind := range slices.Sorted(maps.Keys(files)) {
		all = append(all, files[kind])
		see(kind, g.handed(files[kind]))
	}
	see("all of them in one pack", g.handed(all...))
	return append(out, g.remembered(all[0])...)
}

// memoryOf is where the city keeps what was seen of pictures, beside a book.
func memoryOf(book string) string {
	return filepath.Join(filepath.Dir(book), "来件", "图像比对缓存.jsonl")
}

// remembered is that memory spoilt.
func (g *ground) remembered(picture string) (out []attack) {
	noise := strings.Repeat("\x00{\"of\":[", 1<<20)
	for _, m := range []struct {
		kind  string
		spoil func(memory string) error
	}{
		{"a memory of noise", func(m string) error { return os.WriteFile(m, []byte(noise), 0o600) }},
		{"a memory of 1 GB", func(m string) error { return errors.Join(os.WriteFile(m, nil, 0o600), os.Truncate(m, 1<<30)) }},
		{"a memory in a pipe", func(m string) error { return syscall.Mkfifo(m, 0o600) }},
		{"a memory in a folder", func(m string) error { return os.Mkdir(m, 0o700) }},
	} {
		book := g.handed(picture)
		must(m.spoil(memoryOf(book)))
		out = append(out, attack{door: "clues", kind: m.kind, fine: true, args: []string{"review", "clues", book}})
	}
	return out
}

// handed makes a book into which a pack was handed in that has files as its evidence, whatever is said of them.
func (g *ground) handed(files ...string) (book string) {
	dir := filepath.Dir(g.file("x", nil))
	at := func(name string) string { return filepath.Join(dir, name) }
	data, err := os.ReadFile(g.sample("甲.zicha"))
	must(err)
	must(os.WriteFile(at("甲.zicha"), data, 0o600))
	accept := []string{"accept", at("甲.zicha")}
	for i := range files {
		accept = append(accept, fmt.Sprintf("5-%02d", i+1))
	}
	book = at("丙.huizong")
	for _, args := range [][]string{
		append([]string{"attach", at("甲.zicha"), "5.1"}, files...), accept,
		{"pack", at("甲.zicha"), at("包")},
		{"review", "new", book},
		{"review", "import", book, at("包"), "--altered", "--reason", "试"},
	} {
		must(g.ready(g.bin, args...))
	}
	return book
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
