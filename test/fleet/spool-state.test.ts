import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { StreamName } from '../../src/fleet/streams.ts';
import { evidenceImage } from '../support/evidence-home.ts';
import { eventIds, filesOf, rowsOf, scratch, spooled } from './spooled.ts';

const sessionId = '7e5a1d5c-6a2b-4c39-9a0e-0d5a3c6d7e11';
const transcript = `home/dana/.claude/projects/-home-dana/${sessionId}.jsonl`;

function record(seconds: number, message: object): string {
  const timestamp = new Date(Date.UTC(2026, 10, 13, 14, 0, seconds)).toISOString();
  const common = { sessionId, cwd: '/home/dana', version: '2.1.240', permissionMode: 'bypassPermissions' };
  return `${JSON.stringify({ ...common, type: 'role' in message ? message.role : 'user', uuid: `u-${seconds}`, timestamp, message })}\n`;
}

function call(number: number, command: string): string {
  const id = `toolu_${number}`;
  return (
    record(number * 10, {
      role: 'assistant',
      content: [{ type: 'tool_use', id, name: 'Bash', input: { command } }],
    }) +
    record(number * 10 + 1, {
      role: 'user',
      content: [{ type: 'tool_result', tool_use_id: id, content: 'done' }],
    })
  );
}

const servers = (names: readonly string[]) =>
  JSON.stringify({
    mcpServers: Object.fromEntries(names.map((name) => [name, { command: 'npx', args: ['-y', name] }])),
  });

/** A home, a spool and a state, and runs over them. */
function host() {
  const image = evidenceImage({
    [transcript]:
      record(0, { role: 'user', content: 'go' }) + call(1, 'ls') + call(2, 'cat ~/.aws/credentials'),
    'home/dana/.claude.json': servers(['one', 'two']),
  });
  const folder = scratch();
  const spool = join(folder, 'spool');
  const state = join(folder, 'state');
  let minutes = 0;
  const run = (command: string, ...more: readonly string[]) => {
    minutes += 1;
    const now = new Date(Date.UTC(2026, 10, 20, 16, minutes)).toISOString();
    const argv = [command, '--home', image.home, '--root', image.root, '--state', state, ...more];
    return spooled(argv, spool, { now });
  };
  const count = (stream: StreamName) => rowsOf(spool, stream).length;
  return {
    image,
    spool,
    state,
    run,
    count,
    append: (text: string) => appendFileSync(join(image.root, transcript), text),
  };
}

describe('what is new since the last run', () => {
  it('is nothing but the record of the run where nothing has changed, at any salt', async () => {
    const { run, spool } = host();
    const first = await run('report');
    expect(first.run).toMatchObject({ isIncremental: true, unchangedRows: 0 });
    const { run: second } = await run('report');
    expect(second).toMatchObject({
      writtenRows: 0,
      unchangedRows: first.run['writtenRows'],
      writtenBytes: 0,
    });
    expect(second).not.toHaveProperty('snapshots');
    expect(filesOf(spool, 'calls')).toHaveLength(1);
    expect(filesOf(spool, 'runs')).toHaveLength(2);
  });

  it('is the new call, and the session that has changed by it', async () => {
    const { run, spool, append } = host();
    await run('sessions');
    append(call(3, 'rm -rf build'));
    const { run: second } = await run('sessions');
    expect(second['written']).toEqual(['bypass_windows=1', 'calls=1', 'sessions=1']);
    expect(rowsOf(spool, 'calls').map(({ toolCallId }) => toolCallId)).toEqual([
      'toolu_1',
      'toolu_2',
      'toolu_3',
    ]);
    const [before, after] = rowsOf(spool, 'sessions');
    expect([before?.['toolCalls'], after?.['toolCalls']]).toEqual([2, 3]);
    expect(after?.['eventId']).toBe(before?.['eventId']);
  });

  it('is a call that was altered in place, though neither size nor time of the file tell', async () => {
    const { run, spool, image } = host();
    const file = join(image.root, transcript);
    await run('sessions');
    const { atime, mtime } = statSync(file);
    writeFileSync(file, readFileSync(file, 'utf8').replace('"command":"ls"', '"command":"id"'));
    utimesSync(file, atime, mtime);
    const { run: second } = await run('sessions');
    expect(second['written']).toEqual(['calls=1']);
    const [before, , after] = rowsOf(spool, 'calls');
    expect([before?.['argument'], after?.['argument']]).toEqual(['ls', 'id']);
    expect(after?.['eventId']).toBe(before?.['eventId']);
  });

  it('is a whole snapshot where anything in it has changed, and none where nothing stands there any more', async () => {
    const { run, spool, image } = host();
    await run('mcp');
    image.write('home/dana/.claude.json', servers(['two']));
    const { run: second } = await run('mcp');
    expect(second['snapshots']).toEqual(['servers']);
    expect(rowsOf(spool, 'servers').map(({ name }) => name)).toEqual(['one', 'two', 'two']);
    image.write('home/dana/.claude.json', '{}');
    const { run: third } = await run('mcp');
    expect(third['snapshots']).toEqual(['servers']);
    const { run: fourth } = await run('mcp');
    expect(fourth).not.toHaveProperty('snapshots');
  });

  it('is told for each command and each question of its own', async () => {
    const { run, count } = host();
    await run('sessions');
    await run('sessions', '--tool', 'Read');
    expect(count('calls')).toBe(2);
    await run('report');
    expect(count('calls')).toBe(4);
    await run('sessions');
    expect(count('calls')).toBe(4);
  });

  it('is told over a window that moves with the time, too', async () => {
    const { run, count } = host();
    const first = await run('sessions', '--since', '30 days ago');
    const second = await run('sessions', '--since', '30 days ago');
    expect(first.run['options']).not.toEqual(second.run['options']);
    expect(second.run).toMatchObject({ sourceId: first.run['sourceId'], writtenRows: 0 });
    expect(count('calls')).toBe(2);
  });
});

describe('a state that says nothing', () => {
  it.each([
    ['cut', (state: string) => writeFileSync(state, readFileSync(state).subarray(0, 100))],
    ['altered', (state: string) => writeFileSync(state, readFileSync(state, 'utf8').replace(/.\n$/, '!\n'))],
    [
      'of another version',
      (state: string) => writeFileSync(state, readFileSync(state, 'utf8').replace('state 1', 'state 2')),
    ],
    [
      'a folder',
      (state: string) => {
        rmSync(state);
        mkdirSync(state);
      },
    ],
  ])('%s: everything is written, and standard error says so', async (what, damage) => {
    const { run, state, count } = host();
    await run('sessions');
    damage(state);
    const { code, stderr } = await run('sessions');
    expect(stderr).toMatch(/state is not used, everything is written/);
    expect(count('calls')).toBe(4);
    expect(code).toBe(what === 'a folder' ? 2 : 0);
  });

  it('is one of another host or spool, or gone', async () => {
    const { run, state, spool, count } = host();
    await run('sessions');
    expect((await run('sessions', '--host-id', 'host-2')).stderr).toContain('another host');
    expect(count('calls')).toBe(4);
    expect(new Set(eventIds(rowsOf(spool, 'calls'))).size).toBe(4);
    rmSync(state);
    expect((await run('sessions')).stderr).not.toContain('state');
    expect(count('calls')).toBe(6);
  });

  it.each([['sessions'], ['report']])(
    'is not written by a run of %s that failed half way',
    async (command) => {
      const { image, state, spool, count, append } = host();
      append(Array.from({ length: 600 }, (_, index) => call(index + 10, `echo ${index}`)).join(''));
      const argv = [command, '--home', image.home, '--root', image.root];
      const elsewhere = scratch();
      await spooled(argv, elsewhere);
      mkdirSync(join(spool, 'calls', `${filesOf(elsewhere, 'calls')[0]}.open`), { recursive: true });
      const { code, stderr, stdout } = await spooled([...argv, '--state', state], spool);
      expect([code, stderr, stdout]).toEqual([2, expect.stringContaining('cannot write'), '']);
      expect([existsSync(state), count('runs'), count('calls')]).toEqual([false, 0, 0]);
    },
  );

  it('is not written by a run whose record could not be published', async () => {
    const { image, state, spool, count } = host();
    const argv = ['sessions', '--home', image.home, '--root', image.root];
    const elsewhere = scratch();
    await spooled(argv, elsewhere);
    // The same run at the same time has the same name, and that is taken.
    const taken = join(spool, 'runs', `${filesOf(elsewhere, 'runs')[0]}.open`);
    mkdirSync(taken, { recursive: true });
    const failed = await spooled([...argv, '--state', state], spool);
    expect([failed.code, failed.stderr, failed.stdout]).toEqual([
      2,
      expect.stringContaining('cannot write'),
      '',
    ]);
    expect([existsSync(state), count('runs'), count('calls')]).toEqual([false, 0, 2]);
    rmSync(taken, { recursive: true });
    const again = await spooled([...argv, '--state', state], spool, { now: '2026-11-20T17:00:00.000Z' });
    expect([again.code, existsSync(state), count('runs'), count('calls')]).toEqual([0, true, 1, 4]);
    expect(new Set(eventIds(rowsOf(spool, 'calls'))).size).toBe(2);
  });
});

describe('the size of a state', () => {
  it('is a few bytes a call', async () => {
    const { run, state, append } = host();
    append(Array.from({ length: 500 }, (_, index) => call(index + 10, `echo ${index}`)).join(''));
    await run('sessions');
    expect(statSync(state).size).toBeLessThan(500 * 12 + 1000);
    expect(statSync(state).mode & 0o777).toBe(0o600);
  });
});
