import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evidenceImage } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';

const settings = { 'home/dana/.claude/settings.json': '{}', 'home/dana/src/app/.git/HEAD': 'ref: x' };

function image() {
  const { root } = evidenceImage(settings);
  const home = join(root, 'home/dana');
  return { root, home, project: join(home, 'src/app') };
}

describe('a result goes to no place of the evidence', () => {
  it('by its usual name in the current folder', async () => {
    const { home, project } = image();
    const { code, stderr } = await runCli(['report', '--home', home], { cwd: project });
    expect(code).toBe(2);
    expect(stderr).toContain(`will not write into the evidence: ${project} lies in ${home}`);
    expect(stderr).toContain('--output');
    expect(readdirSync(project)).toEqual(['.git']);
  });

  it.each(['report', 'sessions', 'assess', 'mcp', 'posture', 'rollback'])(
    'by --output of %s',
    async (command) => {
      const { root, home, project } = image();
      const further = ['--home', home, '--root', root];
      for (const place of [join(home, 'x.md'), join(project, 'x.md'), join(root, 'tmp/x.md'), root]) {
        const { code, stderr } = await runCli([command, ...further, '--output', place]);
        expect({ place, code }).toEqual({ place, code: 2 });
        expect(stderr).toContain('will not write into the evidence');
      }
      expect(readdirSync(root)).toEqual(['home']);
    },
  );

  it('nor to a repository that is named', async () => {
    const { root } = evidenceImage({ 'h/.claude/settings.json': '{}', 'r/.git/HEAD': 'ref: refs/heads/x' });
    const argv = ['report', '--home', join(root, 'h'), '--repo', join(root, 'r')];
    const { code, stderr } = await runCli(argv, { cwd: join(root, 'r') });
    expect(code).toBe(2);
    expect(stderr).toContain(`lies in ${join(root, 'r')}`);
  });

  it('of the live home: to the agent’s folder, and to a repository in which sessions worked', async () => {
    const { home, project } = image();
    mkdirSync(join(home, '.claude/projects', `${project.replace(/[^A-Za-z0-9]/g, '-')}-web`), {
      recursive: true,
    });
    for (const cwd of [project, join(home, '.claude')]) {
      const { code, stderr } = await runCli(['report'], { cwd, homeDirectory: home });
      expect({ cwd, code }).toEqual({ cwd, code: 2 });
      expect(stderr).toContain('will not write into the evidence');
    }
  });

  it.each([
    ['the live home itself', ''],
    ['a repository in which no session worked', 'src/app'],
  ])('but to %s', async (_what, inside) => {
    const { home } = image();
    const cwd = join(home, inside);
    const { code, stderr } = await runCli(['report'], { cwd, homeDirectory: home });
    expect(code).not.toBe(2);
    expect(stderr).toContain(`wrote ${join(cwd, 'incident-')}`);
  });

  it('but a list of accepted places to the repository that it is about', async () => {
    const { home, project } = image();
    mkdirSync(join(home, '.claude/projects', project.replace(/[^A-Za-z0-9]/g, '-')), { recursive: true });
    const argv = ['scan', '.', '--format', 'json', '--output', 'accepted.json'];
    expect((await runCli(argv, { cwd: project, homeDirectory: home })).code).not.toBe(2);
    expect(readdirSync(project).sort()).toEqual(['.git', 'accepted.json']);
  });

  it('and standard output is none', async () => {
    const { home, project } = image();
    const { code } = await runCli(['report', '--home', home, '--output', '-'], { cwd: project });
    expect(code).not.toBe(2);
  });
});
