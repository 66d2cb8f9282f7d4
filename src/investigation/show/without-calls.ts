import type { ShownCalls } from '../../assess/shown-calls.ts';
import type { Evidence } from '../../evidence/configuration/read-text.ts';
import type { Gap } from '../../evidence/gap.ts';
import { type InventorySettings, summariseTranscripts } from '../../transcripts/inventory.ts';
import type { SessionSummary } from '../../transcripts/session-summary.ts';
import { type AskedReference, slashed } from './asked-reference.ts';
import { excerptOf } from './excerpt.ts';
import { sessionsNamed } from './find-meant.ts';

interface ShownSettings extends InventorySettings {
  /** Of the report that the reference stands in. */
  readonly toldGaps: readonly Gap[];
  /** Characters. */
  readonly lengthAtMost: number;
}

/** What a reference means that no call has to do with: a session that made none, or a place that is not there. */
export async function withoutCalls(
  asked: AskedReference,
  { home }: Evidence,
  settings: ShownSettings,
): Promise<Pick<ShownCalls, 'found' | 'record'> | undefined> {
  if (asked.kind === 'place') {
    const told = settings.toldGaps.filter(
      ({ evidence }) => evidence && slashed(evidence.path) === asked.place.path,
    );
    if (told.length === 0) return undefined;
    const text = told.map(({ kind, reason }) => `${kind}: ${reason}`).join('\n');
    return { found: 'absent', record: { ...excerptOf(text, settings.lengthAtMost), evidence: asked.place } };
  }
  const [name] = sessionsNamed(asked);
  if (name === undefined) return undefined;
  const { sessions } = await summariseTranscripts(home, {}, settings);
  const session = sessions.find(({ sessionId }) => sessionId.startsWith(name));
  if (!session) return undefined;
  const text = wordsOf(session);
  return {
    found: 'session',
    record: { ...excerptOf(text, settings.lengthAtMost), evidence: session.evidence },
  };
}

function wordsOf({
  sessionId,
  agent,
  startedAt,
  endedAt,
  cwds,
  humanPrompts,
  firstPrompt,
}: SessionSummary): string {
  const lines = [
    `session ${sessionId} of ${agent}`,
    startedAt === undefined ? undefined : `from ${startedAt} to ${endedAt ?? startedAt}`,
    cwds.length === 0 ? undefined : `in ${cwds.join(', ')}`,
    `prompts ${humanPrompts}`,
    firstPrompt === undefined ? undefined : `the first: ${firstPrompt}`,
  ];
  return lines.filter((line) => line !== undefined).join('\n');
}
