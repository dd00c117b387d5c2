package main

import (
	"debug/elf"
	"debug/pe"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// bits is some bytes of an executable and what they are.
type bits struct {
	what string
	size int64
}

// mostBits are so many lines printed for each kind.
const mostBits = 12

// printContents prints what executables consist of: their sections, and the data that packages bring along as files.
func printContents(paths []string) error {
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil {
			return err
		}
		sections, err := sectionsOf(path)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		rest := info.Size()
		for _, s := range sections {
			rest -= s.size
		}
		sections = append(sections, bits{"其余（附在后面的字体、各段的表）", rest})
		program := "./cmd/" + strings.TrimSuffix(filepath.Base(path), ".exe")
		embedded, err := embeddedIn(program)
		if err != nil {
			return err
		}
		fmt.Printf("%s %.1f MB\n", filepath.Base(path), megabytes(info.Size()))
		printBits("段", sections)
		printBits("内嵌", embedded)
	}
	return nil
}

func megabytes(n int64) float64 { return float64(n) / 1e6 }

func printBits(kind string, list []bits) {
	slices.SortStableFunc(list, func(a, b bits) int { return int(b.size - a.size) })
	for _, b := range list[:min(mostBits, len(list))] {
		if megabytes(b.size) >= 0.05 {
			fmt.Printf("  %s %7.2f MB  %s\n", kind, megabytes(b.size), b.what)
		}
	}
}

// sectionsOf are the sections with bytes in the file.
func sectionsOf(path string) ([]bits, error) {
	var out []bits
	if f, err := elf.Open(path); err == nil {
		defer f.Close()
		for _, s := range f.Sections {
			if s.Type != elf.SHT_NOBITS {
				out = append(out, bits{s.Name, int64(s.FileSize)})
			}
		}
		return out, nil
	}
	f, err := pe.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	for _, s := range f.Sections {
		out = append(out, bits{s.Name, int64(s.Size)})
	}
	return out, nil
}

// embeddedIn are the files embedded in a program's packages, those of a library in one line.
func embeddedIn(program string) ([]bits, error) {
	packages, err := list(program)
	if err != nil {
		return nil, err
	}
	var out []bits
	for _, p := range packages {
		all := int64(0)
		for _, file := range p.EmbedFiles {
			info, err := os.Stat(filepath.Join(p.Dir, file))
			if err != nil {
				return nil, err
			}
			if p.Module != nil && p.Module.Main {
				out = append(out, bits{p.ImportPath + "/" + file, info.Size()})
			} else {
				all += info.Size()
			}
		}
		out = append(out, bits{p.ImportPath, all})
	}
	return out, nil
}
