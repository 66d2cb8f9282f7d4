import { lineIndex } from '../data/line-index.ts';
import type { ScannedText } from '../form.ts';
import { mayTakeRoute } from '../may-take-route.ts';
import { scanShell } from '../shell/scan-shell.ts';
import type { Site, Surroundings } from '../site.ts';
import { guardAt, programGuards } from './environment-guard.ts';
import type { Language } from './languages.ts';
import { readLiterals } from './read-literals.ts';

interface Given {
  readonly language: Language;
  readonly surroundings: Surroundings;
}

/** A stretch of code that can be one command, and whether something that has a name holds it. */
interface Segment {
  readonly from: number;
  readonly to: number;
  readonly isNamed: boolean;
}

/** Languages that run commands as bare words, as shells do: each command that takes a route outside of strings. */
export function bareCommands({ text, firstLine, written }: ScannedText, given: Given): Site[] {
  const { code } = readLiterals(text, given.language);
  const guards = programGuards(text);
  const lineOf = lineIndex(text);
  return segmentsOf(code).flatMap(({ from, to, isNamed }) => {
    const source = text.slice(from, to);
    const words = code.slice(from, to);
    if (!/(?:^|\s)-/.test(words) || !mayTakeRoute(source)) return [];
    const guard = guardAt(guards, from) ?? given.surroundings.guard;
    const sites = scanShell({
      source: asShell(source),
      line: firstLine + lineOf(from) - 1,
      surroundings: { ...given.surroundings, guard },
      written,
      // An option in quotes may only be looked for.
      mustNameAgent: !mayTakeRoute(words),
    });
    return isNamed ? sites.map((site) => ({ ...site, kind: 'definition' as const })) : sites;
  });
}

/** What parts one command from the next; a line that ends with a back-tick or a backslash goes on. */
const separator = /[|;&{}()]|\s=\s|(?<![`\\])\n/g;
/** What gives a command, or the block behind it, a name. */
const naming = /^\s*(?:export\s+)?(?:alias|def|fn|function|Set-Alias|New-Alias)\b/i;

function segmentsOf(code: string): Segment[] {
  const segments: Segment[] = [];
  const blocks: boolean[] = [];
  let from = 0;
  for (const { index, 0: mark } of code.matchAll(separator)) {
    const head = naming.test(code.slice(code.lastIndexOf('\n', index - 1) + 1, index));
    segments.push({ from, to: index, isNamed: head || blocks.includes(true) });
    if (mark === '{') blocks.push(head);
    else if (mark === '}') blocks.pop();
    from = index + mark.length;
  }
  segments.push({ from, to: code.length, isNamed: blocks.includes(true) });
  return segments;
}

/** Quotes that are not in pairs belong to what stands around the command. */
function asShell(command: string): string {
  const joined = command
    .replace(/^\s*\^/, '')
    .replace(/`\n/g, '\\\n')
    .replaceAll('`', ' ');
  const isPaired = ['"', "'"].every((quote) => joined.split(quote).length % 2 === 1);
  return isPaired ? joined : joined.replace(/["']/g, ' ');
}
