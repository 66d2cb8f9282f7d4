import type { ReportGap } from '../../../evidence/gap.ts';
import { readTextLines } from '../../../evidence/lines/read-text-lines.ts';
import type { JsonObject } from '../../../json-object.ts';
import { contextOf } from '../../entries/context-of.ts';
import type { Entry, UnplacedEntry } from '../../entries/entry.ts';
import type { TranscriptFile } from '../../transcript-file.ts';
import { namedCall, objectIn } from './call-input.ts';
import { readUserText } from './user-text.ts';

/** A part of a transcript: words of the human, or a call. */
interface OpenPart {
  readonly kind: 'words' | 'call';
  readonly tool: string;
  readonly line: number;
  readonly lines: string[];
}

/** Larger ones are not held. */
const longestPart = 20_000;

/**
 * The entries of a transcript of the first form, a text: `user:` and `assistant:` on lines of their own, `[Tool call]
 * <tool>` with its input in the indented lines below. It has neither times nor ids nor results.
 * https://github.com/kenn-io/agentsview/blob/main/internal/parser/cursor.go
 */
export function* readTextTranscript(file: TranscriptFile, reportGap: ReportGap): Generator<Entry> {
  const { sessionId } = file;
  yield { ...contextOf({ sessionId }), place: {} };
  let open: OpenPart | undefined;
  for (const { text, line } of readTextLines(file, reportGap)) {
    const next = partBegunBy(text, line);
    const isOver = next !== undefined || (open?.kind === 'call' && /^\S/.test(text)) || text === 'assistant:';
    if (isOver && open) yield* told(open);
    if (isOver) open = next;
    else if (open && open.lines.length < longestPart) open.lines.push(text);
  }
  if (open) yield* told(open);
}

function partBegunBy(text: string, line: number): OpenPart | undefined {
  if (text === 'user:') return { kind: 'words', tool: '', line, lines: [] };
  const tool = /^\[Tool call\] (\S.*)$/.exec(text)?.[1];
  return tool === undefined ? undefined : { kind: 'call', tool, line, lines: [] };
}

function* told({ kind, tool, line, lines }: OpenPart): Generator<Entry> {
  for (const entry of kind === 'call' ? [callEntry(tool, lines)] : promptEntries(lines.join('\n')))
    yield { ...entry, place: { line } };
}

function promptEntries(text: string): UnplacedEntry[] {
  const { prompt, at } = readUserText(text.trim());
  return prompt === undefined || prompt === ''
    ? []
    : [{ kind: 'prompt', text: prompt, ...(at !== undefined && { at }) }];
}

function callEntry(tool: string, lines: readonly string[]): UnplacedEntry {
  const text = lines
    .map((line) => line.replace(/^ {2}/, ''))
    .join('\n')
    .trim();
  const isPatch = text.startsWith('*** Begin Patch');
  return { kind: 'call', ...namedCall(tool, objectIn(text) ?? (isPatch ? text : membersOf(text))) };
}

/** `command: make` or `command=make`; a line without a name goes on with the one before. */
function membersOf(text: string): JsonObject {
  const members: [string, string][] = [];
  for (const line of text.split('\n')) {
    const [, name, value = ''] = /^([A-Za-z_]\w{0,60})(?:=|: ?)(.*)$/.exec(line) ?? [];
    const last = members.at(-1);
    if (name !== undefined) members.push([name, value.trim()]);
    else if (last) last[1] += `\n${line}`;
    else if (line !== '') members.push(['value', line]);
  }
  return Object.fromEntries(members);
}
