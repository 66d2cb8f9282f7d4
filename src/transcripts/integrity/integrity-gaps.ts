import { configurationReader } from '../../evidence/configuration/configuration-reader.ts';
import { type Retention, retentionOf } from '../../evidence/configuration/retention.ts';
import type { Gap } from '../../evidence/gap.ts';
import type { KnownGroup, Orphan } from '../digest/group-digest.ts';
import type { CallPlace } from '../join/settle-variants.ts';
import type { DigestedSession } from '../launch/with-launch.ts';
import type { Transcripts } from '../locate-transcripts.ts';
import type { Selection } from '../plan/selection.ts';
import { disputedCalls } from './disputed-calls.ts';
import {
  beyondRetention,
  isAskedAbout,
  isExpired,
  missingMainTranscripts,
  missingTranscripts,
  orphanedResults,
  unclearRetention,
  unfinished,
  unknownSessions,
  unmetCounts,
  unusedClaims,
} from './integrity.ts';
import { missingAgents } from './missing-agents.ts';
import { promptsWithoutRecords } from './prompts-without-records.ts';

/** What was read. */
export interface ReadSessions {
  readonly groups: readonly KnownGroup[];
  readonly all: readonly DigestedSession[];
  readonly selected: readonly DigestedSession[];
  /** Results whose call is nowhere. */
  readonly orphans: readonly Orphan[];
  /** Places of ids that stand for calls that do different things. */
  readonly disputed: readonly (readonly CallPlace[])[];
}

/** What it is held against. */
export interface Circumstances {
  readonly transcripts: Transcripts;
  readonly selection: Selection;
  readonly retention: Retention;
  readonly now?: Date;
  /** When the evidence was as it is. */
  readonly asOf?: Date;
}

/** What is not there, although something else says that it was or should be. */
export function integrityGaps(
  { groups, all, selected, orphans, disputed }: ReadSessions,
  { transcripts, selection, retention, now, asOf }: Circumstances,
): Gap[] {
  const summaries = all.map(({ summary }) => summary);
  const known = new Set(summaries.map(({ sessionId }) => sessionId));
  // A replay begins in the middle of a conversation.
  const isNoReplay = ({ file }: Orphan): boolean => transcripts.files[file]?.kind !== 'replay';
  const window = { ...selection, retention, ...(asOf && { asOf }) };
  const { since, until } = selection;
  const reference = (file: number): string => transcripts.files[file]?.reference ?? '';
  const asked = new Set(selected.map(({ summary: { sessionId } }) => sessionId));
  return [
    ...orphanedResults(orphans.filter(isNoReplay), reference),
    ...disputedCalls(disputed, reference),
    ...missingAgents({ groups, reference, isSelected: (sessionId) => asked.has(sessionId) }),
    ...selected.flatMap(({ merged: { parts }, summary }) => [
      ...unusedClaims(parts, summary),
      ...unmetCounts(parts, summary),
    ]),
    ...missingMainTranscripts(
      selected.map(({ merged }) => merged),
      transcripts.files,
    ),
    ...missingTranscripts(transcripts.traces, known, window),
    ...promptsWithoutRecords(
      transcripts.prompts,
      all.map(({ merged }) => merged),
      (at) => isAskedAbout(at, window) && !isExpired(at, window),
    ),
    ...unknownSessions(selection.sessions ?? [], summaries),
    ...unfinished(transcripts.running, until, now),
    ...unclearRetention(retention),
    ...(since && asOf ? beyondRetention(summaries, { since, asOf, retention }) : []),
  ];
}

/** How long transcripts were kept, by the settings of the machine, of the user and of every project. */
export function retentionFor(
  sessions: readonly DigestedSession[],
  { home, configurations }: Transcripts,
  isLive: boolean,
): { readonly retention: Retention; readonly gaps: readonly Gap[] } {
  const gaps: Gap[] = [];
  const reader = configurationReader({ home, isLive, reportGap: (gap) => gaps.push(gap) });
  const folders = [...new Set(sessions.flatMap(({ summary: { cwds } }) => cwds))];
  return { retention: retentionOf(reader, { configurations, folders }), gaps };
}
