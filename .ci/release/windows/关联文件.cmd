@echo off
rem Double-clicking .zicha, .huizong and .fankui opens zicha.exe beside this script: for this user only, no administrator needed.
rem One plain command a line: so it is read alike by every cmd.exe, and by Wine's.
for /f "tokens=2 delims=:" %%p in ('chcp') do set "before=%%p"
chcp 65001 >nul
set "program=%~dp0zicha.exe"
set "classes=HKCU\Software\Classes"
set "said=已经关联：双击 .zicha、.huizong、.fankui 文件就用这里的信用自查打开。程序换了文件夹，请再运行一次。"
set "status=0"
if not exist "%program%" (
  echo 旁边没有 zicha.exe，请把这个脚本和 zicha.exe 放在同一个文件夹里再运行一次。
  chcp %before% >nul
  if "%~1"=="" pause
  exit /b 1
)
reg add "%classes%\Zicha.Dossier" /ve /d "自查档案" /f >nul
if errorlevel 1 set "status=1"
reg add "%classes%\Zicha.Dossier\DefaultIcon" /ve /d "\"%program%\",0" /f >nul
if errorlevel 1 set "status=1"
reg add "%classes%\Zicha.Dossier\shell\open\command" /ve /d "\"%program%\" \"%%1\"" /f >nul
if errorlevel 1 set "status=1"
reg add "%classes%\.zicha" /ve /d "Zicha.Dossier" /f >nul
if errorlevel 1 set "status=1"
reg add "%classes%\Zicha.Review" /ve /d "审核汇总" /f >nul
if errorlevel 1 set "status=1"
reg add "%classes%\Zicha.Review\DefaultIcon" /ve /d "\"%program%\",0" /f >nul
if errorlevel 1 set "status=1"
reg add "%classes%\Zicha.Review\shell\open\command" /ve /d "\"%program%\" \"%%1\"" /f >nul
if errorlevel 1 set "status=1"
reg add "%classes%\.huizong" /ve /d "Zicha.Review" /f >nul
if errorlevel 1 set "status=1"
reg add "%classes%\Zicha.Feedback" /ve /d "审核反馈单" /f >nul
if errorlevel 1 set "status=1"
reg add "%classes%\Zicha.Feedback\DefaultIcon" /ve /d "\"%program%\",0" /f >nul
if errorlevel 1 set "status=1"
reg add "%classes%\Zicha.Feedback\shell\open\command" /ve /d "\"%program%\" \"%%1\"" /f >nul
if errorlevel 1 set "status=1"
reg add "%classes%\.fankui" /ve /d "Zicha.Feedback" /f >nul
if errorlevel 1 set "status=1"
if %status%==1 set "said=没有关联成功：注册表不让写入，请与管理员联系。"
ie4uinit.exe -show >nul 2>nul
echo %said%
chcp %before% >nul
if "%~1"=="" pause
exit /b %status%
