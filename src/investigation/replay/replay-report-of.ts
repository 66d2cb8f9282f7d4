import type { Finding } from '../../detect/finding.ts';
import type { Gap } from '../../evidence/gap.ts';
import type { Invocation } from '../../invocation/invocation.ts';
import { openHomeOf } from '../../invocation/open-home.ts';
import { compareLevels } from '../../level.ts';
import type { PermissionRequest } from '../../permissions/permission-call.ts';
import { ActiveTime } from '../../permissions/replay/active-time.ts';
import type { ReplayReport, ReplayRow, Suggestion } from '../../permissions/replay/replay-report.ts';
import { suggest } from '../../permissions/replay/suggest.ts';
import { type CallRisk, changesOf, tally } from '../../permissions/replay/tally.ts';
import { watchWithQueries } from '../detection.ts';
import { watchCalls } from '../watch-calls.ts';
import { judged, type Replay } from './judge-call.ts';

const defaultShare = 0.9;

export type SuggestOption = 'queries' | 'allowHost' | 'suggest' | 'share';

/** The summary of a replay; the queries say which calls were risky and which harmless. */
export async function replayReportOf(
  replay: Replay,
  invocation: Invocation<SuggestOption>,
): Promise<ReplayReport> {
  const { options } = invocation;
  const home = openHomeOf(invocation);
  const detection = await watchWithQueries(options, home);
  const active = new ActiveTime();
  const rows: ReplayRow[] = [];
  const requests = new Map<string, PermissionRequest>();
  for await (const call of watchCalls(replay.calls, home, [detection])) {
    const request = replay.maker.make(call);
    active.observe(call.sessionId, call.startedAt);
    rows.push(judged(call, request, replay));
    if (options.suggest) requests.set(call.id, withoutContent(request));
  }
  const findings = detection.result().map(({ finding }) => finding);
  const risk = riskOf(findings);
  return {
    schemaVersion: 1,
    calls: rows.length,
    activeHours: active.hours,
    ...setsOf(rows, replay, { risk, activeHours: active.hours }),
    ...(options.suggest && {
      suggestion: suggestionOf({ rows, requests, findings, risk }, replay, options.share ?? defaultShare),
    }),
    assumptions: assumptionsOf(rows),
    gaps: replayGaps(replay),
  };
}

/** Once the calls are exhausted. */
export function replayGaps({ calls, gaps }: Replay): readonly Gap[] {
  return [...gaps, ...calls.account().gaps];
}

function setsOf(rows: readonly ReplayRow[], replay: Replay, given: { risk: CallRisk; activeHours: number }) {
  const { risk, activeHours } = given;
  const account = (book: Replay['set']) => ({
    sources: book.sources(),
    ignored: book.ignored(),
    activeHours,
  });
  const set = tally(rows, risk, account(replay.set));
  if (!replay.against) return { set };
  const others = rows.flatMap((row) => (row.against ? [{ ...row, ...row.against }] : []));
  return { set, against: tally(others, risk, account(replay.against)), changes: changesOf(rows, risk) };
}

function riskOf(findings: readonly Finding[]): CallRisk {
  const callsFrom = (level: 'low' | 'high') =>
    new Set(
      findings
        .filter((finding) => compareLevels(finding.level, level) >= 0)
        .flatMap(({ toolCallIds }) => toolCallIds),
    );
  return { risky: callsFrom('high'), noticed: callsFrom('low') };
}

interface Replayed {
  readonly rows: readonly ReplayRow[];
  readonly requests: ReadonlyMap<string, PermissionRequest>;
  readonly findings: readonly Finding[];
  readonly risk: CallRisk;
}

function suggestionOf(
  { rows, requests, findings, risk }: Replayed,
  replay: Replay,
  wantedShare: number,
): Suggestion {
  const calls = rows.flatMap((row) => {
    const request = requests.get(row.id);
    return request ? [{ row, id: row.id, request }] : [];
  });
  const harmless = calls.filter(({ row }) => !risk.noticed.has(row.id) && row.outcome === 'succeeded');
  const grave = findings.filter(({ level }) => compareLevels(level, 'high') >= 0);
  const foundIn = (id: string) => {
    const found = grave.filter(({ toolCallIds }) => toolCallIds.includes(id));
    return { queries: found.map(({ queryId }) => queryId), subjects: found.map(({ subject }) => subject) };
  };
  return suggest({
    asked: harmless.filter(({ row }) => row.decision === 'ask'),
    harmless,
    risky: calls.filter(({ id }) => risk.risky.has(id)).map((call) => ({ ...call, ...foundIn(call.id) })),
    wantedShare,
    policyWith: (request, extra) => replay.set.policyFor(request, extra),
  });
}

const longestKept = 10_000;

/** What a rule can look at; contents of files are not kept. */
function withoutContent(request: PermissionRequest): PermissionRequest {
  const input = Object.entries(request.input).filter(
    ([name, value]) =>
      typeof value !== 'object' && (name === 'command' || String(value).length <= longestKept),
  );
  return { ...request, input: Object.fromEntries(input) };
}

function assumptionsOf(rows: readonly ReplayRow[]): readonly string[] {
  const withoutVersion = rows.filter(({ version }) => version === undefined).length;
  return [
    'Hooks, --allowedTools and rules that were granted for one session only are not in the settings and not replayed.',
    'A workspace counts as trusted unless ~/.claude.json says that it was not; in -p runs an ask is a denial.',
    ...(rows.some(({ approximation }) => approximation)
      ? ['Auto mode is approximated by its documented lists; its real classifier is a language model.']
      : []),
    ...(withoutVersion > 0
      ? [`${withoutVersion} calls record no version and are judged as the newest would.`]
      : []),
  ];
}
