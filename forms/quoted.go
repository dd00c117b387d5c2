package forms

import "strings"

// Quoted sets a name of the user's into quotation marks. One that opens with them itself stands as it is: ““诚信”方案.docx” reads badly.
func Quoted(name string) string {
	if strings.HasPrefix(name, "“") {
		return name
	}
	return "“" + name + "”"
}
