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

async function findings(...options: readonly string[]): Promise<Found[]> {
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
  return JSON.parse(stdout).findings;
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
