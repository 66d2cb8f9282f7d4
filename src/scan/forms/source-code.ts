import { type Form, plainSurroundings, type ScannedText } from '../form.ts';
import { scanShell } from '../shell/scan-shell.ts';
import type { Site } from '../site.ts';
import { languages } from '../source/languages.ts';
import { readLiterals } from '../source/read-literals.ts';
import { scanSource } from '../source/scan-source.ts';
import { hostScope } from './shell-profile.ts';

/** Programs: strings that are words of a command line, or options of an SDK. */
export const sourceCode: Form = {
  name: 'source-code',
  matches: ({ extension, head }) => Object.hasOwn(languages, extensionOf(extension, head)),
  scan: (text) => {
    const extension = extensionOf(text.file.extension, text.file.head);
    const language = languages[extension];
    if (!language) return { sites: [] };
    const sites = scanSource(text, language);
    return { sites: bareWords.test(extension) ? [...sites, ...bareCommands(text, extension)] : sites };
  },
};

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
function bareCommands({ text, firstLine, written, outer, file }: ScannedText, extension: string): Site[] {
  const language = languages[extension];
  if (!language) return [];
  const { code } = readLiterals(text, language);
  const scope = /profile\.ps1$/i.test(file.path) ? 'shell-profile' : 'repository-script';
  const surroundings = outer ? { ...outer, scope: hostScope(outer.scope, scope) } : plainSurroundings(scope);
  const guarded = /\bIS_SANDBOX\b['"]?\]?\s*=\s*['"]?1/.test(text)
    ? { ...surroundings, guard: 'is-sandbox' as const }
    : surroundings;
  const source = text.split('\n');
  return code.split('\n').flatMap((line, index) => {
    if (!/--(?:allow-)?dangerously-skip-permissions|--permission-mode/.test(line)) return [];
    const command =
      /(?:^|[|;&({=])\s*(?:&\s*)?([^|;({=]*--(?:allow-)?(?:dangerously-skip|permission-mode)[^|;)}]*)/.exec(
        source[index] ?? '',
      )?.[1];
    if (command === undefined) return [];
    return scanShell({
      source: command.replace(/[`"']/g, ' '),
      line: firstLine + index,
      surroundings: guarded,
      written,
    });
  });
}
