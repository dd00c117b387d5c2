//go:build !arm64 && !arm

package main

import "github.com/go-gl/gl/v2.1/gl"

// drawnBy names what draws: the toolkit has made the doors of this very package ready, and its context is at hand.
func drawnBy() string {
	return gl.GoStr(gl.GetString(gl.RENDERER)) + "，OpenGL " + gl.GoStr(gl.GetString(gl.VERSION))
}
