import type { CaseCall, CaseWithCalls } from '../../assess/case-calls.ts';
import { bookCaseOf } from './book-case.ts';
import { detailOf, isCut, sharedDetail } from './book-details.ts';
import { newDictionaries, rowsOf } from './book-rows.ts';
import { budgetOf, type Shares, type Standing, sharesThatFit } from './budget.ts';
import { inTimeOrder } from './call-numbers.ts';
import { member, members, visibleValue } from './member.ts';
import { type BookDetail, detailsPerPart, type Payload, rowsPerPart } from './payload.ts';

/** Whoever reads of a call wants to see what came before and after. */
const callsBeside = 5;
/** The numbers of what is left out, which are known last. */
const bytesOfNumbers = 100;

interface StandingDetail {
  readonly detail: BookDetail;
  readonly standing: Standing;
}

/** @param bytesElsewhere of the file: what is left of the budget is for the calls */
export function payloadOf(given: CaseWithCalls, bytesElsewhere: number): Payload {
  const calls = inTimeOrder(given.calls?.calls ?? []);
  const numbers = newDictionaries();
  const rows = members(calls, rowsPerPart, (part) => visibleValue(rowsOf(part, numbers)));
  const told = visibleValue(bookCaseOf(given, { calls, numbers }));
  const details = standingsOf(calls);
  const budget = budgetOf(calls.length) - bytesElsewhere - bytesOfNumbers - sizeOf([member(told), ...rows]);
  const shares = sharesThatFit((some) => sizeOf(detailsWith(details, some)) <= budget);
  const counts = { ...told.counts, ...leftOutOf(details, shares) };
  return {
    schemaVersion: 1,
    case: member({ ...told, counts }),
    rows,
    details: detailsWith(details, shares),
  };
}

function detailsWith(details: readonly StandingDetail[], shares: Shares): readonly string[] {
  return members(details, detailsPerPart, (part) =>
    part.map(({ detail, standing }) => sharedDetail(detail, shares[standing])),
  );
}

function standingsOf(calls: readonly CaseCall[]): readonly StandingDetail[] {
  const near = new Set<number>();
  for (const [number, { isCited }] of calls.entries()) {
    if (!isCited) continue;
    for (let beside = number - callsBeside; beside <= number + callsBeside; beside += 1) near.add(beside);
  }
  return calls.map((call, number) => {
    const far = call.effects.some(({ action }) => action !== 'read') ? 'acting' : 'reading';
    const standing = call.isCited ? 'cited' : near.has(number) ? 'beside' : far;
    return { detail: visibleValue(detailOf(call)), standing };
  });
}

function leftOutOf(details: readonly StandingDetail[], shares: Shares) {
  return {
    resultsLeftOut: details.filter(({ detail, standing }) => detail.result && shares[standing].result === 0)
      .length,
    textsCut: details.filter(({ detail, standing }) => isCut(detail, shares[standing])).length,
  };
}

function sizeOf(parts: readonly string[]): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}
