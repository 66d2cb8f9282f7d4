import { basename, dirname, join } from 'node:path';
import { statOf } from '../../../evidence/configuration/stat-of.ts';
import type { ReportGap } from '../../../evidence/gap.ts';
import { type NamedFile, readJsonLines } from '../../../evidence/lines/read-json-lines.ts';
import { type JsonObject, listOf, objectOf } from '../../../json-object.ts';
import { contextOf } from '../../entries/context-of.ts';
import type { Entry } from '../../entries/entry.ts';
import { entrySource } from '../../entries/entry-source.ts';
import type { TranscriptFile } from '../../transcript-file.ts';
import { locatedFiles } from '../located-files.ts';
import { isCut } from './step-arguments.ts';
import { StepReader } from './step-reader.ts';

const agent = 'antigravity';
/** Has every step that is kept, and long texts cut. */
const shortFile = 'transcript.jsonl';
/** Has whole texts, and of a long conversation fewer steps. */
const wholeFile = 'transcript_full.jsonl';

/**
 * One folder a conversation: `brain/<id>/.system_generated/logs/` with its steps in two files, read as one.
 * https://github.com/kenn-io/agentsview/blob/main/internal/parser/antigravity_brain_transcript.go
 */
export const antigravity = entrySource({
  agent,
  locate: (evidence) => oneEach(locatedFiles(agent, evidence, conversationOf)),
  *read(file, reportGap) {
    const sessionId = isAtHome.test(file.path) ? conversationOf(file.path) : file.sessionId;
    const reader = new StepReader(sessionId);
    yield { ...contextOf({ sessionId }), place: {} };
    const lost = new Losses();
    for (const { record, place } of steps(file, reportGap)) {
      lost.take(record);
      for (const entry of reader.entriesOf(record)) yield { ...entry, place };
    }
    lost.tell(file, reportGap);
  },
});

interface PlacedStep {
  readonly record: JsonObject;
  readonly place: Entry['place'];
}

/** Steps that stand whole are read where they do; they are the later ones. */
function* steps(file: TranscriptFile, reportGap: ReportGap): Generator<PlacedStep> {
  const whole = wholeBeside(file);
  const known = new Set<string>();
  if (whole) for (const { object } of readJsonLines(whole, () => undefined)) known.add(keyOf(object));
  for (const { object, line } of readJsonLines(file, reportGap))
    if (!known.has(keyOf(object))) yield { record: object, place: { line } };
  if (!whole) return;
  for (const { object, line } of readJsonLines(whole, reportGap))
    yield { record: object, place: { path: whole.reference, line } };
}

function keyOf({ step_index: index, created_at: time, type }: JsonObject): string {
  return `${String(index)} ${String(time)} ${String(type)}`;
}

function wholeBeside({ path, reference }: TranscriptFile): NamedFile | undefined {
  const beside = join(dirname(path), wholeFile);
  if (basename(path) === wholeFile || !statOf(beside)?.isFile()) return undefined;
  return { path: beside, reference: reference.replace(/[^/\\]+$/, wholeFile) };
}

function oneEach(files: readonly TranscriptFile[]): TranscriptFile[] {
  const paths = new Set(files.map(({ path }) => path));
  return files.filter(
    ({ path }) => basename(path) !== wholeFile || !paths.has(join(dirname(path), shortFile)),
  );
}

const isAtHome = /[/\\]\.system_generated[/\\]logs[/\\][^/\\]+$/;

/** `brain/<id>/.system_generated/logs/transcript.jsonl`, also of a folder that was copied */
function conversationOf(path: string): string {
  return basename(dirname(dirname(dirname(path))));
}

/** What a conversation does not hold any more of itself. */
class Losses {
  #first = Number.POSITIVE_INFINITY;
  #cut = 0;

  take(record: JsonObject): void {
    const { step_index: index } = record;
    if (typeof index === 'number') this.#first = Math.min(this.#first, index);
    this.#cut += listOf(record['tool_calls']).filter((call) => isCut(objectOf(call) ?? {})).length;
  }

  tell({ reference }: TranscriptFile, reportGap: ReportGap): void {
    const evidence = { path: reference };
    if (Number.isFinite(this.#first) && this.#first > 0) {
      const reason = `begins with step ${this.#first} of its conversation: what came before is not there`;
      reportGap({ kind: 'missing', reason, evidence });
    }
    if (this.#cut === 0) return;
    const which = this.#cut === 1 ? '1 call' : `${this.#cut} calls`;
    reportGap({ kind: 'truncated', reason: `has ${which} whose input was cut by its agent`, evidence });
  }
}
