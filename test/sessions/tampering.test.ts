import { describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { homeWith, lines, mainFile, prompt, type Row, toolResult, toolUse } from './transcripts.ts';

const records = '/home/dana/.claude';
const settings = '{"permissions":{"allow":[]},"cleanupPeriodDays":1}';

const bash = (command: string): Row => toolUse(1, 'toolu_1', { command });
const tool = (name: string, input: Row): Row => toolUse(1, 'toolu_1', input, { tool: name });

async function gapsOf(call: Row, ...options: string[]) {
  const home = homeWith({ [mainFile]: lines(prompt(0, 'a'), call, toolResult(2, 'toolu_1', 'Done.')) });
  return runCli(['sessions', '--home', home, ...options]);
}

const tampering: readonly (readonly [string, Row, string])[] = [
  ['rm -rf of a project', bash('rm -rf ~/.claude/projects/-home-dana-bank'), 'deleted the records'],
  ['rm in the folder itself', bash('cd ~/.claude && rm -rf projects'), 'deleted the records'],
  ['rm of the whole folder', bash('rm -rf ~/.claude'), `deleted the records of sessions: ${records}`],
  ['find -delete', bash('find ~/.claude/projects -name "*.jsonl" -delete'), 'deleted the records'],
  ['shred', bash('shred -u ~/.claude/projects/p/s.jsonl'), 'deleted the records'],
  ['rm of backups of edited files', bash('rm -rf ~/.claude/file-history'), 'deleted the records'],
  ['rm of debug logs', bash('rm ~/.claude/debug/*.txt'), 'deleted the records'],
  ['truncate', bash('truncate -s 0 ~/.claude/projects/p/s.jsonl'), 'wrote to the records'],
  ['sed -i', bash("sed -i '/curl/d' ~/.claude/projects/p/s.jsonl"), 'wrote to the records'],
  ['perl -pi', bash('perl -pi -e s/curl/ls/ ~/.claude/projects/p/s.jsonl'), 'wrote to the records'],
  ['cp over a transcript', bash('cp /tmp/clean.jsonl ~/.claude/projects/p/s.jsonl'), 'wrote to the records'],
  ['mv over a transcript', bash('mv /tmp/clean.jsonl ~/.claude/projects/p/s.jsonl'), 'wrote to the records'],
  ['mv of a transcript', bash('mv ~/.claude/projects/p/s.jsonl /tmp/x'), 'moved the records'],
  ['touch', bash('touch -d yesterday ~/.claude/projects/p/s.jsonl'), 'wrote to the records'],
  ['an empty history', bash('> ~/.claude/history.jsonl'), `wrote to the records of sessions: ${records}`],
  ['a history that goes nowhere', bash('ln -sf /dev/null ~/.claude/history.jsonl'), 'wrote to the records'],
  ['rm -rf of the home', bash('rm -rf ~'), 'deleted the records of sessions: /home/dana'],
  ['rm -rf of a home by name', bash('rm -rf /home/dana/'), 'deleted the records'],
  ['rm -rf of all homes', bash('sudo rm -rf /home'), 'deleted the records'],
  ['rm -rf of the root', bash('rm -rf /'), 'deleted the records'],
  ['rm -rf of hidden names', bash('cd && rm -rf .[!.]*'), 'deleted the records'],
  ['find -delete of the home', bash('find ~ -delete'), 'deleted the records'],
  ['git clean of the home', bash('git -C ~ clean -fdxq'), 'deleted the records'],
  ['mv of the whole folder', bash('mv ~/.claude ~/.claude.old'), 'moved the records'],
  ['mv of the home', bash('mv /home/dana /tmp/x'), 'moved the records'],
  ['trash', bash('trash ~/.claude/projects'), 'moved the records'],
  ['all in the folder', bash('rm -rf ~/.claude/*'), 'deleted the records'],
  ['all of another agent', bash('rm -rf ~/.codex ~/.gemini'), 'deleted the records'],
  ['the store of another agent', bash('rm -rf ~/.local/share/opencode'), 'deleted the records'],
  ['records of another agent', bash('rm -rf ~/.codex/sessions'), 'deleted the records'],
  ['project purge', bash('claude project purge --all --yes'), 'purged a project'],
  [
    'Write of a transcript',
    tool('Write', { file_path: `${records}/projects/p/s.jsonl`, content: '' }),
    'wrote to the records',
  ],
  [
    'Edit of the history',
    tool('Edit', { file_path: `${records}/history.jsonl`, old_string: 'a', new_string: 'b' }),
    'wrote to the records',
  ],
  [
    'a shorter retention by Write',
    tool('Write', { file_path: `${records}/settings.json`, content: settings }),
    'a call set cleanupPeriodDays to 1 (the default is 30)',
  ],
  [
    'a shorter retention of a project',
    tool('Write', { file_path: '/home/dana/shop/.claude/settings.local.json', content: settings }),
    'a call set cleanupPeriodDays to 1 (the default is 30)',
  ],
  [
    'a shorter retention by Edit',
    tool('Edit', {
      file_path: `${records}/settings.json`,
      old_string: '"cleanupPeriodDays": 365',
      new_string: '"cleanupPeriodDays": 90',
    }),
    'a call set cleanupPeriodDays to 90 (it was 365)',
  ],
  [
    'a retention that is taken out',
    tool('Edit', {
      file_path: `${records}/settings.json`,
      old_string: '"cleanupPeriodDays": 365,',
      new_string: '',
    }),
    'a call set cleanupPeriodDays to 30 (it was 365)',
  ],
  [
    'a shorter retention by jq',
    bash("jq '.cleanupPeriodDays=1' ~/.claude/settings.json > /tmp/s && mv /tmp/s ~/.claude/settings.json"),
    'a call set cleanupPeriodDays to 1',
  ],
  [
    'a shorter retention by sed',
    bash('sed -i \'s/"cleanupPeriodDays": 30/"cleanupPeriodDays": 0/\' ~/.claude/settings.json'),
    'a call set cleanupPeriodDays to 0',
  ],
  [
    'a shorter retention by the agent’s own command',
    bash('claude config set -g cleanupPeriodDays 2'),
    'a call set cleanupPeriodDays to 2',
  ],
];

const harmless: readonly (readonly [string, Row])[] = [
  ['reading a transcript', bash('grep -c tool_use ~/.claude/projects/p/s.jsonl')],
  ['copying a transcript away', bash('cp ~/.claude/projects/p/s.jsonl /tmp/')],
  [
    'notes of a project',
    tool('Write', { file_path: `${records}/projects/p/memory/MEMORY.md`, content: 'x' }),
  ],
  ['tasks of the project itself', bash('rm -rf /home/dana/shop/.claude/tasks')],
  ['a folder of the project', bash('mkdir -p .claude && rm -rf .claude/debug')],
  ['settings of another agent', bash('rm -rf ~/.config/Code/User/snippets')],
  ['data of other programs', bash('rm -rf ~/.local/share/applications')],
  ['what is not hidden in the home', bash('rm -rf ~/*')],
  ['files of one name in the home', bash('find ~ -name "*.pyc" -delete')],
  ['what git tracks in the home', bash('git -C ~ reset --hard && git -C ~ checkout -f .')],
  ['a git clean without folders', bash('git -C ~ clean -f')],
  ['a git clean of the project', bash('git clean -fdx')],
  ['a git clean that names nothing of what it prints', bash('git -C ~ clean -fdx')],
  ['hidden names of the project', bash('rm -rf .[!.]*')],
  ['the home of another machine', bash('ssh app.example.net rm -rf /home/dana')],
  ['a dry run', bash('claude project purge --all --dry-run')],
  ['words about it', bash('echo "rm -rf ~/.claude/projects and mv ~/.claude/projects/p x"')],
  ['a copy of its own', bash('cp -r ~/.claude/projects /tmp/x && rm -rf /tmp/x')],
  ['other settings', tool('Write', { file_path: `${records}/settings.json`, content: '{"model":"opus"}' })],
  [
    'a longer retention',
    tool('Edit', {
      file_path: `${records}/settings.json`,
      old_string: '"cleanupPeriodDays": 7',
      new_string: '"cleanupPeriodDays": 9',
    }),
  ],
  ['a document about it', tool('Write', { file_path: '/home/dana/shop/a.md', content: settings })],
];

describe('records that the agent itself changed', () => {
  it.each(tampering)('%s', async (_name, call, reason) => {
    for (const options of [[], ['--format', 'ndjson']]) {
      const { code, stderr } = await gapsOf(call, ...options);
      expect(stderr).toContain(`.claude/${mainFile}:2: `);
      expect(stderr).toContain(reason);
      expect(stderr).toContain('1 gap in');
      expect(code).toBe(3);
    }
  });

  it.each(harmless)('not: %s', async (_name, call) => {
    for (const options of [[], ['--format', 'ndjson']]) {
      expect(await gapsOf(call, ...options)).toMatchObject({ code: 0, stderr: '' });
    }
  });

  const named: readonly (readonly [string, Row, string])[] = [
    ['git clean', bash('cd ~ && git clean -fd'), 'Removing .claude/projects/p/s.jsonl\nRemoving a.txt'],
    ['rm -v', bash('rm -rfv "$OLD"'), "removed '/home/dana/.claude/projects/p/s.jsonl'"],
    ['mv -v', bash('mv -v "$A" "$B"'), "renamed '/home/dana/.claude/history.jsonl' -> '/tmp/h'"],
    ['find -print', bash('find "$OLD" -print -delete'), '/home/dana/.claude/projects/p/s.jsonl'],
    ['rm -v of another agent', bash('rm -rfv "$OLD"'), "removed directory '/home/dana/.codex/sessions'"],
  ];
  it.each(named)('named by the result of %s', async (_name, call, result) => {
    const home = homeWith({ [mainFile]: lines(prompt(0, 'a'), call, toolResult(2, 'toolu_1', result)) });
    for (const options of [[], ['--format', 'ndjson']]) {
      const { code, stderr } = await runCli(['sessions', '--home', home, ...options]);
      expect(stderr).toMatch(/:2: .*(?:deleted|moved) the records of sessions/);
      expect(code).toBe(3);
    }
  });

  it('not: a git clean that names other files', async () => {
    const result = toolResult(2, 'toolu_1', 'Removing shop/dist/\nRemoving a.txt');
    const home = homeWith({ [mainFile]: lines(prompt(0, 'a'), bash('cd ~ && git clean -fd'), result) });
    expect(await runCli(['sessions', '--home', home])).toMatchObject({ code: 0, stderr: '' });
  });

  it.each([
    ['with destroyed work', bash('rm -rf ~/Documents ~/.claude/projects'), 'destructive'],
    ['alone', bash('claude project purge --all --yes'), 'undetermined'],
    ['named by the result of a script', bash('bash /srv/x.sh'), 'undetermined'],
  ])('are the first reason of the verdict: %s', async (_name, call, value) => {
    const result = toolResult(2, 'toolu_1', "removed '/home/dana/.claude/projects/p/s.jsonl'");
    const home = homeWith({ [mainFile]: lines(prompt(0, 'a'), call, result) });
    const { stdout } = await runCli(['report', '--home', home, '--format', 'json', '--output', '-']);
    const { verdict, gaps } = JSON.parse(stdout);
    expect(verdict.value).toBe(value);
    expect(verdict.reasons[0].text).toMatch(/^evidence was deleted/);
    expect(gaps).toContainEqual(expect.objectContaining({ kind: 'tampering' }));
  });

  it('not: what was refused', async () => {
    const denied = toolResult(2, 'toolu_1', 'This command requires approval', { isError: true });
    const home = homeWith({
      [mainFile]: lines(prompt(0, 'a'), bash('rm -rf ~/.claude/projects'), denied),
    });
    expect(await runCli(['sessions', '--home', home])).toMatchObject({ code: 0, stderr: '' });
  });
});
