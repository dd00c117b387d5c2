package assess

// NextBlank goes to the next field that is not filled in.
func (d *Desk) NextBlank() {}
