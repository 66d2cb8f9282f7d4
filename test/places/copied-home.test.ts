import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lines, prompt, toolUse } from '../sessions/transcripts.ts';
import { evidenceImage } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';

/** A home whose first session worked below `lay`, and whose second in a repository beside the home. */
function besideRepository(lay: (home: string) => string) {
  const { root, home } = evidenceImage({}, 'copies/dana');
  const repository = join(root, 'shop');
  mkdirSync(repository, { recursive: true });
  const git = (...argv: string[]) =>
    execFileSync('git', ['-c', 'user.name=Zoe', '-c', 'user.email=zoe@corp.example', ...argv], {
      cwd: repository,
    });
  git('init', '-q');
  writeFileSync(join(repository, 'a.txt'), 'a\n');
  git('add', '.');
  git('commit', '-q', '-m', 'a');
  const sha = String(git('rev-parse', 'HEAD')).trim();
  const projects = join(home, '.claude/projects/-x');
  mkdirSync(projects, { recursive: true });
  for (const [id, cwd] of Object.entries({ first: `${lay(home)}/app`, second: repository })) {
    const session = { sessionId: id, cwd };
    const command = `git -C ${cwd} commit -m x; echo > ${repository}/a.txt`;
    writeFileSync(
      join(projects, `${id}.jsonl`),
      lines(prompt(0, 'go', session), toolUse(1, `toolu_${id}`, { command }, session)),
    );
  }
  return { home, repository, sha };
}

async function git(home: string, ...further: string[]) {
  const { stdout } = await runCli(['git', '--home', home, '--format', 'json', ...further]);
  const { gaps } = JSON.parse(stdout) as { gaps: { reason: string; evidence?: { path: string } }[] };
  return { stdout, gaps: gaps.map(({ reason, evidence }) => `${evidence?.path}: ${reason}`) };
}

describe('a repository beside a home, in which a session worked', () => {
  it('is not the one of this machine where the home lay elsewhere', async () => {
    const { home, repository, sha } = besideRepository(() => '/home/dana');
    const { stdout, gaps } = await git(home);
    expect(stdout).not.toContain(sha);
    expect(gaps).toContainEqual(expect.stringMatching(`^${repository}: .*leads out of the evidence`));
  });

  it('is read where somebody names it', async () => {
    const { home, repository, sha } = besideRepository(() => '/home/dana');
    expect((await git(home, '--repo', repository)).stdout).toContain(sha);
  });

  it('is read where the home lies where its sessions worked', async () => {
    const { home, sha } = besideRepository((here) => here);
    expect((await git(home)).stdout).toContain(sha);
  });
});
