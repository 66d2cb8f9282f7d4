import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agents } from '../src/agents/index.ts';
import { commands } from '../src/cli/commands.ts';
import { levels } from '../src/level.ts';
import { permissionModes } from '../src/transcripts/tool-call.ts';
import { runCli } from './support/run-cli.ts';

const isHere = (shell: string): boolean => spawnSync(shell, ['--version']).error === undefined;
const firstWords = [...new Set(commands.map(({ name }) => name.split(' ')[0] ?? ''))];
const formatsOf = (name: string) => Object.keys(commands.find((one) => one.name === name)?.formats ?? {});

/** What is typed, and all that may stand at its end. */
const cases: readonly (readonly [typed: string, offered: readonly string[]])[] = [
  ['yolo-triage ', firstWords],
  ['yolo-triage coll', ['collect']],
  ['yolo-triage flee', ['fleet']],
  ['yolo-triage fleet ', ['load', 'schema', 'hunt', 'report']],
  ['yolo-triage fleet load --data', ['--database']],
  ['yolo-triage fleet report --allow-h', []],
  ['yolo-triage report --allow-h', ['--allow-host']],
  ['yolo-triage report --format ', formatsOf('report')],
  ['yolo-triage fleet report --format ', formatsOf('fleet report')],
  ['yolo-triage scan --home /srv --format s', ['sarif']],
  ['yolo-triage git --js', ['--json']],
  ['yolo-triage scan --fail-on ', levels],
  ['yolo-triage sessions --mode ', permissionModes],
  ['yolo-triage sessions --agent cop', agents.map(({ id }) => id).filter((id) => /^copilot-cli/.test(id))],
  ['yolo-triage explain --shell p', ['powershell', 'pwsh']],
  ['yolo-triage harden --system w', ['windows', 'wsl']],
  ['yolo-triage completion ', ['bash', 'zsh', 'fish']],
];

let folder: string;
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'yolo-triage-completion-')));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function written(shell: string): Promise<string> {
  const { stdout, code } = await runCli(['completion', shell]);
  expect(code).toBe(0);
  const file = join(folder, `completion.${shell}`);
  writeFileSync(file, stdout);
  return file;
}

function asked(shell: string, script: string, args: readonly string[] = []): string {
  const env = { ...process.env, HOME: folder };
  return execFileSync(shell, [...args, '-c', script], { cwd: folder, env, encoding: 'utf8' });
}

/** What the function that bash has been given for the program puts into `COMPREPLY`. */
function bash(file: string, typed: string): string {
  const words = typed.split(' ').map((word) => `'${word}'`);
  return asked(
    'bash',
    `source ${file}
     read -ra spec <<< "$(complete -p yolo-triage)"
     COMP_WORDS=(${words.join(' ')}); COMP_CWORD=${words.length - 1}
     "\${spec[-2]}"; printf '%s\\n' "\${COMPREPLY[@]}"`,
    ['--norc'],
  );
}

function fish(file: string, typed: string): string {
  return asked('fish', `source ${file}; complete -C '${typed}'`, ['-N']).replace(/\t.*$/gm, '');
}

/** Zsh completes only where somebody types: in a terminal of its own. */
function zsh(file: string, typed: string): string {
  const shown = asked(
    'zsh',
    `zmodload zsh/zpty
     zpty shell 'TERM=dumb zsh -f -i'
     zpty -w shell 'PS1=; autoload -Uz compinit; compinit -u -D; source ${file}'
     zpty -w shell 'listed() { compadd() { local -a found; builtin compadd -O found "$@"; print -rl -- "<"\${^found}">" }; _main_complete; unfunction compadd; compstate[insert]=; print "<"end">" }'
     zpty -w shell 'zle -C listed complete-word listed; bindkey "^I" listed'
     zpty -w -n shell ${JSON.stringify(typed)}$'\\t'
     zpty -r -m shell output '*<end>*'; print -r -- $output`,
    ['-f'],
  );
  return [...shown.matchAll(/<([-\w]+)>/g)]
    .map(([, word]) => word)
    .filter((word) => word !== 'end')
    .join('\n');
}

const sorted = (text: string): readonly string[] =>
  [...new Set(text.split('\n').filter((word) => word !== ''))].sort();

describe.each([
  ['bash', bash],
  ['fish', fish],
  ['zsh', zsh],
] as const)('%s, where it is installed,', (shell, offeredBy) => {
  it.skipIf(!isHere(shell)).each(cases)('offers for %j', async (typed, offered) => {
    expect(sorted(offeredBy(await written(shell), typed))).toEqual([...offered].sort());
  });
});

describe('completion', () => {
  it('leaves paths and folders to bash', async () => {
    const file = await written('bash');
    expect(asked('bash', `source ${file}; complete -p yolo-triage`)).toBe(
      'complete -o default -F _yolo_triage yolo-triage\n',
    );
  });

  it('names the shells that it knows', async () => {
    const { code, stderr } = await runCli(['completion', 'tcsh']);
    expect([code, stderr]).toEqual([
      2,
      'yolo-triage: unknown shell: tcsh\n  choose one of bash, zsh, fish\n',
    ]);
  });
});

describe('--json', () => {
  const command = ['explain', 'rm -rf build'];

  it('is --format json', async () => {
    const [short, long] = await Promise.all([
      runCli([...command, '--json']),
      runCli([...command, '--format', 'json']),
    ]);
    expect(short).toEqual(long);
    expect(JSON.parse(short.stdout)).toMatchObject({ command: 'rm -rf build' });
  });

  it('goes with no other format', async () => {
    const { code, stderr } = await runCli([...command, '--json', '--format', 'ndjson']);
    expect([code, stderr.split('\n')[0]]).toEqual([
      2,
      "yolo-triage: option '--json' cannot be used with option '--format <format>'",
    ]);
  });

  it('is unknown where there is no JSON', async () => {
    expect(await runCli(['completion', 'bash', '--json'])).toMatchObject({ code: 2 });
  });
});
