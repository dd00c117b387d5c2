package wording

import (
	"runtime/debug"
	"strings"
	"testing"
	"time"
)

// What a build is made of is said in a sentence; what is not known is not said.
func TestBuildFacts(t *testing.T) {
	const commit = "848e44c0123456789abcdef0123456789abcdef0"
	for _, c := range []struct {
		settings []debug.BuildSetting
		want     Facts
		words    string
	}{
		{nil, Facts{}, "没有记录由哪一次提交编译"},
		{
			[]debug.BuildSetting{{Key: "-trimpath", Value: "true"}, {Key: "vcs.revision", Value: commit}, {Key: "vcs.time", Value: "2026-11-27T18:05:00Z"}, {Key: "vcs.modified", Value: "false"}},
			Facts{commit, time.Date(2026, 11, 27, 18, 5, 0, 0, time.UTC), false},
			"由提交 848e44c01234（2026年11月28日 02:05）编译",
		},
		{
			[]debug.BuildSetting{{Key: "vcs.revision", Value: "848e44c"}, {Key: "vcs.time", Value: "?"}, {Key: "vcs.modified", Value: "true"}},
			Facts{Commit: "848e44c", Changed: true},
			"由提交 848e44c 编译，另含未提交的改动",
		},
	} {
		got := facts(c.settings)
		if got.Commit != c.want.Commit || !got.Time.Equal(c.want.Time) || got.Changed != c.want.Changed {
			t.Errorf("%v: %+v", c.settings, got)
		}
		if got.Words() != c.words {
			t.Errorf("%v: %s", c.settings, got.Words())
		}
	}
	if first, _, _ := strings.Cut(About(), "\n"); first != ProgramName+" "+Version {
		t.Errorf("the first line is %q", first)
	}
}
