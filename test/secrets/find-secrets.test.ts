import { describe, expect, it } from 'vitest';
import { findSecrets } from '../../src/secrets/find-secrets.ts';
import { redactText } from '../../src/secrets/redact-text.ts';

const anthropic = `sk-${'ant-'}api03-${'a1B2'.repeat(8)}`;
const github = `${'gh'}p_${'aB3d'.repeat(9)}`;

describe('finding secrets', () => {
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
