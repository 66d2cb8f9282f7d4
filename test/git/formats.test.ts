import { appendFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { Incident, removeTemplate } from './incident.ts';

afterAll(removeTemplate);

let incident: Incident;
const inGit = (path: string) => join(incident.repository, '.git', path);
const config = (text: string) => appendFileSync(inGit('config'), text);

beforeEach(() => {
  incident = new Incident();
  incident.commit('a.txt', 'one\n');
});
afterEach(() => incident.remove());

async function document(command: 'git' | 'rollback') {
  const { code, stdout } = await runCli([command, '--home', incident.home, '--format', 'json']);
  return { code, ...JSON.parse(stdout) };
}

const reasons = async () => (await document('git')).gaps.map(({ reason }: { reason: string }) => reason);

describe('what a repository keeps in another form', () => {
  for (const [name, change, reason] of [
    [
      'a folder of reftables beside refs that are files',
      () => mkdirSync(inGit('reftable')),
      'a folder of reftables',
    ],
    [
      'refs in a form that nobody knows',
      () => config('[extensions]\n\trefStorage = cloud\n'),
      'a form that is not known',
    ],
    [
      'an unknown extension',
      () => config('[extensions]\n\tfuture = true\n'),
      'an extension of git that is not known',
    ],
  ] as const) {
    it(`is a gap, never nothing: ${name}`, async () => {
      incident.agent('git status');
      change();
      expect(await reasons()).toContainEqual(expect.stringContaining(reason));
      expect((await document('git')).code).toBe(3);
    });
  }

  it('is none for the extensions that git writes today', async () => {
    incident.agent('git status');
    config('[extensions]\n\tworktreeConfig = true\n\tpreciousObjects = true\n\trefStorage = files\n');
    expect(await reasons()).toEqual([]);
  });

  it('is none where there is no configuration: the repository is read without', async () => {
    incident.agent('git reset --hard HEAD~1');
    rmSync(inGit('config'));
    const { steps } = await document('rollback');
    expect(steps.map(({ title }: { title: string }) => title)).toContain(
      'Move the checked-out branch back to where it was before the session',
    );
  });
});

describe('the configuration of one working tree', () => {
  const armed = () => writeFileSync(inGit('config.worktree'), '[core]\n\tfsmonitor = ./monitor.sh\n');
  const programs = async () =>
    (await document('git')).repositories[0].programs.map(({ name }: { name: string }) => name);

  it('is read where the repository says so, and what it starts is named', async () => {
    incident.agent('git status');
    config('[extensions]\n\tworktreeConfig = true\n');
    armed();
    expect(await programs()).toEqual(['core.fsmonitor']);
  });

  it('is not, where git does not read it', async () => {
    incident.agent('git status');
    armed();
    expect(await programs()).toEqual([]);
  });
});

describe('objects that lie elsewhere', () => {
  const drop = () => {
    incident.git('checkout', '--quiet', '-b', 'topic');
    incident.commit('t.txt', 'topic\n');
    incident.git('checkout', '--quiet', 'main');
    incident.agent('git branch -D topic');
    incident.agent('git reflog expire --expire=now --all && git gc --quiet --prune=now');
  };

  it('are looked for in a folder of the evidence that the repository borrows from', async () => {
    const store = join(incident.home, 'store');
    incident.agent('git reset --hard HEAD~1');
    renameSync(inGit('objects'), store);
    mkdirSync(inGit('objects/info'), { recursive: true });
    writeFileSync(inGit('objects/info/alternates'), `${store}\n`);
    const { steps } = await document('rollback');
    expect(steps.map(({ title }: { title: string }) => title)).toContain(
      'Move the checked-out branch back to where it was before the session',
    );
  });

  it('are not called lost where a folder that it borrows from is missing', async () => {
    drop();
    mkdirSync(inGit('objects/info'), { recursive: true });
    writeFileSync(inGit('objects/info/alternates'), '../../../gone/objects\n');
    const { lost, possible } = await document('rollback');
    expect(lost).toEqual([]);
    expect(possible).toContainEqual(expect.objectContaining({ what: 'topic' }));
  });

  it('are not called lost where a remote has promised them', async () => {
    drop();
    config('[extensions]\n\tpartialClone = origin\n');
    expect((await document('rollback')).lost).toEqual([]);
  });

  it('are lost where nothing else can have them', async () => {
    drop();
    expect((await document('rollback')).lost).toMatchObject([{ what: 'topic' }]);
  });
});
