package main

import "testing"

// The lines are as Fyne and GLFW were seen to write them under Xvfb and Wine without GLX.
func TestNoWindow(t *testing.T) {
	for line, want := range map[string]bool{
		"Fyne error:  window creation error\n":                                                        true,
		"Fyne error:  failed to initialise GLFW\n":                                                    true,
		"PlatformError: WGL: Failed to set pixel format for dummy context: Invalid window handle. \n": true,
		"Fyne error:  failed to watch theme settings\n":                                               false,
		"PlatformError: WGL: Failed to make context current: The handle is invalid. \n":               false,
	} {
		if noWindow(line) != want {
			t.Errorf("%q: %v", line, !want)
		}
	}
}
