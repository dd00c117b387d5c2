// Package pdf reads and writes PDF: it makes foreign PDFs and pictures ready to be placed page by page in a PDF of our own, counts their
// pages, and makes small pictures of them. Foreign files are read in a child process with bounds on memory and time; only their pages are
// counted in this one, an object at a time. It knows nothing of what the files are for.
package pdf
