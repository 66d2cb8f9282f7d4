import type { ToolCall } from '../../transcripts/tool-call.ts';
import { type CallWrites, callWrites } from './call-writes.ts';
import { isConfigurationPlace, namesConfiguration } from './configuration-names.ts';
import { placeKey } from './place-key.ts';
import { strengths, type WriteStrength, type WrittenBy, writtenBy } from './written-by.ts';

/** An entry of a file whose origin is asked for. */
export interface Traced {
  /** File that holds it, absolute, as the evidence writes it. */
  readonly file: string;
  /** Words of the entry inside the file, the name first; none where the whole file is meant. */
  readonly words: readonly string[];
  /** Whether a command line registers such an entry without naming the file: `claude mcp add …`. */
  readonly isRegistration?: (command: string, started: ReadonlySet<string>) => boolean;
}

/**
 * Who wrote what, over all calls. For each written file it keeps the calls; the words of a call only where it touches
 * a configuration, so that memory does not grow with all that a session wrote.
 */
export interface WriteLedger {
  observe(call: ToolCall): void;
  /** Calls that wrote an entry, the surest first, then the earliest; at most twenty. */
  originsOf(traced: Traced): readonly WrittenBy[];
  /** Whether words were left out because there were too many of them. */
  isCut(): boolean;
}

interface Kept {
  readonly call: ToolCall;
  readonly writes: CallWrites;
}

const originsAtMost = 20;
const writersAtMost = 20;
const charactersAtMost = 64 * 1024 * 1024;

/** @param home the home's path as the evidence writes it */
export function writeLedger(home: string): WriteLedger {
  const writers = new Map<string, WrittenBy[]>();
  const kept: Kept[] = [];
  let characters = 0;
  return {
    observe(call) {
      const writes = callWrites(call, home);
      if (!writes) return;
      for (const place of writes.places) note(writers, place, writtenBy(call, 'file'));
      const isTelling = writes.isShell
        ? namesConfiguration(writes.text)
        : [...writes.places].some(isConfigurationPlace);
      if (!isTelling) return;
      characters += writes.text.length;
      if (characters <= charactersAtMost) kept.push({ call: withoutResult(call), writes });
    },
    originsOf(traced) {
      const place = placeKey(traced.file, home);
      const found = kept.flatMap(({ call, writes }) => {
        const strength = strengthOf(writes, { traced, place });
        return strength ? [writtenBy(call, strength)] : [];
      });
      const known = new Set(found.map(({ toolCallId }) => toolCallId));
      const others = (writers.get(place) ?? []).filter(({ toolCallId }) => !known.has(toolCallId));
      return [...found, ...others].sort(compareOrigins).slice(0, originsAtMost);
    },
    isCut: () => characters > charactersAtMost,
  };
}

function note(writers: Map<string, WrittenBy[]>, place: string, writer: WrittenBy): void {
  const known = writers.get(place);
  if (!known) writers.set(place, [writer]);
  else if (known.length < writersAtMost) known.push(writer);
}

function withoutResult({ result: _result, prompt: _prompt, ...call }: ToolCall): ToolCall {
  return { ...call, input: {} };
}

function strengthOf(
  { places, text, added = text, programs, isShell }: CallWrites,
  { traced, place }: { readonly traced: Traced; readonly place: string },
): WriteStrength | undefined {
  const { words, isRegistration } = traced;
  const isWritten = places.has(place);
  if (!isWritten && !isShell) return undefined;
  const isNamed = words.length > 0 && holdsWord(text, words[0] ?? '');
  if (isNamed && isShell && isRegistration?.(text, programs)) return 'entry';
  if (isWritten) {
    const isWhole = words.every((word) => holdsWord(text, word));
    return isWhole && words.some((word) => holdsWord(added, word)) ? 'entry' : 'file';
  }
  return isNamed && text.includes(baseName(place)) ? 'likely' : undefined;
}

/** The word itself, not a part of a longer one; a file written as JSON holds it with its quotes escaped. */
function holdsWord(text: string, word: string): boolean {
  if (word === '') return false;
  const escaped = word.replace(/[\\"]/g, '\\$&');
  return standsIn(text, word) || (escaped !== word && standsIn(text, escaped));
}

function standsIn(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (!isWordCharacter(text[at - 1]) && !isWordCharacter(text[at + word.length])) return true;
  }
  return false;
}

function isWordCharacter(character: string | undefined): boolean {
  return character !== undefined && /[\w-]/.test(character);
}

function baseName(place: string): string {
  return place.split('/').at(-1) ?? place;
}

/** The surest first, then the earliest; a call without a time comes last. */
function compareOrigins(a: WrittenBy, b: WrittenBy): number {
  return strengths.indexOf(a.strength) - strengths.indexOf(b.strength) || order(a.at, b.at);
}

function order(a = '~', b = '~'): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
