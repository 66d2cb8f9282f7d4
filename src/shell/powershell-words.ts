import { type Field, plainField } from './field.ts';
import { isBlank, isStatementEnd, splitPowerShell } from './powershell-text.ts';

/** Words of a stage, as written; comments are none. What calls may be glued to what is called. */
export function wordsOf(stage: string): readonly string[] {
  const [first = '', ...rest] = splitPowerShell(stage, isBlank).filter(
    (word) => word.trim() !== '' && !/^<?#/.test(word),
  );
  const head = /^[&.](?=[('"${])/.test(first) ? [first.slice(0, 1), first.slice(1)] : [first];
  return [...head, ...rest].filter((word) => word !== '');
}

/** What the names of a table are given. */
export function valuesIn(table: string): readonly string[] {
  return splitPowerShell(table, isStatementEnd).map((entry) => entry.replace(/^\s*[\w."'$-]+\s*=/, ''));
}

/** The words that a table stands for where it is splatted. https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_splatting */
export function entriesIn(table: string): readonly string[] {
  return splitPowerShell(table, isStatementEnd).flatMap((entry) => {
    const [, name, value = ''] = /^\s*["']?(\w+)["']?\s*=\s*([\s\S]*?)\s*$/.exec(entry) ?? [];
    if (name === undefined || /^\$false$/i.test(value)) return [];
    return /^\$true$/i.test(value) ? [`-${name}`] : [`-${name}`, value];
  });
}

const redirection = /^[1-6*]?>{1,2}(.*)$/;

/** Where output goes. */
export interface OutputTarget {
  readonly target: string;
  readonly isAppending: boolean;
}

/** https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_redirection */
export function withoutRedirections(given: readonly string[]): {
  readonly words: readonly string[];
  readonly targets: readonly OutputTarget[];
} {
  const words: string[] = [];
  const targets: OutputTarget[] = [];
  for (let at = 0; at < given.length; at += 1) {
    const word = given[at] ?? '';
    const glued = redirection.exec(word)?.[1];
    if (glued === undefined) {
      words.push(word);
      continue;
    }
    if (glued === '') at += 1;
    const target = glued === '' ? given[at] : glued;
    if (target !== undefined && !target.startsWith('&'))
      targets.push({ target, isAppending: word.includes('>>') });
  }
  return { words, targets };
}

/** Aliases that are other programs elsewhere. https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_aliases */
const aliases: Readonly<Record<string, string>> = {
  type: 'get-content',
  ls: 'get-childitem',
  dir: 'get-childitem',
  cat: 'get-content',
  foreach: 'foreach-object',
  select: 'select-object',
  sort: 'sort-object',
  kill: 'stop-process',
  rmdir: 'remove-item',
  start: 'start-process',
  where: 'where-object',
  '?': 'where-object',
  '%': 'foreach-object',
};

/** Options that only the cmdlet has: elsewhere `rm` is the system's own. */
const cmdletOption = /^-(?:recurse|force|fo|confirm|whatif|path|literalpath|erroraction|ea)\b/i;

/** The words with the cmdlet that an alias means. */
export function renamed([first, ...rest]: readonly Field[], isPiped: boolean): readonly Field[] {
  if (!first) return [];
  const name = first.text.toLowerCase();
  const isCmdlet = isPiped || rest.some(({ text }) => cmdletOption.test(text));
  if (isCmdlet && /^(?:rm|del|erase|rd|ri)$/.test(name)) return [plainField('remove-item'), ...rest];
  const cmdlet = Object.hasOwn(aliases, name) ? aliases[name] : undefined;
  return [cmdlet === undefined ? first : plainField(cmdlet), ...rest];
}
