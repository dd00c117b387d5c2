package main

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"zicha/forms/pdf/render"
)

// pageCache is where what takes long to make ready for drawing pages is kept, "" where the user has no such place.
func pageCache() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "zicha", "pages")
}

// prepare makes drawing ready when the window is there, the first time on a computer: then nobody waits for it later.
func prepare(pages *render.Pages) {
	if cache := pageCache(); cache != "" && !render.Kept(cache) {
		time.Sleep(2 * time.Second)
		_ = pages.Prepare(context.Background()) // where it fails a page says so
	}
}
