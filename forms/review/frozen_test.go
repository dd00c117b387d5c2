package review

import (
	"bytes"
	"encoding/json"
	"errors"
	"math/rand"
	"reflect"
	"testing"
	"testing/quick"

	"zicha/forms"
	"zicha/scoring"
)

// A snapshot is kept as its JSON, whatever stands in it, has the code of that JSON, and comes back as it was.
func TestFrozen(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	for n := range 40 {
		s := drawn(t, random)
		if n%4 == 0 {
			s.Role, s.Units = `"units":null`, nil
		}
		want, err := json.Marshal(s)
		must(t, err)
		sum, packed, err := s.freeze()
		must(t, err)
		got, err := unpressed(packed)
		must(t, err)
		if code := forms.Code([]forms.Line{{Key: "result", Value: string(want)}}); !bytes.Equal(got, want) || sum != sumOf(want) || s.Code != code {
			t.Fatalf("kept as\n%s, %s, %s\nwant\n%s, %s", got, sum, s.Code, want, code)
		}
		back, err := thaw(unfolding(packed), &Event{Content: sum, Value: s.Code})
		must(t, err)
		var plain Snapshot
		must(t, json.Unmarshal(want, &plain))
		plain.Code = s.Code
		if !reflect.DeepEqual(back, &plain) {
			t.Fatalf("came back as\n%+v\nwant\n%+v", back, &plain)
		}
	}
}

// What was altered, cut off or lengthened is no result, nor is one under another's code.
func TestFrozenAltered(t *testing.T) {
	s := drawn(t, rand.New(rand.NewSource(2)))
	sum, packed, err := s.freeze()
	must(t, err)
	data, err := unpressed(packed)
	must(t, err)
	for name, other := range map[string][]byte{
		"altered":    bytes.Replace(data, []byte(`"number":`), []byte(`"number":1`), 1),
		"cut off":    data[:len(data)-1],
		"lengthened": append(bytes.Clone(data), ' '),
	} {
		if _, err := thaw(unfolding(new(presser).press(other)), &Event{Content: sum, Value: s.Code}); !errors.Is(err, errFrozen) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := thaw(unfolding(packed[:len(packed)/2]), &Event{Content: sum, Value: s.Code}); err == nil {
		t.Error("half a stream")
	}
	if _, err := thaw(unfolding(packed), &Event{Content: sum, Value: "AAAA-AAAA-AAAA-AAAA"}); !errors.Is(err, errFrozen) {
		t.Errorf("another's code: %v", err)
	}
}

// drawn is a snapshot of random contents.
func drawn(t *testing.T, random *rand.Rand) *Snapshot {
	t.Helper()
	v, ok := quick.Value(reflect.TypeFor[Snapshot](), random)
	if !ok {
		t.Fatal("no snapshot")
	}
	s := v.Interface().(Snapshot)
	s.Code = ""
	bounded(reflect.ValueOf(&s))
	return &s
}

// bounded brings the points in a value to what can be read again.
func bounded(v reflect.Value) {
	switch {
	case v.Type() == reflect.TypeFor[scoring.Points]():
		v.SetInt(max(v.Int()%10000, -v.Int()%10000))
	case v.Kind() == reflect.Pointer && !v.IsNil():
		bounded(v.Elem())
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			bounded(v.Field(i))
		}
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			bounded(v.Index(i))
		}
	case v.Kind() == reflect.Map:
		for _, key := range v.MapKeys() {
			value := reflect.New(v.Type().Elem()).Elem()
			value.Set(v.MapIndex(key))
			bounded(value)
			v.SetMapIndex(key, value)
		}
	}
}
