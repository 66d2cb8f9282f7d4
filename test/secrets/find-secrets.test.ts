import { describe, expect, it } from 'vitest';
import { findSecrets } from '../../src/secrets/find-secrets.ts';
import { redactText } from '../../src/secrets/redact-text.ts';
import { secretKinds } from '../../src/secrets/secret-kinds.ts';

const anthropic = `sk-${'ant-'}api03-${'a1B2'.repeat(8)}`;
const github = `${'gh'}p_${'aB3d'.repeat(9)}`;

/** Beginnings of ids of commits and of digests, some with the letters with which a kind of token begins. */
const beginnings = [
  ...secretKinds.flatMap(({ keywords }) => keywords).filter((keyword) => /^[a-f0-9]+$/i.test(keyword)),
  '0123',
  'deadbeef',
].map((keyword) => keyword.toLowerCase());

describe('finding secrets', () => {
  it.each(beginnings)('takes no id of a commit for a secret that begins with %s', (beginning) => {
    for (const length of [40, 64]) {
      const id = beginning.padEnd(length, '0a1b2c3d4e5f69788796a5b4c3d2e1f0');
      for (const text of [id, `commit ${id}`, `${id} Change a file`, `"sha":"${id}"`, id.slice(0, 12)]) {
        expect(findSecrets(text)).toEqual([]);
      }
    }
  });

  it('counts each place once, under the first kind that fits, in the order of the text', () => {
    const text = `TOKEN=${github} key ${anthropic}`;
    expect(findSecrets(text)).toEqual([
      { kind: 'github-token', length: github.length, offset: 6 },
      { kind: 'anthropic-key', length: anthropic.length, offset: text.indexOf(anthropic) },
    ]);
  });

  it('finds none in what a redactor left', () => {
    expect(findSecrets(redactText(`x ${anthropic} y`, new Uint8Array(4)))).toEqual([]);
  });
});
