import type { AttributedRefMove } from '../../assess/attribution.ts';
import { withRequest } from '../../assess/requests/request-of.ts';
import type { ShownCall, ShownCalls, ShownFinding } from '../../assess/shown-calls.ts';
import type { Finding } from '../../detect/finding.ts';
import { TriageError } from '../../errors.ts';
import type { Evidence } from '../../evidence/configuration/read-text.ts';
import type { Gap } from '../../evidence/gap.ts';
import { referencePath } from '../../evidence/home.ts';
import type { OptionsOf } from '../../invocation/options.ts';
import { compareLevels } from '../../level.ts';
import { type InventorySettings, inventory } from '../../transcripts/inventory.ts';
import type { ToolCall } from '../../transcripts/tool-call.ts';
import { watchWithQueries } from '../detection.ts';
import { watchCalls } from '../watch-calls.ts';
import { type AskedReference, askedReference } from './asked-reference.ts';
import { callWithTexts } from './call-with-texts.ts';
import { excerptOf } from './excerpt.ts';
import { findMeant, type Meant } from './find-meant.ts';
import { isCommitId } from './is-meant.ts';
import { recordAt } from './record-at.ts';
import { withoutCalls } from './without-calls.ts';

/** What is shown of what is found. */
export interface ShowSettings extends InventorySettings {
  readonly options: OptionsOf<'queries' | 'allowHost'>;
  /** Calls before and after. */
  readonly around: number;
  /** Characters of one text. */
  readonly lengthAtMost: number;
  /** Of the report that the reference stands in, where that is known. */
  readonly toldGaps: readonly Gap[];
  /** Asks git for a commit whose id no call printed. */
  readonly refMoveOf: (commit: string) => Promise<AttributedRefMove | undefined>;
}

/**
 * What stands at a reference that any output printed, with the calls around it.
 * @throws {TriageError} where the evidence has no such place
 */
export async function showCalls(
  reference: string,
  evidence: Evidence,
  settings: ShowSettings,
): Promise<Omit<ShownCalls, 'gaps'>> {
  const asked = inEvidence(askedReference(reference), evidence);
  const meant = await findMeant(asked, evidence.home, settings);
  if (!meant && asked.kind === 'name' && isCommitId(asked.name)) {
    const move = await settings.refMoveOf(asked.name);
    if (move) return { schemaVersion: 1, reference, ...(await moved(move, evidence, settings)) };
  }
  const isRecord = asked.kind === 'place' && (meant === undefined || meant.found === 'nearest');
  const record = isRecord ? recordAt(asked.place, evidence, settings.lengthAtMost) : undefined;
  if (!meant && !record) {
    const known = await withoutCalls(asked, evidence, settings);
    if (known) return { schemaVersion: 1, reference, ...known, ...nothingAround };
    throw new TriageError(
      `nothing in the evidence is named ${reference}`,
      'give a reference as an output prints it: a path with a line, an id of a call or session, or a commit',
    );
  }
  const shown = meant ? await around(meant, evidence, settings) : nothingAround;
  return {
    schemaVersion: 1,
    reference,
    found: meant?.found ?? 'text',
    ...(record && { record }),
    ...shown,
  };
}

/** What git says of a commit, and the calls around the one that it is attributed to. */
async function moved(
  {
    repository,
    ref,
    action,
    sha,
    at,
    author,
    subject,
    attribution,
    toolCallId,
    evidence: place,
  }: AttributedRefMove,
  evidence: Evidence,
  settings: ShowSettings,
): Promise<Omit<ShownCalls, 'schemaVersion' | 'reference' | 'gaps'>> {
  const lines = [
    `commit ${sha} of ${repository}`,
    author,
    subject,
    `${at} ${action} of ${ref}, by a call: ${attribution}`,
  ];
  const record = {
    ...excerptOf(lines.filter((line) => line !== undefined).join('\n'), settings.lengthAtMost),
    evidence: place,
  };
  const meant =
    toolCallId === undefined
      ? undefined
      : await findMeant({ kind: 'name', name: toolCallId }, evidence.home, settings);
  return { found: 'ref-move', record, ...(meant ? await around(meant, evidence, settings) : nothingAround) };
}

const nothingAround = { calls: [], callsBefore: 0, callsAfter: 0 };

/** A path of this machine, as references write it. */
function inEvidence(asked: AskedReference, { home }: Evidence): AskedReference {
  if (asked.kind === 'name') return asked;
  return { kind: 'place', place: { ...asked.place, path: referencePath(home, asked.place.path) } };
}

type Around = Pick<ShownCalls, 'calls' | 'callsBefore' | 'callsAfter'>;

async function around(meant: Meant, { home }: Evidence, settings: ShowSettings): Promise<Around> {
  const detection = await watchWithQueries(settings.options, home);
  const calls = inventory(home, { sessions: [meant.sessionId] }, settings);
  const shown = new Surroundings(meant.callId, settings.around);
  for await (const call of watchCalls(calls, home, [detection])) {
    if (call.sessionId === meant.sessionId) shown.take(call);
  }
  const findings = detection.result().map(({ finding }) => withRequest(finding));
  return {
    calls: shown.calls.map((call) => {
      const isAsked = call.id === meant.callId && meant.found !== 'nearest';
      return shownCall(call, { isAsked, findings, lengthAtMost: settings.lengthAtMost });
    }),
    callsBefore: shown.before,
    callsAfter: shown.after,
  };
}

/** The call that is looked for, and some before and after it; no others are held. */
class Surroundings {
  readonly #id: string;
  readonly #most: number;
  readonly #calls: ToolCall[] = [];
  #isFound = false;
  #left: number;
  before = 0;
  after = 0;

  constructor(id: string, most: number) {
    this.#id = id;
    this.#most = most;
    this.#left = most;
  }

  get calls(): readonly ToolCall[] {
    return this.#calls;
  }

  take(call: ToolCall): void {
    if (this.#isFound) {
      if (this.#left > 0) this.#calls.push(call);
      else this.after += 1;
      this.#left -= 1;
      return;
    }
    this.#calls.push(call);
    this.#isFound = call.id === this.#id;
    if (this.#calls.length > this.#most + 1) {
      this.#calls.shift();
      this.before += 1;
    }
  }
}

interface CallContext {
  readonly isAsked: boolean;
  readonly findings: readonly Finding[];
  readonly lengthAtMost: number;
}

function shownCall(call: ToolCall, { isAsked, findings, lengthAtMost }: CallContext): ShownCall {
  return {
    ...callWithTexts(call, { input: lengthAtMost, result: lengthAtMost }),
    isAsked,
    findings: findings
      .filter(({ toolCallIds }) => toolCallIds.includes(call.id))
      .map(shownFinding)
      .sort((a, b) => compareLevels(b.level, a.level)),
  };
}

function shownFinding(finding: Finding): ShownFinding {
  const { queryId, title, level, state, requested, context, nextStep } = finding;
  return { queryId, title, level, state, requested, context, ...(nextStep !== undefined && { nextStep }) };
}
