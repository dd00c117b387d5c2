package main

import "golang.org/x/sys/windows"

// notice shows a sentence in a box of the system: the program has no console there. It returns when the box is closed.
func notice(title, words string) {
	t, err := windows.UTF16PtrFromString(title)
	if err != nil {
		return
	}
	w, err := windows.UTF16PtrFromString(words)
	if err != nil {
		return
	}
	_, _ = windows.MessageBox(0, w, t, windows.MB_OK|windows.MB_ICONERROR|windows.MB_SETFOREGROUND)
}
