import type { Detected } from '../../detect/finding-groups.ts';
import type { Occasion } from '../../detect/occasion.ts';
import { compareLevels, isGrave } from '../../level.ts';
import { states } from '../../state.ts';
import type { SessionSummary } from '../../transcripts/session-summary.ts';
import { byRequest, byWeight } from '../claims.ts';
import { isAnswer } from '../requests/answers.ts';
import { type Deed, deedsOf } from './deed.ts';
import { type Harm, rankOfHarm } from './harm.ts';
import { harmed } from './harmed.ts';
import type { Incident, IncidentFinding, IncidentPrompt } from './incident.ts';
import { seriesOf } from './series.ts';

const mostFindings = 20;
const mostThings = 20;
const longestQuote = 500;

/** The incidents of a case, gravest first. */
export function incidentsOf(
  detected: readonly Detected[],
  sessions: readonly Pick<SessionSummary, 'sessionId' | 'agent'>[],
): readonly Incident[] {
  const agents = new Map(sessions.map(({ sessionId, agent }) => [sessionId, agent]));
  return seriesOf(deedsOf(detected))
    .filter((series) => series.some(weighs))
    .map((series) => ({ incident: incidentOf(series, agents), rank: rankOf(series) }))
    .sort((a, b) => byGravity(a.incident, b.incident, a.rank - b.rank))
    .map(({ incident }, index) => ({ ...incident, id: `I${index + 1}` }));
}

/**
 * What an analyst would open a case for. Ordinary work has findings of level medium; of those, what went out asks a
 * question, and any other belongs to an incident or makes none.
 */
function weighs({ finding: { level }, harm }: Deed): boolean {
  return isGrave(level) || harm === 'sentOut';
}

function rankOf(series: readonly Deed[]): number {
  const lead = [...series].sort(byRank)[0];
  return lead ? rankOfHarm(lead.harm, lead.finding.tags) : 0;
}

function incidentOf(series: readonly Deed[], agents: ReadonlyMap<string, string>): Incident {
  const ranked = [...series].sort(byRank);
  const [lead = series[0]] = ranked;
  if (!lead) throw new RangeError('an incident has a finding');
  const { level, state } = lead.finding;
  const speaking = speakingDeed(lead, series);
  const times = series.flatMap(({ occasion: { from, to } }) => [from ?? [], to ?? []].flat()).sort();
  const [from, to] = [times[0], times.at(-1)];
  const prompt = promptOf(speaking);
  return {
    id: '',
    sessionId: lead.sessionId,
    agent: agents.get(lead.sessionId) ?? 'unknown',
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    level,
    state,
    requested: speaking.finding.requested,
    ...(prompt && { prompt }),
    calls: new Set(series.flatMap(({ occasion }) => occasion.toolCallIds)).size,
    lost: thingsOf('lost', ranked),
    sentOut: thingsOf('sentOut', ranked),
    stays: thingsOf('stays', ranked),
    findings: findingsOf(ranked),
  };
}

function byRank({ finding: a }: Deed, { finding: b }: Deed): number {
  return byWeight(a, b);
}

/** Whose words before it say who asked: an answer to a question that is not known says nothing without the words before. */
function speakingDeed(lead: Deed, series: readonly Deed[]): Deed {
  const told = [lead, ...series];
  const isTelling = ({ occasion: { prompt, question } }: Deed) =>
    prompt !== undefined && (question !== undefined || !isAnswer(prompt));
  return told.find(isTelling) ?? told.find(({ occasion }) => occasion.prompt !== undefined) ?? lead;
}

function promptOf({ occasion }: Deed): IncidentPrompt | undefined {
  const { prompt: words, question, promptEvidence: evidence } = occasion;
  if (words === undefined) return undefined;
  return {
    words: words.slice(0, longestQuote),
    ...(isAnswer(words) && question !== undefined && { question: question.slice(-longestQuote) }),
    ...(evidence && { evidence }),
  };
}

function thingsOf(harm: Harm, ranked: readonly Deed[]): readonly string[] {
  return harmed(harm, ranked).slice(0, mostThings);
}

function findingsOf(ranked: readonly Deed[]): Incident['findings'] {
  const told = new Map<string, IncidentFinding>();
  for (const { finding, occasion } of ranked) {
    const { queryId, title, level, state, requested } = finding;
    const key = [queryId, level, state].join();
    const first = { queryId, title, level, state, requested, subject: '', calls: 0, evidence: [] };
    const known = told.get(key) ?? first;
    told.set(key, { ...known, ...sooner(known, occasion), calls: known.calls + occasion.toolCallIds.length });
  }
  return [...told.values()].slice(0, mostFindings);
}

/** When it began, and with what. */
function sooner(
  known: IncidentFinding,
  { from: at, subjects: [subject = ''], evidence }: Occasion,
): Partial<IncidentFinding> {
  if (known.calls > 0 && (at === undefined || order(known.at ?? '', at) <= 0)) return {};
  return { subject, evidence, ...(at !== undefined && { at }) };
}

/** Nothing takes back what is out, and whoever revokes it has no time to lose. */
function isOut({ level, state, sentOut }: Incident): boolean {
  return isGrave(level) && state === 'confirmed' && sentOut.length > 0;
}

/** How often a thing was done says nothing of how grave it is. */
function byGravity(a: Incident, b: Incident, byHarm: number): number {
  return (
    Number(a.state === 'attempted') - Number(b.state === 'attempted') ||
    Number(isOut(b)) - Number(isOut(a)) ||
    compareLevels(b.level, a.level) ||
    byHarm ||
    states.indexOf(a.state) - states.indexOf(b.state) ||
    byRequest(a, b) ||
    order(a.from ?? '', b.from ?? '') ||
    order(a.sessionId, b.sessionId)
  );
}

function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
