package assess

// AskPrint hands the report to the system's printing.
func (d *Desk) AskPrint() {}

// AskScan asks for the scan of the sealed paper and stores it.
func (d *Desk) AskScan() {}
