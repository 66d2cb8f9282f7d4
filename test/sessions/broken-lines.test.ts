import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callsOf, homeWith, lines, mainFile, prompt, toolResult, toolUse } from './transcripts.ts';

const first = JSON.stringify(toolUse(1, 'toolu_1', { command: 'ls "a" \\ é \u{1f600}' }));
const second = JSON.stringify(toolUse(2, 'toolu_2', { command: 'pwd' }));
const long = JSON.stringify(toolUse(3, 'toolu_3', { command: `echo ${'\\"é\u{1f600}'.repeat(3_000)}` }));

async function idsOf(content: string | Uint8Array) {
  const { rows, code, stderr } = await callsOf(homeWith({ [mainFile]: content }));
  return { ids: rows.map(({ id }) => id), code, stderr };
}

describe('broken transcripts', () => {
  it.each<readonly [string, string | Uint8Array, readonly string[], string]>([
    [
      'two records on one line',
      `${first}${second}\n`,
      ['toolu_1', 'toolu_2'],
      'holds 2 records glued together',
    ],
    ['a torn last line', `${first}\n${second.slice(0, 200)}`, ['toolu_1'], '(truncated)'],
    [
      'a line torn by another writer',
      `${first.slice(0, 150)}${second}\n`,
      ['toolu_2'],
      'one whole record in it was read',
    ],
    [
      'zero bytes before a record',
      `${'\0'.repeat(512)}${first}\n${second}\n`,
      ['toolu_1', 'toolu_2'],
      'do not belong',
    ],
    ['a byte order mark', `\ufeff${first}\n`, ['toolu_1'], 'do not belong'],
    ['a comment', `// exported\n${first}\n`, ['toolu_1'], 'is not a JSON object'],
    ['bytes that are not UTF-8', Buffer.from(first.replace('é', '\xff'), 'latin1'), ['toolu_1'], 'not UTF-8'],
    [
      'a record broken around its call',
      `${first.replace('"cwd"', '"cwd":"x" "cwd"')}\n`,
      ['toolu_1'],
      'one whole record in it was read',
    ],
  ])('saves what can be saved of %s, and reports the rest', async (_name, content, expected, reason) => {
    const { ids, code, stderr } = await idsOf(content);
    expect(ids).toEqual(expected);
    expect(code).toBe(3);
    expect(stderr).toContain(reason);
  });

  it('reads lines with carriage returns, blank lines and a last line without an end', async () => {
    const { ids, code } = await idsOf(`${first}\r\n\n  \n${second}`);
    expect({ ids, code }).toEqual({ ids: ['toolu_1', 'toolu_2'], code: 0 });
  });

  it('finds a call whose type is written with escapes', async () => {
    const escaped = second.replace('"tool_use"', '"tool\\u005fus\\u0065"');
    const hidden = escaped.replace('"type":"assistant"', '"x":{"type":"progress"},"type":"assistant"');
    expect((await idsOf(`${escaped}\n`)).ids).toEqual(['toolu_2']);
    expect((await idsOf(`${hidden}\n`)).ids).toEqual(['toolu_2']);
  });

  it('reads a line longer than a window, and cuts its argument only', async () => {
    const { ids } = await idsOf(`${first}\n${JSON.stringify(prompt(2, 'x'.repeat(3_000_000)))}\n${long}\n`);
    expect(ids).toEqual(['toolu_1', 'toolu_3']);
  });

  it('never throws and never loses a whole line, whatever stands around it', async () => {
    const whole = [first, second, long];
    const junk = fc.oneof(
      fc
        .uint8Array({ maxLength: 400 })
        .map((bytes) => Buffer.from(bytes).toString('latin1').replaceAll('\n', ' ')),
      fc
        .tuple(fc.constantFrom(...whole), fc.nat(), fc.nat())
        .map(([line, a, b]) => line.slice(a % line.length, b % line.length)),
      fc.json(),
    );
    const file = fc.array(fc.oneof(junk, fc.constantFrom(...whole)), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(file, fc.boolean(), async (written, ended) => {
        const { ids, code } = await idsOf(written.join('\n') + (ended ? '\n' : ''));
        expect([0, 3]).toContain(code);
        for (const [index, line] of whole.entries()) {
          if (written.includes(line)) expect(ids).toContain(`toolu_${index + 1}`);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('never throws on any splice of two transcripts', async () => {
    const one = Buffer.from(
      lines(
        prompt(0, 'go'),
        toolUse(1, 'toolu_1', { command: 'é' }),
        toolResult(2, 'toolu_1', 'x'.repeat(5000)),
      ),
    );
    const other = Buffer.from(`${long}\n${second}\n`);
    await fc.assert(
      fc.asyncProperty(fc.nat(one.length), fc.nat(other.length), async (a, b) => {
        const { code } = await idsOf(Buffer.concat([one.subarray(0, a), other.subarray(b)]));
        expect([0, 3]).toContain(code);
      }),
      { numRuns: 40 },
    );
  });
});
