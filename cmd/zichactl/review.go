package main

// reviewCmd is the city's side (市级审核); each field is one command with its own Run.
type reviewCmd struct {
	Generate reviewGenerateCmd `cmd:"" help:"写出示例单位的考核指标文件和定稿的工作簿，用来试用市级审核"`
}
