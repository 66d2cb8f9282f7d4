// Speed of redaction on one core, line by line and in slices of 1 MB, and how often it strikes ordinary text.
// node test/bench/redact.mjs <folder with text files> [megabytes]
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { loadSource } from '../../build/load-source.mjs';

const [folder, megabytes = '100'] = process.argv.slice(2);
if (folder === undefined) {
  console.log('skipped: name a folder with text files');
  process.exit(0);
}
const { findSecrets } = await loadSource('secrets/find-secrets.ts');
const { redactText } = await loadSource('secrets/redact-text.ts');

const texts = [];
let bytes = 0;
for (const path of filesBelow(folder)) {
  if (bytes >= Number(megabytes) * 1e6) break;
  const text = readFileSync(path, 'utf8');
  if (text.includes('\u0000')) continue;
  texts.push({ path, text });
  bytes += Buffer.byteLength(text);
}

const salt = new Uint8Array(16);
const wholeText = texts.map(({ text }) => text).join('\n');
const slices = Array.from({ length: Math.ceil(wholeText.length / 1e6) }, (_, index) =>
  wholeText.slice(index * 1e6, (index + 1) * 1e6),
);
const lines = texts.flatMap(({ text }) => text.split('\n'));
const inSlices = measure(() => slices.reduce((sum, text) => sum + redactText(text, salt).length, 0));
const byLine = measure(() => lines.reduce((sum, line) => sum + redactText(line, salt).length, 0));
const kinds = {};
for (const { text } of texts) {
  for (const { kind } of findSecrets(text)) kinds[kind] = (kinds[kind] ?? 0) + 1;
}
console.log(
  JSON.stringify({
    megabytes: +(bytes / 1e6).toFixed(1),
    files: texts.length,
    megabytesPerSecond: { slices: rate(inSlices), lines: rate(byLine) },
    hitsPerMegabyte: +(Object.values(kinds).reduce((a, b) => a + b, 0) / (bytes / 1e6)).toFixed(2),
    kinds,
  }),
);

/** Milliseconds of processor time, the middle of three rounds. */
function measure(action) {
  const times = [];
  for (let round = 0; round < 3; round++) {
    const before = process.cpuUsage();
    action();
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
  }
  return times.sort((a, b) => a - b)[1];
}

function rate(ms) {
  return Math.round(bytes / 1e3 / ms);
}

function* filesBelow(path) {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const child = join(path, entry.name);
    if (entry.isDirectory()) yield* filesBelow(child);
    else if (entry.isFile() && statSync(child).size < 20e6) yield child;
  }
}
