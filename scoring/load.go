package scoring

import "fmt"

// maxEditionSize bounds a rulebook file; the 2017 one has about 40 KB.
const maxEditionSize = 4 << 20

// LoadEdition reads and checks a rulebook file that was taken before: what a dossier keeps, what is built in, what a pack is verified by. The
// name stands in the error, which says in Chinese what is wrong and where. An unknown key, sums that do not add up, a quotation not in the text
// or a rule that cannot give its points is an error. What it once took it goes on taking, as long as its points are right: whatever more is
// asked of a rulebook from outside is asked by LoadNewEdition.
func LoadEdition(name string, data []byte) (*Edition, error) {
	return load(name, data, &problems{})
}

// load reads a rulebook, strictly where the problems say so.
func load(name string, data []byte, p *problems) (*Edition, error) {
	if len(data) > maxEditionSize {
		return nil, fmt.Errorf("%s：文件过大，不像考核指标文件", name)
	}
	e := &Edition{raw: data}
	where, err := decodeTOML(data, e)
	if err == nil {
		e.prepare(p)
		if p.strict && len(p.list) == 0 {
			e.checkStrictly(p)
		}
		err = where.told(p.list)
	}
	if err != nil {
		return nil, fmt.Errorf("%s：%w", name, err)
	}
	return e.sealed(), nil
}
