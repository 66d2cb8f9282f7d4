import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { Incident, removeTemplate } from './incident.ts';

afterAll(removeTemplate);

let incident: Incident;
beforeEach(() => {
  incident = new Incident();
});
afterEach(() => incident.remove());

interface Found {
  readonly queryId: string;
  readonly level: string;
  readonly toolCallIds: readonly string[];
  readonly permissionModes: readonly string[];
  readonly evidence: readonly { readonly path: string; readonly line?: number }[];
}

interface Report {
  readonly findings: Found[];
  readonly incidents: readonly { readonly lost: readonly string[] }[];
}

async function findings(...options: readonly string[]): Promise<Found[]> {
  return (await report(...options)).findings;
}

async function report(...options: readonly string[]): Promise<Report> {
  const { stdout } = await runCli([
    'report',
    '--home',
    incident.home,
    '--format',
    'json',
    '--output',
    '-',
    ...options,
  ]);
  return JSON.parse(stdout);
}

describe('queries over ref updates', () => {
  it('prove a forced push by the reflog, and name the call', async () => {
    incident.addRemote();
    incident.commit('a.txt', 'one\n');
    incident.git('push', '--quiet', 'origin', 'main');
    incident.agent('git reset --hard HEAD~1; git push --force origin main');
    const forced = (await findings()).find(({ queryId }) => queryId === 'ref_forced_push');
    expect(forced).toMatchObject({ level: 'medium', toolCallIds: ['toolu_0001'] });
    expect(forced?.evidence[0]?.path).toMatch(/logs\/refs\/remotes\/origin\/main$/);
  });

  it('say nothing of a push that only adds', async () => {
    incident.addRemote();
    incident.agent('echo two > b.txt; git add b.txt; git commit -qm "Add b"; git push origin main');
    const ids = (await findings()).map(({ queryId }) => queryId);
    expect(ids).toContain('ref_default_branch_pushed');
    expect(ids).not.toContain('ref_forced_push');
    expect(ids).not.toContain('ref_move_lost_commits');
  });

  describe('commits that a reset or a forced push took off a branch', () => {
    const ofLoss = async () =>
      (await findings())
        .filter(({ queryId }) => /^ref_(?:commits_of_others_lost|move_lost_commits)$/.test(queryId))
        .map(({ queryId, level }) => `${queryId} ${level}`);
    const others = ['ref_commits_of_others_lost high'];

    it('are lost work of a person who had made them before', async () => {
      const lost = incident.commit('a.txt', 'one\n', 'Write a');
      incident.agent('git reset --hard HEAD~1');
      expect(await ofLoss()).toEqual(others);
      const { incidents } = await report();
      expect(incidents[0]?.lost).toContain(`commit ${lost.slice(0, 10)} Write a`);
    });

    it('are lost work of somebody else, pushed over', async () => {
      incident.addRemote();
      incident.elsewhere(
        "echo k > k.txt && git add k.txt && git commit -qm K --author 'Kim <kim@example.com>'",
      );
      incident.git('pull', '--quiet', 'origin', 'main');
      incident.agent(
        'git reset --hard HEAD~1; git commit -q --allow-empty -m x; git push --force origin main',
      );
      expect(await ofLoss()).toEqual(others);
    });

    it('are the session’s own, and count less', async () => {
      incident.agent('echo b > b.txt; git add b.txt; git commit -qm "Add b"');
      incident.agent('git reset --hard HEAD~1');
      expect(await ofLoss()).toEqual(['ref_move_lost_commits medium']);
    });

    it.each<[string, string]>([
      ['a remote holds them', 'git push --quiet origin main; git reset --hard HEAD~1'],
      ['another branch holds them', 'git branch kept; git reset --hard HEAD~1'],
    ])('are not lost where %s', async (_why, command) => {
      incident.addRemote();
      incident.commit('a.txt', 'one\n');
      incident.agent(command);
      expect(await ofLoss()).toEqual([]);
    });

    it('are no work of others that is gone where the files stay, or the commit came back', async () => {
      incident.commit('a.txt', 'one\n', 'Write a');
      incident.agent('git reset --soft HEAD~1; git commit -qm "Write a, at last"');
      expect(await ofLoss()).toEqual(['ref_move_lost_commits medium']);
      incident.commit('c.txt', 'one\n', 'Write c');
      incident.agent('git branch kept; git reset --hard HEAD~1; git cherry-pick kept; git branch -D kept');
      expect(await ofLoss()).toEqual(['ref_move_lost_commits medium']);
    });
  });

  it('name a commit that nobody recorded while prompts were off, once', async () => {
    incident.promptWithout('Go on');
    incident.agent('git status');
    incident.commit('a.txt', 'one\n');
    incident.agent('git commit --allow-empty -m "Own work"');
    const found = (await findings()).filter(({ queryId }) => queryId === 'ref_commit_unrecorded');
    expect(found).toMatchObject([{ level: 'low', toolCallIds: [] }]);
    expect(found[0]?.evidence).toHaveLength(1);
  });

  it('say nothing of a commit of a human beside a session that asks', async () => {
    incident.agent('git status');
    incident.commit('a.txt', 'one\n');
    incident.agent('git log --oneline');
    const ids = (await findings()).map(({ queryId }) => queryId);
    expect(ids).not.toContain('ref_commit_unrecorded');
  });

  it('are those of the user, too', async () => {
    incident.agent('echo two > b.txt; git add b.txt; git commit -qm "Add b"');
    const folder = join(incident.directory, 'queries');
    mkdirSync(folder);
    writeFileSync(join(folder, 'commit_by_session.yml'), foreignQuery);
    const [found] = (await findings('--queries', folder)).filter(
      ({ queryId }) => queryId === 'commit_by_session',
    );
    expect(found).toMatchObject({ level: 'high', toolCallIds: ['toolu_0001'] });
  });
});

const foreignQuery = `title: Commit by a session
id: 2c1b1f0e-6a53-4c47-9d55-0f3a2b8f7c11
status: test
logsource:
    product: git
    category: ref_update
detection:
    selection:
        ref: refs/heads/main
        action: commit
        attribution: [exact, strong]
        author|contains: '@'
    condition: selection
level: high
`;
