package review

import (
	"bytes"
	"cmp"
	"compress/flate"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"maps"
	"slices"

	"zicha/forms"
	"zicha/forms/files"
	"zicha/scoring"
)

// maxContent bounds what a kept content may unfold to, in bytes.
const maxContent = 256 << 20

// Submission is a county's version as it was handed in: what its workbook says.
type Submission struct {
	Edition string            `json:"edition"`
	Rules   string            `json:"rules"` // hash of the rules it was made with, "" where the workbook does not say
	County  string            `json:"county"`
	Version int               `json:"version"`
	Final   bool              `json:"final"`
	Code    string            `json:"code"`    // the comparison code of the values
	Printed map[string]string `json:"printed"` // scores as the workbook prints them, by the key of their line ("total/self")
	Values  map[string]string `json:"values"`  // by forms.Path
}

// Dossier gives the values as a dossier under an edition.
func (s *Submission) Dossier(e *scoring.Edition) *forms.Dossier {
	values := make(map[forms.Path]string, len(s.Values))
	for p, v := range s.Values {
		values[forms.Path(p)] = v
	}
	d := forms.New(e, values)
	d.Version, d.Final = s.Version, s.Final
	return d
}

// ValuesOf gives a dossier's values as a Submission holds them.
func ValuesOf(d *forms.Dossier) map[string]string {
	out := map[string]string{}
	for _, p := range d.Paths() {
		out[string(p)] = d.Get(p)
	}
	return out
}

// Encoded is the submission's canonical form and its SHA-256: the same version gives the same.
func (s *Submission) Encoded() (sum string, data []byte) {
	data, err := json.Marshal(s)
	if err != nil {
		panic("review: submission cannot be encoded: " + err.Error()) // strings and numbers always encode
	}
	return sumOf(data), data
}

func sumOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }

// presser compresses contents, one after the other: to make a flate writer costs more than to use it.
type presser struct{ w *flate.Writer }

func (p *presser) press(data []byte) []byte {
	var b bytes.Buffer
	if p.w == nil {
		p.w, _ = flate.NewWriter(&b, flate.BestSpeed) // a level that exists
	}
	p.w.Reset(&b)
	_, _ = p.w.Write(data) // a buffer takes everything
	_ = p.w.Close()
	return b.Bytes()
}

// Content gives what is kept under a SHA-256, proved.
func (b *Book) Content(sum string) ([]byte, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.content(sum)
}

func (b *Book) content(sum string) ([]byte, error) {
	packed, err := b.packed(sum)
	if err != nil {
		return nil, err
	}
	data, err := unpressed(packed)
	if err != nil {
		return nil, err
	}
	if sumOf(data) != sum {
		return nil, files.Failure(files.Damaged, "汇总里编号为%.12s的内容已损坏；请从别处保存的副本恢复", sum)
	}
	return data, nil
}

// packed gives what is kept under a SHA-256 as it is kept, compressed and not proved.
func (b *Book) packed(sum string) (data []byte, err error) {
	n, ok := b.kept[sum]
	switch {
	case !ok && b.lender != nil:
		b.lender.mu.Lock()
		defer b.lender.mu.Unlock()
		return b.lender.packed(sum)
	case !ok:
		return nil, files.Failure(files.Damaged, "汇总里没有编号为%.12s的内容；请从别处保存的副本恢复", sum)
	}
	err = b.file.Rows(contentTable(), func(row []any) error {
		data = row[2].([]byte)
		return nil
	}, "n=?", n)
	return data, err
}

func unpressed(data []byte) ([]byte, error) {
	out, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(data)), maxContent+1))
	if err != nil || len(out) > maxContent {
		return nil, files.Failure(files.Damaged, "汇总里有一份来件内容不能展开").Because(err)
	}
	return out, nil
}

// Submission gives the county's version that an event of kind Received brought.
func (b *Book) Submission(e *Event) (*Submission, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.submission(e.Content)
}

func (b *Book) submission(sum string) (*Submission, error) {
	data, err := b.content(sum)
	if err != nil {
		return nil, err
	}
	var s Submission
	if err := json.Unmarshal(data, &s); err != nil {
		return nil, files.Failure(files.Damaged, "汇总里编号为%.12s的来件不能识别", sum).Because(err)
	}
	return &s, nil
}
