/** Aliases of cmdlets that rules name. https://code.claude.com/docs/en/permissions#powershell */
const aliases: Readonly<Record<string, string>> = {
  gci: 'Get-ChildItem',
  ls: 'Get-ChildItem',
  dir: 'Get-ChildItem',
  gc: 'Get-Content',
  cat: 'Get-Content',
  type: 'Get-Content',
  gl: 'Get-Location',
  pwd: 'Get-Location',
  sl: 'Set-Location',
  cd: 'Set-Location',
  chdir: 'Set-Location',
  ri: 'Remove-Item',
  rm: 'Remove-Item',
  rmdir: 'Remove-Item',
  del: 'Remove-Item',
  erase: 'Remove-Item',
  rd: 'Remove-Item',
  cpi: 'Copy-Item',
  cp: 'Copy-Item',
  copy: 'Copy-Item',
  mi: 'Move-Item',
  mv: 'Move-Item',
  move: 'Move-Item',
  ni: 'New-Item',
  md: 'New-Item',
  mkdir: 'New-Item',
  rni: 'Rename-Item',
  ren: 'Rename-Item',
  sc: 'Set-Content',
  ac: 'Add-Content',
  clc: 'Clear-Content',
  iwr: 'Invoke-WebRequest',
  curl: 'Invoke-WebRequest',
  wget: 'Invoke-WebRequest',
  irm: 'Invoke-RestMethod',
  iex: 'Invoke-Expression',
  icm: 'Invoke-Command',
  saps: 'Start-Process',
  start: 'Start-Process',
  spps: 'Stop-Process',
  kill: 'Stop-Process',
  gps: 'Get-Process',
  ps: 'Get-Process',
  gsv: 'Get-Service',
  gm: 'Get-Member',
  gcm: 'Get-Command',
  echo: 'Write-Output',
  write: 'Write-Output',
  select: 'Select-Object',
  where: 'Where-Object',
  '?': 'Where-Object',
  foreach: 'ForEach-Object',
  '%': 'ForEach-Object',
  sort: 'Sort-Object',
  measure: 'Measure-Object',
  ft: 'Format-Table',
  fl: 'Format-List',
  sls: 'Select-String',
  tee: 'Tee-Object',
};

/** Cmdlets that only look. */
const readOnly = new Set(
  `get-childitem get-content get-location set-location get-item get-itemproperty get-process get-service get-member
  get-command get-date get-host test-path resolve-path select-object where-object sort-object measure-object
  select-string format-table format-list group-object write-output write-host out-string split-path join-path`.split(
    /\s+/,
  ),
);

/** One command of a PowerShell line: the canonical name first, then the words. */
export type PowerShellCommand = readonly string[];

/** A PowerShell line taken apart. */
export interface PowerShellLine {
  readonly commands: readonly PowerShellCommand[];
  /** False where a script block, a subexpression, a call operator or an open quote hides what runs. */
  readonly understood: boolean;
}

/** Takes a line apart at `|`, `;`, `&&`, `||` and newlines outside of quotes. */
export function powerShellLine(line: string): PowerShellLine {
  const { parts, closed } = split(line);
  const hidden = /[`{]|\$\(|@\(|(?:^|[;|])\s*[&.]\s/.test(line);
  return {
    commands: parts
      .map(words)
      .filter((command) => command.length > 0)
      .map(canonical),
    understood: closed && !hidden && line.length <= 10_000,
  };
}

/** Does every command only look? */
export function isReadOnlyPowerShell(commands: readonly PowerShellCommand[]): boolean {
  return commands.every(
    ([name = '', ...rest]) =>
      readOnly.has(name.toLowerCase()) && !rest.some((word) => /[$>]|^\\\\/.test(word)),
  );
}

/** The canonical text that rules match, lower case. */
export function powerShellText(command: PowerShellCommand): string {
  return command.join(' ').toLowerCase();
}

function split(line: string): { readonly parts: readonly string[]; readonly closed: boolean } {
  const parts: string[] = [];
  let quote = '';
  let start = 0;
  for (let at = 0; at < line.length; at += 1) {
    const character = line.charAt(at);
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === "'" || character === '"') quote = character;
    else if ('|;&\n\r'.includes(character)) {
      parts.push(line.slice(start, at));
      start = at + 1;
    }
  }
  return { parts: [...parts, line.slice(start)], closed: quote === '' };
}

function words(part: string): string[] {
  return part.match(/'[^']*'|"[^"]*"|[^\s'"]+/g) ?? [];
}

function canonical([name = '', ...rest]: readonly string[]): PowerShellCommand {
  const plain = name.toLowerCase();
  return [Object.hasOwn(aliases, plain) ? (aliases[plain] ?? name) : name, ...rest];
}
