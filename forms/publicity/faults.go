package publicity

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
)

// fault is a plain sentence about a file that cannot be counted.
type fault struct{ text string }

func (f fault) Error() string { return f.text }

func faultf(format string, args ...any) error { return fault{fmt.Sprintf(format, args...)} }

var (
	errDamaged = fault{"工作簿已损坏或不完整；请用WPS或Excel打开，另存为.xlsx文件后再选"}
	errUnread  = fault{"的写法特别，没有读完；请用WPS或Excel打开，另存为.xlsx文件后再选"}
	errTooBig  = fault{"文件展开后太大，不像一份数据表；请核对是否选错了文件"}
)

// named says which file a fault is about; what is no plain sentence yet becomes one. Being cancelled stays what it is.
func named(path string, err error) error {
	name := filepath.Base(path)
	var known fault
	switch {
	case err == nil, errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.As(err, &known):
		return faultf("“%s”%s", name, known.text)
	case errors.Is(err, fs.ErrNotExist):
		return faultf("没有找到“%s”；它可能已被移动或改名，请重新选择", name)
	case errors.Is(err, fs.ErrPermission):
		return faultf("“%s”没有读取权限，或者正被别的程序占用；请关闭它再选一次", name)
	}
	return faultf("“%s”没有读完；请检查U盘、网络位置和磁盘空间，再选一次", name)
}

// caught turns what nobody thought of when reading foreign bytes into a sentence.
func caught(err *error) {
	if recover() != nil {
		*err = errUnread
	}
}
