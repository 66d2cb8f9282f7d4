import { unreadReason } from '../unread-store.ts';
import type { CoverageFacts, LeftOut, Span, UnreadCommands } from './coverage.ts';

/** What an answer stands on, then each limit of it; one sentence each, without capital and full stop. */
export function statementsOf(facts: CoverageFacts): string[] {
  const limits = facts.sessions > 0 ? [leftOut(facts), untimedCalls(facts)] : [];
  return [standsOn(facts), ...limits.filter((text) => text !== ''), ...facts.unread.map(unreadReason)];
}

/** What was read of the time that is asked about: or that nothing was, and of which time there is something. */
export function standsOn(facts: CoverageFacts): string {
  const { transcripts, agentsRead, sessions, calls, inWindow } = facts;
  if (transcripts === 0) return 'no transcript was read';
  if (sessions === 0) return standsOnNothing(facts);
  return [
    `${counted(transcripts, 'transcript')} of ${agentsRead.join(', ')}`,
    spanText(inWindow),
    counted(sessions, 'session'),
    calls === 0 ? 'no call' : `${counted(calls, 'call')}, ${modesText(facts)}`,
  ]
    .filter((text) => text !== '')
    .join(', ');
}

function standsOnNothing({ transcripts, untimed, all, before, after, since, until }: CoverageFacts): string {
  if (all.from === undefined && untimed === 0) {
    return `${counted(transcripts, 'transcript')} read, and no session that was asked for among them`;
  }
  const calls = before.calls + after.calls;
  const held =
    all.from === undefined
      ? 'no record has one'
      : `the transcripts cover ${spanText(all)}, and ${counted(calls, 'call')} of theirs ${calls === 1 ? 'lies' : 'lie'} outside of the window`;
  return `no record with a time lies ${windowText({ since, until })}: ${held}`;
}

/** A mode that nothing tells may be any. */
function modesText({ calls, modes: { recorded, inferred, unknown } }: CoverageFacts): string {
  const known = `${recorded === calls ? 'all' : recorded} with a recorded permission mode`;
  return [
    known,
    ...(inferred === 0 ? [] : [`${inferred} with an inferred one`]),
    ...(unknown === 0 ? [] : [`and whether prompts were off for the other ${unknown} is not known`]),
  ].join(', ');
}

function leftOut({ before, after }: CoverageFacts): string {
  const sides = [sideText(before, 'before'), sideText(after, 'after')].filter((text) => text !== '');
  return sides.length === 0 ? '' : `the window leaves out ${sides.join(' and ')}`;
}

function sideText({ sessions, calls, promptsOff, ...span }: LeftOut, side: 'before' | 'after'): string {
  if (sessions === 0) return '';
  const some = promptsOff === calls ? 'all ' : `${promptsOff} `;
  const off = promptsOff === undefined ? '' : `, ${calls === 1 ? '' : some}with permission prompts off,`;
  return `${counted(sessions, 'session')} with ${counted(calls, 'call')}${off} ${side} it (${spanText(span)})`;
}

function untimedCalls({ untimed, since, until }: CoverageFacts): string {
  if (untimed === 0 || (since === undefined && until === undefined)) return '';
  return `${counted(untimed, 'call')} without a time ${untimed === 1 ? 'counts' : 'count'} as in the window`;
}

/** What is known of them is what they are called. */
export function unreadCommandsText({ calls, promptsOff }: UnreadCommands): string {
  if (calls === 0) return '';
  const off =
    promptsOff === 0 ? '' : `, ${promptsOff === calls ? 'all' : promptsOff} with permission prompts off`;
  return `${counted(calls, 'call')} ran scripts or programs whose text is not among the evidence${off}: of what these did, only their names tell`;
}

function windowText({ since, until }: Record<'since' | 'until', string | undefined>): string {
  if (until === undefined) return `after ${momentText(since ?? '')}`;
  return since === undefined
    ? `before ${momentText(until)}`
    : `between ${momentText(since)} and ${momentText(until)}`;
}

/** `2026-11-01 to 2026-11-20`; of one day, the time of day, too. UTC. */
export function spanText({ from, to }: Span): string {
  if (from === undefined || to === undefined) return '';
  const [firstDay, lastDay] = [dayOf(from), dayOf(to)];
  if (firstDay !== lastDay) return `${firstDay} to ${lastDay}`;
  const [start, end] = [minuteOf(from), minuteOf(to)];
  return start === end ? momentText(from) : `${firstDay} ${start} to ${end} UTC`;
}

function momentText(at: string): string {
  return `${dayOf(at)} ${minuteOf(at)} UTC`;
}

function dayOf(at: string): string {
  return at.slice(0, at.indexOf('T'));
}

function minuteOf(at: string): string {
  return at.slice(at.indexOf('T') + 1, at.indexOf('T') + 6);
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
