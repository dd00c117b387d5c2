package assets

import "embed"

// Sample holds the invented 示例县: a whole self-check with answers, letter and evidence, in which every state and every kind of
// warning and hint that can stand together occurs, and no error. Nothing in it names a real place, office or person.
//
//   - sample/answers.json is an answers file.
//   - sample/evidence.json lists the evidence in the order it is attached; see below.
//   - sample/evidence/ holds the files, under plain names: embedding allows neither 《》 nor “” in a file name.
//   - sample/make-sample.py and its parts make those files; they are not needed at run time.
//
// The list is a JSON array of objects:
//
//	criterion       the criterion an item is first attached to; its indicator gives the number (5-02)
//	criteria        all criteria it serves in the end; an empty list leaves the item linked to none
//	expect          the expected pieces it serves, "5.1#2" is the second piece expected for 5.1
//	title, docno, date, issuer   as printed, date as ISO; missing or "" is blank
//	pages           number of pages, missing where it is not known
//	delivery        "electronic", "paper" or "separate"
//	files           in order; file is the name under sample/evidence/, name the name the dossier keeps
//	keep            why a document dated outside the year is kept
//	rows            register rows by place, "5.3#1" is the first row of 5.3
//	removed_reason  present where the item is taken out again, with this reason
//
//go:embed all:sample
var Sample embed.FS
