// Leaks of 300 generated secrets: in every place and form as redaction alone sees it, then through the commands, their
// formats, a spool and a bag. With YOLO_TRIAGE_CORPUS, also how often redaction strikes its source text (flag-scan/files).
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSource } from '../../build/load-source.mjs';
import { forms, giveaways } from './secrets/forms.mjs';
import { secrets } from './secrets/generate.mjs';

const leaksAtMost = 0.01;
const falseAtMost = 0.5;
const { redactText } = await loadSource('secrets/redact-text.ts');
const { findSecrets } = await loadSource('secrets/find-secrets.ts');
const salt = new Uint8Array(16);
const main = join(import.meta.dirname, '../../dist/main.js');

const cases = secrets.flatMap(({ kind, text: secret }) =>
  forms
    .filter(({ kinds }) => kinds.includes(kind))
    .map(({ name, put }) => ({ name, secret, text: put(secret) })),
);
const leaks = cases.filter(({ secret, text }) => giveaways(secret, redactText(text, salt)).length > 0);
tell('places and forms', cases, leaks);
const through = throughCommands();
const strikes = onSourceText();
const isBad = leaks.length / cases.length > leaksAtMost || through > 0 || (strikes ?? 0) > falseAtMost;
if (isBad) process.exitCode = 1;

function tell(what, all, leaked) {
  const counts = new Map();
  for (const { name } of leaked) counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const [name, count] of [...counts].sort((a, b) => b[1] - a[1]))
    console.log(`leaks ${count} times: ${name}`);
  console.log(
    `${what}: ${leaked.length} of ${all.length} leak (${((100 * leaked.length) / all.length).toFixed(2)} %)`,
  );
}

/** One of a form and kind in a home; the secrets that redaction alone leaves are counted above. */
function throughCommands() {
  const folder = mkdtempSync(join(tmpdir(), 'generated-secrets-'));
  try {
    const planted = cases.filter((one, index) => index % 23 === 0 && !leaks.includes(one));
    const home = homeWith(
      folder,
      planted.map(({ text }) => text),
    );
    const outputs = runs(home, folder).map((argv) => ({ argv, text: said(argv, folder) }));
    outputs.push({ argv: ['files that were written'], text: written(folder, home) });
    let count = 0;
    for (const { argv, text } of outputs) {
      const found = planted.filter(({ secret }) => text.includes(secret));
      count += found.length;
      for (const { name } of found.slice(0, 5))
        console.log(`leaks in ${argv.slice(0, 6).join(' ')}: ${name}`);
    }
    console.log(`${planted.length} secrets through ${outputs.length} outputs: ${count} leaks`);
    return count;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function homeWith(folder, texts) {
  const home = join(folder, 'home');
  const at = (second) => new Date(Date.parse('2026-11-10T08:00:00Z') + second * 1000).toISOString();
  const common = (second) => ({
    sessionId: '00000000-0000-4000-8000-000000000000',
    cwd: join(home, 'work'),
    version: '2.1.240',
    permissionMode: 'bypassPermissions',
    timestamp: at(second),
  });
  const records = texts.flatMap((text, index) => [
    { type: 'user', ...common(index * 3), message: { role: 'user', content: `please: ${text}` } },
    {
      type: 'assistant',
      ...common(index * 3 + 1),
      message: {
        role: 'assistant',
        content: [
          {
            type: 'tool_use',
            id: `toolu_${index}`,
            name: 'Bash',
            input: { command: asCommand(text), description: text },
          },
        ],
      },
    },
    {
      type: 'user',
      ...common(index * 3 + 2),
      message: {
        role: 'user',
        content: [{ type: 'tool_result', tool_use_id: `toolu_${index}`, content: text }],
      },
    },
  ]);
  mkdirSync(join(home, '.claude/projects/-x'), { recursive: true });
  mkdirSync(join(home, 'work'));
  writeFileSync(
    join(home, '.claude/projects/-x/00000000-0000-4000-8000-000000000000.jsonl'),
    records.map((record) => `${JSON.stringify(record)}\n`).join(''),
  );
  writeFileSync(
    join(home, '.bash_history'),
    texts.map((text) => `claude --dangerously-skip-permissions; ${text.replaceAll('\n', ' ')}\n`).join(''),
  );
  return home;
}

/** A shell would take markup for redirections, and a secret in it for the name of a file. */
function asCommand(text) {
  return text.startsWith('<') ? `cat <<'EOF'\n${text}\nEOF` : text;
}

function runs(home, folder) {
  const given = ['--home', home];
  const formats = {
    report: ['markdown', 'html', 'json', 'csv', 'ecs', 'ocsf', 'timesketch', 'stix'],
    sessions: ['table', 'json', 'ndjson', 'csv', 'ecs', 'ocsf', 'timesketch'],
    scan: ['table', 'json', 'ndjson', 'sarif', 'markdown'],
    rollback: ['markdown', 'json', 'sh'],
    replay: ['table', 'json', 'settings', 'ndjson'],
    exposure: ['table', 'json', 'ndjson'],
    posture: ['table', 'json', 'ndjson'],
    mcp: ['table', 'json', 'ndjson'],
    assess: ['markdown', 'html', 'json'],
  };
  const toFile = ['report', 'assess'];
  return [
    ...Object.entries(formats).flatMap(([command, keys]) =>
      keys.map((format) => [
        command,
        ...(command === 'scan' ? [home] : []),
        ...given,
        '--format',
        format,
        ...(toFile.includes(command) ? ['--output', '-'] : []),
      ]),
    ),
    ['sessions', ...given, '--calls', '--format', 'json'],
    ['report', ...given, '--spool', join(folder, 'spool'), '--host-id', 'h'],
    ['sessions', ...given, '--spool', join(folder, 'spool'), '--host-id', 'h'],
    ['collect', join(folder, 'bag'), ...given],
  ];
}

function said(argv, cwd) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [main, ...argv], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (![0, 1, 3].includes(status))
    console.log(`ended with ${status}: ${argv.join(' ')} ${stderr.slice(0, 300)}`);
  return stdout + stderr;
}

/** Copies of evidence in a bag are byte for byte, and said to be. */
function written(folder, home) {
  let text = '';
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && !path.startsWith(home) && !path.includes('/bag/data/root/'))
      text += readFileSync(path, 'utf8');
  }
  return text;
}

function onSourceText() {
  const corpus = process.env['YOLO_TRIAGE_CORPUS'];
  const folder = corpus && join(corpus, 'flag-scan/files');
  if (!folder || !existsSync(folder)) {
    console.log('source text: skipped, YOLO_TRIAGE_CORPUS is not set');
    return undefined;
  }
  const texts = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && statSync(join(entry.parentPath, entry.name)).size < 2e6)
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .filter((text) => !text.includes('\0'));
  const megabytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6;
  const struck = texts.flatMap((text) =>
    findSecrets(text).map(({ kind, offset, length }) => ({
      kind,
      value: text.slice(offset, offset + length),
    })),
  );
  // What a person typed as a password, however poor, and what an issuer made are secrets.
  const madeUp = struck.filter(({ value }) => /(.)\1{7}|\.\.\.|<|\$|example|your/i.test(value));
  console.log(
    `source text: ${megabytes.toFixed(1)} MB, struck ${struck.length} times, ${madeUp.length} of them placeholders (${(madeUp.length / megabytes).toFixed(2)} a megabyte)`,
  );
  return madeUp.length / megabytes;
}
