import type { Gap } from '../../evidence/gap.ts';
import type { JsonObject } from '../../json-object.ts';
import { meaningOf, type ToolMeaning } from '../dialects/dialect.ts';
import { dialectOf } from '../dialects/dialects.ts';
import { inputFields, subjectIn } from '../dialects/input-fields.ts';
import type { Outcome } from '../tool-call.ts';
import type { TranscriptFile } from '../transcript-file.ts';

interface CallPlace {
  readonly file: TranscriptFile;
  readonly line: number;
}

interface BlankCall extends CallPlace {
  readonly lacks: Lack;
}

/** What a call that ran must have had, by the words of the gap. */
const lacks = {
  subject: 'nothing where the input says what was run',
  path: 'nothing where the input says which file was written',
  change: 'a file to write, and nothing to write into it',
} as const;
type Lack = keyof typeof lacks;

/** Nothing runs without a command or a patch; other tools may have a default. */
const needing: ReadonlySet<string> = new Set(['shell', 'patch']);
const ranThen: ReadonlySet<Outcome> = new Set(['succeeded', 'background']);

/** Calls whose input does not say what was run or written, by their rows. */
export class BlankCalls {
  readonly #calls = new Map<number, BlankCall>();

  /** An appearance of a call; one that says what was done settles it. */
  take(row: number, call: { readonly tool: string; readonly input: JsonObject }, at: CallPlace): void {
    const lack = lackOf(call.input, meaningOf(dialectOf(at.file.agent), call.tool));
    if (lack === undefined) this.#calls.delete(row);
    else this.#calls.set(row, { ...at, lacks: lack });
  }

  /** One a file and lack. @param outcomeOf of the call of a row: what failed may have been refused for it */
  gaps(outcomeOf: (row: number) => Outcome): Gap[] {
    const ran = [...this.#calls].flatMap(([row, call]) => (ranThen.has(outcomeOf(row)) ? [call] : []));
    const groups = new Map<string, BlankCall[]>();
    for (const call of ran) {
      const key = `${call.lacks} ${call.file.path}`;
      const group = groups.get(key);
      if (group) group.push(call);
      else groups.set(key, [call]);
    }
    return [...groups.values()].flatMap(gapOf);
  }
}

function gapOf(calls: readonly BlankCall[]): Gap[] {
  const [first] = calls;
  if (!first) return [];
  const which = calls.length === 1 ? '1 call that ran has' : `${calls.length} calls that ran have`;
  const reason = `${which} ${lacks[first.lacks]}`;
  return [{ kind: 'tampering', reason, evidence: { path: first.file.reference, ...lineOf(first) } }];
}

function lackOf(input: JsonObject, meaning: ToolMeaning): Lack | undefined {
  const { kind, subject, mayWait } = meaning;
  if (subject === undefined || mayWait) return undefined;
  const isBlank = subjectIn(input, kind, subject).trim() === '';
  if (needing.has(kind)) return isBlank ? 'subject' : undefined;
  if (kind !== 'write') return undefined;
  if (isBlank) return 'path';
  return isMeantToHold(meaning) && holdsPathAlone(input) ? 'change' : undefined;
}

function isMeantToHold({ content, replaces, action }: ToolMeaning): boolean {
  return action === undefined && (content !== undefined || replaces !== undefined);
}

/** Versions have other names for what is written: whatever else stands there may be it, an empty text as well. */
function holdsPathAlone(input: JsonObject): boolean {
  const others = Object.entries(input).filter(
    ([name]) => !(inputFields.path as readonly string[]).includes(name),
  );
  return !others.some(
    ([, value]) => typeof value === 'string' || (typeof value === 'object' && value !== null),
  );
}

function lineOf(call: BlankCall): { readonly line?: number } {
  return call.line > 0 ? { line: call.line } : {};
}
