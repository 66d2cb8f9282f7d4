import type { Scope } from '../flag-occurrence.ts';
import { type FileName, type Form, plainSurroundings, type ScannedText } from '../form.ts';
import { hostScope } from '../host-scope.ts';
import { otherAgentSetting, ownFileSetting } from '../other-agents.ts';
import type { Site, Surroundings } from '../site.ts';
import { bareCommands } from '../source/bare-commands.ts';
import { languages } from '../source/languages.ts';
import { scanSource } from '../source/scan-source.ts';

/** Programs: strings that are words of a command line, or options of an SDK. */
export const sourceCode: Form = {
  name: 'source-code',
  matches: (file) => Object.hasOwn(languages, extensionOf(file)),
  scan: (text) => {
    const extension = extensionOf(text.file);
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
const scripts = /^(?:ps1|psm1|psd1|tcl|exp|nu|elv|xsh|xonshrc|applescript|scpt)$/;
/** Languages in which everything is a definition of something that is built or set later. */
const defines = /^(?:nix)$/;
/** Languages of settings: they say what runs later. */
const configuration = /^(?:toml|ini|cfg|conf|properties|kdl|pkl|cue)$/;

const profile =
  /profile\.ps1$|\/nushell\/.*\.nu$|\/(?:config|env)\.nu$|\.xonshrc$|\/xonsh\/rc\.|\/elvish\/.*\.elv$|\/rc\.elv$/i;

function scopeOf(extension: string, path: string): Scope {
  if (configuration.test(extension)) return 'settings';
  if (profile.test(path)) return 'shell-profile';
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

/** Languages that run commands as bare words. */
const bareWords = /^(?:ps1|psm1|nu|elv|vim|tcl|exp|kdl)$/;

function extensionOf({ name, extension, head }: FileName): string {
  if (name === '.xonshrc') return 'xsh';
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
