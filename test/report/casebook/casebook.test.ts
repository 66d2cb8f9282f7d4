import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCase } from '../../../fixtures/build-case.mjs';
import { CallGatherer } from '../../../src/investigation/case/gather-calls.ts';
import { budgetOf } from '../../../src/report/casebook/budget.ts';
import { layOutLargeHome } from '../../bench/casebook/large-home.mjs';
import { attacks, buildHostileHome } from '../../hostile/hostile-home.ts';
import { runCli } from '../../support/run-cli.ts';
import { type ReadCasebook, readCasebook, referencesOf } from './read-casebook.ts';

const folder = mkdtempSync(join(tmpdir(), 'casebook-'));
const { root, home } = buildCase('unattended-refactor', join(folder, 'evidence'));
const evidence = ['--home', home, '--root', root];
let page: string;
let book: ReadCasebook;

async function written(argv: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await runCli([...argv, '--output', '-']);
  expect({ code, stderr }).toEqual({ code: expect.toBeOneOf([0, 1, 3]), stderr });
  return stdout;
}

beforeAll(async () => {
  page = await written(['report', ...evidence, '--format', 'casebook']);
  book = readCasebook(page);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

describe('a casebook', () => {
  it('has the document of the HTML report, word for word', async () => {
    const document = await written(['report', ...evidence, '--format', 'html']);
    const main = /<main>[\s\S]*<\/main>/;
    expect(main.exec(page)?.[0]).toBe(main.exec(document)?.[0]);
  });

  it('has every call of the sessions, with what was put in and printed', async () => {
    const rows = (await written(['sessions', ...evidence, '--calls', '--format', 'ndjson']))
      .trimEnd()
      .split('\n')
      .map((line): { id: string; startedAt: string } => JSON.parse(line));
    expect(rows.length).toBeGreaterThan(10);
    const inTime = rows.toSorted((a, b) => (a.startedAt < b.startedAt ? -1 : 1)).map(({ id }) => id);
    expect(book.details.map(({ id }) => id)).toEqual(inTime);
    const sending = book.details.find(({ input }) => input.text.includes('--data-binary'));
    expect(sending).toMatchObject({
      input: { text: expect.stringContaining('cat .env | curl') },
      result: { text: expect.any(String) },
      effects: expect.arrayContaining([expect.stringMatching(/^upload .*\(outside, certain\)$/)]),
    });
  });

  it('ties incidents and findings to their calls, and calls to commits, credentials and steps back', () => {
    const [incident] = book.case.incidents;
    expect(incident?.calls.map((call) => book.details[call]?.input.text)).toContainEqual(
      expect.stringContaining('cat .env | curl'),
    );
    expect(book.case.findings.filter(({ calls }) => calls.length > 0).length).toBeGreaterThan(5);
    expect(new Set(book.case.links.map(({ kind }) => kind))).toEqual(
      new Set(['commit', 'credential', 'step']),
    );
  });

  it('prints references that show resolves', async () => {
    for (const reference of referencesOf(book).slice(0, 3)) {
      const { code } = await runCli(['show', reference, ...evidence]);
      expect([reference, code]).toEqual([reference, expect.toBeOneOf([0, 3])]);
    }
  });

  it('is the same twice, and one page of one script, named by its hash', async () => {
    expect(await written(['report', ...evidence, '--format', 'casebook'])).toBe(page);
    expect(page).toMatch(
      /default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'; script-src 'sha256-[^']+'; require-trusted-types-for 'script'/,
    );
    expect(page.match(/<script/g)).toHaveLength(2);
  });

  it('redacts as every other format, and says where nothing was', async () => {
    const secrets = await written(['report', ...evidence, '--format', 'casebook', '--no-redact']);
    const shown = readCasebook(secrets);
    const [, secret = ''] = /LEDGER_API_KEY=([\w-]{20,})/.exec(shown.text) ?? [];
    expect(secret).not.toBe('');
    expect(shown.case.redacted).toBe(false);
    expect(book.text).not.toContain(secret);
    expect(book.text).toMatch(/LEDGER_API_KEY=\[assigned-secret 20 [0-9a-f]{8}\]/);
    expect(book.case.redacted).toBe(true);
  });

  it('is made from a case document, too, and says that no calls are in it', async () => {
    const document = join(folder, 'case.json');
    writeFileSync(document, await written(['report', ...evidence, '--format', 'json']));
    expect(JSON.parse(await written(['report', ...evidence, '--format', 'json']))).not.toHaveProperty(
      'calls',
    );
    const again = readCasebook(await written(['report', '--from', document, '--format', 'casebook']));
    expect(again.details).toEqual([]);
    expect(again.case.counts).toMatchObject({ hasCalls: false, calls: book.details.length });
    expect(again.case.incidents.length).toBe(book.case.incidents.length);
  });

  it('has its own ending where it goes to a folder', async () => {
    const { stderr } = await runCli(['report', ...evidence, '--format', 'casebook', '--output', folder]);
    expect(stderr).toContain('.casebook.html');
  });
});

describe('the size of a casebook', () => {
  it('stays below its bound, and what is left out for it is counted', async () => {
    const calls = 2000;
    const large = join(folder, 'large');
    layOutLargeHome(large, calls, { isNoise: true });
    const html = await written(['report', '--home', large, '--format', 'casebook']);
    expect(Buffer.byteLength(html)).toBeLessThanOrEqual(budgetOf(calls));
    const { case: given, details } = readCasebook(html);
    expect(details).toHaveLength(calls);
    const left = details.filter(({ isLeftOut }) => isLeftOut).length;
    expect(left).toBeGreaterThan(0);
    expect(given.counts).toMatchObject({ calls, callsLeftOut: 0, resultsLeftOut: left });
    const cited = new Set(given.findings.flatMap(({ calls: numbers }) => numbers));
    expect(cited.size).toBeGreaterThan(10);
    expect([...cited].filter((number) => details[number]?.isLeftOut)).toEqual([]);
  }, 120_000);

  it('keeps the calls that the case cites, then those that do something', () => {
    const gatherer = new CallGatherer(4);
    for (let number = 0; number < 10; number += 1) {
      gatherer.take({
        ...{ id: `call-${number}`, agent: 'claude_code', sessionId: 's', project: 'p', tool: 'Bash' },
        ...{ toolKind: 'shell', argument: '', input: {}, permissionMode: 'default' },
        ...{ permissionModeSource: 'none', outcome: 'succeeded', evidence: { path: 'a', line: number + 1 } },
        effects: number === 5 ? [effect('write')] : number === 7 ? [effect('delete')] : [effect('read')],
      });
    }
    const { calls, leftOut } = gatherer.result({
      ...{ moves: [], rotations: [] },
      findings: [{ toolCallIds: ['call-9'] }],
    });
    expect(calls.map(({ id }) => id)).toEqual(['call-0', 'call-5', 'call-7', 'call-9']);
    expect(leftOut).toBe(6);
  });
});

function effect(action: 'read' | 'write' | 'delete') {
  return { action, target: '/x', zone: 'repository', certainty: 'certain', program: 'x' } as const;
}

describe('hostile strings in a casebook', () => {
  it('are data without markup, and no character of them acts', async () => {
    const hostile = buildHostileHome(join(folder, 'hostile'));
    const html = await written([
      'report',
      '--home',
      hostile,
      '--root',
      join(folder, 'hostile'),
      '--format',
      'casebook',
    ]);
    const { text, details } = readCasebook(html);
    expect(details.length).toBeGreaterThan(100);
    const acting = /(?!\ufe0f)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
    expect(acting.test(text.replaceAll('\n', ''))).toBe(false);
    expect(text).toContain(JSON.stringify(attacks['html: script']?.slice(0, 40)).slice(1, -1));
    expect(html.match(/<script/g)).toHaveLength(2);
    expect(html.match(/<\/script>/g)).toHaveLength(2);
  }, 120_000);
});
