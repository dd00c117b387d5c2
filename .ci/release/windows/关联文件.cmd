@echo off
rem Double-clicking .zicha, .huizong and .fankui opens zicha.exe beside this script: for this user only, no administrator needed.
for /f "tokens=2 delims=:" %%p in ('chcp') do set "before=%%p"
chcp 65001 >nul
set "program=%~dp0zicha.exe"
if not exist "%program%" (
  echo 没有找到 zicha.exe，请把这个脚本和 zicha.exe 放在同一个文件夹里再运行。
  if "%~1"=="" pause
  exit /b 1
)
set "classes=HKCU\Software\Classes"
call :one .zicha Zicha.Dossier 自查档案 || exit /b 1
call :one .huizong Zicha.Review 审核汇总 || exit /b 1
call :one .fankui Zicha.Feedback 审核反馈单 || exit /b 1
ie4uinit.exe -show >nul 2>nul
echo 已经关联：双击 .zicha、.huizong、.fankui 文件就用这里的信用自查打开。程序换了文件夹，请再运行一次。
chcp %before% >nul
if "%~1"=="" pause
exit /b 0

:one
reg add "%classes%\%~2" /ve /d "%~3" /f >nul && reg add "%classes%\%~2\DefaultIcon" /ve /d "\"%program%\",0" /f >nul && reg add "%classes%\%~2\shell\open\command" /ve /d "\"%program%\" \"%%1\"" /f >nul && reg add "%classes%\%~1" /ve /d "%~2" /f >nul
if errorlevel 1 (
  echo 没有关联 %~1：注册表不让写入，请与管理员联系。
  exit /b 1
)
exit /b 0
