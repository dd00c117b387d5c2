package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"

	"zicha/assets"
	"zicha/forms/pdf"
	"zicha/forms/review"
	"zicha/scoring/soak"
)

// asProgram in the environment makes the test be the program.
const asProgram = "ZICHACTL_TEST_PROGRAM"

func TestMain(m *testing.M) {
	pdf.ChildMain()
	if os.Getenv(asProgram) != "" {
		main()
	}
	if value := os.Getenv(crashVariable); value != "" {
		fmt.Fprintln(os.Stderr, actForever(value))
		os.Exit(1)
	}
	testscript.Main(m, map[string]func(){"zichactl": main})
}

// TestScripts runs testdata/script: each file is a story told in commands.
func TestScripts(t *testing.T) {
	perfect, err := os.ReadFile("../../forms/formtest/perfect.json")
	if err != nil {
		t.Fatal(err)
	}
	scripts, err := filepath.Abs("testdata/script")
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range ofScript { // ranHere sets them; they are as before when the test ends
		t.Setenv(key, "")
	}
	testscript.Run(t, testscript.Params{
		Dir: scripts,
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"status":   status,
			"json":     jsonPath,
			"keepcode": keepCode,
			"setcell":  setCell,
			"truncate": truncate,
			"hold":     hold,
			"entries":  entries,
			"replace":  replace,
			"crash":    crash,
			"typed":    typedInto,
			"lines":    lines,
			"keep":     keep,
			"decided":  decided,
			"fankui":   fankui,
			"sealed":   sealed,
		},
		Condition: func(cond string) (bool, error) {
			switch cond {
			case "root":
				return os.Geteuid() == 0, nil
			case "soak":
				return soak.Full(), nil
			}
			return false, fmt.Errorf("unknown condition %s", cond)
		},
		Setup: func(env *testscript.Env) error {
			env.Setenv("XDG_CACHE_HOME", filepath.Join(env.WorkDir, ".cache"))
			err := os.WriteFile(filepath.Join(env.WorkDir, "perfect.json"), perfect, 0o600)
			if err == nil {
				err = os.WriteFile(filepath.Join(env.WorkDir, "bozhou-2017.toml"), assets.Edition2017, 0o600)
			}
			return err
		},
	})
}

// status N zichactl…: the command ends with exactly this exit status, and tells nothing that an official could not read.
func status(ts *testscript.TestScript, _ bool, args []string) {
	run := ranHere
	if slices.Contains(args, "-") { // reads the standard input, which testscript hands to processes only
		run = ranApart
	}
	got, said, words := run(ts, args[1], args[2:])
	if strconv.Itoa(got) != args[0] {
		ts.Fatalf("exit status %d, want %s: %s", got, args[0], words)
	}
	if jargon.MatchString(words) {
		ts.Fatalf("not for an official's eyes: %s", words)
	}
	if got != 0 && words+said == "" {
		ts.Fatalf("refused without a word")
	}
}

// ofScript are the variables of a script's environment that the program looks at.
var ofScript = []string{"HOME", "XDG_CACHE_HOME"}

// folder is the one folder the test's process can be in at a time.
var folder sync.Mutex

// ranHere runs a command line of the program inside the test's process: starting hundreds of processes took longer than their work.
func ranHere(ts *testscript.TestScript, name string, args []string) (status int, said, words string) {
	if name != "zichactl" {
		ts.Fatalf("status is for zichactl, not for %s", name)
	}
	folder.Lock()
	defer folder.Unlock()
	before, err := os.Getwd()
	ts.Check(err)
	ts.Check(os.Chdir(ts.MkAbs(".")))
	defer func() { ts.Check(os.Chdir(before)) }()
	for _, key := range ofScript {
		ts.Check(os.Setenv(key, ts.Getenv(key)))
	}
	var out, warn strings.Builder
	status = run(context.Background(), args, streams{strings.NewReader(""), &out, &warn})
	fmt.Fprint(ts.Stdout(), out.String())
	fmt.Fprint(ts.Stderr(), warn.String())
	return status, out.String(), warn.String()
}

// ranApart runs it as a process of its own.
func ranApart(ts *testscript.TestScript, name string, args []string) (status int, said, words string) {
	err := ts.Exec(name, args...)
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		status = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	return status, ts.ReadFile("stdout"), ts.ReadFile("stderr")
}

// jargon is what Go, SQLite and the operating system say among themselves.
var jargon = regexp.MustCompile(`(?i)no such file|permission denied|is a directory|not a directory|panic|goroutine|sqlite|sql:|json:|zip:|xml:|toml:|EOF|invalid|unexpected|expected|%!|: open |nil`)

// json FILE PATH WANT: the value at a path such as indicators.4.score; text as it is, everything else as JSON.
func jsonPath(ts *testscript.TestScript, neg bool, args []string) {
	var v any
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[0])), &v))
	for _, key := range strings.Split(strings.ReplaceAll(args[1], `\.`, "\x00"), ".") {
		key = strings.ReplaceAll(key, "\x00", ".")
		switch in := v.(type) {
		case map[string]any:
			inner, ok := in[key]
			if !ok {
				ts.Fatalf("%s: there is no %s", args[1], key)
			}
			v = inner
		case []any:
			if key == "len" {
				v = float64(len(in))
				continue
			}
			i, err := strconv.Atoi(key)
			if err != nil || i >= len(in) {
				ts.Fatalf("%s: no element %s among %d", args[1], key, len(in))
			}
			v = in[i]
		default:
			ts.Fatalf("%s: nothing under %s", args[1], key)
		}
	}
	got, isText := v.(string)
	if !isText {
		text, err := json.Marshal(v)
		ts.Check(err)
		got = string(text)
	}
	if (got == args[2]) == neg {
		ts.Fatalf("%s is %s", args[1], got)
	}
}

// keepcode NAME: keeps the comparison code that finalizing printed in a variable.
func keepCode(ts *testscript.TestScript, _ bool, args []string) {
	code := regexp.MustCompile(`核对码：([2-9A-HJ-NP-Z]{4}(?:-[2-9A-HJ-NP-Z]{4}){3})\n`).FindStringSubmatch(ts.ReadFile("stdout"))
	if code == nil {
		ts.Fatalf("no comparison code was printed")
	}
	ts.Setenv(args[0], code[1])
}

// setcell BOOK SHEET COLUMN VALUE KEY…: sets the cell of a column in the row that begins with the keys.
func setCell(ts *testscript.TestScript, _ bool, args []string) {
	path, sheet, column, value, keys := ts.MkAbs(args[0]), args[1], args[2], args[3], args[4:]
	f, err := excelize.OpenFile(path)
	ts.Check(err)
	defer f.Close()
	rows, err := f.GetRows(sheet)
	ts.Check(err)
	head := slices.IndexFunc(rows, func(row []string) bool { return slices.Contains(row, column) })
	for i, row := range rows {
		if i <= head || len(row) < len(keys) || !slices.Equal(row[:len(keys)], keys) {
			continue
		}
		cell, err := excelize.CoordinatesToCellName(slices.Index(rows[head], column)+1, i+1)
		ts.Check(err)
		ts.Check(f.SetCellValue(sheet, cell, value))
		ts.Check(f.SaveAs(path))
		return
	}
	ts.Fatalf("no row %v in %s", keys, sheet)
}

// truncate FILE SIZE.
func truncate(ts *testscript.TestScript, _ bool, args []string) {
	size, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	ts.Check(os.Truncate(ts.MkAbs(args[0]), size))
}

// hold DOSSIER: another program has the dossier open until the script ends.
func hold(ts *testscript.TestScript, _ bool, args []string) {
	f, err := open(ts.MkAbs(args[0]), false)
	ts.Check(err)
	ts.Defer(func() { ts.Check(f.Close()) })
}

// crash DOSSIER: a program dies in the middle of writing, leaving the journal of what it had not finished.
func crash(ts *testscript.TestScript, _ bool, args []string) {
	path := ts.MkAbs(args[0])
	db, err := sql.Open("sqlite", path)
	ts.Check(err)
	db.SetMaxOpenConns(1)
	_, err = db.Exec(`PRAGMA cache_size=1; BEGIN; CREATE TABLE junk AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c WHERE x<5000)
		SELECT x, hex(randomblob(200)) FROM c`)
	ts.Check(err)
	left := map[string][]byte{}
	for _, name := range []string{path, path + "-journal"} {
		left[name], err = os.ReadFile(name)
		ts.Check(err)
	}
	ts.Check(db.Close())
	for name, data := range left {
		ts.Check(os.WriteFile(name, data, 0o600))
	}
}

// entries DIR N: so many files lie in a folder.
func entries(ts *testscript.TestScript, _ bool, args []string) {
	list, err := os.ReadDir(ts.MkAbs(args[0]))
	ts.Check(err)
	if strconv.Itoa(len(list)) != args[1] {
		ts.Fatalf("%d entries in %s: %v", len(list), args[0], list)
	}
}

// replace FILE OLD NEW: replaces the only place where OLD stands.
func replace(ts *testscript.TestScript, _ bool, args []string) {
	text := ts.ReadFile(args[0])
	if strings.Count(text, args[1]) != 1 {
		ts.Fatalf("%q stands %d times", args[1], strings.Count(text, args[1]))
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Replace(text, args[1], args[2], 1)), 0o600))
}

// lines FILE N OUT: writes line N of a file into another.
func lines(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	all := strings.Split(ts.ReadFile(args[0]), "\n")
	if n > len(all) || all[n-1] == "" {
		ts.Fatalf("no line %d among %d", n, len(all))
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(all[n-1]), 0o600))
}

// keep NAME FILE PATTERN: keeps what the group of a pattern finds in a variable.
func keep(ts *testscript.TestScript, _ bool, args []string) {
	found := regexp.MustCompile(args[2]).FindStringSubmatch(ts.ReadFile(args[1]))
	if len(found) != 2 {
		ts.Fatalf("%s does not stand there", args[2])
	}
	ts.Setenv(args[0], found[1])
}

// decided STATUS OUT STAGE: writes a decision for each open cell of a status that the stage is for, with what counts now.
func decided(ts *testscript.TestScript, _ bool, args []string) {
	var cells []cellJSON
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[0])), &cells))
	var out strings.Builder
	for _, c := range cells {
		direct := args[2] == string(review.StageDirect)
		waiting := map[string]review.State{"initial": review.Unreviewed, "confirmed": review.InitiallyScored, "direct": review.Unreviewed}[args[2]]
		if c.Source.Self() == direct || c.State != waiting {
			continue
		}
		score := c.Score
		if c.Initial != nil {
			score = *c.Initial
		}
		ts.Check(writeJSON(&out, decisionJSON{
			County: c.Code, Indicator: c.Indicator, Stage: review.Stage(args[2]), Score: json.Number(score.String()),
			Reason: "按核查",
		}))
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(out.String()), 0o600))
}
