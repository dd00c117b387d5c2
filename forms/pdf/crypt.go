package pdf

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/binary"
	"encoding/hex"
	"math/big"
)

// lock decrypts a file that opens without a password (ISO 32000-2, 7.6). A nil one decrypts nothing.
type lock struct {
	key              []byte
	strings, streams way
}

// way is how something is encrypted.
type way int

const (
	asIs way = iota
	byRC4
	byAES
	byAES256
)

// filling stands in for a password.
var filling = []byte("\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A")

// unlock prepares the decrypting of an encrypted file; one that asks for a password is refused.
func (f *file) unlock() error {
	if f.lock != nil || f.trailer["Encrypt"] == nil {
		return nil
	}
	d := f.dict(f.trailer["Encrypt"])
	if d == nil {
		return Damaged
	}
	k := &lock{strings: byRC4, streams: byRC4}
	version, revision := f.integer(d["V"]), f.integer(d["R"])
	if version >= 4 {
		k.strings, k.streams = f.wayOf(d, "StrF"), f.wayOf(d, "StmF")
	}
	switch {
	case f.name(d["Filter"]) != "Standard" || version < 1 || version > 5 || version == 3:
		return Password
	case revision >= 5:
		k.key = f.longKey(d, revision)
	default:
		k.key = f.shortKey(d, revision)
	}
	if k.key == nil {
		return Password
	}
	f.lock = k
	clear(f.kept)
	clear(f.packs)
	return nil
}

func (f *file) wayOf(d dict, which name) way {
	filter := f.dict(f.dict(d["CF"])[f.name(d[which])])
	return map[name]way{"V2": byRC4, "AESV2": byAES, "AESV3": byAES256}[f.name(filter["CFM"])]
}

func (f *file) bytes(v any) []byte {
	t, _ := f.object(v).(text)
	return t.bytes()
}

// shortKey is the key of an empty password in revisions 2 to 4, nil where that is not the password.
func (f *file) shortKey(d dict, revision int) []byte {
	length := 5
	if revision >= 3 {
		if length = f.integer(d["Length"]) / 8; length == 0 && f.integer(d["V"]) == 4 {
			length = 16
		}
		length = max(5, min(length, 16))
	}
	owner, user := f.bytes(d["O"]), f.bytes(d["U"])
	var id []byte
	if ids := f.array(f.trailer["ID"]); len(ids) > 0 {
		id = f.bytes(ids[0])
	}
	if len(owner) < 32 || len(user) < 16 {
		return nil
	}
	h := md5.New()
	h.Write(filling)
	h.Write(owner[:32])
	h.Write(binary.LittleEndian.AppendUint32(nil, uint32(f.integer(d["P"]))))
	h.Write(id)
	if open, ok := f.object(d["EncryptMetadata"]).(bool); ok && !open && revision >= 4 {
		h.Write([]byte{255, 255, 255, 255})
	}
	key := h.Sum(nil)
	if revision == 2 {
		if !bytes.Equal(throughRC4(key[:length], filling), user[:min(32, len(user))]) {
			return nil
		}
		return key[:length]
	}
	for range 50 {
		sum := md5.Sum(key[:length])
		key = sum[:]
	}
	key = key[:length]
	sum := md5.Sum(append(bytes.Clone(filling), id...))
	check := sum[:]
	for i := range 20 {
		turn := bytes.Clone(key)
		for j := range turn {
			turn[j] ^= byte(i)
		}
		check = throughRC4(turn, check)
	}
	if !bytes.Equal(check, user[:16]) {
		return nil
	}
	return key
}

// longKey is the key of an empty password in revisions 5 and 6, nil where that is not the password.
func (f *file) longKey(d dict, revision int) []byte {
	user, packed := f.bytes(d["U"]), f.bytes(d["UE"])
	if len(user) < 48 || len(packed) < 32 || !bytes.Equal(longHash(user[32:40], revision), user[:32]) {
		return nil
	}
	block, err := aes.NewCipher(longHash(user[40:48], revision))
	if err != nil {
		return nil
	}
	key := make([]byte, 32)
	cipher.NewCBCDecrypter(block, make([]byte, 16)).CryptBlocks(key, packed[:32])
	return key
}

// longHash is the hash of an empty password with a salt: algorithm 2.B from revision 6 on.
func longHash(salt []byte, revision int) []byte {
	sum := sha256.Sum256(salt)
	k := sum[:]
	if revision < 6 {
		return k
	}
	for round := 0; ; round++ {
		e := bytes.Repeat(k, 64)
		block, err := aes.NewCipher(k[:16])
		if err != nil {
			return nil
		}
		cipher.NewCBCEncrypter(block, k[16:32]).CryptBlocks(e, e)
		switch new(big.Int).Mod(new(big.Int).SetBytes(e[:16]), big.NewInt(3)).Int64() {
		case 0:
			sum := sha256.Sum256(e)
			k = sum[:]
		case 1:
			sum := sha512.Sum384(e)
			k = sum[:]
		default:
			sum := sha512.Sum512(e)
			k = sum[:]
		}
		if round >= 63 && int(e[len(e)-1]) <= round-31 {
			return k[:32]
		}
	}
}

func throughRC4(key, data []byte) []byte {
	out := make([]byte, len(data))
	if c, err := rc4.NewCipher(key); err == nil {
		c.XORKeyStream(out, data)
	}
	return out
}

// decrypt decrypts what belongs to an object.
func (k *lock) decrypt(data []byte, by way, n, generation int) []byte {
	key := k.key
	if by == byRC4 || by == byAES {
		salted := append(bytes.Clone(key), byte(n), byte(n>>8), byte(n>>16), byte(generation), byte(generation>>8))
		if by == byAES {
			salted = append(salted, "sAlT"...)
		}
		sum := md5.Sum(salted)
		key = sum[:min(16, len(k.key)+5)]
	}
	switch by {
	case asIs:
		return data
	case byRC4:
		return throughRC4(key, data)
	}
	block, err := aes.NewCipher(key)
	whole := len(data) / 16 * 16
	if err != nil || whole < 32 {
		return nil
	}
	out := make([]byte, whole-16)
	cipher.NewCBCDecrypter(block, data[:16]).CryptBlocks(out, data[16:whole])
	if pad := int(out[len(out)-1]); pad >= 1 && pad <= 16 {
		out = out[:len(out)-pad]
	}
	return out
}

// open decrypts the strings in an object.
func (k *lock) open(v any, n, generation int) any {
	if k == nil {
		return v
	}
	switch v := v.(type) {
	case text:
		return text("<" + hex.EncodeToString(k.decrypt(v.bytes(), k.strings, n, generation)) + ">")
	case array:
		for i := range v {
			v[i] = k.open(v[i], n, generation)
		}
	case dict:
		for key := range v {
			v[key] = k.open(v[key], n, generation)
		}
	}
	return v
}

// bytes are what a string stands for.
func (t text) bytes() []byte {
	if len(t) < 2 {
		return nil
	}
	if t[0] == '<' {
		return fromHex([]byte(t[1:]))
	}
	var out []byte
	in := t[1 : len(t)-1]
	for i := 0; i < len(in); i++ {
		c := in[i]
		if c != '\\' || i+1 == len(in) {
			out = append(out, c)
			continue
		}
		i++
		switch c = in[i]; {
		case c >= '0' && c <= '7':
			v := 0
			for n := 0; n < 3 && i < len(in) && in[i] >= '0' && in[i] <= '7'; n++ {
				v = v<<3 + int(in[i]-'0')
				i++
			}
			i--
			out = append(out, byte(v))
		case c == '\n':
		case c == '\r':
			if i+1 < len(in) && in[i+1] == '\n' {
				i++
			}
		default:
			if k := bytes.IndexByte([]byte("nrtbf"), c); k >= 0 {
				c = "\n\r\t\b\f"[k]
			}
			out = append(out, c)
		}
	}
	return out
}
