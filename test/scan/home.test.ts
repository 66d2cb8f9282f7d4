import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { writeDatabase } from '../support/database.ts';
import { scan, treeOf } from './support.ts';

const flag = 'claude --dangerously-skip-permissions';
const roots: string[] = [];

/** What is said of a home when a folder beside it is scanned: places as `path:line kind`, gaps, exit code. */
async function home(files: Readonly<Record<string, string>>) {
  const root = treeOf(files);
  roots.push(root);
  mkdirSync(join(root, 'work'), { recursive: true });
  const { document, code } = await scan([], { cwd: join(root, 'work'), homeDirectory: root });
  const places: string[] = document.occurrences.map(
    (row: Record<string, unknown>) => `${row['path']}:${row['line']} ${row['kind']} ${row['scope']}`,
  );
  const gaps: string[] = document.gaps.map(
    (gap: { kind: string; evidence?: { path: string } }) => `${gap.evidence?.path} ${gap.kind}`,
  );
  return { places, gaps, code };
}

afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
});

const alias = `alias y='${flag}'\n`;
const functions = `y() {\n  ${flag} "$@"\n}\n`;

describe('a home', () => {
  it.each([
    ['a sourced file', { '.zshrc': 'source ~/my/a.zsh\n', 'my/a.zsh': functions }, 'my/a.zsh:2'],
    [
      'one behind a test',
      { '.bashrc': '[ -f "$HOME/x/y.sh" ] && . "$HOME/x/y.sh"\n', 'x/y.sh': alias },
      'x/y.sh:1',
    ],
    [
      'a loop over a folder',
      { '.bashrc': 'for f in ~/parts/*.sh; do . "$f"; done\n', 'parts/a.sh': alias },
      'parts/a.sh:1',
    ],
    ['a chain', { '.profile': '. ~/a\n', a: '. ~/b\n', b: alias }, 'b:1'],
    [
      'a variable of the shell',
      { '.zshenv': ['source "$', '{ZDOTDIR:-$HOME}/c.zsh"\n'].join(''), 'c.zsh': alias },
      'c.zsh:1',
    ],
    [
      'fish',
      { '.config/fish/config.fish': 'source ~/f/a.fish\n', 'f/a.fish': `alias y "${flag}"\n` },
      'f/a.fish:1',
    ],
    ['a folder of parts', { '.bashrc.d/30': alias }, '.bashrc.d/30:1'],
    ['oh-my-zsh', { '.oh-my-zsh/custom/a.zsh': alias }, '.oh-my-zsh/custom/a.zsh:1'],
    ['an alias of git', { '.gitconfig': `[alias]\n\ty = "!${flag}"\n` }, '.gitconfig:2'],
    ['kitty', { '.config/kitty/kitty.conf': `map ctrl+y launch ${flag}\n` }, '.config/kitty/kitty.conf:1'],
    [
      'hyprland',
      { '.config/hypr/hyprland.conf': `bind = SUPER, Y, exec, kitty ${flag}\n` },
      '.config/hypr/hyprland.conf:1',
    ],
    ['sway', { '.config/sway/config': `bindsym $mod+y exec foot ${flag}\n` }, '.config/sway/config:1'],
    ['ghostty', { '.config/ghostty/config': `command = ${flag}\n` }, '.config/ghostty/config:1'],
    [
      'wezterm',
      { '.wezterm.lua': `return { default_prog = { 'claude', '--dangerously-skip-permissions' } }\n` },
      '.wezterm.lua:1',
    ],
    ['mise', { '.config/mise/config.toml': `[tasks.y]\nrun = "${flag}"\n` }, '.config/mise/config.toml:2'],
    [
      'a variable of the session',
      { '.config/environment.d/a.conf': `Y="${flag}"\n` },
      '.config/environment.d/a.conf:1',
    ],
    ['nushell', { '.config/nushell/config.nu': `alias y = ${flag}\n` }, '.config/nushell/config.nu:1'],
    [
      'a loop of zsh',
      { '.zshrc': 'for f ($HOME/.zsh.d/*.zsh(N)) source $f\n', '.zsh.d/a.zsh': alias },
      '.zsh.d/a.zsh:1',
    ],
    [
      'a folder in a variable',
      { '.bashrc': 'DOT="$HOME/dot"\nsource "$DOT/a.sh"\n', 'dot/a.sh': alias },
      'dot/a.sh:1',
    ],
    [
      'the folder of the file itself',
      { '.bashrc': ['source "$(dirname "$', '{BASH_SOURCE[0]}")/more.sh"\n'].join(''), 'more.sh': alias },
      'more.sh:1',
    ],
    ['another folder of zsh', { '.zshenv': 'export ZDOTDIR=~/.zz\n', '.zz/.zshrc': alias }, '.zz/.zshrc:1'],
    ['a plug-in of zsh', { '.zshrc': 'zinit snippet ~/my.zsh\n', 'my.zsh': alias }, 'my.zsh:1'],
    [
      'a file of csh',
      { '.cshrc': 'if ( -e ~/b.csh ) source ~/b.csh\n', 'b.csh': `alias y '${flag}'\n` },
      'b.csh:1',
    ],
    [
      'a loop of csh',
      { '.cshrc': 'foreach f (~/c.d/*.csh)\n  source $f\nend\n', 'c.d/c.csh': `alias y '${flag}'\n` },
      'c.d/c.csh:1',
    ],
    [
      'a module of nushell',
      { '.config/nushell/config.nu': 'use ~/nu/b.nu *\n', 'nu/b.nu': `export alias y = ${flag}\n` },
      'nu/b.nu:1',
    ],
    [
      'a file of PowerShell',
      { '.config/powershell/profile.ps1': '. "$HOME/ps/a.ps1"\n', 'ps/a.ps1': `function y { ${flag} }\n` },
      'ps/a.ps1:1',
    ],
    [
      'a loop of PowerShell',
      {
        'Documents/PowerShell/profile.ps1': 'Get-ChildItem "$HOME\\psd\\*.ps1" | ForEach-Object { . $_ }\n',
        'psd/a.ps1': `function y { ${flag} }\n`,
      },
      'psd/a.ps1:1',
    ],
    [
      'a joined path of PowerShell',
      {
        '.config/powershell/profile.ps1': '. (Join-Path $HOME "ps/a.ps1")\n',
        'ps/a.ps1': `function y { ${flag} }\n`,
      },
      'ps/a.ps1:1',
    ],
    ['csh', { '.cshrc': `alias y '${flag}'\n` }, '.cshrc:1'],
    ['prezto', { '.zpreztorc': alias }, '.zpreztorc:1'],
    ['parts of a profile', { '.config/profile.d/b.sh': alias }, '.config/profile.d/b.sh:1'],
    [
      'an older PowerShell',
      { 'Documents/WindowsPowerShell/profile.ps1': `function y { ${flag} }\n` },
      'Documents/WindowsPowerShell/profile.ps1:1',
    ],
    ['elvish', { '.config/elvish/rc.elv': `fn y { ${flag} }\n` }, '.config/elvish/rc.elv:1'],
    ['tmuxp', { '.tmuxp/a.yaml': `windows:\n  - panes:\n    - ${flag}\n` }, '.tmuxp/a.yaml:3'],
    [
      'aerospace',
      { '.aerospace.toml': `[mode.main.binding]\nalt-y = 'exec-and-forget ${flag}'\n` },
      '.aerospace.toml:2',
    ],
    [
      'niri',
      {
        '.config/niri/config.kdl':
          'binds {\n  Mod+Y { spawn "claude" "--dangerously-skip-permissions"; }\n}\n',
      },
      '.config/niri/config.kdl:2',
    ],
    [
      'Plasma',
      { '.config/plasma-workspace/env/a.sh': `export Y="${flag}"\n` },
      '.config/plasma-workspace/env/a.sh:1',
    ],
    ['ssh', { '.ssh/config': `Host a\n  RemoteCommand ${flag}\n` }, '.ssh/config:2'],
  ])('is told of %s', async (_, files, place) => {
    const { places } = await home(files);
    const found = places.map((text) => text.split(' ')[0]);
    expect(found).toEqual([`~/${place}`]);
    expect(places[0]).toMatch(/ definition /);
  });

  it('has histories of several shells', async () => {
    const { places } = await home({
      '.config/nushell/history.txt': `ls\n${flag}\n`,
      '.zsh_history': `: 1760000000:0;${flag}\n`,
      '.zsh_sessions/A.history': `${flag}\n`,
      '.history': `#+1760000000\n${flag}\n`,
      '.local/share/fish/work_history': `- cmd: ${flag}\n  when: 1760000000\n`,
      '.local/share/powershell/PSReadLine/Visual Studio Code Host_history.txt': `${flag}\n`,
      '.local/share/xonsh/history_json/xonsh-a.json': `{"data":{"cmds":[\n{"inp":"${flag}\\n","ts":[1760000000.5,null]}]}}`,
    });
    expect(places).toEqual([
      '~/.config/nushell/history.txt:2 invocation one-off-command',
      '~/.history:2 invocation one-off-command',
      '~/.local/share/fish/work_history:1 invocation one-off-command',
      '~/.local/share/powershell/PSReadLine/Visual Studio Code Host_history.txt:1 invocation one-off-command',
      '~/.local/share/xonsh/history_json/xonsh-a.json:2 invocation one-off-command',
      '~/.zsh_history:1 invocation one-off-command',
      '~/.zsh_sessions/A.history:1 invocation one-off-command',
    ]);
  });

  it('says what it cannot read, where something stands in it', async () => {
    const told = await home({
      '.local/share/atuin/history.db': `SQLite format 3\0${flag}\0`,
      '.config/nushell/history.sqlite3': 'SQLite format 3\0ls\0',
      '.local/state/elvish/db.bolt': `\0\0${flag}\0`,
    });
    const gaps = ['~/.local/share/atuin/history.db malformed', '~/.local/state/elvish/db.bolt malformed'];
    expect({ ...told, gaps: told.gaps.sort() }).toEqual({ places: [], gaps, code: 3 });
  });

  it('reads histories in databases, each command with its time and its row', async () => {
    const root = treeOf({});
    writeDatabase(join(root, '.local/share/atuin/history.db'), [
      ['CREATE TABLE history (id TEXT PRIMARY KEY, timestamp INTEGER, command TEXT, cwd TEXT)'],
      ['INSERT INTO history VALUES (?, ?, ?, ?)', 'a', 1767225600000000000, 'ls', '/w'],
      ['INSERT INTO history VALUES (?, ?, ?, ?)', 'b', 1767225660000000000, `cd /w &&\n${flag} -p a`, '/w'],
      ['INSERT INTO history VALUES (?, ?, ?, ?)', 'c', 1767225720000000000, `echo "${flag}"`, '/w'],
    ]);
    writeDatabase(join(root, '.config/nushell/history.sqlite3'), [
      ['CREATE TABLE history (id INTEGER PRIMARY KEY, command_line TEXT, start_timestamp INTEGER)'],
      ['INSERT INTO history VALUES (?, ?, ?)', 7, `${flag} -p b`, 1767225780000],
    ]);
    writeDatabase(join(root, '.local/share/xonsh/xonsh-history.sqlite'), [
      ['CREATE TABLE xonsh_history (inp TEXT, rtn INTEGER, tsb REAL, tse REAL, sessionid TEXT)'],
      ['INSERT INTO xonsh_history VALUES (?, ?, ?, ?, ?)', `${flag} -p d`, 0, 1767225840.5, 1767225841, 's'],
    ]);
    writeDatabase(join(root, '.local/share/mcfly/history.db'), [
      ['CREATE TABLE commands (id INTEGER PRIMARY KEY, cmd TEXT NOT NULL, when_run INTEGER NOT NULL)'],
      ['INSERT INTO commands VALUES (?, ?, ?)', 3, `${flag} -p e`, 1767225900],
    ]);
    roots.push(root);
    mkdirSync(join(root, 'work'));
    const { document } = await scan([], { cwd: join(root, 'work'), homeDirectory: root });
    const { occurrences, gaps } = document;
    expect(gaps).toEqual([]);
    expect(
      occurrences.map(({ scope, at, evidence }: Record<string, unknown>) => [scope, at, evidence]),
    ).toEqual([
      [
        'one-off-command',
        '2026-01-01T00:03:00.000Z',
        { path: '~/.config/nushell/history.sqlite3', table: 'history', row: '7' },
      ],
      [
        'one-off-command',
        '2026-01-01T00:01:00.000Z',
        { path: '~/.local/share/atuin/history.db', table: 'history', row: '2' },
      ],
      [
        'one-off-command',
        '2026-01-01T00:05:00.000Z',
        { path: '~/.local/share/mcfly/history.db', table: 'commands', row: '3' },
      ],
      [
        'one-off-command',
        '2026-01-01T00:04:00.000Z',
        { path: '~/.local/share/xonsh/xonsh-history.sqlite', table: 'xonsh_history', row: '1' },
      ],
    ]);
  });

  it('is clean where its files say nothing of it', async () => {
    const told = await home({
      '.zshrc': 'source ~/.zsh/a.zsh\nsource ~/none.zsh\n. "$UNKNOWN/x"\nalias c=claude\n',
      '.zsh/a.zsh': `# not ${flag}\n`,
      '.config/kitty/kitty.conf': 'font_size 12\n',
      '.gitconfig': '[user]\n\tname = a\n',
      '.local/share/atuin/history.db': 'SQLite format 3\0ls\0',
    });
    expect(told).toEqual({ places: [], gaps: [], code: 0 });
  });
});
