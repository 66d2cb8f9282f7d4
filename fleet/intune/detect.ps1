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
$data = Join-Path $env:ProgramData 'yolo-triage'
$spool = Join-Path $data 'spool'
# A file a profile: what was written before is not written again.
$states = Join-Path $data 'state'

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
        if ($rule.AccessControlType -eq 'Allow' -and (([int] $rule.FileSystemRights) -band ([int] $writes)) -ne 0 -and
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

# Anybody may make a folder in ProgramData: this one belongs to administrators from its first moment, or is not used.
if (-not (Test-Path -LiteralPath $data)) {
    New-Item -ItemType Directory -Path $data | Out-Null
    & icacls.exe $data /inheritance:r /grant '*S-1-5-18:(OI)(CI)F' '*S-1-5-32-544:(OI)(CI)F' | Out-Null
}
if (-not (Test-OnlyAdministratorsWrite $data)) { Stop-With 1 "will not write: others than administrators can write to $data" }
New-Item -ItemType Directory -Force -Path $spool, $states | Out-Null

# Windows has no machine id in a file; a computer name changes.
$machine = (Get-ItemProperty 'HKLM:\SOFTWARE\Microsoft\Cryptography').MachineGuid
$words = @('--host-id', $machine.ToLowerInvariant())
# One credential has one fingerprint on all hosts, where this file is there.
$key = Join-Path $data 'fingerprint.key'
if (Test-Path -LiteralPath $key) { $words += @('--fingerprint-key', $key) }
if ($label) { $words += @('--label', $label) }
$levels = @('none', 'informational', 'low', 'medium', 'high', 'critical')
$worst = 'none'
$notes = @()
# Accounts of the computer or a domain (S-1-5-21), and of Entra ID (S-1-12-1).
$profiles = Get-ItemProperty 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion\ProfileList\*' |
    Where-Object { $_.PSChildName -match '^S-1-(5-21|12-1)-' }
foreach ($userHome in @($profiles | ForEach-Object { $_.ProfileImagePath } | Sort-Object)) {
    if (-not (Test-Path -LiteralPath $userHome)) { continue }
    $state = Join-Path $states ((Split-Path -Leaf $userHome) + '.json')
    # With USERPROFILE, it is examined as its user would, with what lies outside of it: repositories, managed policy.
    $env:USERPROFILE = $userHome
    # Standard output carries the row of the run.
    $row = (& $node $program report --home $userHome --spool $spool --state $state --quiet @words) -join ''
    # 0, 1 and 3 are finished runs; what was found and what could not be read stands in the rows.
    if (@(0, 1, 3) -notcontains $LASTEXITCODE) {
        $notes += "$userHome was not examined (exit code $LASTEXITCODE)"
        continue
    }
    $last = $row | ConvertFrom-Json
    $notes += "$($userHome): $($last.level)"
    if ($levels.IndexOf($last.level) -gt $levels.IndexOf($worst)) { $worst = $last.level }
}
$reaches = $levels.IndexOf($worst) -ge $levels.IndexOf($failOn)
$incomplete = @($notes | Where-Object { $_ -like '*was not examined*' }).Count -gt 0
Stop-With ([int] ($reaches -or $incomplete)) ("$worst; " + ($notes -join '; '))
