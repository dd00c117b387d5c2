@echo off
rem Takes back what the other script has set, for this user; the dossiers are not touched.
for /f "tokens=2 delims=:" %%p in ('chcp') do set "before=%%p"
chcp 65001 >nul
set "classes=HKCU\Software\Classes"
for %%k in (.zicha .huizong .fankui Zicha.Dossier Zicha.Review Zicha.Feedback) do reg delete "%classes%\%%k" /f >nul 2>nul
ie4uinit.exe -show >nul 2>nul
echo 已经取消关联。自查档案都还在原处。
chcp %before% >nul
if "%~1"=="" pause
exit /b 0
