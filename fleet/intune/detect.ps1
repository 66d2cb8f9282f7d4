# Intune remediation, detection script (no remediation script beside it: what is found needs a human): what coding agents
# did on this computer with their permission prompts off. Writes rows to the spool, from where the shipper takes them.
# Exit code 1, "with issues", where the last run of any profile reaches the level below, or where nothing could be run.
# Settings: run with the logged-on credentials: no; 64-bit PowerShell: yes; signature check: as your policy says.
# https://learn.microsoft.com/en-us/intune/intune-service/fundamentals/remediations
$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 2.0

$version = '0.1.0'
$failOn = 'high'
$label = ''
$prefix = Join-Path $env:ProgramFiles 'yolo-triage'
$node = Join-Path $prefix 'node.exe'
$program = Join-Path $prefix 'node_modules\yolo-triage\dist\main.js'
$spool = Join-Path $env:ProgramData 'yolo-triage\spool'

# Intune keeps the first 2,048 characters.
function Stop-With([int] $code, [string] $message) {
    Write-Output $message.Substring(0, [Math]::Min($message.Length, 2000))
    exit $code
}

# SYSTEM runs what stands there: nobody but administrators may be able to change it.
function Test-OnlyAdministratorsWrite([string] $path) {
    $trusted = @('S-1-5-18', 'S-1-5-32-544', 'S-1-3-0', 'S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464')
    $writes = [System.Security.AccessControl.FileSystemRights] 'WriteData, AppendData, Delete, DeleteSubdirectoriesAndFiles, ChangePermissions, TakeOwnership'
    foreach ($rule in (Get-Acl -LiteralPath $path).GetAccessRules($true, $true, [System.Security.Principal.SecurityIdentifier])) {
        if ($rule.AccessControlType -eq 'Allow' -and ($rule.FileSystemRights -band $writes) -and
            $trusted -notcontains $rule.IdentityReference.Value) { return $false }
    }
    return $true
}

foreach ($path in @($prefix, $node, $program)) {
    if (-not (Test-Path -LiteralPath $path)) { Stop-With 1 "not installed: $path is missing" }
    if (-not (Test-OnlyAdministratorsWrite $path)) { Stop-With 1 "will not run: others than administrators can write to $path" }
}
$installed = (& $node $program --version) -join ''
if ($installed -ne $version) { Stop-With 1 "version $installed is installed, $version was released" }

$words = @()
if ($label) { $words = @('--label', $label) }
$levels = @('none', 'informational', 'low', 'medium', 'high', 'critical')
$worst = 'none'
$notes = @()
$profiles = Get-ItemProperty 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion\ProfileList\S-1-5-21-*' -ErrorAction SilentlyContinue
foreach ($userHome in @($profiles | ForEach-Object { $_.ProfileImagePath } | Sort-Object)) {
    if (-not (Test-Path -LiteralPath $userHome)) { continue }
    & $node $program report --home $userHome --spool $spool --quiet @words | Out-Null
    # 0, 1 and 3 are finished runs; what was found and what could not be read stands in the rows.
    if (@(0, 1, 3) -notcontains $LASTEXITCODE) {
        $notes += "$userHome was not examined (exit code $LASTEXITCODE)"
        continue
    }
    $last = Get-ChildItem -LiteralPath (Join-Path $spool 'runs') -Filter '*.ndjson' |
        ForEach-Object { Get-Content -LiteralPath $_.FullName -Tail 200 -Encoding UTF8 } |
        ForEach-Object { $_ | ConvertFrom-Json } |
        Where-Object { $_.command -eq 'report' -and $_.home -eq $userHome } |
        Sort-Object { [string] $_.runId } | Select-Object -Last 1
    if ($null -eq $last) {
        $notes += "$userHome left no row of a run"
        continue
    }
    $notes += "$($userHome): $($last.level)"
    if ($levels.IndexOf($last.level) -gt $levels.IndexOf($worst)) { $worst = $last.level }
}
$reaches = $levels.IndexOf($worst) -ge $levels.IndexOf($failOn)
$incomplete = @($notes | Where-Object { $_ -like '*was not examined*' -or $_ -like '*left no row*' }).Count -gt 0
Stop-With ([int] ($reaches -or $incomplete)) ("$worst; " + ($notes -join '; '))
