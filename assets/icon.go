package assets

import _ "embed"

// Icon is the program's icon, a PNG of 512×512 points, drawn by make-icon.sh.
//
//go:embed icon.png
var Icon []byte
