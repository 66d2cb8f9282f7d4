import { type Field, plainField } from './field.ts';
import type { Origin, Stream } from './stream.ts';

const mostItems = 16;

/** A path that stands for all that a listing may give. */
export function namedField(name: string, origins: readonly Origin[] = []): Field {
  return { text: name, dynamic: true, glob: true, origins };
}

/** What comes through a pipe, one by one; one thing that nobody knows where neither text nor names are known. */
export function itemsOf({ text, names, origins }: Stream): readonly Field[] {
  if (names) return names.slice(0, mostItems).map((name) => namedField(name, origins));
  if (text === undefined || text === '') return [{ text: '$_', dynamic: true, glob: false, origins }];
  const lines = text.split('\n').map((line) => line.trim());
  return lines
    .filter((line) => line !== '')
    .slice(0, mostItems)
    .map((line) => plainField(line, origins));
}

interface Loop {
  readonly variable: string;
  /** Source of what it walks over. */
  readonly values: string;
  /** Blocks behind it, as written. */
  readonly body: readonly string[];
}

/** `foreach ($x in …) { … }`. https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_foreach */
export function loopOver(words: readonly string[]): Loop | undefined {
  const line = words.join(' ');
  const at = line.indexOf('{');
  const head = at === -1 ? line : line.slice(0, at);
  const [, variable, values] = /^foreach\s*\(\s*\$(\w+)\s+in\s+([\s\S]*)\)\s*$/i.exec(head) ?? [];
  if (variable === undefined || values === undefined) return undefined;
  return { variable, values, body: at === -1 ? [] : [line.slice(at)] };
}
