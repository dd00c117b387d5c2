package forms

import "strings"

// SafeName makes a name usable as a file name on every system: reserved characters become their full-width twins.
func SafeName(name string) string {
	name = strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(`<>:"/\|?*`, r):
			return r - '!' + '！'
		case r < ' ' || r == 0x7f:
			return -1
		}
		return r
	}, name)
	name = strings.Trim(name, " .")
	if r := []rune(name); len(r) > 60 {
		name = string(r[:60])
	}
	if name == "" {
		return "未命名"
	}
	return name
}
