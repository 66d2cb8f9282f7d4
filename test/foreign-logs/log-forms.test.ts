import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { evidenceImage } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';
import { logForms } from './log-forms.ts';

const folder = mkdtempSync(join(tmpdir(), 'log-forms-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Told {
  readonly witnesses?: readonly {
    readonly path: string;
    readonly sources: readonly string[];
    readonly eventsByKind: Readonly<Record<string, number>>;
    readonly from: string;
    readonly hosts: readonly string[];
  }[];
  readonly gaps: readonly {
    readonly reason: string;
    readonly evidence?: { readonly path: string; readonly line?: number };
  }[];
}

async function told(files: readonly string[]): Promise<Told> {
  const image = evidenceImage({});
  const logs = files.flatMap((path) => ['--witness-log', path]);
  const argv = [
    'report',
    '--home',
    image.home,
    '--root',
    image.root,
    ...logs,
    '--format',
    'json',
    '--output',
    '-',
  ];
  return JSON.parse((await runCli(argv)).stdout) as Told;
}

/** Names tell nothing of the form. */
function written(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('logs', () => {
  it('of every form are read, told by their content alone', async () => {
    const files = logForms.map(({ text }, index) => written(`log-${index}.dat`, text));
    const { witnesses = [], gaps } = await told(files);
    const read = logForms.map(({ name }, index) => {
      const witness = witnesses.find(({ path }) => path === files[index]);
      const own = gaps.filter(({ evidence }) => evidence?.path === files[index]).map(({ reason }) => reason);
      return {
        name,
        source: witness?.sources.join(),
        events: witness?.eventsByKind,
        from: witness?.from,
        gaps: own,
      };
    });
    expect(read).toEqual(
      logForms.map(({ name, source, events, gaps: own = [] }) => ({
        name,
        source,
        events,
        from: '2026-11-13T14:00:01.000Z',
        gaps: own,
      })),
    );
  });
});

describe('a log', () => {
  const [auditd] = logForms;
  const text = auditd?.text ?? '';

  it.each([
    ['packed with gzip', gzipSync(text)],
    ['in UTF-16, as PowerShell writes it', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['with the line ends of Windows', text.replaceAll('\n', '\r\n')],
  ])('%s is the same', async (name, content) => {
    const { witnesses = [] } = await told([written(`same-${name.length}.log`, content)]);
    expect(witnesses.map(({ eventsByKind }) => eventsByKind)).toEqual([auditd?.events]);
  });

  it('that ends in the middle of a packed part is a gap, and what was whole is read', async () => {
    const many = Array.from({ length: 3000 }, (_, index) =>
      text.replaceAll(':8801)', `:${9000 + index})`),
    ).join('');
    const packed = gzipSync(many);
    const { witnesses = [], gaps } = await told([written('torn.gz', packed.subarray(0, packed.length - 20))]);
    expect(witnesses[0]?.eventsByKind['process']).toBeGreaterThan(0);
    expect(gaps.map(({ reason }) => reason)).toContainEqual(expect.stringMatching(/unexpected end/i));
  });

  it('with lines of no form names the first ones and counts the others', async () => {
    const path = written('mixed.log', `${text}${'what is this\n'.repeat(8)}`);
    const { gaps } = await told([path]);
    const of = gaps.filter(({ evidence }) => evidence?.path === path).map(({ reason }) => reason);
    expect(of).toEqual([
      ...Array(5).fill('is in no form that is known'),
      '3 further lines are in no form that is known',
    ]);
  });
});
