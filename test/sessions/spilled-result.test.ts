import { describe, expect, it } from 'vitest';
import { openHome } from '../../src/evidence/home.ts';
import { inventory } from '../../src/transcripts/inventory.ts';
import { homeWith, lines, mainFile, prompt, sessionId, toolResult, toolUse } from './transcripts.ts';

const folder = `projects/-home-dana-shop/${sessionId}`;
const pointer = `<persisted-output>\nOutput too large (85.8KB). Full output saved to: /home/dana/.claude/${folder}/tool-results/b1.txt\n\nPreview (first 2KB):\nfirst\n</persisted-output>`;
const transcript = lines(
  prompt(0, 'read it all'),
  toolUse(1, 'toolu_1', { command: 'cat log' }),
  toolResult(2, 'toolu_1', pointer),
);

async function read(files: Record<string, string>) {
  const calls = inventory(openHome(homeWith(files)));
  const results: string[] = [];
  for await (const { result, prompt: asked } of calls) results.push(`${asked}: ${result?.text}`);
  return { results, gaps: calls.account().gaps };
}

describe('a result too large for its transcript', () => {
  it('is read from its own file', async () => {
    const files = { [mainFile]: transcript, [`${folder}/tool-results/b1.txt`]: 'first\nsecond\n' };
    expect(await read(files)).toEqual({ results: ['read it all: first\nsecond\n'], gaps: [] });
  });

  it('is a gap where that file is gone', async () => {
    const { results, gaps } = await read({ [mainFile]: transcript });
    expect(results[0]).toContain('first');
    expect(gaps).toMatchObject([{ kind: 'missing', evidence: { path: `.claude/${mainFile}`, line: 3 } }]);
  });

  it('never climbs out of its folder', async () => {
    const climbing = transcript.replace('tool-results/b1.txt', 'tool-results/../../../../../secret');
    const { results } = await read({ [mainFile]: climbing, '../secret': 'SECRET', secret: 'SECRET' });
    expect(results[0]).not.toContain('SECRET');
  });
});
