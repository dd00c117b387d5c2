package assess

// ShowGains shows what would gain more points.
func (d *Desk) ShowGains() {}
