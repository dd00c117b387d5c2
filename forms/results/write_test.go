package results

import (
	"os"
	"testing"

	"zicha/scoring"
)

func TestLook(t *testing.T) {
	dir := os.Getenv("LOOK")
	if dir == "" {
		t.Skip()
	}
	for name, s := range map[string]func() (*Written, error){
		"four": func() (*Written, error) {
			x := sample(t)
			w, err := Write(t.Context(), x, dir+"/four", Options{Publish: Level(os.Getenv("LEVEL")), Convert: map[string]scoring.Points{"政务公开": 200}})
			return &w, err
		},
		"shili": func() (*Written, error) {
			w, err := Write(t.Context(), other(t), dir+"/shili", Options{Publish: LevelGrades})
			return &w, err
		},
	} {
		w, err := s()
		if err != nil {
			t.Fatal(name, err)
		}
		t.Log(name, w.Notes)
		for _, l := range w.Leaks {
			t.Log(l.Words())
		}
	}
}
