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
  type AbsentSessions,
  beyondRetention,
  expiredTranscripts,
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
  type Window,
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
  circumstances: Circumstances,
): Gap[] {
  const { transcripts, selection, retention, now, asOf } = circumstances;
  const summaries = all.map(({ summary }) => summary);
  // A replay begins in the middle of a conversation.
  const isNoReplay = ({ file }: Orphan): boolean => transcripts.files[file]?.kind !== 'replay';
  const window = windowOf(circumstances);
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
    ...missingTranscripts(absentSessions(all, circumstances)),
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

/** What an answer does not stand on, and what is no gap: transcripts that were deleted as a matter of course. */
export function integrityRemarks(all: ReadSessions['all'], circumstances: Circumstances): string[] {
  return expiredTranscripts(absentSessions(all, circumstances));
}

function absentSessions(all: ReadSessions['all'], circumstances: Circumstances): AbsentSessions {
  const lastAts = all.map(({ merged }) => merged.lastAt ?? Number.POSITIVE_INFINITY);
  return {
    traces: circumstances.transcripts.traces,
    known: new Set(all.map(({ summary }) => summary.sessionId)),
    window: windowOf(circumstances),
    oldestAt: lastAts.reduce((oldest, at) => Math.min(oldest, at), Number.POSITIVE_INFINITY),
  };
}

function windowOf({ selection, retention, asOf }: Circumstances): Window {
  return { ...selection, retention, ...(asOf && { asOf }) };
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
