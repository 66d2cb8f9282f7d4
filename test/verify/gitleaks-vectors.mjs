// Recall on secrets generated from gitleaks' rules, and false positives on the texts that its rules must not match.
// Each rule's secret is generated three times and set into the forms that gitleaks itself tests assignments with.
// GITLEAKS_SOURCE=<checkout of https://github.com/gitleaks/gitleaks> node test/verify/gitleaks-vectors.mjs
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { loadSource } from '../../build/load-source.mjs';

const source = process.env.GITLEAKS_SOURCE;
if (source === undefined) {
  console.log('skipped: GITLEAKS_SOURCE names no checkout of gitleaks');
  process.exit(0);
}
const { findSecrets } = await loadSource('secrets/find-secrets.ts');

const forms = [
  '{i}Token="{s}"',
  '{i}Token = "{s}"',
  '{i}Token={s}',
  '{i}Token = {s}',
  '{\n    "{i}_token": "{s}"\n}',
  '\\{\n    \\"{i}_token\\": \\"{s}\\"\n\\}',
  '{\n    "name": "{i}_token",\n    "value": "{s}"\n}',
  '{"config.ini": "{I}_TOKEN={s}\\nBACKUP_ENABLED=true"}',
  '<{i}Token>{s}</{i}Token>',
  '<{i}Token>\n    {s}\n</{i}Token>',
  '<entry name="{i}Token" value="{s}" />',
  '{i}_token: {s}',
  "{i}_token: '{s}'",
  '{i}_token: "{s}"',
  '{i}_token: |\n  {s}',
  '{i}_token: >\n  {s}',
  'string {i}Token = "{s}";',
  'var {i}Token string = "{s}"',
  '{i}Token := "{s}"',
  '{i}Token := `{s}`',
  'var {i}Token: string = "{s}"',
  '$' + '{i}Token .= "{s}"',
  '$' + '{i}Token ??= "{s}"',
  "{i}Token = '{s}'",
  'https://{i}:{s}@example.com/',
  'https://example.com?{i}Token={s}&fooBar=baz',
  'System.setProperty("{I}_TOKEN", "{s}")',
  'environmentVariables = {PATH=/usr/local/bin, {I}_PASSWORD={s}, LC_CTYPE=en_CA.UTF-8},',
  '  "{i}Token" => "{s}"',
  '{i}_TOKEN := "{s}"',
  '{i}_TOKEN ::= "{s}"',
  '{i}_TOKEN ?= "{s}"',
  '{i}_TOKEN += "{s}"',
];
const bare = [
  '{s}',
  'use {s}, please',
  'export NAME={s}',
  '{"value":"{s}"}',
  'https://example.org/?q={s}',
  '"{s}\\n"',
];
/** Rules for what is no secret, and for what only its file tells. */
const none =
  /^(?:kubernetes-secret-yaml|generic-api-key|curl-|private-key|hashicorp-tf-password|nuget-config|freemius|.*(?:client-id|publishable|public-key|api-id|access-id))/;

const rules = rulesOf(readFileSync(join(source, 'config/gitleaks.toml'), 'utf8'));
const totals = { named: [0, 0], bare: [0, 0] };
const missed = new Map();
for (const { id, regex } of rules) {
  if (none.test(id)) continue;
  const isNamed = regex.includes('[ \\t\\w.-]{0,20}');
  const secrets = generate(secretPart(regex, isNamed));
  for (const secret of secrets) {
    for (const form of isNamed ? forms : bare) {
      const text = form
        .replaceAll('{i}', 'acme')
        .replaceAll('{I}', 'ACME')
        .replaceAll('{s}', () => secret);
      const total = totals[isNamed ? 'named' : 'bare'];
      total[1] += 1;
      if (covers(text, secret)) total[0] += 1;
      else count(isNamed ? form : id, text);
    }
  }
}
for (const [key, { times, example }] of [...missed].sort((a, b) => b[1].times - a[1].times).slice(0, 60)) {
  console.log(`missed ${times} × ${JSON.stringify(key)}: ${JSON.stringify(example.slice(0, 160))}`);
}

const literals = { tps: [], fps: [] };
const folder = join(source, 'cmd/generate/config/rules');
for (const name of readdirSync(folder).filter((file) => file.endsWith('.go'))) {
  const text = readFileSync(join(folder, name), 'utf8');
  for (const list of ['tps', 'fps']) {
    for (const [, block] of text.matchAll(
      new RegExp(`\\b${list} :?= (?:append\\()?([\\s\\S]*?)\\n\\t(?:fps|return|tps)`, 'g'),
    )) {
      for (const [, raw, quoted] of block.matchAll(
        /(?:^\s*|\{)(?:`([^`]{6,})`|"((?:[^"\\\n]|\\.){6,})"),/gm,
      )) {
        literals[list].push({ name, text: raw ?? JSON.parse(`"${quoted}"`) });
      }
    }
  }
}
const silent = literals.tps.filter(({ text }) => findSecrets(text).length === 0);
const loud = literals.fps.filter(({ text }) => findSecrets(text).length > 0);
for (const { name, text } of silent)
  console.log(`positive not found, ${name}: ${JSON.stringify(text.slice(0, 200))}`);
for (const { name, text } of loud) {
  const [{ kind, offset, length }] = findSecrets(text);
  console.log(
    `negative found, ${name}: ${kind} ${JSON.stringify(text.slice(offset, offset + Math.min(length, 100)))}`,
  );
}
console.log(
  JSON.stringify({
    rules: rules.length,
    generatedInAssignments: share(totals.named),
    generatedAlone: share(totals.bare),
    positives: share([literals.tps.length - silent.length, literals.tps.length]),
    negativesFound: share([loud.length, literals.fps.length]),
  }),
);

function count(key, example) {
  const entry = missed.get(key) ?? { times: 0, example };
  entry.times += 1;
  missed.set(key, entry);
}

function share([part, whole]) {
  return `${part}/${whole}`;
}

/** Whether nothing of the secret is left but what stands before its own prefix. */
function covers(text, secret) {
  const from = text.indexOf(secret);
  const to = from + secret.length;
  return findSecrets(text).some(({ offset, length }) => {
    const left = Math.max(0, offset - from) + Math.max(0, to - offset - length);
    return offset < to && from < offset + length && left <= Math.min(24, secret.length / 2);
  });
}

function rulesOf(toml) {
  return [...toml.matchAll(/^\[\[rules\]\]\nid = "([^"]+)"[\s\S]*?^regex = '''(.*?)'''/gm)].map(
    ([, id, regex]) => ({ id, regex }),
  );
}

/** The group that captures the secret; the whole expression where there is none. */
function secretPart(regex, isNamed) {
  const start = isNamed ? regex.indexOf(']{0,5}(') + 6 : regex.search(/\((?!\?)/);
  if (start < 0) return regex;
  let depth = 0;
  for (let at = start; at < regex.length; at++) {
    if (regex[at] === '\\') at += 1;
    else if (regex[at] === '[') at = regex.indexOf(']', at + (regex[at + 1] === ']' ? 2 : 1));
    else if (regex[at] === '(') depth += 1;
    else if (regex[at] === ')' && --depth === 0) {
      const isWhole = /^(?:\(\?i\)|\\b|\^)*$/.test(regex.slice(0, start));
      return isNamed || isWhole ? regex.slice(start, at + 1) : regex;
    }
  }
  return regex;
}

function generate(regex) {
  const plain = regex
    .replace(/\(\?-?i\)/g, '')
    .replace(/\(\?-?i:/g, '(?:')
    .replace(/\(\?P<\w+>/g, '(?:')
    .replace(/\[\[:alnum:\]\]/g, '[A-Za-z0-9]')
    .replace(/\(\?:\[\\x60'"\\s;\]\|\\\\\[nr\]\|\$(?:\|\\b)?\)$/, '')
    .replace(/\\b/g, '')
    .replace(/\\z/g, '')
    .replace(/\{(\d+),\}/g, (_, least) => `{${least},${Number(least) + 20}}`);
  try {
    return fc.sample(fc.stringMatching(new RegExp(`^${plain}$`)), { numRuns: 3, seed: 7 });
  } catch (error) {
    console.log(`not generated: ${plain.slice(0, 100)}: ${String(error).slice(0, 80)}`);
    return [];
  }
}
