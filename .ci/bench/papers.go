package main

import (
	"context"
	"path/filepath"
)

// sampleNames are what zichactl demo writes.
const (
	sampleDossier = "示例县2017年度自查.zicha"
	sampleBook    = "示例县2017年度自查数据（草稿）.xlsx"
)

// demo writes the sample into a folder and gives the paths of its dossier and workbook.
func (b *bench) demo(ctx context.Context) (dossier, book string, err error) {
	dir := filepath.Join(b.dir, "demo")
	err = say(ctx, b.ctl, "demo", dir)
	return filepath.Join(dir, sampleDossier), filepath.Join(dir, sampleBook), err
}

// papers is the sample's PDF and workbook, made from its dossier and read back, beside LibreOffice making a PDF of the workbook alone.
func papers(ctx context.Context, b *bench) ([]row, error) {
	dossier, book, err := b.demo(ctx)
	if err != nil {
		return nil, err
	}
	out, pdf := filepath.Join(b.dir, "out"), filepath.Join(b.dir, "pdf")
	office := command("soffice", "-env:UserInstallation=file://"+filepath.Join(b.dir, "profile"), "--headless", "--convert-to", "pdf", "--outdir", pdf, book)
	if _, err := office(ctx, false); err != nil { // makes its profile
		return nil, err
	}
	us, them, err := b.pair(ctx, dropped(command(b.ctl, "export", dossier, out), out), dropped(office, pdf))
	if err != nil {
		return nil, err
	}
	const line = "PDF and workbook of the sample (`zichactl export`) : LibreOffice, PDF of the workbook"
	return []row{faster(line, us, them, 30), small("– its peak memory", us, them, 50)}, nil
}
