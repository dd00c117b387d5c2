package main

import (
	"context"
	"time"

	"zicha/forms/files"
	"zicha/forms/pdf/render"
)

// pageCache is the name under which what takes long to make ready for drawing pages is kept.
const pageCache = "pages"

// prepare makes drawing ready when the window is there, the first time on a computer: then nobody waits for it later.
func prepare(pages *render.Pages) {
	if cache := files.CacheFolder(pageCache); cache != "" && !render.Kept(cache) {
		time.Sleep(2 * time.Second)
		_ = pages.Prepare(context.Background()) // where it fails a page says so
	}
}
