package assess

// NextBlank goes to the next criterion that is not filled in.
func (d *Desk) NextBlank() {}
