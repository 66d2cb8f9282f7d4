import type { CaseCall, CaseCalls, CaseWithCalls } from '../../assess/case-calls.ts';
import type { Incident } from '../../assess/incidents/incident.ts';
import type { Finding } from '../../detect/finding.ts';
import type { Gap } from '../../evidence/gap.ts';
import type { SessionSummary } from '../../transcripts/session-summary.ts';
import { counts } from '../accepted.ts';
import { referenceText } from '../markdown.ts';
import { factsOf, stepsOf } from './book-facts.ts';
import { linksOf } from './book-links.ts';
import type { RowDictionaries } from './book-rows.ts';
import { CallNumbers } from './call-numbers.ts';
import type { Dictionary } from './dictionary.ts';
import type { BookCase, BookFinding, BookIncident, BookSession } from './payload.ts';

const mostGaps = 200;

/** What the calls of a file told while they were written. */
interface Written {
  /** In the order of their numbers. */
  readonly calls: readonly CaseCall[];
  readonly numbers: RowDictionaries;
}

/** Everything of a case that stands beside its calls, of whose texts nothing is left out yet. */
export function bookCaseOf(
  given: CaseWithCalls,
  { calls, numbers: { sessions, ...shared } }: Written,
): BookCase {
  const { caseFile, gaps, subject, verdict, disclosure } = given;
  const numbers = new CallNumbers(calls);
  const { path: _path, ...answers } = caseFile ?? { path: '' };
  const incidents = given.incidents.map((incident) =>
    incidentOf(incident, given, { numbers, sessions, calls }),
  );
  const findings = given.findings.map((finding) => findingOf(finding, numbers));
  const links = linksOf(given, numbers);
  const openable = { incidents, findings, links };
  return {
    title: subject.name,
    verdict: verdict.value,
    disclosure: disclosure.value,
    reasons: [...new Set([...verdict.reasons, ...disclosure.reasons].map(({ text }) => text))],
    tlp: caseFile?.tlp ?? 'AMBER+STRICT',
    madeAt: given.generatedAt,
    version: given.tool.version,
    redacted: subject.redacted,
    counts: {
      calls: given.coverage.calls,
      callsLeftOut: given.calls?.leftOut ?? given.coverage.calls,
      resultsLeftOut: 0,
      textsCut: 0,
      gapsLeftOut: Math.max(0, gaps.length - mostGaps),
      hasCalls: given.calls !== undefined,
    },
    lists: listsOf(shared),
    incidents,
    findings,
    facts: factsOf(given, openable),
    steps: stepsOf(given, openable),
    sessions: sessionsOf(given.sessions, sessions),
    prompts: promptsOf(given.calls),
    links,
    gaps: gaps.slice(0, mostGaps).map(gapText),
    caseFile: answers,
  };
}

function listsOf(numbers: Omit<RowDictionaries, 'sessions'>): BookCase['lists'] {
  const { tools, agents, modes, outcomes, zones, actions, paths } = numbers;
  return {
    tools: tools.words,
    agents: agents.words,
    modes: modes.words,
    outcomes: outcomes.words,
    zones: zones.words,
    actions: actions.words,
    paths: paths.words,
  };
}

interface Numbered extends Pick<Written, 'calls'> {
  readonly numbers: CallNumbers;
  readonly sessions: Dictionary;
}

function incidentOf(
  incident: Incident,
  { findings }: Pick<CaseWithCalls, 'findings'>,
  known: Numbered,
): BookIncident {
  const { id, level, state, requested, from, to, prompt, lost, sentOut, stays } = incident;
  const session = known.sessions.knownNumberOf(incident.sessionId);
  return {
    id,
    level,
    state,
    requested,
    titles: [...new Set(incident.findings.map(({ title }) => title))],
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(session !== undefined && { session }),
    ...(prompt && { prompt: prompt.words }),
    lost,
    sentOut,
    stays,
    calls: callsOf(incident, findings, known),
  };
}

/** Those that its findings name, and those of the same queries in its session and time. */
function callsOf(
  { findings, sessionId, from = '', to = '' }: Incident,
  all: readonly Finding[],
  { numbers, calls }: Numbered,
): readonly number[] {
  const named = numbers.ofPlaces(findings.flatMap(({ evidence }) => evidence));
  const queries = new Set(findings.map(({ queryId }) => queryId));
  const ofQueries = numbers
    .ofIds(all.filter(({ queryId }) => queries.has(queryId)).flatMap(({ toolCallIds }) => toolCallIds))
    .filter((number) => {
      const { sessionId: session, startedAt = '' } = calls[number] ?? {};
      return session === sessionId && from <= startedAt && startedAt <= to;
    });
  return [...new Set([...named, ...ofQueries])].sort((a, b) => a - b);
}

function findingOf(finding: Finding, numbers: CallNumbers): BookFinding {
  const { queryId: query, title, level, state, requested, subject, context, nextStep, accepted } = finding;
  const [evidence = { path: '' }] = finding.evidence;
  return {
    query,
    title,
    level,
    state,
    requested,
    subject,
    context,
    ...(nextStep !== undefined && { nextStep }),
    ...(accepted && !counts(finding) && { accepted: `${accepted.by}: ${accepted.reason}` }),
    reference: referenceText(evidence),
    count: finding.count,
    calls: numbers.ofIds(finding.toolCallIds),
  };
}

/** In the order of their numbers, which calls have given them. */
function sessionsOf(all: readonly SessionSummary[], numbers: Dictionary): readonly BookSession[] {
  for (const { sessionId } of all) numbers.numberOf(sessionId);
  const byId = new Map(all.map((session) => [session.sessionId, session]));
  return numbers.words.map((id) => {
    const session = byId.get(id);
    if (!session) return { id, agent: 'unknown', project: '', calls: 0, promptsOff: 0 };
    const { agent, project, startedAt: from, endedAt: to, firstPrompt, callsByMode } = session;
    return {
      id,
      agent,
      project,
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
      calls: session.toolCalls,
      promptsOff: callsByMode['bypassPermissions'] ?? 0,
      ...(firstPrompt !== undefined && { firstPrompt }),
    };
  });
}

function promptsOf(calls: CaseCalls | undefined): BookCase['prompts'] {
  return (calls?.prompts ?? []).map(({ words, question, evidence }) => ({
    words,
    ...(question !== undefined && { question }),
    ...(evidence && { reference: referenceText(evidence) }),
  }));
}

function gapText({ kind, reason, evidence }: Gap): string {
  return `${kind}: ${reason}${evidence ? ` (${referenceText(evidence)})` : ''}`;
}
