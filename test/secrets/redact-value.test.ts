import { describe, expect, it } from 'vitest';
import { redactValue } from '../../src/secrets/redact-value.ts';

const token = `gh${'p_'}${'aB3d'.repeat(9)}`;
const salt = new Uint8Array(4);
const mark = expect.stringMatching(/^\[[\w-]+ \d+ [0-9a-f]{8}\]$/);

describe('a document without secrets', () => {
  it('has none in the names of its fields', () => {
    const redacted = redactValue({ tools: { [`mcp__${token}`]: 1, [token]: { [token]: [token] } } }, salt);
    expect(JSON.stringify(redacted)).not.toContain(token);
    expect(Object.keys((redacted as { tools: object }).tools)).toHaveLength(2);
  });

  it('has none that only the name of its field gives away', () => {
    const input = { password: 'c0rrect-H0rse', apiToken: 'Zf3D0LXCM3EIMbgJpUNnkRtOfOueHznB' };
    expect(redactValue(input, salt)).toEqual({ password: mark, apiToken: mark });
  });

  it('is the same document where there was none', () => {
    const row = {
      id: 'toolu_1',
      secrets: 'redacted',
      tokens: { read: 1 },
      effects: [{ target: '/tmp/x' }],
      at: new Date(0),
    };
    expect(redactValue(row, salt)).toBe(row);
  });
});

it('takes a secret that one text gives away from every other text of the value', () => {
  const secret = ['Sommer', 'Regen81'].join('!');
  const row = {
    command: `security add-generic-password -a me -w ${secret}`,
    effects: [{ target: `keychain me ${secret}` }],
  };
  expect(JSON.stringify(redactValue(row, new Uint8Array(4)))).not.toContain(secret);
});

describe('a secret that is a way in an address', () => {
  const last = `${'aB3d'.repeat(5)}E4f6`;
  const address = `https://hooks.slack.com/services/${'T0'}12AB34C/${'B0'}56DE78F/${last}`;

  it('is none of the names of files that its parts give', () => {
    const row = { command: `wget ${address}`, effects: [{ action: 'write', target: `/home/dana/${last}` }] };
    expect(JSON.stringify(redactValue(row, salt))).not.toContain(last);
  });

  it('leaves words that are shorter parts of it', () => {
    const row = { command: `wget ${address}`, project: 'services', branch: 'B056DE78F' };
    expect(redactValue(row, salt)).toMatchObject({ project: 'services', branch: 'B056DE78F' });
  });
});
