package runlog

import (
	"io"
	"regexp"
	"strings"
)

// toolkitAt is where the toolkit found something wrong: its third line about it.
var toolkitAt = regexp.MustCompile(`^  At: (.*):(\d+)$`)

// toolkit writes what the standard logger is given into the log.
type toolkit struct{ log *Log }

// Writer takes lines of the standard logger, which are the toolkit's; the logger's own time is to be off.
func (l *Log) Writer() io.Writer { return toolkit{l} }

// Write implements io.Writer.
func (t toolkit) Write(p []byte) (int, error) {
	line := strings.TrimRight(string(p), "\n")
	if at := toolkitAt.FindStringSubmatch(line); at != nil {
		line = "  At: " + place(at[1]) + ":" + at[2]
	} else {
		line = plain(line)
	}
	t.log.Add("界面库：" + line)
	return len(p), nil
}
