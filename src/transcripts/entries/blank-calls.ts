import type { Gap } from '../../evidence/gap.ts';
import type { JsonObject } from '../../json-object.ts';
import { meaningOf } from '../dialects/dialect.ts';
import { dialectOf } from '../dialects/dialects.ts';
import { subjectIn } from '../dialects/input-fields.ts';
import type { Outcome } from '../tool-call.ts';
import type { TranscriptFile } from '../transcript-file.ts';

interface BlankCall {
  readonly file: TranscriptFile;
  readonly line: number;
}

/** Nothing runs without a command or a patch; other tools may have a default. */
const needing: ReadonlySet<string> = new Set(['shell', 'patch']);
const ranThen: ReadonlySet<Outcome> = new Set(['succeeded', 'background']);

/** Calls of shells whose input does not say what was run, by their rows. */
export class BlankCalls {
  readonly #calls = new Map<number, BlankCall>();

  /** An appearance of a call; one that says what was run settles it. */
  take(row: number, call: { readonly tool: string; readonly input: JsonObject }, at: BlankCall): void {
    const { kind, subject, mayWait } = meaningOf(dialectOf(at.file.agent), call.tool);
    if (subject === undefined || mayWait || !needing.has(kind)) return;
    if (subjectIn(call.input, kind, subject).trim() !== '') this.#calls.delete(row);
    else this.#calls.set(row, at);
  }

  /** One a file. @param outcomeOf of the call of a row: what failed may have been refused for it */
  gaps(outcomeOf: (row: number) => Outcome): Gap[] {
    const ran = [...this.#calls].flatMap(([row, call]) => (ranThen.has(outcomeOf(row)) ? [call] : []));
    return [...new Set(ran.map(({ file }) => file))].map((file) => {
      const own = ran.filter((call) => call.file === file);
      const which = own.length === 1 ? '1 call that ran has' : `${own.length} calls that ran have`;
      const reason = `${which} nothing where the input says what was run`;
      return { kind: 'tampering', reason, evidence: { path: file.reference, ...lineOf(own[0]) } };
    });
  }
}

function lineOf(call: BlankCall | undefined): { readonly line?: number } {
  return call && call.line > 0 ? { line: call.line } : {};
}
