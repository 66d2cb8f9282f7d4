import { agents } from '../../agents/index.ts';
import type { Gap } from '../../evidence/gap.ts';
import { emptyEnvironment } from '../../scan/guard-environment.ts';
import { launchedRoutes } from '../../scan/launch/launched-routes.ts';
import type { RouteId } from '../../scan/routes.ts';
import type { SimpleCommand } from '../../shell/command-analysis.ts';
import type { CallWatcher } from '../../transcripts/call-watcher.ts';
import type { SessionSummary } from '../../transcripts/session-summary.ts';
import { neverRan, type ToolCall } from '../../transcripts/tool-call.ts';

interface StartedAgent {
  /** Id in `src/agents/`. */
  readonly agent: string;
  readonly name: string;
  /** Host, container or pod where it runs. */
  readonly remote: string | undefined;
  readonly call: ToolCall;
}

/** An agent that goes on in the background writes its first record while the call has ended. */
const firstRecordWithinMs = 120_000;
const clockSlackMs = 2_000;

/** Agents that calls started with prompts off and of whose sessions there is no record: what they did is not known. */
export function watchStartedAgents(): CallWatcher<readonly Gap[]> {
  const started: StartedAgent[] = [];
  return {
    call({ call, analysis }) {
      if (neverRan(call.outcome) || isNotThere(call)) return;
      const [first] = analysis.commands.flatMap((command) => startedBy(command, call));
      if (first && started.length < mostStarts) started.push(first);
    },
    result: ({ sessions }) =>
      started
        .filter((one) => !sessions.some((session) => isSessionOf(session, one)))
        .map(({ name, remote, call }) => ({
          kind: 'missing',
          reason: `a call started ${name} without permission prompts${remote === undefined ? '' : ' elsewhere'}, and what that session did is not among the evidence`,
          evidence: call.evidence,
        })),
  };
}

const mostStarts = 200;

/** The program is not installed. */
function isNotThere({ outcome, result }: ToolCall): boolean {
  return outcome === 'failed' && /not found|no such file|not recognized/i.test(result?.text ?? '');
}

/** They let somebody ask, or are a list of tools. */
const partly: ReadonlySet<RouteId> = new Set([
  'prompt-tool-flag',
  'allow-skip-permissions-flag',
  'blanket-tools-flag',
]);

function startedBy(command: SimpleCommand, call: ToolCall): StartedAgent[] {
  const { argv, effects, remote } = command;
  if (!effects.some(({ action }) => action === 'execute')) return [];
  const agent = agentIn(argv);
  if (!agent) return [];
  const { matches } = launchedRoutes(argv, { environment: emptyEnvironment, mustName: true });
  if (!matches.some(({ route }) => !partly.has(route))) return [];
  return [{ agent: agent.id, name: agent.name, remote, call }];
}

function agentIn(argv: readonly string[]) {
  const words = argv.map((word) => word.replace(/(?<=.)@[\w.^~-]+$/, ''));
  return agents.find(({ programs, packages }) =>
    words.some(
      (word) =>
        programs.includes(word.slice(word.lastIndexOf('/') + 1)) || packages?.npm?.includes(word) === true,
    ),
  );
}

function isSessionOf(session: SessionSummary, { agent, remote, call }: StartedAgent): boolean {
  if (remote !== undefined || session.agent !== agent || session.sessionId === call.sessionId) return false;
  const began = Date.parse(session.startedAt ?? '');
  const from = Date.parse(call.startedAt ?? '');
  const until = Date.parse(call.endedAt ?? call.startedAt ?? '');
  return began >= from - clockSlackMs && began <= Math.max(from + firstRecordWithinMs, until);
}
