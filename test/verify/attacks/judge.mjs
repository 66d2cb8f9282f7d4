// What no attack may reach, whatever it is: each check gives the ways in which it was broken.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import markdownIt from 'markdown-it';
import { outsideText } from './evidence.mjs';
import { differences, treeDigest } from './tree-digest.mjs';

const documented = [0, 1, 2, 3];

/** By their names in `allows` of a scenario a check can be left out, with the reason beside it. */
export const checks = {
  ended,
  codes,
  bugs,
  programs,
  sockets,
  outsideReads,
  leaks,
  unseen,
  markup,
  changed,
  canaries,
  leftovers,
  falseClean,
};

/** @returns {string[]} what the scenario's runs did that they may not do */
export function judge(scenario, results) {
  return Object.entries(checks)
    .filter(([name]) => !scenario.allows?.includes(name))
    .flatMap(([name, check]) => check(scenario, results).map((what) => `${name}: ${what}`));
}

function told({ run: { argv } }) {
  return argv.join(' ').slice(0, 160);
}

function ended(_, results) {
  return results
    .filter((result) => !result.ended)
    .map((result) => `did not end in ${result.run.limitMs / 1000} s: ${told(result)}`);
}

function codes({ codes: expected = documented }, results) {
  return results
    .filter((result) => result.ended && !expected.includes(result.code))
    .map(
      (result) =>
        `ended with ${result.code}: ${told(result)} ${(result.failure ?? result.stderr).slice(0, 300)}`,
    );
}

function bugs(_, results) {
  return results.filter(({ stderr }) => stderr.includes('this is a bug')).map(told);
}

/** Git, what git itself is made of, and nothing else. */
const trusted = /^(?:\/usr\/bin\/git|\/usr\/(?:libexec|lib)\/git-core\/[\w-]+)$/;

function programs({ trusts = [] }, results) {
  return results.flatMap((result) =>
    (result.acts?.programs ?? [])
      .filter((program) => !trusted.test(program) && !trusts.includes(program))
      .map((program) => `${program} was started by ${told(result)}`),
  );
}

function sockets(_, results) {
  return results.flatMap((result) =>
    (result.acts?.addresses ?? []).map((call) => `${call} by ${told(result)}`),
  );
}

function outsideReads({ place, proofs }, results) {
  return results.flatMap((result) =>
    (result.acts?.opened ?? [])
      .filter(({ path }) => path.startsWith(place.outside) && proofs?.test(path) !== true)
      .map(({ path }) => `${path} was opened by ${told(result)}`),
  );
}

function leaks({ place, hides = [] }, results) {
  const texts = [...results.flatMap(({ stdout, stderr }) => [stdout, stderr]), ...writtenTexts(place.out)];
  return [outsideText, ...hides]
    .filter((secret) => texts.some((text) => text.includes(secret)))
    .map((secret) => `${secret} stands in an output`);
}

function* writtenTexts(folder) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && statSync(path).size < 1 << 24) yield readFileSync(path, 'latin1');
  }
}

/** Colours of our own are none. */
const acting = /(?!\ufe0f)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u;

function unseen(_, results) {
  return results.flatMap((result) =>
    ['stdout', 'stderr'].flatMap((stream) => {
      const [sign] = acting.exec(result[stream].replace(/\u001b\[[\d;]*m|\r?\n/g, '')) ?? [];
      return sign === undefined
        ? []
        : [`U+${sign.codePointAt(0).toString(16)} on ${stream} of ${told(result)}`];
    }),
  );
}

const markdown = markdownIt({ html: true, linkify: true });

function markup(_, results) {
  return results.flatMap((result) => {
    const format = result.run.argv[result.run.argv.indexOf('--format') + 1];
    const live = liveIn[format]?.(result.stdout) ?? [];
    return live.map((what) => `${what} in ${told(result)}`);
  });
}

const liveIn = {
  markdown(text) {
    const tokens = markdown.parse(text, {});
    const all = [...tokens, ...tokens.flatMap(({ children }) => children ?? [])];
    return all
      .filter(
        ({ type, attrs }) =>
          /^(?:image|html_block|html_inline)$/.test(type) || (type === 'link_open' && !isOwn(attrs)),
      )
      .map(({ type, content }) => `${type} ${content.slice(0, 80)}`);
  },
  html: (text) =>
    [
      ...new Set(
        text.match(
          /<(?:img|script|iframe|object|embed|form|base|link|svg|image|foreignObject)\b[^>]*>|\son\w+\s*=\s*["'][^"']*["'](?=[^<]*>)|<a\b[^>]*\bhref\s*=(?!\s*["']?#)[^>]*>/gi,
        ) ?? [],
      ),
    ].filter((found) => !isOurs(found)),
  csv: (text) => text.match(/^(?:[^"\n]*,)?[=+@][^\n]{0,40}/gm) ?? [],
};

function isOwn(attrs) {
  return (attrs ?? []).some(([name, value]) => name === 'href' && value.startsWith('#'));
}

/** Drawings of a page are made by the reporter. */
function isOurs(found) {
  return /^<svg\b/.test(found) && !/\bon\w+=/.test(found.replace(/"[^"]*"/g, '""'));
}

function changed({ place, before }) {
  return differences(before, treeDigest(place.evidence))
    .slice(0, 5)
    .map((path) => `${path} is not what it was`);
}

function canaries({ place }) {
  return readdirSync(place.canaries).map((name) => `${name} ran`);
}

function leftovers({ place }) {
  return readdirSync(place.temporary).map((name) => `${name} stayed in the temporary folder`);
}

/** `clean` is said of nothing that could not be read. */
function falseClean({ isDamaged }, results) {
  if (!isDamaged) return [];
  return results
    .filter(
      ({ ended: isOver, code, stdout }) =>
        isOver && (code === 0 || /"verdict":\s*\{\s*"value":\s*"clean"/.test(stdout)),
    )
    .map((result) => `said clean, or ended with 0: ${told(result)}`);
}
