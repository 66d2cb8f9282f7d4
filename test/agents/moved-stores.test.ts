import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { evidenceImage, type ImageFiles } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';

const home = 'home/dana';
const session = 'sessions/session_0199aaaa.json';
const start = '{"role":"user","content":"go"}\n';

interface Gap {
  readonly kind: string;
  readonly reason: string;
  readonly evidence?: { readonly path: string };
}

/** What a report on an image says; the quiet session of `evidenceImage` is in it. */
async function reportOn(root: string) {
  const argv = ['report', '--home', join(root, home), '--root', root, '--format', 'json', '--output', '-'];
  const { code, stdout } = await runCli(argv);
  const { verdict, gaps } = JSON.parse(stdout) as { verdict: { value: string }; gaps: readonly Gap[] };
  return {
    code,
    verdict: verdict.value,
    gaps: gaps.map(({ reason, evidence }) => `${evidence?.path}: ${reason}`),
  };
}

async function reportOnFiles(files: ImageFiles) {
  const { root, write } = evidenceImage({});
  for (const [path, text] of Object.entries(files)) write(path, text);
  return reportOn(root);
}

const plist = (body: string) =>
  `<?xml version="1.0"?><plist version="1.0"><dict><key>Label</key><string>env</string><key>Program</key><string>/bin/sh</string>${body}</dict></plist>`;

/** Each sets HERMES_HOME for what is started after it, to `~/my state/droid`. */
const ways: readonly (readonly [string, ImageFiles])[] = [
  ['a space between quotes', { '.bashrc': 'export HERMES_HOME="$HOME/my state/droid"\n' }],
  ['a space between single quotes', { '.zshenv': "export HERMES_HOME='/home/dana/my state/droid'\n" }],
  ['a space that is escaped', { '.profile': 'HERMES_HOME=~/my\\ state/droid; export HERMES_HOME\n' }],
  ['a default', { '.zshrc': 'export HERMES_HOME="${HERMES_HOME:-$HOME/my state/droid}"\n' }],
  ['an assignment by default', { '.bash_profile': ': "${HERMES_HOME:=$HOME/my state/droid}"\n' }],
  ['another variable', { '.bashrc': 'STATE="$HOME/my state"\nexport HERMES_HOME="$STATE/droid"\n' }],
  ['an alias', { '.bash_aliases': `alias codex='HERMES_HOME="/home/dana/my state/droid" codex'\n` }],
  ['a program for another', { '.zprofile': 'exec env HERMES_HOME="$HOME/my state/droid" codex\n' }],
  ['a script', { 'bin/cx': '#!/bin/sh\nHERMES_HOME="$HOME/my state/droid" exec codex "$@"\n' }],
  [
    'a crontab',
    {
      '../../var/spool/cron/crontabs/dana': 'HERMES_HOME=/home/dana/my state/droid\n0 3 * * * codex exec x\n',
    },
  ],
  [
    'a job of a crontab',
    { '../../var/spool/cron/dana': '@daily HERMES_HOME="/home/dana/my state/droid" codex exec x\n' },
  ],
  ['a function', { '.bashrc': 'codex() {\n  HERMES_HOME="$HOME/my state/droid" command codex "$@"\n}\n' }],
  [
    'a file that a profile reads',
    {
      '.bashrc': '[ -f ~/.env.sh ] && . ~/.env.sh\n',
      '.env.sh': 'export HERMES_HOME="$HOME/my state/droid"\n',
    },
  ],
  [
    'a file that a file reads',
    {
      '.zshrc': 'source "${ZDOTDIR:-$HOME}/.config/shell/all"\n',
      '.config/shell/all': 'source $HOME/.config/shell/agents.sh\n',
      '.config/shell/agents.sh': 'export HERMES_HOME="$HOME/my state/droid"\n',
    },
  ],
  [
    'a folder of files',
    {
      '.profile': 'for file in ~/.profile.d/*.sh; do\n  . "$file"\ndone\n',
      '.profile.d/codex.sh': 'export HERMES_HOME="$HOME/my state/droid"\n',
    },
  ],
  [
    'fish',
    { '.config/fish/config.fish': 'if status is-login\n  set -gx HERMES_HOME "$HOME/my state/droid"\nend\n' },
  ],
  ['fish, a further file', { '.config/fish/conf.d/x.fish': 'set --export HERMES_HOME ~/my\\ state/droid\n' }],
  [
    'fish, for all shells',
    { '.config/fish/fish_variables': 'SETUVAR --export HERMES_HOME:/home/dana/my\\x20state/droid\n' },
  ],
  ['csh', { '.tcshrc': 'setenv HERMES_HOME "$HOME/my state/droid"\n' }],
  [
    'PowerShell',
    {
      'Documents/PowerShell/Microsoft.PowerShell_profile.ps1': '$env:HERMES_HOME = "$HOME/my state/droid"\n',
    },
  ],
  [
    'PowerShell, for the user',
    {
      '.config/powershell/profile.ps1':
        '[Environment]::SetEnvironmentVariable("HERMES_HOME", "/home/dana/my state/droid", "User")\n',
    },
  ],
  ['Nushell', { '.config/nushell/env.nu': '$env.HERMES_HOME = "/home/dana/my state/droid"\n' }],
  ['environment.d', { '.config/environment.d/50-codex.conf': 'HERMES_HOME=${HOME}/my state/droid\n' }],
  [
    'a service of the user',
    {
      '.config/systemd/user/codex.service': '[Service]\nEnvironment="A=b" "HERMES_HOME=%h/my state/droid"\n',
    },
  ],
  [
    'a file of a service',
    {
      '.config/systemd/user/codex.service': '[Service]\nEnvironmentFile=-%h/.codex.env\n',
      '.codex.env': 'HERMES_HOME=/home/dana/my state/droid\n',
    },
  ],
  [
    'a job of launchd',
    {
      'Library/LaunchAgents/a.plist': plist(
        '<key>EnvironmentVariables</key><dict><key>HERMES_HOME</key><string>/home/dana/my state/droid</string></dict>',
      ),
    },
  ],
  [
    'launchctl',
    {
      'Library/LaunchAgents/a.plist': plist(
        `<key>ProgramArguments</key><array>${[
          'launchctl',
          'setenv',
          'HERMES_HOME',
          '/home/dana/my state/droid',
        ]
          .map((word) => `<string>${word}</string>`)
          .join('')}</array>`,
      ),
    },
  ],
  [
    'settings of an agent',
    { '.claude/settings.json': '{"env":{"HERMES_HOME":"/home/dana/my state/droid"}}' },
  ],
  [
    'settings of an editor',
    {
      '.config/Code/User/settings.json':
        '{"terminal.integrated.env.linux":{"HERMES_HOME":"~/my state/droid"}}',
    },
  ],
  ['a project, from its folder', { 'work/shop/.envrc': 'export HERMES_HOME="$PWD/../../my state/droid"\n' }],
  [
    'settings of a project',
    { 'work/shop/.claude/settings.json': '{"env":{"HERMES_HOME":"~/my state/droid"}}' },
  ],
];

const inHome = (files: ImageFiles): ImageFiles =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`${home}/${path}`, text]));

describe('a store that a variable keeps elsewhere', () => {
  it.each(ways)('is found: %s', async (_, files) => {
    const { code, verdict, gaps } = await reportOnFiles({
      ...inHome(files),
      [`${home}/my state/droid/${session}`]: start,
    });
    expect(gaps).toEqual([
      expect.stringMatching(/^my state\/droid\/sessions: 1 session of Hermes Agent, last written/),
    ]);
    expect({ code, verdict }).toEqual({ code: 3, verdict: 'undetermined' });
  });

  it.each(ways)('is missing where it is not in the evidence: %s', async (_, files) => {
    const { verdict, gaps } = await reportOnFiles(inHome(files));
    expect(gaps).toEqual([
      expect.stringMatching(
        /: Hermes Agent keeps its sessions in \/home\/dana\/my state\/droid \(HERMES_HOME\), which is not in the evidence$/,
      ),
    ]);
    expect(verdict).toBe('undetermined');
  });

  it.each([
    ['CLAUDE_CONFIG_DIR', 'Claude Code'],
    ['COPILOT_HOME', 'Copilot CLI'],
    ['GEMINI_CLI_HOME', 'Gemini CLI'],
    ['OPENCODE_DB', 'OpenCode'],
    ['GOOSE_DB_PATH', 'Goose'],
  ])('is missing by the variable of its agent: %s', async (variable, name) => {
    const { gaps } = await reportOnFiles({ [`${home}/.bashrc`]: `export ${variable}="/data/my agents"\n` });
    expect(gaps).toEqual([
      `.bashrc: ${name} keeps its sessions in /data/my agents (${variable}), which is not in the evidence`,
    ]);
  });

  it('is missing where only a running shell knows its place', async () => {
    const { gaps } = await reportOnFiles({
      [`${home}/.bashrc`]: 'export HERMES_HOME="$(mktemp -d)/codex"\n',
    });
    expect(gaps).toEqual([
      '.bashrc: Hermes Agent keeps its sessions where HERMES_HOME says, and only a running shell knows where that is',
    ]);
  });

  it('is looked for below the folders that the whole machine sets', async () => {
    const files = { 'etc/environment': 'HERMES_HOME="/srv/codex of all"\n' };
    expect((await reportOnFiles(files)).gaps).toEqual([
      expect.stringMatching(
        /etc\/environment: Hermes Agent keeps its sessions in \/srv\/codex of all \(HERMES_HOME\)/,
      ),
    ]);
    const { gaps } = await reportOnFiles({ ...files, [`srv/codex of all/${session}`]: start });
    expect(gaps).toEqual([expect.stringMatching(/codex of all\/sessions: 1 session of Hermes Agent/)]);
  });

  it('is Claude Code’s own, read where it is', async () => {
    const id = '5a1d5c1e-6a2b-4c39-9a0e-0d5a3c6d7e02';
    const record = { type: 'user', uuid: id, sessionId: id, timestamp: '2026-11-13T15:00:00.000Z' };
    const prompt = { ...record, cwd: '/home/dana', message: { role: 'user', content: 'hi' } };
    const { root } = evidenceImage({
      [`${home}/.config/fish/config.fish`]: 'set -gx CLAUDE_CONFIG_DIR "$HOME/my agents"\n',
      [`${home}/my agents/projects/p/${id}.jsonl`]: `${JSON.stringify(prompt)}\n`,
    });
    const { stdout } = await runCli(['sessions', '--home', join(root, home), '--root', root]);
    expect(stdout).toContain(id.slice(0, 8));
  });

  it('moves the files of many programs for those agents that are there', async () => {
    const profile = { [`${home}/.zshenv`]: 'export XDG_DATA_HOME=/data/xdg\n' };
    expect((await reportOnFiles(profile)).gaps).toEqual([]);
    const { gaps } = await reportOnFiles({ ...profile, [`${home}/.config/opencode/opencode.json`]: '{}' });
    expect(gaps).toEqual([
      '.zshenv: OpenCode keeps its sessions in /data/xdg (XDG_DATA_HOME), which is not in the evidence',
    ]);
  });
});

describe('a link in the place of a store', () => {
  it.each(['.codex', '.codex/sessions', '.gemini/tmp', '.local/share/opencode/opencode.db', '.copilot'])(
    'is a gap where it leads nowhere: %s',
    async (path) => {
      const { root, write } = evidenceImage({});
      write(`${home}/${path}/../.keep`, '');
      symlinkSync('/data/gone', join(root, home, path));
      expect((await reportOn(root)).gaps).toEqual([
        `${path}: is a link to a place that is not among the evidence: what lies there is not known`,
      ]);
    },
  );
});

describe('what moves no store', () => {
  const harmless: readonly (readonly [string, ImageFiles])[] = [
    ['the usual place', { '.bashrc': 'export HERMES_HOME="$HOME/.hermes"\nexport GEMINI_CLI_HOME=~\n' }],
    [
      'the usual place by default',
      { '.zshrc': 'export XDG_DATA_HOME="${XDG_DATA_HOME:-$HOME/.local/share}"\n' },
    ],
    ['a comment', { '.bashrc': '# export HERMES_HOME=/data/codex\n  #export HERMES_HOME=/data/codex\n' }],
    ['a comment of PowerShell', { '.config/powershell/profile.ps1': '# $env:HERMES_HOME = "/data/codex"\n' }],
    ['nothing', { '.bashrc': 'export HERMES_HOME=\nexport HERMES_HOME=""\nunset HERMES_HOME\n' }],
    ['itself', { '.bashrc': 'export HERMES_HOME=$HERMES_HOME\nexport HERMES_HOME="$HERMES_HOME"\n' }],
    ['a text that is printed', { '.bashrc': 'echo "set HERMES_HOME=/data/codex first"\n' }],
    ['a document', { '.bashrc': 'cat <<EOF\nexport HERMES_HOME=/data/codex\nEOF\n' }],
    ['a longer name', { '.bashrc': 'export OLD_HERMES_HOME=/data/codex MY_HERMES_HOME_2=/data/codex\n' }],
    ['a folder without a session', { '.bashrc': 'export HERMES_HOME=~/state\n', 'state/config.toml': '' }],
    ['a file that nobody reads', { 'notes/setup.sh': 'export HERMES_HOME=/data/codex\n' }],
    ['a profile of another user', { 'work/dotfiles/.bashrc': 'export HERMES_HOME=/data/codex\n' }],
  ];

  it.each(harmless)('is no gap: %s', async (_, files) => {
    expect((await reportOnFiles(inHome(files))).gaps).toEqual([]);
  });

  it('is no gap: files that name each other', async () => {
    const files = {
      '.bashrc': '. ~/.a\n',
      '.a': '. ~/.b\n',
      '.b': '. ~/.a\n. ~/.bashrc\n. /etc/absent\n. ../../x\n',
    };
    expect((await reportOnFiles(inHome(files))).gaps).toEqual([]);
  });
});

describe('a collection of a home whose stores moved', () => {
  it('answers as the home does', async () => {
    const { home: folder } = evidenceImage({
      ...inHome({
        '.bashrc': '. ~/.shell/all.sh\n',
        '.shell/all.sh': '. ~/.shell/agents.sh\n',
        '.shell/agents.sh': 'export HERMES_HOME="$HOME/my state/droid"\nexport COPILOT_HOME=/data/copilot\n',
        [`my state/droid/${session}`]: start,
        '.continue/sessions/sessions.json': '[{"sessionId":"0199aaaa"}]',
      }),
    });
    const bag = mkdtempSync(join(tmpdir(), 'yolo-triage-bag-'));
    onTestFinished(() => rmSync(bag, { recursive: true, force: true }));
    await runCli(['collect', join(bag, 'case'), '--home', folder]);
    const reasons = async (argv: readonly string[]) => {
      const { stdout } = await runCli(['report', ...argv, '--format', 'json', '--output', '-']);
      const { gaps } = JSON.parse(stdout) as { gaps: readonly Gap[] };
      return gaps.map(({ reason }) => reason).filter((reason) => /Hermes|Copilot|Continue/.test(reason));
    };
    const ofHome = await reasons(['--home', folder]);
    expect(ofHome).toHaveLength(3);
    expect(await reasons(['--home', join(bag, 'case')])).toEqual(ofHome);
  });
});
