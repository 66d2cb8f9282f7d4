import { posix, win32 } from 'node:path';
import { isJsonObject } from '../../json-object.ts';
import type { ToolCall } from '../../transcripts/tool-call.ts';
import { placeKey } from './place-key.ts';

/** What a call wrote, and the words with which it did. */
export interface CallWrites {
  /** As {@link placeKey} gives them. */
  readonly places: ReadonlySet<string>;
  readonly text: string;
  /** Of an edit, the lines that it adds: the others were there before, and only say where. Absent for any other call. */
  readonly added?: string;
  /** Base names of the programs that it starts. */
  readonly programs: ReadonlySet<string>;
  readonly isShell: boolean;
}

const writing = new Set(['write', 'persist', 'configure', 'download']);
const charactersAtMost = 1_000_000;

/** Rights are no content: `chmod` says nothing of who wrote the file. */
function isWriting({ action, program }: ToolCall['effects'][number]): boolean {
  return writing.has(action) && !(action === 'configure' && program === 'chmod');
}

/** Nothing for a call that did not run, and for one that only looks. */
export function callWrites(call: ToolCall, home: string): CallWrites | undefined {
  if (call.outcome === 'denied' || call.outcome === 'not-run') return undefined;
  const isShell = call.toolKind === 'shell';
  const targets = call.effects.filter(isWriting).map(({ target }) => target);
  const named = call.toolKind === 'write' ? [call.input['file_path'], call.input['notebook_path']] : [];
  const places = [...targets, ...named.filter((path) => typeof path === 'string')].map((path) =>
    placeKey(absolute(path, call.cwd, home), home),
  );
  if (!isShell && places.length === 0) return undefined;
  const added = addedBy(call.input);
  return {
    places: new Set(places),
    text: textOf(call.input),
    ...(added !== undefined && { added }),
    programs: new Set(call.effects.map(({ program }) => program)),
    isShell,
  };
}

/** Of one replacement, or of several in one call. */
function addedBy(input: ToolCall['input']): string | undefined {
  const edits: readonly unknown[] = Array.isArray(input['edits']) ? input['edits'] : [input];
  const added = edits.map(addedLines).filter((lines) => lines !== undefined);
  return added.length === edits.length ? added.join('\n') : undefined;
}

function addedLines(edit: unknown): string | undefined {
  if (!isJsonObject(edit)) return undefined;
  const { old_string: before, new_string: after } = edit;
  if (typeof before !== 'string' || typeof after !== 'string') return undefined;
  const known = new Set(before.slice(0, charactersAtMost).split('\n').map(bare));
  return after
    .slice(0, charactersAtMost)
    .split('\n')
    .filter((line) => !known.has(bare(line)))
    .join('\n');
}

/** A comma behind an entry comes and goes with what follows it. */
function bare(line: string): string {
  return line.trim().replace(/,$/, '');
}

function absolute(path: string, cwd: string | undefined, home: string): string {
  if (path.startsWith('~/')) return `${home}${path.slice(1)}`;
  if (posix.isAbsolute(path) || win32.isAbsolute(path)) return path;
  return cwd?.includes('\\') ? win32.join(cwd, path) : posix.join(cwd ?? '/', path);
}

/** All words of an input, however deep. */
function textOf(input: unknown): string {
  if (typeof input === 'string') return input;
  const parts: string[] = [];
  let left = charactersAtMost;
  const collect = (value: unknown): void => {
    if (left <= 0) return;
    if (typeof value === 'string') {
      parts.push(value.slice(0, left));
      left -= value.length;
    } else if (Array.isArray(value)) value.forEach(collect);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
  };
  collect(input);
  return parts.join('\n');
}
