import type { CaseCall, CaseWithCalls } from '../../assess/case-calls.ts';
import { bookCaseOf } from './book-case.ts';
import { detailOf, isCut } from './book-details.ts';
import { newDictionaries, rowsOf } from './book-rows.ts';
import { budgetOf, type Shares, type Standing, sharesThatFit } from './budget.ts';
import { inTimeOrder } from './call-numbers.ts';
import { member, members } from './member.ts';
import { detailsPerPart, type Payload, rowsPerPart } from './payload.ts';

/** Whoever reads of a call wants to see what came before and after. */
const callsBeside = 5;

interface StandingCall {
  readonly call: CaseCall;
  readonly standing: Standing;
}

/** @param bytesElsewhere of the file: what is left of the budget is for the calls */
export function payloadOf(given: CaseWithCalls, bytesElsewhere: number): Payload {
  const calls = inTimeOrder(given.calls?.calls ?? []);
  const standing = standingsOf(calls);
  const numbers = newDictionaries();
  const rows = members(calls, rowsPerPart, (part) => rowsOf(part, numbers));
  const { sessions, ...shared } = numbers;
  const lists = {
    ...{ tools: shared.tools.words, agents: shared.agents.words, modes: shared.modes.words },
    ...{ outcomes: shared.outcomes.words, paths: shared.paths.words },
    ...{ zones: shared.zones.words, actions: shared.actions.words },
  };
  const withShares = (shares: Shares): Payload => {
    const left = { resultsLeftOut: resultsLeftOut(standing, shares), textsCut: textsCut(standing, shares) };
    return {
      schemaVersion: 1,
      case: member(bookCaseOf(given, { calls, sessions, lists, ...left })),
      rows,
      details: members(standing, detailsPerPart, (part) =>
        part.map(({ call, standing: near }) => detailOf(call, shares[near])),
      ),
    };
  };
  const budget = budgetOf(calls.length) - bytesElsewhere;
  return withShares(sharesThatFit((shares) => sizeOf(withShares(shares)) <= budget));
}

function standingsOf(calls: readonly CaseCall[]): readonly StandingCall[] {
  const near = new Set<number>();
  for (const [number, { isCited }] of calls.entries()) {
    if (!isCited) continue;
    for (let beside = number - callsBeside; beside <= number + callsBeside; beside += 1) near.add(beside);
  }
  return calls.map((call, number) => {
    const far = call.effects.some(({ action }) => action !== 'read') ? 'acting' : 'reading';
    return { call, standing: call.isCited ? 'cited' : near.has(number) ? 'beside' : far };
  });
}

function resultsLeftOut(calls: readonly StandingCall[], shares: Shares): number {
  return calls.filter(({ call, standing }) => call.printed && shares[standing].result === 0).length;
}

function textsCut(calls: readonly StandingCall[], shares: Shares): number {
  return calls.filter(({ call, standing }) => isCut(call, shares[standing])).length;
}

function sizeOf(payload: Payload): number {
  return (
    payload.case.length + [...payload.rows, ...payload.details].reduce((sum, text) => sum + text.length, 0)
  );
}
