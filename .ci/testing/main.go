// Command testing reads what `go test -json` says and prints what `go test` would, and at the end which tests were skipped and why.
//
//	go test -json PACKAGES | go run ./.ci/testing
//
// Whether the tests passed is for the exit status of `go test`: use it with pipefail.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

// event is one line of `go test -json`.
type event struct {
	Action, Package, Test, Output string
}

// report holds what the tests that are not over have said, and which were skipped.
type report struct {
	said    map[string][]string
	skipped []string
}

func main() {
	r := report{said: map[string][]string{}}
	in := bufio.NewReader(os.Stdin)
	for {
		line, err := in.ReadString('\n')
		r.line(line)
		if err == io.EOF {
			break
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	if len(r.skipped) == 0 {
		fmt.Println("没有跳过的测试。")
		return
	}
	slices.Sort(r.skipped)
	fmt.Printf("跳过了%d个测试：\n%s\n", len(r.skipped), strings.Join(r.skipped, "\n"))
}

// line takes one line; what is no event is printed as it is.
func (r *report) line(text string) {
	var e event
	if json.Unmarshal([]byte(text), &e) != nil {
		fmt.Print(text)
		return
	}
	name := e.Package + " " + e.Test
	switch e.Action {
	case "build-output":
		fmt.Print(e.Output)
	case "output":
		if e.Test == "" {
			if e.Output != "PASS\n" {
				fmt.Print(e.Output)
			}
			return
		}
		r.said[name] = append(r.said[name], e.Output)
	case "fail":
		fmt.Print(strings.Join(r.said[name], ""))
		delete(r.said, name)
	case "skip":
		if e.Test != "" {
			r.skipped = append(r.skipped, "  "+name+"："+reason(r.said[name]))
		}
		delete(r.said, name)
	case "pass":
		delete(r.said, name)
	}
}

// reason is the last thing a skipped test said, without the place.
func reason(said []string) string {
	for _, text := range slices.Backward(said) {
		text = strings.TrimSpace(text)
		if text == "" || strings.HasPrefix(text, "---") || strings.HasPrefix(text, "===") {
			continue
		}
		if _, after, ok := strings.Cut(text, ".go:"); ok {
			_, text, _ = strings.Cut(after, ": ")
		}
		return text
	}
	return "没有写明原因"
}
