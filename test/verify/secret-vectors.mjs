// Recall on the vectors of secretlint's own rules: every place that its snapshots report must be redacted.
// SECRETLINT_SOURCE=<checkout of https://github.com/secretlint/secretlint> node test/verify/secret-vectors.mjs
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadSource } from '../../build/load-source.mjs';

const source = process.env.SECRETLINT_SOURCE;
if (source === undefined) {
  console.log('skipped: SECRETLINT_SOURCE names no checkout of secretlint');
  process.exit(0);
}
const { findSecrets } = await loadSource('secrets/find-secrets.ts');
const rules = join(source, 'packages/@secretlint');
const results = {};
const missed = [];
for (const rule of readdirSync(rules).filter((name) => name.startsWith('secretlint-rule-'))) {
  const snapshots = join(rules, rule, 'test/snapshots');
  if (!existsSync(snapshots)) continue;
  for (const name of readdirSync(snapshots)) {
    const folder = join(snapshots, name);
    const inputs = readdirSync(folder).filter((file) => file.startsWith('input'));
    const output = join(folder, 'output.json');
    if (inputs.length === 0 || !existsSync(output)) continue;
    const text = readFileSync(join(folder, inputs[0]), 'utf8');
    const { messages = [] } = JSON.parse(readFileSync(output, 'utf8'));
    const secrets = findSecrets(text);
    for (const { range, message } of messages) {
      const [from, to] = range;
      const hit = secrets.some(({ offset, length }) => offset < to && from < offset + length);
      results[rule] ??= { reported: 0, found: 0 };
      const score = results[rule];
      score.reported += 1;
      if (hit) score.found += 1;
      else
        missed.push(
          `${rule}/${name}: ${JSON.stringify(text.slice(from, Math.min(to, from + 70)))} ${message?.slice?.(0, 60) ?? ''}`,
        );
    }
  }
}
const total = Object.values(results).reduce(
  (sum, { reported, found }) => ({ reported: sum.reported + reported, found: sum.found + found }),
  { reported: 0, found: 0 },
);
for (const line of missed) console.log(`missed ${line}`);
console.log(JSON.stringify({ ...total, rules: results }));
