//go:build arm64 || arm

package main

import gl "github.com/go-gl/gl/v3.1/gles2"

// drawnBy names what draws: the toolkit uses OpenGL ES on these machines.
func drawnBy() string {
	return gl.GoStr(gl.GetString(gl.RENDERER)) + "，" + gl.GoStr(gl.GetString(gl.VERSION))
}
