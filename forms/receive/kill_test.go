package receive

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"zicha/forms/formtest"
	"zicha/forms/review"
	"zicha/scoring/soak"
)

// takeVariable names, to a child process that takes packs in until it is killed, the book and the folder of packs.
const takeVariable = "RECEIVE_KILL_TEST"

func TestMain(m *testing.M) {
	if book, dir, there := strings.Cut(os.Getenv(takeVariable), "|"); there {
		if err := takeAll(book, dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// takeAll takes packs in one by one and names the county of each that is in the book.
func takeAll(path, dir string) error {
	b, err := review.Open(path, review.Options{})
	if err != nil {
		return err
	}
	p, err := New(context.Background(), b, []string{dir}, Options{})
	if err != nil {
		return err
	}
	fmt.Println("start")
	for _, i := range p.Items {
		if err := Take(context.Background(), b, bureau, &Plan{Items: []*Item{i}}, nil); err != nil {
			return err
		}
		fmt.Println(i.County)
	}
	return nil
}

// The machine dies while packs come in: what was acknowledged is in the book and its pack is kept whole; the same import again brings the rest, and
// keeps each pack once.
func TestKilledWhileTaking(t *testing.T) {
	dir := t.TempDir()
	counties := []string{"341602", "341621", "341622", "341623"}
	for _, county := range counties {
		evidence := map[string]string{}
		for n := range 6 {
			evidence[fmt.Sprintf("佐证材料/5-%02d 照片.jpg", n+1)] = county + strings.Repeat("x", n*50_000)
		}
		packed(t, filepath.Join(dir, county), written(t, dossier(t, county, 1)), evidence)
	}
	for round := range soak.Times(4, 150) {
		path := filepath.Join(t.TempDir(), "a.huizong")
		b, err := review.Create(path, formtest.Edition(t))
		must(t, err)
		must(t, b.Close())
		acknowledged, _, err := soak.Child{Variable: takeVariable, Value: path + "|" + dir}.Kill(time.Duration(round*11%97) * time.Millisecond)
		must(t, err)
		b, err = review.Open(path, review.Options{})
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		for _, county := range acknowledged {
			if v, err := b.View(); err != nil || v.Unit(county).Received == nil {
				t.Errorf("round %d: %s was acknowledged and is gone (%v)", round, county, err)
			}
			if _, err := Evidence(t.Context(), b, county, 1, hashText(county)); err != nil {
				t.Errorf("round %d: %s: %v", round, county, err)
			}
		}
		carry(t, b, plan(t, b, dir))
		for _, county := range counties {
			home, err := filepath.Glob(filepath.Join(Folder(b), county+" *"))
			must(t, err)
			if list, err := os.ReadDir(home[0]); err != nil || len(list) != 1 {
				t.Errorf("round %d: %s is kept %d times (%v)", round, county, len(list), err)
			}
		}
		if n := len(b.Events()); n != len(counties) {
			t.Errorf("round %d: %d events", round, n)
		}
		must(t, b.Close())
	}
}
