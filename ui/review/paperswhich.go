package review

import (
	"zicha/forms/files"
	"zicha/forms/review"
)

// What can be chosen beside a result's code.
const (
	newestResult = ""
	draftResult  = "draft"
)

// resultOffer is a result that papers can be of.
type resultOffer struct {
	code   string // draftResult for the book as it is now
	words  string
	newest bool
}

// resultOffers lists the results of a book, the newest first, and last the draft.
func resultOffers(b *review.Book) []resultOffer {
	newest := ""
	if e, err := b.Newest(); err == nil && e != nil {
		newest = e.Value
	}
	var out []resultOffer
	for _, e := range b.Results() {
		o := resultOffer{code: e.Value, newest: e.Value == newest}
		mark := "较早的定稿"
		switch {
		case o.newest:
			mark = "最近一次定稿"
		case b.ChosenOver(e.Value) != "":
			mark = "未采用的定稿"
		case newest == "":
			mark = "定稿"
		}
		o.words = joined(mark, formatted(e.At, "2006-01-02 15:04"), e.By, "核对码 "+e.Value)
		out = append([]resultOffer{o}, out...)
	}
	return append(out, resultOffer{code: draftResult, words: "过程稿 · 汇总现在的内容"})
}

// resultChosen takes the result that is chosen; newestResult is the draft where nothing is final. The error is a plain sentence.
func resultChosen(b *review.Book, offers []resultOffer, chosen string) (*review.Snapshot, error) {
	if chosen == newestResult {
		if chosen = offerOf(offers, newestResult).code; chosen == draftResult && len(offers) > 1 {
			return nil, files.Failure(review.ErrRefused, "两份副本各自定了稿，没有选定哪一份。请先到“合并”选定，或者在上面选一次定稿。")
		}
	}
	if chosen == draftResult {
		return b.Draft()
	}
	return b.Result(chosen)
}

// offerOf is the offer chosen.
func offerOf(offers []resultOffer, chosen string) resultOffer {
	for _, o := range offers {
		if chosen == newestResult && o.newest || chosen == o.code {
			return o
		}
	}
	return offers[len(offers)-1]
}

// offer shows what can be chosen.
func (p *papersPage) offer(offers []resultOffer) {
	p.offers = offers
	words := make([]string, len(offers))
	for i, o := range offers {
		words[i] = o.words
	}
	changed := p.which.OnChanged
	p.which.OnChanged = nil
	p.which.SetOptions(words)
	p.which.SetSelected(offerOf(offers, p.chosen).words)
	p.which.OnChanged = changed
}

// onWhich goes to another result.
func (p *papersPage) onWhich() {
	at := p.which.SelectedIndex()
	if at < 0 || at >= len(p.offers) {
		return
	}
	if p.chosen = p.offers[at].code; p.offers[at].newest {
		p.chosen = newestResult // and what comes after it
	}
	p.read()
}

// goTo shows the papers of a result; of the newest, and of what comes after it, where that is the one.
func (p *papersPage) goTo(code string, newest bool) {
	if newest {
		code = newestResult
	}
	if p.chosen != code {
		p.chosen = code
		p.read()
	}
}

// stateWords say what the papers are of.
func (p *papersPage) stateWords() string {
	if p.set.Process() && len(p.offers) == 1 {
		return "还没有定稿，只能写过程稿：" + p.set.State()
	}
	return p.set.State()
}
