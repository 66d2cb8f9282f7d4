// Recall, precision, guard and scope of `scan` on labelled files.
//
// YOLO_TRIAGE_CORPUS names a folder with flag-scan/files/ and flag-scan/labels.tsv: file, line, label
// (`REAL:…` switches prompts off, `mention:…` does not), IS_SANDBOX (yes, context, file, no), other sandbox hints.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const corpus = process.env.YOLO_TRIAGE_CORPUS;
if (!corpus) {
  console.log('skipped: YOLO_TRIAGE_CORPUS is not set');
  process.exit(0);
}
const folder = join(corpus, 'flag-scan');
const rows = scan(join(folder, 'files'));
const labels = readLabels(join(folder, 'labels.tsv'));

const found = new Map();
for (const row of rows) {
  const key = `${row.path}:${row.line}`;
  const before = found.get(key);
  if (!before || before.kind === 'mention') found.set(key, row);
}
const isFinding = (key) => found.has(key) && found.get(key).kind !== 'mention';

const real = labels.filter(({ label }) => label.startsWith('REAL'));
const mentions = labels.filter(({ label }) => !label.startsWith('REAL'));
const hit = real.filter(({ key }) => isFinding(key));
const wrong = mentions.filter(({ key }) => isFinding(key));
const listed = mentions.filter(({ key }) => found.has(key));
const labelled = new Set(labels.map(({ key }) => key));
const unlabelled = [...found].filter(([key, row]) => row.kind !== 'mention' && !labelled.has(key));

console.log(`places labelled     ${real.length} real, ${mentions.length} mentions`);
console.log(`recall              ${percent(hit.length, real.length)}`);
console.log(`precision           ${percent(hit.length, hit.length + wrong.length)}`);
console.log(`mentions listed     ${percent(listed.length, mentions.length)}`);

const realFiles = new Set(real.map(({ file }) => file));
const foundFiles = new Set([...found].filter(([, row]) => row.kind !== 'mention').map(([, row]) => row.path));
const mentionFiles = new Set(mentions.map(({ file }) => file).filter((file) => !realFiles.has(file)));
const hitFiles = [...realFiles].filter((file) => foundFiles.has(file));
const wrongFiles = [...mentionFiles].filter((file) => foundFiles.has(file));
console.log(`files: recall       ${percent(hitFiles.length, realFiles.size)}`);
console.log(`files: precision    ${percent(hitFiles.length, hitFiles.length + wrongFiles.length)}`);

const guardWrong = hit.filter(({ key, guard }) => (found.get(key).guard !== 'none') !== guard);
const scopeWrong = hit.filter(({ key, scope }) => scope && found.get(key).scope !== scope);
console.log(`guard agrees        ${percent(hit.length - guardWrong.length, hit.length)}`);
console.log(`scope agrees        ${percent(hit.length - scopeWrong.length, hit.length)}`);

list(
  'missed',
  real.filter(({ key }) => !isFinding(key)),
  ({ key, label }) => `${key}  ${label}`,
);
list(
  'reported, but labelled a mention',
  wrong,
  ({ key, label }) => `${key}  ${label}  ${found.get(key).route}`,
);
list('guard differs', guardWrong, ({ key, guard }) => `${key}  label ${guard}, scan ${found.get(key).guard}`);
list(
  'scope differs',
  scopeWrong,
  ({ key, scope }) => `${key}  expected ${scope}, scan ${found.get(key).scope}`,
);
list('not in the labels', unlabelled, ([key, row]) => `${key}  ${row.route}  ${row.text.slice(0, 120)}`);

function scan(root) {
  const argv = ['dist/main.js', 'scan', root, '--format', 'ndjson', '--mentions', '--quiet'];
  return outputOf(argv)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

/** Exit codes 1 and 3 are results too. */
function outputOf(argv) {
  try {
    return execFileSync(process.execPath, argv, { encoding: 'utf8', maxBuffer: 1 << 30 });
  } catch (error) {
    if (![1, 3].includes(error.status)) throw error;
    return error.stdout;
  }
}

function readLabels(path) {
  return readFileSync(path, 'utf8')
    .split('\n')
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => {
      const [file, number, label, sandbox] = line.split('\t');
      return {
        file,
        label,
        key: `${file}:${number}`,
        guard: sandbox !== 'no',
        scope: expectedScope(file, label),
      };
    });
}

/** The labels name no scope; the kind of file does. */
function expectedScope(file, label) {
  if (/history$/.test(label)) return 'one-off-command';
  if (/(?:^|\/)Dockerfile|\.devcontainer\//.test(file)) return 'container-image';
  if (/\.github\/workflows\//.test(file)) return 'ci-job';
  if (/settings|state/.test(label)) return 'settings';
  if (/zshrc|bashrc|aliases|shell-snapshots/.test(file)) return 'shell-profile';
  if (/\.(?:sh|bash|ps1)$/.test(file)) return 'repository-script';
  if (/\.(?:py|js|ts|rs|go)$/.test(file)) return 'source-code';
  return undefined;
}

function percent(part, whole) {
  return `${((100 * part) / Math.max(whole, 1)).toFixed(1)} %  (${part} of ${whole})`;
}

function list(title, items, show) {
  if (items.length === 0) return;
  console.log(`\n${title}:`);
  for (const item of items) console.log(`  ${show(item)}`);
}
