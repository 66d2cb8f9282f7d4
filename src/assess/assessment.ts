import type { CaseReport } from './case-report.ts';
import type { verdicts } from './verdict.ts';

/** One question of an assessment with its answer over all homes. */
export interface Answer {
  readonly question: string;
  readonly answer: string;
}

/** One home or several, in one document. */
export interface Assessment {
  readonly schemaVersion: 1;
  readonly generatedAt: string;
  /** The worst of all homes. */
  readonly verdict: CaseReport['verdict']['value'];
  readonly answers: readonly Answer[];
  /** Worst first. */
  readonly cases: readonly CaseReport[];
}

/** Worst first; what is not known is worse than what is known to be clean. */
const verdictRank: readonly CaseReport['verdict']['value'][] = [
  'malicious',
  'destructive',
  'suspicious',
  'undetermined',
  'clean',
] satisfies readonly (typeof verdicts)[number][];

export function assess(cases: readonly CaseReport[], generatedAt: string): Assessment {
  const sorted = [...cases].sort(
    (a, b) => rankOf(a) - rankOf(b) || (a.subject.home < b.subject.home ? -1 : 1),
  );
  return {
    schemaVersion: 1,
    generatedAt,
    verdict: sorted[0]?.verdict.value ?? 'undetermined',
    answers: questions.map(([question, answer]) => ({ question, answer: answer(cases) })),
    cases: sorted,
  };
}

/** The questions that whoever hears of the flag asks, in this order. */
const questions: readonly (readonly [question: string, answer: (cases: readonly CaseReport[]) => string])[] =
  [
    ['Where can it run without asking?', whereAnswer],
    ['What did it do?', whatAnswer],
    ['What did it leave behind?', leftAnswer],
    ['What has to be undone, and who has to be told?', nextAnswer],
  ];

function whereAnswer(cases: readonly CaseReport[]): string {
  const places = cases.flatMap(({ occurrences }) => occurrences.filter(({ kind }) => kind !== 'mention'));
  const guarded = places.filter(({ guard, isolation }) => guard !== 'none' || isolation !== 'none');
  const windows = cases.flatMap(({ sessions }) => sessions.flatMap(({ bypassWindows }) => bypassWindows));
  return `Places that switch prompts off: ${places.length}, with a guard or isolation beside them: ${guarded.length}. Times that it ran so: ${windows.length}.`;
}

function whatAnswer(cases: readonly CaseReport[]): string {
  const calls = sum(cases, ({ activity }) => activity.calls);
  const serious = sum(cases, ({ findings }) => findings.filter(isSerious).length);
  const sessions = sum(cases, (given) => given.sessions.length);
  return `Tool calls: ${calls}, sessions: ${sessions}, findings of level high or critical: ${serious}.`;
}

function leftAnswer(cases: readonly CaseReport[]): string {
  const registered = sum(
    cases,
    ({ mcpServers }) => mcpServers.filter(({ registeredBy }) => registeredBy !== undefined).length,
  );
  const commits = sum(cases, ({ moves }) => moves.filter(({ attribution }) => attribution !== 'none').length);
  const lost = sum(cases, ({ plan }) => plan.lost.length);
  return `MCP servers that a session registered: ${registered}. Ref movements of its own: ${commits}. Lost for good: ${lost}.`;
}

function nextAnswer(cases: readonly CaseReport[]): string {
  const steps = sum(cases, ({ plan }) => plan.steps.length);
  const values = [...new Set(cases.map(({ disclosure }) => disclosure.value))];
  return `Steps in the rollback plans: ${steps}. Disclosure: ${values.join(', ') || 'undetermined'}.`;
}

function isSerious({ level }: CaseReport['findings'][number]): boolean {
  return level === 'high' || level === 'critical';
}

function sum(cases: readonly CaseReport[], count: (given: CaseReport) => number): number {
  return cases.reduce((total, given) => total + count(given), 0);
}

function rankOf({ verdict }: CaseReport): number {
  return verdictRank.indexOf(verdict.value);
}
