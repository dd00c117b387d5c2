package formtest

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var (
	pdfStart  = regexp.MustCompile(`startxref\n(\d+)\n%%EOF\n$`)
	pdfStream = regexp.MustCompile(`(?s)^(\d+) 0 obj\n(.*?)\nstream\n`)
	pdfLength = regexp.MustCompile(`/Length (\d+)`)
	pdfPacked = regexp.MustCompile(`/N (\d+)/First (\d+)`)
)

// Objects reads the objects of a PDF made by typeset by its table of places: by number, of streams the dictionary and, behind "stream\n",
// the data as they are packed. Under 0 stands the table's own dictionary. Every byte of the file belongs to one of them.
func Objects(t testing.TB, pdf []byte) map[int][]byte {
	t.Helper()
	found := pdfStart.FindSubmatch(pdf)
	if found == nil {
		t.Fatal("no startxref at the end")
	}
	at := whole(string(found[1]))
	number, table, after := streamAt(t, pdf, at)
	if after != len(pdf)-len(found[0]) {
		t.Fatal("something stands behind the table of places")
	}
	objects := map[int][]byte{0: table}
	ends, starts := []int{}, []int{}
	rows := tableRows(t, unpacked(t, table))
	for n, row := range rows {
		switch place := int(row[1])<<24 | int(row[2])<<16 | int(row[3])<<8 | int(row[4]); {
		case n == 0:
		case row[0] == 1:
			own, body, end := streamAt(t, pdf, place)
			if own != n {
				t.Fatalf("object %d is not at its place", n)
			}
			starts, ends = append(starts, place), append(ends, end)
			if n != number {
				objects[n] = body
			}
		}
	}
	slices.Sort(starts)
	slices.Sort(ends)
	if len(starts) == 0 || !slices.Equal(starts[1:], ends[:len(ends)-1]) || bytes.Count(pdf[:starts[0]], []byte("\n")) != 2 {
		t.Fatal("the objects do not stand one behind the other")
	}
	inside := 0
	for n, row := range rows {
		if row[0] == 1 && bytes.HasPrefix(objects[n], []byte("<</Type/ObjStm")) {
			for i, number := range packedObjects(t, objects[n], objects) {
				if place := rows[number]; place != [7]byte{2, byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n), byte(i >> 8), byte(i)} {
					t.Fatalf("object %d is not at its place", number)
				}
				inside++
			}
		}
	}
	if len(objects) != len(rows)-1 || inside+len(starts)+1 != len(rows) { // the table's own row is that of its dictionary
		t.Fatalf("%d rows for %d objects", len(rows), len(objects))
	}
	return objects
}

// tableRows undoes the differences between the rows.
func tableRows(t testing.TB, data []byte) [][7]byte {
	t.Helper()
	var rows [][7]byte
	var row [7]byte
	for ; len(data) >= 8; data = data[8:] {
		if data[0] != 2 {
			t.Fatal("a row of the table of places is no difference")
		}
		for i := range row {
			row[i] += data[1+i]
		}
		rows = append(rows, row)
	}
	return rows
}

// streamAt reads a stream: its number, dictionary and data, and where it ends.
func streamAt(t testing.TB, pdf []byte, at int) (number int, body []byte, end int) {
	t.Helper()
	head := pdfStream.FindSubmatch(pdf[at:])
	if head == nil {
		t.Fatalf("no stream at %d", at)
	}
	length := pdfLength.FindSubmatch(head[2])
	start := at + len(head[0])
	end = start + whole(string(length[1]))
	const tail = "\nendstream\nendobj\n"
	if !bytes.HasPrefix(pdf[end:], []byte(tail)) {
		t.Fatalf("object %s: wrong length", head[1])
	}
	return whole(string(head[1])), pdf[at+len(head[1])+len(" 0 obj\n") : end], end + len(tail)
}

// packedObjects adds the objects in a stream of objects and lists their numbers.
func packedObjects(t testing.TB, stream []byte, objects map[int][]byte) []int {
	t.Helper()
	found := pdfPacked.FindSubmatch(stream)
	data := unpacked(t, stream)
	first := whole(string(found[2]))
	head := strings.Fields(string(data[:first]))
	if len(head) != 2*whole(string(found[1])) {
		t.Fatalf("%d numbers for %s objects", len(head), found[1])
	}
	data = data[first:]
	var numbers []int
	for i := 0; i < len(head); i += 2 {
		end := len(data)
		if i+3 < len(head) {
			end = whole(head[i+3])
		}
		numbers = append(numbers, whole(head[i]))
		objects[whole(head[i])] = bytes.TrimSuffix(data[whole(head[i+1]):end], []byte("\n"))
	}
	return numbers
}

func whole(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}
