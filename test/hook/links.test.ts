import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AskedCall, bash, hookAnswerTo, hookInput } from '../support/ask-hook.ts';

let app = '';

/** A project with links out of it. What they lead to need not exist: a write would make it. */
beforeAll(() => {
  app = join(mkdtempSync(join(tmpdir(), 'hook-links-')), 'app');
  mkdirSync(join(app, 'src', '[id]'), { recursive: true });
  writeFileSync(join(app, 'src', '[id]', 'page.ts'), '');
  for (const [name, target] of [
    ['keys', '/home/dana/.ssh'],
    ['docs', '/home/dana/Documents'],
    ['system', '/etc'],
    ['profile', '/home/dana/.bashrc'],
    ['again', 'docs'],
    ['inside', 'src'],
    ['node_modules', '/home/dana/src/main/node_modules'],
    ['round', 'round'],
    ['src/[id]/notes', '/home/dana/notes'],
  ] as const)
    symlinkSync(target, join(app, name));
});

afterAll(() => rmSync(join(app, '..'), { recursive: true, force: true }));

async function answerTo(asked: AskedCall) {
  return hookAnswerTo(hookInput({ cwd: app, ...asked }));
}

describe('a link on disk', () => {
  it.each([
    ['echo x >> keys/authorized_keys', 'deny'],
    ['cp x keys/config', 'deny'],
    ['echo x >> profile', 'deny'],
    ['> system/motd', 'ask'],
    ['rm -rf docs/', 'deny'],
    ['rm -rf docs/*', 'deny'],
    ['rm -rf again/2025', 'deny'],
    ['cd docs && rm -rf *', 'deny'],
    ['cd docs; rm -rf ../Music', 'deny'],
    ['rm -rf docs/../Music', 'deny'],
    ['> docs/../thesis.tex', 'ask'],
    ['tee docs/a < src/b', 'ask'],
    ['find docs/ -delete', 'deny'],
    ['cat keys/id_ed25519', 'ask'],
    ['echo x > src/[id]/notes/a', 'ask'],
    ["python3 -c \"open('docs/a', 'w')\"", 'ask'],
    ['echo x > round/a', 'deny'],
  ])('counts for what it leads to: %s is a case for %s', async (command, decision) => {
    expect((await answerTo(bash(command))).decision).toBe(decision);
  });

  it.each([
    'rm docs',
    'unlink keys',
    'ls -la keys/',
    'echo x > inside/a',
    'cat inside/a',
    'cd inside && rm -rf ../dist',
    'rm -rf src/../dist',
    'rm -rf node_modules',
    'echo x > src/[id]/page.ts',
    'echo x > new/folder/a',
  ])('lets through what stays inside, or takes the link alone: %s', async (command) => {
    expect(await answerTo(bash(command))).toEqual({ decision: 'none', reason: '' });
  });

  it('counts for the tools that write files, too', async () => {
    const write = (path: string) => ({ tool: 'Write', input: { file_path: path, content: 'x' } });
    const { decision, reason } = await answerTo(write(join(app, 'keys', 'authorized_keys')));
    expect(decision).toBe('deny');
    expect(reason).toContain(
      `${join(app, 'keys', 'authorized_keys')}, which is /home/dana/.ssh/authorized_keys`,
    );
    expect((await answerTo(write(`${app}/docs/../thesis.tex`))).decision).toBe('ask');
    expect((await answerTo(write(join(app, 'inside', 'a.ts')))).decision).toBe('none');
  });

  it('does not make a stranger of a project that is reached through one', async () => {
    const through = join(app, '..', 'link-to-app');
    symlinkSync(app, through);
    const here = { cwd: through, input: { command: `rm -rf src && echo x > ${join(app, 'a.ts')}` } };
    expect(await answerTo(here)).toEqual({ decision: 'none', reason: '' });
  });

  it('is answered in time however many there are: without a deadline this would take a minute', async () => {
    symlinkSync('.', join(app, 'here'));
    const folders = Array.from({ length: 39 }, (_, index) => join(app, ...Array(index + 1).fill('here')));
    const files = Array.from({ length: 1_500 }, (_, index) => `../x${index}`).join(' ');
    const command = `${folders.map((folder) => `cd ${folder}`).join('; ')}; ls ${files}; rm ${files}`;
    const startedAt = performance.now();
    const { decision, reason } = await answerTo(bash(command));
    expect([decision, reason]).toEqual(['deny', expect.stringMatching(/could not be judged within \d+ ms/)]);
    expect(performance.now() - startedAt).toBeLessThan(15_000);
  });
});
