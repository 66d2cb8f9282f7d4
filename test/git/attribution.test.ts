import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { Incident, removeTemplate } from './incident.ts';

afterAll(removeTemplate);

interface Row {
  readonly ref: string;
  readonly action: string;
  readonly sha: string;
  readonly attribution: string;
  readonly toolCallId?: string;
  readonly sameChangeAs?: string;
  readonly reachable: boolean;
}

let incident: Incident;
beforeEach(() => {
  incident = new Incident();
});
afterEach(() => incident.remove());

async function rows(...args: readonly string[]): Promise<Row[]> {
  const { stdout } = await runCli(['git', '--home', incident.home, '--format', 'ndjson', ...args]);
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

describe('attribution', () => {
  it('ties a commit to the call that printed its id, and leaves the human alone', async () => {
    const theirs = incident.commit('a.txt', 'one\n');
    incident.agent('echo two > b.txt; git add b.txt; git commit -m "Add b"');
    const own = incident.head();
    const found = await rows();
    expect(found.filter(({ sha }) => sha === theirs).map(({ attribution }) => attribution)).not.toContain(
      'exact',
    );
    const moves = found.filter(({ sha }) => sha === own);
    expect(moves.map(({ ref, attribution, toolCallId }) => ({ ref, attribution, toolCallId }))).toEqual([
      { ref: 'HEAD', attribution: 'exact', toolCallId: 'toolu_0001' },
      { ref: 'refs/heads/main', attribution: 'exact', toolCallId: 'toolu_0001' },
    ]);
  });

  it('ties a quiet commit to the call that was running', async () => {
    incident.agent('echo two > b.txt; git add b.txt; git commit --quiet -m "Add b"');
    const own = incident.head();
    const [move] = (await rows()).filter(({ sha }) => sha === own);
    expect(move).toMatchObject({ attribution: 'strong', toolCallId: 'toolu_0001' });
  });

  it("does not take the human's commit for that of a call in the background", async () => {
    incident.record(
      'Bash',
      { command: 'git pull && npm run watch', run_in_background: true },
      {
        text: 'Command running in background with ID: bash_1',
        toolUseResult: { stdout: '', stderr: '', backgroundTaskId: 'bash_1' },
      },
    );
    const theirs = incident.commit('a.txt', 'one\n');
    incident.record('Bash', { command: 'ls' }, {});
    const found = (await rows()).filter(({ sha }) => sha === theirs);
    expect(found.length).toBeGreaterThan(0);
    for (const { attribution } of found) expect(['session', 'none']).toContain(attribution);
  });

  it('does not take the mention of a commit for its making', async () => {
    const theirs = incident.commit('a.txt', 'one\n');
    incident.agent('git log --oneline; git show --stat HEAD; git commit --allow-empty -m "Empty"');
    const found = (await rows()).filter(({ sha, action }) => sha === theirs && action === 'commit');
    expect(found.map(({ attribution }) => attribution)).not.toContain('exact');
  });

  it('shows commits that no ref reaches any more', async () => {
    const lost = incident.commit('a.txt', 'one\n');
    incident.agent('git reset --hard HEAD~1');
    const found = await rows();
    expect(found.filter(({ sha }) => sha === lost).every(({ reachable }) => !reachable)).toBe(true);
    expect(found.filter(({ action }) => action === 'reset')).toHaveLength(2);
  });

  it('reads a bare repository given by hand, wherever it lies', async () => {
    incident.record('Read', { file_path: 'x' }, { cwd: '/nonexistent/elsewhere' });
    incident.addRemote();
    const [commit] = await rows('--since', '2000-01-01', join(incident.directory, 'origin.git'));
    expect(commit).toMatchObject({ action: 'commit', sha: incident.head() });
  });

  it('finds a repository given by hand, and says that a folder is none', async () => {
    incident.record('Read', { file_path: 'x' }, { cwd: '/nonexistent/elsewhere' });
    const found = await rows('--since', '2000-01-01', incident.repository);
    expect(found.map(({ action }) => action)).toEqual(['commit', 'commit']);
    const none = await runCli(['git', '--home', incident.home, incident.home]);
    expect(none.code).toBe(3);
    expect(none.stderr).toContain('it is not in a repository');
    expect(none.stderr).toContain('a session worked in this folder, and it is not there');
  });
});

describe('a change that came back under another id', () => {
  it.each([
    ['cherry-picked', ['cherry-pick', 'work']],
    ['squashed', ['merge', '--squash', '--quiet', 'work']],
  ])('is followed to the call that made it: %s', async (_how, bringBack) => {
    incident.git('checkout', '--quiet', '-b', 'work');
    incident.agent('echo one > one.txt; git add .; git commit -m "One"');
    if (bringBack[0] === 'merge') incident.agent('echo two > two.txt; git add .; git commit -m "Two"');
    const own = incident.head();
    incident.git('checkout', '--quiet', 'main');
    incident.commit('other.txt', 'in between\n');
    incident.git(...bringBack);
    if (bringBack[0] === 'merge') incident.git('commit', '--quiet', '-m', 'Squashed');
    const landed = incident.head();
    incident.git('branch', '--quiet', '-D', 'work');
    const found = (await rows()).filter(({ sha }) => sha === landed);
    expect(found.map(({ attribution }) => attribution)).toEqual(['none', 'none']);
    expect(found.map(({ sameChangeAs }) => sameChangeAs)).toEqual([own, own]);
  });

  it('gives an amend right after a call that printed another commit to nobody', async () => {
    incident.agent('echo two > b.txt; git add b.txt; git commit -m "Add b"');
    const own = incident.head();
    incident.wait(-59_000);
    incident.human('echo mine > mine.txt; git add mine.txt; git commit -q --amend -m "Add b and mine"');
    const amended = incident.head();
    const found = await rows();
    const of = (sha: string) => found.filter((row) => row.sha === sha).map((row) => row.attribution);
    expect(of(own)).toContain('exact');
    expect(of(amended)).not.toContain('exact');
    expect(of(amended)).not.toContain('strong');
  });

  it('gives an amend that the call itself made to the call', async () => {
    incident.agent('echo two > b.txt; git add b.txt; git commit -m "Add b"');
    incident.agent('git commit --quiet --amend -m "Add b again"');
    const amends = (await rows()).filter(({ action, ref }) => action === 'amend' && ref === 'HEAD');
    expect(amends.map(({ attribution }) => attribution)).toEqual(['strong']);
  });
});
