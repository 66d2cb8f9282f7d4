import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openHome } from '../../src/evidence/home.ts';
import { watchWithQueries } from '../../src/investigation/detection.ts';
import { returnedBy, watchCalls } from '../../src/investigation/watch-calls.ts';
import { inventory } from '../../src/transcripts/inventory.ts';

const homes: string[] = [];
afterEach(() => {
  for (const home of homes.splice(0)) rmSync(home, { recursive: true });
});

type Use = { readonly name: string; readonly input: Readonly<Record<string, string>> };
const bash = (command: string): Use => ({ name: 'Bash', input: { command } });

/** A home with one session that made the given calls, a minute apart. */
function homeOf(uses: readonly Use[]) {
  const home = mkdtempSync(join(tmpdir(), 'detection-'));
  homes.push(home);
  const folder = join(home, '.claude/projects/-home-dana-app');
  mkdirSync(folder, { recursive: true });
  const common = {
    sessionId: '11111111-1111-4111-8111-111111111111',
    cwd: '/home/dana/app',
    version: '2.1.0',
  };
  const lines = uses.flatMap((given, index) => {
    const timestamp = `2026-11-20T10:${String(index).padStart(2, '0')}:00.000Z`;
    const use = { type: 'tool_use', id: `toolu_${index}`, ...given };
    const result = { type: 'tool_result', tool_use_id: `toolu_${index}`, content: '' };
    return [
      {
        ...common,
        type: 'assistant',
        uuid: `a${index}`,
        timestamp,
        message: { role: 'assistant', content: [use] },
      },
      { ...common, type: 'user', uuid: `u${index}`, timestamp, message: { role: 'user', content: [result] } },
    ];
  });
  writeFileSync(
    join(folder, `${common.sessionId}.jsonl`),
    lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
  );
  return openHome(home);
}

async function findingsOf(uses: readonly Use[]) {
  const home = homeOf(uses);
  const detection = await watchWithQueries({ queries: [], allowHost: [] }, home);
  await returnedBy(watchCalls(inventory(home), home, [detection]));
  return detection.result().map(({ finding }) => finding);
}

describe('queries over a home', () => {
  it('makes one finding of many matches, with a count and the first evidence', async () => {
    const found = await findingsOf(Array.from({ length: 30 }, (_, index) => bash(`rm -rf ~/old-${index}`)));
    const [finding] = found.filter(({ queryId }) => queryId === 'recursive_delete_outside_repository');
    expect(finding).toMatchObject({ level: 'high', count: 30, at: '2026-11-20T10:00:00.000Z' });
    expect(finding?.evidence[0]?.path).toContain('.jsonl');
    expect(finding?.evidence[0]?.line).toBe(1);
  });

  it('knows what the session itself wrote when it runs it', async () => {
    const found = await findingsOf([
      { name: 'Write', input: { file_path: '/home/dana/app/clean.sh', content: 'rm -rf ~/Documents\n' } },
      bash('bash clean.sh'),
    ]);
    expect(found.map(({ queryId }) => queryId)).toContain('recursive_delete_outside_repository');
  });
});
