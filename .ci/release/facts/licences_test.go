package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const isc = `Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted, provided that the above copyright notice and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.
`

const shareAlike = `This work is licensed under the Creative Commons Attribution-NonCommercial 4.0 International License. To view a copy of this license, visit http://creativecommons.org/licenses/by-nc/4.0/.
SPDX-License-Identifier: AGPL-3.0
This program is free software: you can redistribute it and/or modify it under the terms of the GNU Affero General Public License as published by the Free Software Foundation, either version 3 of the License, or (at your option) any later version.
`

// Terms are found in the folders from a package up to its module, and what has none, unknown ones or others than the allowed ones fails.
func TestTextsAbove(t *testing.T) {
	for _, c := range []struct {
		name  string
		files map[string]string
		ids   string
		fault string
	}{
		{"one", map[string]string{"LICENSE": isc}, "ISC", ""},
		{"with a notice", map[string]string{"LICENSE": isc, "NOTICE": "Made by many."}, "ISC", ""},
		{"below", map[string]string{"LICENSE": isc, "sub/COPYING.txt": isc}, "ISC", ""},
		{"aside", map[string]string{"LICENSE": isc, "other/LICENSE": "All rights reserved."}, "ISC", ""},
		{"none", map[string]string{"README": isc}, "", "no licence"},
		{"a notice alone", map[string]string{"NOTICE": "Made by many."}, "", "no licence"},
		{"unknown", map[string]string{"LICENSE": "All rights reserved."}, "", "is not known"},
		{"unknown below", map[string]string{"LICENSE": isc, "sub/LICENSE": "Ask the author."}, "", "sub/LICENSE is not known"},
		{"not allowed", map[string]string{"LICENSE": shareAlike}, "", "not among the allowed"},
	} {
		root := t.TempDir()
		sub := filepath.Join(root, "sub")
		for name, text := range c.files {
			put(t, filepath.Join(root, name), text)
		}
		if err := os.MkdirAll(sub, 0o755); err != nil {
			t.Fatal(err)
		}
		texts, err := textsAbove(root, []string{sub})
		if (err == nil) != (c.fault == "") || err != nil && !strings.Contains(err.Error(), c.fault) {
			t.Errorf("%s: %v", c.name, err)
		}
		if got := strings.Join((part{texts: texts}).ids(), " "); err == nil && got != c.ids {
			t.Errorf("%s: %s", c.name, got)
		}
	}
}

func put(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// An embedded font must be known with its terms.
func TestFonts(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "fonts", "OFL-NotoSansSC.txt"), isc)
	own := &module{Path: "zicha", Main: true}
	parts, err := carriedAlong([]linked{{Dir: dir, ImportPath: "zicha/assets", Module: own, EmbedFiles: []string{"fonts/ZichaHei-Bold.ttf", "fonts/ZichaHei-Regular.ttf", "fonts/OFL-NotoSansSC.txt", "icon.png"}}})
	if err != nil || len(parts) != 1 || parts[0].texts[0].name != "OFL-NotoSansSC.txt" {
		t.Errorf("%v %v", parts, err)
	}
	if _, err := carriedAlong([]linked{{Dir: dir, Module: own, EmbedFiles: []string{"fonts/New-Regular.ttf"}}}); err == nil {
		t.Error("a font nobody knows passes")
	}
}
