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
    [
      'a byte order mark between records',
      `${first}\n\ufeff${second}\n`,
      ['toolu_1', 'toolu_2'],
      'do not belong',
    ],
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

  it('reads a file that begins with a byte order mark', async () => {
    const { ids, code } = await idsOf(`\ufeff${first}\n${second}\n`);
    expect({ ids, code }).toEqual({ ids: ['toolu_1', 'toolu_2'], code: 0 });
  });

  it.each([
    ['a command', second.replace('"command":', '"command":"rm -rf /srv","command":')],
    ['a tool', second.replace('"name":', '"name":"Write","name":')],
    ['a content', second.replace('"content":', '"content":[],"content":')],
  ])('tells of %s that stands there twice', async (_name, line) => {
    const { ids, code, stderr } = await idsOf(`${first}\n${line}\n`);
    expect({ ids, code }).toEqual({ ids: ['toolu_1', 'toolu_2'], code: 3 });
    expect(stderr).toMatch(/:2: .* twice, which no writer of JSON does.* \(tampering\)/);
  });

  it.each([
    [
      'a mode that says another',
      second.replace('"message":', '"permissionMode":"plan","permissionMode":"auto","message":'),
    ],
    [
      'a type behind a mask of another place',
      second.replace('"type":"assistant"', '"x":"[REDACTED]","type":"user","type":"assistant"'),
    ],
  ])('tells of %s', async (_name, line) => {
    expect((await idsOf(`${first}\n${line}\n`)).stderr).toMatch(/:2: .* twice, .* \(tampering\)/);
  });

  it.each([
    ['a command', second.replace('"command":', '"command":"pwd","command":')],
    ['a type', second.replace('"type":"assistant"', '"type":"assistant","type":"assistant"')],
    [
      'a version that differs',
      second.replace('"message":', '"version":"1.0.0","version":"2.0.0","message":'),
    ],
    [
      'a type, where what lay between was masked',
      second.replace(
        '"type":"assistant"',
        '"type":"message","u":"https://[REDACTED_CREDS]@x","type":"assistant"',
      ),
    ],
  ])('takes what stands there twice and hides nothing as no tampering: %s', async (_name, line) => {
    const { ids, code, stderr } = await idsOf(`${first}\n${line}\n`);
    expect({ ids, code }).toEqual({ ids: ['toolu_1', 'toolu_2'], code: 3 });
    expect(stderr).toMatch(/:2: .* twice, .* \(malformed\)/);
    expect(stderr).not.toContain('(tampering)');
  });

  it('takes one name in two objects as ordinary', async () => {
    const line = second.replace('"command":', '"description":"command","command":');
    expect((await idsOf(`${first}\n${line}\n`)).code).toBe(0);
  });

  it('reads lines with carriage returns, blank lines and a last line without an end', async () => {
    const { ids, code } = await idsOf(`${first}\r\n\n  \n${second}`);
    expect({ ids, code }).toEqual({ ids: ['toolu_1', 'toolu_2'], code: 0 });
  });

  it.each([
    ['a type', second.replace('"tool_use"', '"tool\\u005fus\\u0065"')],
    ['a name', second.replace('"content"', '"\\u0063ontent"')],
    [
      'a type behind another',
      second
        .replace('"tool_use"', '"tool\\u005fuse"')
        .replace('"type":"assistant"', '"x":{"type":"progress"},"type":"assistant"'),
    ],
  ])('reads a call that hides %s behind escapes, and reports it', async (_name, hidden) => {
    const { ids, code, stderr } = await idsOf(`${first}\n${hidden}\n`);
    expect({ ids, code }).toEqual({ ids: ['toolu_1', 'toolu_2'], code: 3 });
    expect(stderr).toContain(`${mainFile}:2: the line writes names with escapes`);
    expect(stderr).toContain('(tampering)');
  });

  it('takes escapes that JSON needs for what they are', async () => {
    const quoted = second.replace('"cwd"', '"toolUseResult":{"a \\"b\\" \\u0007":1},"cwd"');
    expect(await idsOf(`${quoted}\n`)).toMatchObject({ ids: ['toolu_2'], code: 0 });
  });

  it('takes the last of names that occur twice, as JSON.parse does', async () => {
    const twice = first.replace(
      '"message":',
      `"message":${JSON.stringify(JSON.parse(second).message)},"message":`,
    );
    expect((await idsOf(`${twice}\n`)).ids).toEqual(['toolu_1']);
    const shadowed = first.replace(/}$/, ',"message":{"content":"nothing"}}');
    expect((await idsOf(`${shadowed}\n`)).ids).toEqual([]);
  });

  it('takes no look-alike inside a value for a call', async () => {
    const inside = { type: 'tool_use', id: 'toolu_9', name: 'Bash', input: {} };
    const result = { toolUseResult: { message: { content: [inside] }, content: [inside] } };
    const shown = prompt(4, JSON.stringify(inside), result);
    expect((await idsOf(`${first}\n${JSON.stringify(shown)}\n`)).ids).toEqual(['toolu_1']);
  });

  it('reads a record with thousands of calls', async () => {
    const content = Array.from({ length: 4_500 }, (_, n) => ({
      type: 'tool_use',
      id: `toolu_${n}`,
      name: 'Bash',
      input: { command: `echo ${n}` },
    }));
    const record = { ...JSON.parse(first), message: { role: 'assistant', content } };
    const { rows } = await callsOf(homeWith({ [mainFile]: lines(record) }));
    expect(rows).toHaveLength(4_500);
    expect(rows[4_321]).toMatchObject({ id: 'toolu_4321', argument: 'echo 4321' });
  });

  it('reports a line that nests deeper than it reads', async () => {
    const deep = `{"x":${'['.repeat(9_000)}${']'.repeat(9_000)},${second.slice(1)}`;
    const { ids, code, stderr } = await idsOf(`${first}\n${deep}\n`);
    expect({ ids, code }).toEqual({ ids: ['toolu_1'], code: 3 });
    expect(stderr).toContain(':2: holds more than this program reads');
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
