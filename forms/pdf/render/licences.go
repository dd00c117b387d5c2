package render

import _ "embed"

// Licences are the terms under which what draws pages is passed on, in Markdown.
//
//go:embed LICENSES.md
var Licences string
