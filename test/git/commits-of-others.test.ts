import { rmSync } from 'node:fs';
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

interface Row {
  readonly action: string;
  readonly sha: string;
  readonly attribution: string;
  readonly toolCallId?: string;
  readonly message?: string;
}

/** Rows that tell of the making of a commit, and not of a ref that came upon it. */
async function making(sha: string): Promise<Pick<Row, 'attribution' | 'toolCallId'>[]> {
  const { stdout } = await runCli(['git', '--home', incident.home, '--format', 'ndjson']);
  const rows: Row[] = stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
  return rows
    .filter(
      ({ message = '', ...row }) =>
        row.sha === sha &&
        !/fast-forward/i.test(message) &&
        /^(?:commit|merge|rebase|cherry-pick)$/.test(row.action),
    )
    .map(({ attribution, toolCallId }) => ({ attribution, ...(toolCallId !== undefined && { toolCallId }) }));
}

function withoutReflogs(): void {
  rmSync(join(incident.repository, '.git', 'logs'), { recursive: true });
}

const service = { name: 'GitHub', email: 'noreply@github.com' };
const change = 'echo x > served.txt && git add . && git commit --quiet -m "Change by a service"';

describe('what a remote repository brought', () => {
  const ways = [
    { name: 'a fast-forward pull', commands: ['git pull --quiet --ff-only origin main'] },
    { name: 'a fetch and a merge', commands: ['git fetch --quiet origin; git merge --quiet origin/main'] },
    { name: 'a fetch alone', commands: ['git fetch --quiet origin'] },
    {
      name: 'a pull behind a commit',
      commands: ['git commit --quiet --allow-empty -m "Own work"; git pull --quiet --rebase origin main'],
    },
  ];
  for (const { name, commands } of ways) {
    for (const hasReflogs of [true, false]) {
      for (const committer of hasReflogs ? [undefined, service] : [service]) {
        it(`is never the agent's: ${name}, ${committer?.name ?? 'a human'}, ${hasReflogs ? 'with' : 'without'} reflogs`, async () => {
          incident.addRemote();
          incident.agent('git status');
          const theirs = incident.elsewhere(change, committer);
          incident.wait(-60_000);
          for (const command of commands) incident.agent(command);
          incident.agent('git log');
          if (!hasReflogs) withoutReflogs();
          expect(await making(theirs)).toEqual([{ attribution: 'none' }]);
        });
      }
    }
  }

  it('leaves the agent its own commit under a name that it chose', async () => {
    incident.agent(
      'GIT_COMMITTER_EMAIL=bot@example.com git commit --quiet --allow-empty -m "Under another name"',
    );
    expect(await making(incident.head())).toEqual(
      Array(2).fill({ attribution: 'strong', toolCallId: 'toolu_0001' }),
    );
  });
});

describe('a commit that a service made for a call', () => {
  const answers = [
    {
      name: 'contents',
      command: 'gh api -X PUT repos/acme/app/contents/served.txt -f message="Change" -f content=eA==',
      answer: (sha: string) => ({
        content: { sha: 'b'.repeat(40) },
        commit: { sha, parents: [{ sha: 'a'.repeat(40) }] },
      }),
    },
    {
      name: 'merge of a pull request',
      command: 'gh api --method PUT repos/acme/app/pulls/7/merge',
      answer: (sha: string) => ({ sha, merged: true, message: 'Pull Request successfully merged' }),
    },
    {
      name: 'curl',
      command: 'curl -s -X POST https://api.github.com/repos/acme/app/merges -d @body.json',
      answer: (sha: string) => ({ sha, commit: { message: 'Merge' } }),
    },
  ];
  for (const { name, command, answer } of answers) {
    it(`is tied to it by the id in the answer: ${name}`, async () => {
      incident.addRemote();
      const served = incident.elsewhere(change, service);
      incident.record('Bash', { command }, { text: JSON.stringify(answer(served)) });
      incident.agent('git pull --quiet --ff-only origin main');
      expect(await making(served)).toEqual([{ attribution: 'exact', toolCallId: 'toolu_0001' }]);
    });
  }

  it('is tied to a tool of a server', async () => {
    incident.addRemote();
    const served = incident.elsewhere(change, service);
    incident.record(
      'mcp__github__merge_pull_request',
      { owner: 'acme', repo: 'app', pullNumber: 7 },
      { text: JSON.stringify({ sha: served, merged: true }) },
    );
    incident.agent('git pull --quiet --ff-only origin main');
    expect(await making(served)).toEqual([{ attribution: 'exact', toolCallId: 'toolu_0001' }]);
  });

  const readers = [
    { name: 'a request that reads', tool: 'Bash', input: { command: 'gh api repos/acme/app/commits/main' } },
    { name: 'a tool that reads', tool: 'mcp__github__get_commit', input: { owner: 'acme', repo: 'app' } },
    {
      name: 'a status for a commit',
      tool: 'Bash',
      input: { command: 'gh api repos/acme/app/deployments -f ref=main' },
    },
  ];
  for (const { name, tool, input } of readers) {
    it(`is not tied to ${name}`, async () => {
      incident.addRemote();
      const theirs = incident.elsewhere(change, service);
      incident.record(tool, input, { text: JSON.stringify({ sha: theirs, commit: { sha: theirs } }) });
      incident.agent('git pull --quiet --ff-only origin main');
      expect(await making(theirs)).toEqual([{ attribution: 'none' }]);
    });
  }

  it('is not tied to a call that gave the id itself', async () => {
    incident.addRemote();
    const theirs = incident.elsewhere(change, service);
    const command = `gh api -X PATCH repos/acme/app/git/refs/heads/main -f sha=${theirs}`;
    incident.record(
      'Bash',
      { command },
      { text: JSON.stringify({ ref: 'refs/heads/main', object: { sha: theirs } }) },
    );
    incident.agent('git pull --quiet --ff-only origin main');
    expect(await making(theirs)).toEqual([{ attribution: 'none' }]);
  });
});

describe('a commit whose result is lost', () => {
  const command = 'git commit --allow-empty -m "Count parcels by weight class"';

  it('is tied by its message where no time was left', async () => {
    incident.agent('git status');
    incident.git('commit', '--quiet', '--allow-empty', '-m', 'Count parcels by weight class');
    incident.record('Bash', { command }, { text: '[main [REDACTED]b4] Count', isTimed: false });
    expect(await making(incident.head())).toEqual(
      Array(2).fill({ attribution: 'strong', toolCallId: 'toolu_0002' }),
    );
  });

  it("is nobody's where its message stands twice", async () => {
    incident.git('commit', '--quiet', '--allow-empty', '-m', 'Count parcels by weight class');
    incident.git('commit', '--quiet', '--allow-empty', '-m', 'Count parcels by weight class');
    incident.record('Bash', { command }, { text: '[main [REDACTED]b4] Count', isTimed: false });
    expect((await making(incident.head())).map(({ attribution }) => attribution)).not.toContain('strong');
  });

  it("is the human's where the call gave other words in the same second", async () => {
    const theirs = incident.commit('a.txt', 'one\n', 'Write a');
    incident.record('Bash', { command }, {});
    const found = (await making(theirs)).map(({ attribution }) => attribution);
    expect(found).not.toContain('strong');
    expect(found).not.toContain('exact');
  });
});

describe('times that are not those of the records', () => {
  it('are known where the command sets them', async () => {
    incident.agent(
      'GIT_COMMITTER_DATE="2026-11-15T10:00:00Z" git commit --quiet --allow-empty -m "Backdated"',
    );
    expect(await making(incident.head())).toEqual(
      Array(2).fill({ attribution: 'strong', toolCallId: 'toolu_0001' }),
    );
  });

  it('are known where the clock of git was wrong all along', async () => {
    incident.agent('git commit --quiet --allow-empty -m "Behind by hours"', { clockMs: -3 * 3_600_000 });
    incident.agent('git commit --quiet --allow-empty -m "Behind still"', { clockMs: -3 * 3_600_000 });
    expect(await making(incident.head())).toEqual(
      Array(2).fill({ attribution: 'strong', toolCallId: 'toolu_0002' }),
    );
  });

  it("leave the human's older commands alone", async () => {
    const theirs = incident.commit('a.txt', 'one\n', 'Behind by hours');
    incident.wait(3 * 3_600_000);
    incident.agent('git commit --quiet --allow-empty -m "Behind by hours"');
    expect((await making(theirs)).map(({ attribution }) => attribution)).not.toContain('strong');
  });
});
