import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Agent } from '../../src/agents/agent.ts';
import { agents } from '../../src/agents/index.ts';
import { treeOf } from '../scan/support.ts';
import { evidenceImage, type Image } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';
import { workingAgents } from './working-agents.ts';

const cwd = '/home/dana/shop';
const at = Date.UTC(2026, 10, 13, 14);
const thread = '5b0e2f64-7d18-4c3a-9e57-1f6a2d0b8c49';
const [codex] = workingAgents;

function gitIn(
  image: Image,
  args: readonly string[],
  { time = at, name = 'Dana', email = 'd@example.org' } = {},
) {
  const date = new Date(time).toISOString();
  const identity = {
    GIT_AUTHOR_NAME: name,
    GIT_COMMITTER_NAME: name,
    GIT_AUTHOR_EMAIL: email,
    GIT_COMMITTER_EMAIL: email,
  };
  const env = {
    PATH: process.env['PATH'],
    HOME: image.root,
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_DATE: date,
    ...identity,
  };
  return execFileSync('git', [...args], { cwd: join(image.root, cwd), env, encoding: 'utf8' }).trim();
}

/** A home beside a repository with one commit of a human. */
function shopImage(): Image {
  const image = evidenceImage({ [`${cwd.slice(1)}/a.txt`]: 'one\n' });
  gitIn(image, ['init', '--quiet', '--initial-branch', 'main']);
  gitIn(image, ['add', '.']);
  gitIn(image, ['commit', '--quiet', '-m', 'Start'], { time: at - 86_400_000 });
  return image;
}

const writerIn = (image: Image) => (path: string, text: string) => image.write(`home/dana/${path}`, text);

const place = ({ home, root }: Image) => ['--home', home, '--root', root];

describe.each(workingAgents)('a commit of $agent', (working) => {
  it('is its own by the id that the result prints', async () => {
    const image = shopImage();
    writeFileSync(join(image.root, cwd, 'b.txt'), 'two\n');
    gitIn(image, ['add', '.']);
    const output = gitIn(image, ['commit', '-m', 'Add b'], { time: at });
    working.record(
      image.home,
      { cwd, at, run: { command: 'git add . && git commit -m "Add b"', output } },
      writerIn(image),
    );
    const { stdout } = await runCli(['git', ...place(image), '--format', 'ndjson']);
    const moves = stdout.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));
    const head = gitIn(image, ['rev-parse', 'HEAD']);
    const told = moves.map(({ sha, attribution, toolCallId }) => ({
      isNew: sha === head,
      attribution,
      toolCallId,
    }));
    expect(told).toContainEqual({
      isNew: true,
      attribution: 'exact',
      toolCallId: expect.stringMatching(/./),
    });
    expect(told.filter(({ isNew, attribution }) => !isNew && attribution !== 'none')).toEqual([]);
  });
});

describe.each(workingAgents)('a file that git does not have and $agent changed', (working) => {
  const before = 'alpha\nbeta\ngamma\n';

  async function recovered(now: string): Promise<string[]> {
    const image = shopImage();
    writeFileSync(join(image.root, cwd, 'notes.txt'), now);
    working.record(
      image.home,
      { cwd, at, edit: { file: 'notes.txt', from: 'beta', to: 'delta', before } },
      writerIn(image),
    );
    const folder = join(treeOf({}), 'recovered');
    await runCli(['rollback', ...place(image), '--recover', folder, '--format', 'json']);
    return (existsSync(folder) ? readdirSync(folder) : []).map((name) =>
      readFileSync(join(folder, name), 'utf8'),
    );
  }

  it('can be brought back as it was', async () => {
    expect(await recovered('alpha\ndelta\ngamma\n')).toContain(before);
  });

  it('is told from its record alone where the change cannot be placed any more', async () => {
    const kept = working.keepsContents ? ['alpha\ndelta\ngamma\n', before] : [];
    expect((await recovered('delta\nalpha\ndelta\n')).sort()).toEqual(kept.sort());
    expect((await recovered('alpha\nepsilon\ngamma\n')).sort()).toEqual(kept.sort());
  });
});

const marks = (agents as readonly Agent[]).flatMap(({ id, commits }) =>
  (commits?.addresses ?? []).map((address) => ({ id, address })),
);

async function authorsOf(message: string, author: { readonly name?: string; readonly email?: string } = {}) {
  const image = shopImage();
  writeFileSync(join(image.root, cwd, 'b.txt'), 'two\n');
  gitIn(image, ['add', '.']);
  const output = gitIn(image, ['commit', '-m', message], author);
  codex?.record(image.home, { cwd, at, run: { command: 'git commit', output } }, writerIn(image));
  const { stdout } = await runCli(['git', ...place(image), '--format', 'json']);
  return JSON.parse(stdout).repositories[0].authors;
}

describe('a commit', () => {
  it.each(marks)('that names $id by $address is marked', async ({ address }) => {
    expect(await authorsOf(`Add b\n\nCo-Authored-By: X <${address}>`)).toMatchObject([{ marked: 1 }]);
  });

  it.each([
    ['of an agent’s own name', 'Add b', { name: 'Agent', email: 'cursoragent@cursor.com' }],
    ['of a human with an agent', 'Add b', { name: 'Dana (aider)', email: 'd@example.org' }],
    ['that was assisted', 'Add b\n\nAssisted-by: Crush <crush@charm.land>', {}],
    ['with a session', `Add b\n\nAmp-Thread-ID: https://ampcode.com/threads/T-${thread}`, {}],
  ])('%s is marked', async (_what, message, author) => {
    expect(await authorsOf(message, author)).toMatchObject([{ marked: 1 }]);
  });

  it.each([
    ['with a human', 'Add b\n\nCo-Authored-By: Claude Dupont <claude@example.fr>'],
    ['about an agent', 'Send no mail from noreply@openai.com any more'],
    ['that names its manual', 'See https://ampcode.com/manual'],
  ])('%s is not', async (_what, message) => {
    expect(await authorsOf(message)).toMatchObject([{ marked: 0 }]);
  });

  it('that names a thread of Amp which is not there leaves a gap', async () => {
    const image = shopImage();
    writeFileSync(join(image.root, cwd, 'b.txt'), 'two\n');
    gitIn(image, ['add', '.']);
    gitIn(image, ['commit', '-m', `Add b\n\nAmp-Thread-ID: https://ampcode.com/threads/T-${thread}`]);
    codex?.record(image.home, { cwd, at, run: { command: 'ls', output: '' } }, writerIn(image));
    const { stderr } = await runCli(['git', ...place(image)]);
    expect(stderr).toContain(`names a session of which there is no transcript: T-${thread}`);
  });
});
