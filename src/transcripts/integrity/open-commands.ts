import type { EvidenceReference } from '../../evidence/artifact.ts';
import type { Gap } from '../../evidence/gap.ts';
import { maskedPart } from '../../secrets/masked-part.ts';
import { type AnalysisProblem, problemReasons } from '../../shell/problem.ts';
import type { AnalysedCall } from '../effects/call-analyser.ts';
import { tellingOf } from '../effects/told-by-words.ts';
import type { ToolCall } from '../tool-call.ts';

interface OpenCalls {
  calls: number;
  promptsOff: number;
  /** Of the first one. */
  readonly problem: AnalysisProblem | undefined;
  readonly evidence: EvidenceReference;
}

/** Calls that ran and whose commands leave open what they did, by their sessions; needs the effects of the calls. */
export class OpenCommands {
  readonly #sessions = new Map<string, OpenCalls>();

  take(analysed: Pick<AnalysedCall, 'call' | 'paths'>): void {
    if (tellingOf(analysed) === 'open') this.#count(analysed.call);
  }

  /** One a session. */
  gaps(): Gap[] {
    return [...this.#sessions.values()].map((open) => ({
      kind: 'unsupported',
      reason: reasonOf(open),
      evidence: open.evidence,
    }));
  }

  #count({ sessionId, permissionMode, problems = [], argument, evidence }: ToolCall): void {
    const known = this.#sessions.get(sessionId);
    const open = known ?? {
      calls: 0,
      promptsOff: 0,
      problem: withoutSecrets(problems[0], argument),
      evidence,
    };
    open.calls += 1;
    if (permissionMode === 'bypassPermissions') open.promptsOff += 1;
    if (!known) this.#sessions.set(sessionId, open);
  }
}

/** Its words stand in a gap without the rest of the command. */
function withoutSecrets(problem: AnalysisProblem | undefined, command: string): AnalysisProblem | undefined {
  return problem?.what === undefined ? problem : { ...problem, what: maskedPart(problem.what, command) };
}

function reasonOf({ calls, promptsOff, problem }: OpenCalls): string {
  const whose = calls === 1 ? 'the command of a call' : `the commands of ${calls} calls`;
  const off = promptsOff === 0 ? '' : `, ${offText(calls, promptsOff)}`;
  const words = problem?.what === undefined ? 'its words' : `"${problem.what}"`;
  const why = problem === undefined ? '' : `: ${words}, ${problemReasons[problem.kind]}`;
  return `what ${whose} did${off} is not known${why}`;
}

function offText(calls: number, promptsOff: number): string {
  if (calls === 1) return 'with permission prompts off,';
  return `${promptsOff === calls ? 'all' : promptsOff} with permission prompts off,`;
}
