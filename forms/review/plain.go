package review

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// plain reads an event from its encoding as this program writes it, without copying a word; false where anything is unusual, and then
// encoding/json has to read it. A book of thousands of counties is opened in a third of the time.
func (e *Event) plain(body string) bool {
	r := plainReader{rest: body}
	r.must(`{"kind":`)
	e.Kind = Kind(r.text())
	r.textOf(`,"county":`, &e.County)
	if r.take(`,"indicator":`) {
		e.Indicator = int(r.number())
	}
	r.textOf(`,"subject":`, &e.Subject)
	if r.take(`,"replaces":`) {
		e.Replaces = r.list()
	}
	r.textOf(`,"facts":`, &e.Facts)
	r.textOf(`,"value":`, &e.Value)
	r.textOf(`,"reason":`, &e.Reason)
	r.textOf(`,"content":`, &e.Content)
	if r.take(`,"data":{`) {
		e.Data = r.pairs()
	}
	r.must(`,"by":`) // cells come before: a reader of them is not worth its lines
	e.By = r.text()
	r.textOf(`,"role":`, &e.Role)
	r.textOf(`,"unit":`, &e.Unit)
	r.must(`,"at":`)
	e.At = r.text()
	r.must(`,"copy":`)
	e.Copy = r.text()
	r.must(`,"seq":`)
	e.Seq = r.number()
	return r.done()
}

// plain reads a digest likewise.
func (d *digest) plain(body string) bool {
	r := plainReader{rest: body}
	r.must(`{"p":`)
	d.Points = r.list()
	r.must(`,"t":`)
	d.Texts = r.list()
	r.must(`,"f":`)
	d.Facts = r.list()
	return r.done()
}

// plainReader reads JSON without spaces and escapes, whose keys come in a known order.
type plainReader struct {
	rest string
	odd  bool // something was unusual
}

func (r *plainReader) take(what string) bool {
	rest, ok := strings.CutPrefix(r.rest, what)
	if ok {
		r.rest = rest
	}
	return ok
}

func (r *plainReader) must(what string) { r.odd = !r.take(what) || r.odd }

func (r *plainReader) done() bool { return !r.odd && r.rest == "}" }

// text reads a word in quotation marks.
func (r *plainReader) text() string {
	r.must(`"`)
	wide := false
	for i := range len(r.rest) {
		switch c := r.rest[i]; {
		case c == '"':
			out := r.rest[:i]
			r.rest = r.rest[i+1:]
			r.odd = r.odd || wide && !utf8.ValidString(out)
			return out
		case c < ' ' || c == '\\':
			r.odd = true
			return ""
		case c >= utf8.RuneSelf:
			wide = true
		}
	}
	r.odd = true
	return ""
}

func (r *plainReader) textOf(key string, into *string) {
	if r.take(key) {
		*into = r.text()
	}
}

// number reads one of few digits.
func (r *plainReader) number() int64 {
	n := 0
	for n < len(r.rest) && r.rest[n] >= '0' && r.rest[n] <= '9' {
		n++
	}
	r.odd = r.odd || n == 0 || n > 9 || n > 1 && r.rest[0] == '0'
	out, _ := strconv.ParseInt(r.rest[:n], 10, 64) // too many digits are odd
	r.rest = r.rest[n:]
	return out
}

// list reads words in brackets, at least one.
func (r *plainReader) list() []string {
	r.must("[")
	end := strings.IndexByte(r.rest, ']') // a word may have one too: then there are more words than expected
	out := make([]string, 0, 1+strings.Count(r.rest[:max(end, 0)], ","))
	for more := true; more && !r.odd; more = r.take(",") {
		out = append(out, r.text())
	}
	r.must("]")
	return out
}

// pairs reads the rest of an object of words, at least one.
func (r *plainReader) pairs() map[string]string {
	out := map[string]string{}
	for more := true; more && !r.odd; more = r.take(",") {
		key := r.text()
		r.must(":")
		out[key] = r.text()
	}
	r.must("}")
	return out
}
