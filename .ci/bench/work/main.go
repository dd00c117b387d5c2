// Command work does what .ci/bench times inside a process, and prints "SECONDS CPUSECONDS" for one round of it: with runtimes as unlike as
// Go's and Python's, what starting them costs would hide what a library takes. scans only makes files.
//
//	work values|read ROUNDS WORKBOOK…      what a workbook says; the same with everything a reader sees
//	work write ROUNDS DOSSIER [TO]         its workbook, into a file where one is given
//	work scans DIR SCANS PHOTOS            made-up scans of 200 dpi and photos of 12 megapixels
//	work registers FILE MEGABYTES          a dossier whose registers hold so many megabytes
//	work random FILE MEGABYTES             bytes nobody can compress
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"syscall"
	"time"

	"zicha/forms/dossier"
	"zicha/forms/editions"
	"zicha/forms/pdf"
	"zicha/forms/workbook"
)

func main() {
	pdf.ChildMain()
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) < 3 {
		return errors.New("see the top of .ci/bench/work/main.go")
	}
	n, err := strconv.Atoi(args[1])
	switch args[0] {
	case "scans":
		return scans(args[1:])
	case "registers", "random":
		size, err := strconv.Atoi(args[2])
		if err != nil {
			return err
		}
		if args[0] == "random" {
			return random(args[1], size)
		}
		return registers(args[1], size)
	case "values", "read":
		if err == nil {
			err = readBooks(n, args[0] == "read", args[2:])
		}
		return err
	case "write":
		if err == nil {
			err = writeBooks(n, args[2], args[3:])
		}
		return err
	}
	return errors.New("work cannot do " + args[0])
}

// timed does a thing several times and prints what one took in the mean.
func timed(rounds int, do func() error) error {
	begin, before := time.Now(), used()
	for range rounds {
		if err := do(); err != nil {
			return err
		}
	}
	each := float64(rounds)
	fmt.Printf("%.6f %.6f\n", time.Since(begin).Seconds()/each, (used()-before).Seconds()/each)
	return nil
}

// used is the processor time of this process.
func used() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// readBooks reads workbooks from the disk: their values, or whole.
func readBooks(rounds int, whole bool, paths []string) error {
	known, err := editions.All()
	if err != nil {
		return err
	}
	ctx := context.Background()
	return timed(rounds, func() error {
		for _, path := range paths {
			if whole {
				if _, err := workbook.ReadFile(ctx, path, known); err != nil {
					return err
				}
				continue
			}
			data, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			if _, err := workbook.ReadValues(ctx, data, known); err != nil {
				return err
			}
		}
		return nil
	})
}

// writeBooks makes the workbook of a dossier, into a file where one is named.
func writeBooks(rounds int, path string, to []string) error {
	known, err := editions.All()
	if err != nil {
		return err
	}
	f, err := dossier.Open(path, dossier.Options{ReadOnly: true, Editions: known})
	if err != nil {
		return err
	}
	defer f.Close()
	return timed(rounds, func() error {
		if len(to) == 0 {
			return workbook.Write(io.Discard, f.Dossier(), workbook.Options{})
		}
		out, err := os.Create(to[0])
		if err != nil {
			return err
		}
		return errors.Join(workbook.Write(out, f.Dossier(), workbook.Options{}), out.Close())
	})
}
