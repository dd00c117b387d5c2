//go:build !fontsbehind

package assets

import _ "embed"

var (
	//go:embed fonts/ZichaFang-Regular.ttf
	fang []byte
	//go:embed fonts/ZichaKai-Regular.ttf
	kai []byte
	//go:embed fonts/ZichaHei-Regular.ttf
	hei []byte
	//go:embed fonts/ZichaHei-Bold.ttf
	heiBold []byte
	//go:embed fonts/ZichaSong-Regular.ttf
	song []byte
	//go:embed fonts/ZichaSong-Bold.ttf
	songBold []byte
	//go:embed fonts/ZichaRare-Regular.ttf
	rare []byte
)

var inside = map[string][]byte{
	"ZichaFang-Regular.ttf": fang, "ZichaKai-Regular.ttf": kai, "ZichaHei-Regular.ttf": hei, "ZichaHei-Bold.ttf": heiBold,
	"ZichaSong-Regular.ttf": song, "ZichaSong-Bold.ttf": songBold, "ZichaRare-Regular.ttf": rare,
}

// FontsMissing says why there are no fonts: never, they are inside.
func FontsMissing(string, error) error { return nil }

func font(name string) []byte { return inside[name] }
