import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { lines, row, writeSpool } from './spool.ts';
import { scratch } from './spooled.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));
const alerts = join(project, 'fleet/alerts');
const has = (program: string) => spawnSync(program, ['--version']).error === undefined;

interface Received {
  readonly request: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A receiver on loopback that answers with each of the codes, then with the last one. */
async function receiver(codes: readonly number[] = [200], answer = '{}') {
  const received: Received[] = [];
  const left = [...codes];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => {
      const { method, url, headers } = request;
      received.push({ request: `${method} ${url}`, headers, body: JSON.parse(text) });
      response.writeHead(left.length > 1 ? (left.shift() ?? 200) : (left[0] ?? 200)).end(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`, received };
}

/** A `curl` that writes its arguments down before it is one. */
function watchedCurl(folder: string): string {
  const real = spawnSync('sh', ['-c', 'command -v curl'], { encoding: 'utf8' }).stdout.trim();
  mkdirSync(join(folder, 'bin'));
  const text = `#!/bin/sh\nprintf '%s\\n' "$@" >>'${join(folder, 'arguments')}'\nexec '${real}' "$@"\n`;
  writeFileSync(join(folder, 'bin/curl'), text, { mode: 0o755 });
  return `${join(folder, 'bin')}:${process.env['PATH']}`;
}

interface Ran {
  readonly code: number | null;
  readonly stderr: string;
}

/** Beside the receiver, which runs in this process. */
function sh(words: readonly string[], env: Record<string, string>, input = ''): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn('sh', words, { env: { PATH: process.env['PATH'], ...env }, stdio: 'pipe' });
    let stderr = '';
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stderr }));
    child.stdin.end(input);
  });
}

const secret = ['made', 'up', 'for', 'tests'].join('-');
const hostile = {
  hunt: 'critical_finding',
  level: 'critical',
  hostId: 'h',
  hostName: 'dev-kim',
  subject: 'a "quoted" \\ word, <!channel> & <https://x.example|y>, ```, $(touch /tmp/x) `id` %s ü',
  title: ',"accepted":"x","hostName":"other"',
};
const hostileRow = JSON.stringify(hostile);

it.skipIf(!has('shellcheck'))('satisfy shellcheck (needs shellcheck)', () => {
  const scripts = readdirSync(alerts).map((name) => join(alerts, name));
  const { stdout } = spawnSync('shellcheck', ['-x', '-P', alerts, ...scripts], { encoding: 'utf8' });
  expect(stdout).toBe('');
});

describe.skipIf(!has('curl'))('receivers of alerts (need curl)', () => {
  const environments: Readonly<Record<string, (url: string) => Record<string, string>>> = {
    slack: (url) => ({ SLACK_WEBHOOK_URL: `${url}/services/T0/B0/${secret}` }),
    jira: (url) => ({
      JIRA_URL: url,
      JIRA_EMAIL: 'kim@example.org',
      JIRA_TOKEN: secret,
      JIRA_PROJECT: 'SEC',
    }),
    thehive: (url) => ({ THEHIVE_URL: url, THEHIVE_KEY: secret }),
    pagerduty: (url) => ({ PAGERDUTY_URL: url, PAGERDUTY_ROUTING_KEY: secret }),
  };

  async function send(name: string, given = hostileRow, codes?: readonly number[], answer?: string) {
    const folder = scratch();
    const { url, received } = await receiver(codes, answer);
    const env = { ...environments[name]?.(url), PATH: watchedCurl(folder), TMPDIR: folder };
    const ran = await sh([join(alerts, `${name}.sh`)], env, `${given}\n`);
    const left = readdirSync(folder).sort();
    const words = existsSync(join(folder, 'arguments'))
      ? readFileSync(join(folder, 'arguments'), 'utf8')
      : '';
    return { ...ran, received, left, words };
  }

  it('are one each of those that the tests know', () => {
    const names = readdirSync(alerts).filter((name) => !['alert.sh', 'row.sh'].includes(name));
    expect(names.sort()).toEqual(
      Object.keys(environments)
        .map((name) => `${name}.sh`)
        .sort(),
    );
  });

  it('Slack: the row as text in which nothing acts', async () => {
    const { code, received } = await send('slack');
    expect(code).toBe(0);
    expect(received).toMatchObject([
      {
        request: `POST /services/T0/B0/${secret}`,
        body: { mrkdwn: false, unfurl_links: false, unfurl_media: false },
      },
    ]);
    const escaped = hostileRow.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    expect(received[0]?.body['text']).toBe(`critical: critical_finding on dev-kim\n${escaped}`);
  });

  it('Jira: an issue with the row as code', async () => {
    const { code, received } = await send('jira', hostileRow, [201]);
    expect(code).toBe(0);
    expect(received).toMatchObject([
      {
        request: 'POST /rest/api/3/issue',
        headers: { authorization: `Basic ${Buffer.from(`kim@example.org:${secret}`).toString('base64')}` },
        body: {
          fields: {
            project: { key: 'SEC' },
            issuetype: { name: 'Task' },
            summary: 'critical: critical_finding on dev-kim',
            labels: ['yolo-triage', 'critical_finding'],
          },
        },
      },
    ]);
    expect(received[0]?.body).toHaveProperty('fields.description.content.0.content.0.text', hostileRow);
  });

  it('TheHive: an alert under a name of its own', async () => {
    const { code, received } = await send('thehive', hostileRow, [201]);
    expect(code).toBe(0);
    expect(received).toMatchObject([
      {
        request: 'POST /api/v1/alert',
        headers: { authorization: `Bearer ${secret}` },
        body: { type: 'yolo-triage', source: 'fleet hunt', severity: 4, tags: ['critical_finding'] },
      },
    ]);
    expect(received[0]?.body['description']).toBe(`    ${hostileRow}`);
    expect(received[0]?.body['sourceRef']).toMatch(/^[0-9a-f]{64}$/);
  });

  it('TheHive: an alert that is there is told', async () => {
    const answer = '{"type":"CreateError","message":"Alert already exists"}';
    expect((await send('thehive', hostileRow, [400], answer)).code).toBe(0);
    expect((await send('thehive', hostileRow, [400], '{"type":"BadRequest"}')).code).toBe(1);
  });

  it('PagerDuty: an alert with the row as details', async () => {
    const { code, received } = await send('pagerduty', hostileRow, [202]);
    expect(code).toBe(0);
    expect(received).toMatchObject([
      {
        request: 'POST /v2/enqueue',
        body: {
          routing_key: secret,
          event_action: 'trigger',
          payload: {
            source: 'dev-kim',
            severity: 'critical',
            class: 'critical_finding',
            custom_details: hostile,
          },
        },
      },
    ]);
    const again = await send('pagerduty', hostileRow, [202]);
    expect(again.received[0]?.body['dedup_key']).toBe(received[0]?.body['dedup_key']);
    const other = await send('pagerduty', hostileRow.replace('dev-kim', 'mac-kim'), [202]);
    expect(other.received[0]?.body['dedup_key']).not.toBe(received[0]?.body['dedup_key']);
  });

  it.each(Object.keys(environments))(
    '%s: sends JSON, shows its secret to nobody, and leaves nothing',
    async (name) => {
      const { received, words, left } = await send(name);
      expect(received[0]?.headers['content-type']).toBe('application/json');
      expect(words).toContain('--data-binary');
      expect(words).not.toContain(secret);
      expect(left).toEqual(['arguments', 'bin']);
    },
  );

  it.each(Object.keys(environments))('%s: says so where the receiver does not take it', async (name) => {
    const { code, stderr } = await send(name, hostileRow, [500], 'down for now');
    expect([code, stderr]).toEqual([1, expect.stringContaining('answered 500')]);
    expect(stderr).toContain('down for now');
    expect(stderr).not.toContain(secret);
  });

  it.each(Object.keys(environments))(
    '%s: sends nothing that is no row, or without its secret',
    async (name) => {
      const { code, received } = await send(name, '{"subject":"x"}');
      expect([code, received]).toEqual([2, []]);
      expect((await sh([join(alerts, `${name}.sh`)], {}, `${hostileRow}\n`)).code).not.toBe(0);
    },
  );

  it.each(['medium', 'informational'])('a row at level %s, of no host', async (level) => {
    const given = JSON.stringify({ hunt: 'flag_by_route', level, route: 'x' });
    const { received } = await send('pagerduty', given);
    expect(received[0]?.body['payload']).toMatchObject({
      source: 'yolo-triage',
      summary: `${level}: flag_by_route`,
      severity: level === 'medium' ? 'warning' : 'info',
    });
  });
});

// The build is there in `npm test`; a single file may run without it.
describe.skipIf(!has('curl') || !existsSync(join(project, 'dist/main.js')))(
  'alert.sh',
  { timeout: 60_000 },
  () => {
    async function night(...subjects: readonly string[]) {
      const folder = scratch();
      const [database, state] = [join(folder, 'fleet.duckdb'), join(folder, 'alerts.state')];
      const program = join(folder, 'yolo-triage');
      const main = join(project, 'dist/main.js');
      writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${main}' "$@"\n`, { mode: 0o755 });
      const load = async (name: string, ...given: readonly string[]) => {
        const found = given.map((subject) =>
          row('findings', { eventId: subject, queryId: 'q', title: 'Sent', level: 'critical', subject }),
        );
        writeSpool(join(folder, 'spool'), 'findings', lines(found), name);
        await runCli(['fleet', 'load', join(folder, 'spool'), '--database', database]);
      };
      await load('1.ndjson', ...subjects);
      const alert = (url: string, ...more: readonly string[]) =>
        sh([join(alerts, 'alert.sh'), database, state, 'slack', ...more], {
          YOLO_TRIAGE: program,
          SLACK_WEBHOOK_URL: url,
          TMPDIR: folder,
        });
      return { folder, state, load, alert };
    }

    it('sends what is new, once, and what nobody took, again', async () => {
      const { load, alert, state } = await night('first');
      const { url, received } = await receiver([200, 500, 200]);
      const subjects = () =>
        received.splice(0).map(({ body }) => /"subject":"(\w+)"/.exec(String(body['text']))?.[1]);
      expect(await alert(url)).toEqual({ code: 0, stderr: '' });
      expect(subjects()).toEqual(['first']);
      expect(statSync(state).mode & 0o777).toBe(0o600);
      expect(await alert(url)).toEqual({ code: 0, stderr: '' });
      expect(subjects()).toEqual([]);
      await load('2.ndjson', 'second', 'third');
      expect((await alert(url)).code).toBe(2);
      expect(subjects()).toEqual(['second', 'third']);
      expect((await alert(url)).code).toBe(0);
      expect(subjects()).toEqual(['second', 'third']);
      expect((await alert(url)).code).toBe(0);
      expect(subjects()).toEqual([]);
    });

    it('leaves out what is accepted, and nothing that says it is', async () => {
      const { folder, alert } = await night('known', 'a,"accepted":"x"');
      const path = join(folder, 'case.yml');
      writeFileSync(
        path,
        'accepted:\n  - { query: critical_finding, subject: known, reason: an exercise, by: K, until: 2099-01-01 }\n',
      );
      const { url, received } = await receiver();
      expect(await alert(url, path)).toEqual({ code: 0, stderr: '' });
      expect(received.map(({ body }) => body['text'])).toEqual([expect.stringContaining('a,\\"accepted')]);
    });

    it('asks and sends nothing with a state that is none', async () => {
      const { alert, state } = await night('first');
      writeFileSync(state, 'nothing of ours\n');
      const { url, received } = await receiver();
      expect((await alert(url)).code).toBe(2);
      expect([received, readFileSync(state, 'utf8')]).toEqual([[], 'nothing of ours\n']);
    });
  },
);
