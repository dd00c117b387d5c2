package pdf

import (
	"io"
	"time"

	"github.com/bep/imagemeta"
)

// kindHEIF are photos of phones that are not printed here; their day can be read all the same.
const kindHEIF = "heif"

// heifOf is kindHEIF for a file that begins as one, else "".
func heifOf(r io.ReaderAt) string {
	var first [12]byte
	_, _ = r.ReadAt(first[:], 0)
	if string(first[4:8]) != "ftyp" {
		return ""
	}
	switch string(first[8:12]) {
	case "heic", "heix", "mif1", "msf1", "heim", "heis", "hevc":
		return kindHEIF
	}
	return ""
}

// takenOn is the day a photo was taken as its camera wrote it (EXIF DateTimeOriginal, else DateTimeDigitized), ISO; "" where it says none.
// It is called in the child alone: foreign bytes.
func takenOn(r io.ReadSeeker, kind string) string {
	formats := map[string]imagemeta.ImageFormat{
		kindJPEG: imagemeta.JPEG, kindPNG: imagemeta.PNG, kindTIFF: imagemeta.TIFF, kindWEBP: imagemeta.WebP, kindHEIF: imagemeta.HEIF,
	}
	format, known := formats[kind]
	if !known {
		return ""
	}
	const original, digitized = "DateTimeOriginal", "CreateDate" // as the library calls them
	found := map[string]string{}
	_, _ = imagemeta.Decode(imagemeta.Options{ // what is found before something is wrong counts
		R: r, ImageFormat: format, Sources: imagemeta.EXIF, LimitNumTags: 2000, LimitTagSize: 1000,
		ShouldHandleTag: func(tag imagemeta.TagInfo) bool { return tag.Tag == original || tag.Tag == digitized },
		HandleTag: func(tag imagemeta.TagInfo) error {
			if text, ok := tag.Value.(string); ok && found[tag.Tag] == "" {
				found[tag.Tag] = text
			}
			return nil
		},
	})
	for _, tag := range []string{original, digitized} {
		const day = "2006:01:02"
		if text := found[tag]; len(text) >= len(day) {
			if at, err := time.Parse(day, text[:len(day)]); err == nil {
				return at.Format(time.DateOnly)
			}
		}
	}
	return ""
}
