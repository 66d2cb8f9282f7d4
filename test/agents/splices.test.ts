import { mkdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evidenceImage } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';
import { workingAgents } from './working-agents.ts';

const cwd = '/home/dana/shop';
const at = Date.UTC(2026, 10, 13, 14);
const callsInFile = 12;
const filesInRun = 10;

interface Session {
  readonly path: string;
  readonly lines: readonly string[];
  /** Those of them that make a call. */
  readonly calls: ReadonlySet<string>;
}

/** A session of many calls, each with an id of its own, in the form of the agent. */
function sessionOf({ record }: (typeof workingAgents)[number], file: number): Session | undefined {
  const written: [string, string][] = [];
  record('/nowhere', { cwd, at, run: { command: 'make "é" \\ 😀', output: 'ok' } }, (path, text) =>
    written.push([path, text]),
  );
  const [path = '', text = ''] = written[0] ?? [];
  const lines = text.split('\n').filter((line) => line !== '');
  const [begins, repeats] = [
    lines.filter((line) => !line.includes('"c1"')),
    lines.filter((line) => line.includes('"c1"')),
  ];
  const calls = Array.from({ length: callsInFile }, (_, call) =>
    repeats.map((line) => line.replaceAll('"c1"', `"${idOf(file, call)}"`)),
  );
  const own = path.replace(/019a7d20|s1(?=[/.])|x(?=\.jsonl)|20261113_1/, (name) => `${file}${name}`);
  if (!path.endsWith('.jsonl')) return undefined;
  const made = new Set(calls.flatMap(([first = '']) => first));
  return { path: own, lines: [...begins, ...calls.flat()], calls: made };
}

const idOf = (file: number, call: number) => `call_${file}_${call}_`;
const idPattern = /call_\d+_\d+_/;

interface Splice {
  readonly from: number;
  readonly length: number;
  readonly bytes: Uint8Array;
}

function spliced({ lines }: Session, { from, length, bytes }: Splice): Buffer {
  const whole = Buffer.from(lines.map((line) => `${line}\n`).join(''));
  const start = Math.floor(from * whole.length);
  return Buffer.concat([whole.subarray(0, start), bytes, whole.subarray(start + length)]);
}

/** Ids of calls that stand on lines that are as the agent wrote them. */
function wholeIds({ calls }: Session, damaged: Buffer): string[] {
  const left = damaged
    .toString('utf8')
    .split('\n')
    .filter((line) => calls.has(line));
  return [...new Set(left.flatMap((line) => idPattern.exec(line)?.[0] ?? []))];
}

function isSound(damaged: Buffer): boolean {
  return damaged
    .toString('utf8')
    .split('\n')
    .every((line) => line.trim() === '' || isObject(line));
}

function isObject(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

const splice = fc.record({
  from: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.oneof(fc.nat(40), fc.nat(1500)),
  bytes: fc.oneof(
    fc.uint8Array({ maxLength: 60 }),
    fc
      .constantFrom('\n', '\r\n', '}\n{', '"', '\\', '\u0000'.repeat(64), '{}\n', '\n[1]\n')
      .map((text) => Buffer.from(text)),
  ),
});

async function read(files: Readonly<Record<string, Buffer>>) {
  const below = Object.entries(files).map(([path, bytes]) => [`home/dana/${path}`, bytes]);
  const { home, root } = evidenceImage(Object.fromEntries(below));
  mkdirSync(`${root}${cwd}`, { recursive: true });
  const place = ['--home', home, '--root', root];
  const calls = await runCli(['sessions', ...place, '--format', 'ndjson']);
  const summary = await runCli(['sessions', ...place, '--format', 'json']);
  const gaps: readonly { evidence: { path: string } }[] = JSON.parse(summary.stdout).gaps;
  return {
    codes: [calls.code, summary.code],
    ids: new Set(
      calls.stdout
        .match(/"id":"[^"]{0,80}call_\d+_\d+_/g)
        ?.flatMap((text) => idPattern.exec(text)?.[0] ?? []),
    ),
    gaps: new Set(gaps.map(({ evidence }) => evidence.path)),
  };
}

/** Calls without an id are told apart by where they stand; a database has no lines. */
const withoutIds: ReadonlySet<string> = new Set(['cursor', 'antigravity', 'crush']);
const ofLines = workingAgents.filter((agent) => !withoutIds.has(agent.agent) && sessionOf(agent, 0));

describe.each(ofLines)('spliced records of $agent', (agent) => {
  it('are read as far as they are whole, and damage is a gap', async () => {
    const many = fc.array(splice, { minLength: filesInRun, maxLength: filesInRun });
    await fc.assert(
      fc.asyncProperty(many, async (splices) => {
        const damaged = splices.flatMap((one, index) => {
          const session = sessionOf(agent, index);
          return session ? [{ session, bytes: spliced(session, one) }] : [];
        });
        const files = damaged.map(({ session, bytes }) => [session.path, bytes] as const);
        const { codes, ids, gaps } = await read(Object.fromEntries(files));
        expect(codes.filter((code) => code !== 0 && code !== 3)).toEqual([]);
        const lost = damaged.flatMap(({ session, bytes }) =>
          wholeIds(session, bytes).filter((id) => !ids.has(id)),
        );
        expect(lost).toEqual([]);
        const silent = damaged.filter(({ session, bytes }) => !isSound(bytes) && !gaps.has(session.path));
        expect(silent.map(({ session }) => session.path)).toEqual([]);
      }),
      { numRuns: 2 },
    );
  }, 120_000);
});
