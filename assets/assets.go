// Package assets holds the embedded data of the program: rulebooks with their notices, calendars, fonts and the sample.
package assets

import _ "embed"

// Edition2017 is the rulebook of the year 2017 (editions/README.md says the format).
//
//go:embed editions/bozhou-2017.toml
var Edition2017 []byte

// EditionFile is a rulebook as it is embedded; the name stands in what is said of its mistakes.
type EditionFile struct {
	Name string
	Data []byte
}

// Editions lists the rulebooks, the newest first. A new year is a new file here. The example stands last, so that it is nobody's choice but
// by name.
func Editions() []EditionFile {
	return []EditionFile{{"bozhou-2017.toml", Edition2017}, {"shili-2017.toml", EditionExample}}
}

// EditionExample is a rulebook of an invented city that uses every way of scoring once, to try with.
//
//go:embed editions/shili-2017.toml
var EditionExample []byte

// Notice2017 is the city's notice of 2018-01-11, as published.
//
//go:embed editions/bozhou-2017-notice.txt
var Notice2017 string

// Calendar is the State Council's arrangement of holidays and working weekends, read by scoring.LoadCalendar.
//
//go:embed calendars/china.toml
var Calendar []byte
