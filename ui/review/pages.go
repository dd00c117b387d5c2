package review

// The pages, by the keys under which the window remembers them.
const (
	pageAcross   = "across"
	pageDown     = "down"
	pageGrid     = "grid"
	pageIncoming = "incoming"
	pageClues    = "clues"
	pageRulings  = "rulings"
	pageJoin     = "join"
	pageRanking  = "ranking"
	pageGate     = "gate"
	pagePapers   = "papers"
	pageTrail    = "trail"
)

// pageKind is a page in the list at the left.
type pageKind struct {
	key, title string
	make       func(*Desk) page
	// count words how much there is to do on the page, "" for nothing; nil where there is nothing to count.
	count func(*Session) string
	// last ends a group in the list.
	last bool
}

// pageKinds lists the pages in the order of the work: what came in, scoring, what is doubtful, the result.
func pageKinds() []pageKind {
	return []pageKind{
		{pageIncoming, "来件", newIncoming, receivedWords, true},
		{pageAcross, "指标横看", newAcross, openWords, false},
		{pageDown, "单位纵看", newDown, nil, false},
		{pageGrid, "总表", newGridPage, nil, true},
		{pageClues, "疑点", newClues, nil, false},
		{pageRulings, "口径裁定", newRulings, rulingWords, false},
		{pageJoin, "合并", newJoin, disputeWords, true},
		{pageRanking, "排名与名次余量", newRanking, nil, false},
		{pageGate, "定稿", newGate, nil, false},
		{pagePapers, "文件", newPapers, nil, false},
		{pageTrail, "审核台账", newTrail, nil, false},
	}
}

func pageNamed(key string) (pageKind, bool) {
	for _, k := range pageKinds() {
		if k.key == key {
			return k, true
		}
	}
	return pageKind{}, false
}
