package assess

// Find finds words in the official text, the answers and the evidence.
func (d *Desk) Find() {}
