import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { Incident, removeTemplate } from './incident.ts';
import { scriptFor } from './prove-plan.ts';

let incident: Incident;
afterEach(() => incident.remove());
afterAll(removeTemplate);

/** The human's two commits, an uncommitted and an untracked file, and what the agent did to all that. */
function ran(): string {
  incident = new Incident();
  incident.commit('a.txt', 'one\n');
  incident.commit('b.txt', 'two\n');
  incident.write('a.txt', 'one, and work\n');
  incident.write('new.txt', 'untracked\n');
  incident.write('kept.txt', 'only here\n');
  incident.read(join(incident.repository, 'kept.txt'));
  incident.agent('rm kept.txt');
  incident.agent('echo agent > b.txt && git commit -qm "Agent" b.txt');
  return '';
}

const inTree = (name: string) => join(incident.repository, name);
const textOf = (name: string) => readFileSync(inTree(name), 'utf8');

describe('undo refuses, and changes nothing, where somebody has since', () => {
  it.each<readonly [string, () => void, string]>([
    [
      'changed a file that had changes before',
      () => incident.write('a.txt', 'one, and more work\n'),
      'a.txt',
    ],
    ['changed an untracked file', () => incident.write('new.txt', 'more\n'), 'new.txt'],
    ['changed a clean file', () => incident.write('b.txt', 'human\n'), 'b.txt'],
    [
      'added to a file that the plan brought back',
      () => incident.write('kept.txt', 'only here\nmore\n'),
      'kept.txt',
    ],
    ['added a file', () => incident.write('later.txt', 'later\n'), 'later.txt'],
    ['removed a file', () => incident.human('rm b.txt'), 'b.txt'],
    ['staged a file', () => incident.human('git add new.txt'), 'index'],
    ['committed', () => incident.commit('c.txt', 'human\n'), 'refs/heads/main'],
    ['made a branch', () => incident.git('branch', 'later'), 'refs/heads/later'],
  ])('%s', async (_, deed, named) => {
    ran();
    const script = await scriptFor(incident);
    expect(incident.runScript(script).status).toBe(0);
    expect([textOf('b.txt'), textOf('kept.txt')]).toEqual(['two\n', 'only here\n']);
    deed();
    const before = incident.state();
    const undone = incident.runScript(script, 'undo');
    expect(undone.status).toBe(1);
    expect(undone.stderr).toContain('has changed since');
    expect(undone.stderr).toContain(named);
    expect(incident.state()).toEqual(before);
  });

  it('but not where all is as the plan left it, or a fetch has moved names of remotes', async () => {
    ran();
    const damaged = incident.state();
    const script = await scriptFor(incident);
    incident.runScript(script);
    incident.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    expect(incident.runScript(script, 'undo').status).toBe(0);
    incident.git('update-ref', '-d', 'refs/remotes/origin/main');
    expect(incident.state()).toEqual(damaged);
  });

  it('with no sign of theirs that acts on a terminal', async () => {
    ran();
    const script = await scriptFor(incident);
    incident.runScript(script);
    incident.write('\u001b[2Jlater\u202e.txt', 'x');
    expect(incident.runScript(script, 'undo').stderr).not.toMatch(/[\u001b\u202e]/);
  });
});

describe('the script refuses where a file with changes has others since the plan', () => {
  it.each(['a.txt', 'new.txt'])('%s', async (name) => {
    ran();
    const script = await scriptFor(incident);
    incident.write(name, 'changed between plan and run\n');
    const before = incident.state();
    expect(incident.runScript(script).status).toBe(1);
    expect(incident.state()).toEqual(before);
  });
});

describe('undo brings back the bytes and modes that git would write otherwise', () => {
  const undo = async () => {
    const script = await scriptFor(incident);
    const run = incident.runScript(script);
    expect(run.status, run.stdout + run.stderr).toBe(0);
    const back = incident.runScript(script, 'undo');
    expect(back.status, back.stdout + back.stderr).toBe(0);
  };

  it.each<readonly [string, () => void]>([
    ['line ends by a setting', () => incident.git('config', 'core.autocrlf', 'true')],
    ['line ends by an attribute', () => incident.commit('.gitattributes', 'a.txt text eol=crlf\n')],
    ['an identifier', () => incident.commit('.gitattributes', 'a.txt ident\n')],
  ])('%s', async (_, settle) => {
    incident = new Incident();
    incident.commit('a.txt', 'one $Id$\n');
    settle();
    incident.agent("printf 'two $Id$\\n' > a.txt && git commit -qam Agent");
    const before = textOf('a.txt');
    await undo();
    expect(textOf('a.txt')).toBe(before);
  });

  it('a filter', async () => {
    incident = new Incident();
    incident.commit('.gitattributes', '*.up filter=upper\n');
    incident.git('config', 'filter.upper.clean', 'tr A-Z a-z');
    incident.git('config', 'filter.upper.smudge', 'tr a-z A-Z');
    incident.commit('x.up', 'ONE\n');
    incident.agent('echo TWO > x.up && git commit -qam Agent');
    // Of a file as young as the index git reads the content anew, without the filter another one.
    incident.human("touch -d '2026-11-01' x.up && git add x.up");
    await undo();
    expect(textOf('x.up')).toBe('TWO\n');
  });

  it('a mode', async () => {
    incident = new Incident();
    incident.commit('a.txt', 'one\n');
    incident.agent('echo two > a.txt && git commit -qam Agent');
    chmodSync(inTree('a.txt'), 0o600);
    await undo();
    expect(statSync(inTree('a.txt')).mode & 0o777).toBe(0o600);
  });

  it('what is staged in a linked working tree whose branch was moved from outside', async () => {
    incident = new Incident();
    incident.commit('a.txt', 'one\n');
    const tree = join(incident.directory, 'wt');
    incident.git('worktree', 'add', '-q', '-b', 'feat', tree);
    writeFileSync(join(tree, 'f.txt'), 'feature\n');
    incident.human(`cd ${tree} && git add f.txt && git commit -qm Feature`);
    incident.agent('git update-ref refs/heads/feat main');
    const staged = () => incident.git('-C', tree, 'status', '--porcelain');
    const before = staged();
    expect(before).toContain('A  f.txt');
    await undo();
    expect(readFileSync(join(tree, 'f.txt'), 'utf8')).toBe('feature\n');
    expect(staged()).toBe(before);
  });
});

describe('a forced push over commits that nobody had fetched', () => {
  it('is told with the id that the push printed, and no step pushes the older state that was known', async () => {
    incident = new Incident();
    incident.commit('a.txt', 'one\n');
    incident.addRemote();
    incident.git('fetch', '-q', 'origin');
    const foreign = incident.elsewhere('echo kim > k.txt && git add k.txt && git commit -qm Kim');
    incident.agent('echo two > a.txt && git commit -qam Agent && git push --force origin main');
    const script = await scriptFor(incident);
    expect(script).toContain(foreign.slice(0, 7));
    expect(script).not.toMatch(/push.*--force-with-lease=refs\/heads\/main:.*origin [0-9a-f]/);
  });
});
