package scoring

import "fmt"

// maxEditionSize bounds a rulebook file; the 2017 one has about 40 KB.
const maxEditionSize = 4 << 20

// LoadEdition reads and checks a rulebook file. The name stands in the error, which says in Chinese what is wrong and where.
// An unknown key, sums that do not add up, a quotation not in the text, a rule that cannot give its points or a case that comes out
// otherwise is an error. What a dossier keeps is read by it, so what it once took it goes on taking.
func LoadEdition(name string, data []byte) (*Edition, error) {
	return load(name, data, (*Edition).checkCases)
}

// load reads a rulebook and, where all of it is well formed, checks the further things.
func load(name string, data []byte, further ...func(*Edition, *problems)) (*Edition, error) {
	if len(data) > maxEditionSize {
		return nil, fmt.Errorf("%s：文件过大，不像考核指标文件", name)
	}
	e := &Edition{raw: data}
	where, err := decodeTOML(data, e)
	if err == nil {
		p := problems{list: e.prepare()}
		if len(p.list) == 0 {
			for _, check := range further {
				check(e, &p)
			}
		}
		err = where.told(p.list)
	}
	if err != nil {
		return nil, fmt.Errorf("%s：%w", name, err)
	}
	return e, nil
}
