import type { Scope } from '../flag-occurrence.ts';
import { type Form, plainSurroundings, type ScannedText } from '../form.ts';
import { hostScope } from '../host-scope.ts';
import { otherAgentSetting, ownFileSetting } from '../other-agents.ts';
import { scanShell } from '../shell/scan-shell.ts';
import type { Site, Surroundings } from '../site.ts';
import { guardAt, programGuards } from '../source/environment-guard.ts';
import { type Language, languages } from '../source/languages.ts';
import { readLiterals } from '../source/read-literals.ts';
import { scanSource } from '../source/scan-source.ts';

/** Programs: strings that are words of a command line, or options of an SDK. */
export const sourceCode: Form = {
  name: 'source-code',
  matches: ({ extension, head }) => Object.hasOwn(languages, extensionOf(extension, head)),
  scan: (text) => {
    const extension = extensionOf(text.file.extension, text.file.head);
    const language = languages[extension];
    if (!language) return { sites: [] };
    const scope = scopeOf(extension, text.file.path);
    const surroundings = text.outer
      ? { ...text.outer, scope: hostScope(text.outer.scope, scope) }
      : plainSurroundings(scope);
    const sites = scanSource({ text, language, surroundings });
    const bare = bareWords.test(extension) ? bareCommands(text, { language, surroundings }) : [];
    return {
      sites: defines.test(extension)
        ? [...[...sites, ...bare].map(asDefinition), ...settingsIn(text, surroundings)]
        : configuration.test(extension)
          ? [...[...sites, ...bare].map(asDefinition), ...settingsIn(text, surroundings)]
          : [...sites, ...bare],
    };
  },
};

/** Languages of scripts: what runs is the file itself, not a program made from it. */
const scripts = /^(?:ps1|psm1|psd1|tcl|exp|nu|applescript|scpt)$/;
/** Languages in which everything is a definition of something that is built or set later. */
const defines = /^(?:nix)$/;
/** Languages of settings: they say what runs later. */
const configuration = /^(?:toml|ini|cfg|conf|properties|kdl)$/;

function scopeOf(extension: string, path: string): Scope {
  if (configuration.test(extension)) return 'settings';
  if (/profile\.ps1$|\/nushell\/.*\.nu$|\/(?:config|env)\.nu$/i.test(path)) return 'shell-profile';
  return scripts.test(extension) ? 'repository-script' : 'source-code';
}

interface GivenSetting {
  readonly key: string;
  readonly value: string;
  readonly line: number;
}

/** `key = "value"`, one a line, as other agents are set up; those of one section stand beside each other. */
function settingsIn({ text, firstLine, file }: ScannedText, surroundings: Surroundings): Site[] {
  return sectionsOf(text, firstLine).flatMap(({ name, settings }) => {
    const beside = new Map(settings.map(({ key, value }) => [key, value]));
    return settings.flatMap(({ key, value, line }): Site[] => {
      const own = ownFileSetting(file.path, [...name, key], value);
      const off = own ?? otherAgentSetting(key, value, beside);
      if (!off) return [];
      return [
        {
          route: 'other-agent-setting',
          kind: 'definition',
          line,
          from: line,
          to: line,
          surroundings,
          ...off,
        },
      ];
    });
  });
}

interface Section {
  readonly name: readonly string[];
  readonly settings: GivenSetting[];
}

function sectionsOf(text: string, firstLine: number): Section[] {
  const sections: Section[] = [{ name: [], settings: [] }];
  for (const [index, source] of text.split('\n').entries()) {
    const section = /^\s*\[+([^\]]*)/.exec(source)?.[1];
    if (section !== undefined) sections.push({ name: section.trim().split('.'), settings: [] });
    const [, key, value = ''] =
      /^\s*(?:[\w.-]{1,200}\.(?="))?["']?([\w.-]{1,80})["']?\s*[=:]\s*["']?([^"'#;\s]{1,80})/.exec(source) ??
      [];
    if (key !== undefined) sections.at(-1)?.settings.push({ key, value, line: firstLine + index });
  }
  return sections;
}

function asDefinition(site: Site): Site {
  return { ...site, kind: 'definition' };
}

const bareWords = /^(?:ps1|psm1|nu|vim|tcl|exp|kdl)$/;

function extensionOf(extension: string, head: string): string {
  if (Object.hasOwn(languages, extension)) return extension;
  const interpreter =
    /^#!.*?\b(python|node|deno|bun|tsx|ruby|perl|pwsh|php|lua|osascript|expect|tclsh|nu)\d*(?:\.\d+)*\b/.exec(
      head,
    )?.[1];
  return interpreter === undefined ? '' : (interpreters[interpreter] ?? '');
}

const interpreters: Readonly<Record<string, string>> = {
  python: 'py',
  node: 'js',
  deno: 'ts',
  bun: 'ts',
  tsx: 'ts',
  ruby: 'rb',
  perl: 'pl',
  pwsh: 'ps1',
  php: 'php',
  lua: 'lua',
  osascript: 'applescript',
  expect: 'exp',
  tclsh: 'tcl',
  nu: 'nu',
};

/** Languages that run commands as bare words, as shells do: each line that holds the flag outside of strings. */
function bareCommands(
  { text, firstLine, written }: ScannedText,
  { language, surroundings }: { readonly language: Language; readonly surroundings: Surroundings },
): Site[] {
  const { code } = readLiterals(text, language);
  const guards = programGuards(text);
  const source = text.split('\n');
  let offset = 0;
  return code.split('\n').flatMap((line, index) => {
    const guard = guardAt(guards, offset) ?? surroundings.guard;
    offset += line.length + 1;
    if (!/--(?:allow-)?dangerously-skip-permissions|--permission-mode/.test(line)) return [];
    const command = commandOf.exec(source[index] ?? '')?.[1];
    if (command === undefined) return [];
    const plain = command.replace(/[`"']/g, ' ');
    return scanShell({
      source: plain,
      line: firstLine + index,
      surroundings: { ...surroundings, guard },
      written,
    }).map((site) => (defining.test(source[index] ?? '') ? asDefinition(site) : site));
  });
}

/** Lines that give a command a name, or stand in what has one. */
const defining = /^\s*(?:export\s+)?(?:alias|def|function|Set-Alias|New-Alias)\b/i;

/** From the last separator before the flag to the next one after it. */
const commandOf =
  /(?:^|[|;&({=])\s*(?:&\s*)?([^|;({=]*--(?:allow-)?(?:dangerously-skip|permission-mode)[^|;)}]*)/;
