import type { ToolCall } from '../transcripts/tool-call.ts';

/** What a human had said in a session besides the words before a call; cut to bounds; hostile. */
export interface Conversation {
  /** The prompts before those words, the latest first. */
  readonly earlier: readonly string[];
  /** Plans that were approved and questions of a tool that were answered since those words, with the answers. */
  readonly agreed: readonly string[];
}

interface Session {
  /** The prompt that stands, by its place. */
  place: string;
  prompt: string | undefined;
  earlier: readonly string[];
  agreed: readonly string[];
}

const mostEarlier = 12;
const mostAgreed = 4;
const longestText = 8_192;

/** Remembers by session what was said before; calls come in the order of their times. */
export class Instructions {
  readonly #sessions = new Map<string, Session>();

  /** What was said before a call. */
  before(call: ToolCall): Conversation {
    const session = this.#sessionOf(call);
    const { earlier, agreed } = session;
    const agreement = agreementOf(call);
    if (agreement !== undefined) session.agreed = [agreement, ...agreed].slice(0, mostAgreed);
    return { earlier, agreed };
  }

  #sessionOf({ sessionId, prompt, promptEvidence }: ToolCall): Session {
    const place = promptEvidence ? `${promptEvidence.path}:${promptEvidence.line}` : (prompt ?? '');
    const known = this.#sessions.get(sessionId);
    if (!known) {
      const session = { place, prompt, earlier: [], agreed: [] };
      this.#sessions.set(sessionId, session);
      return session;
    }
    if (known.place !== place) {
      if (known.prompt !== undefined) known.earlier = [known.prompt, ...known.earlier].slice(0, mostEarlier);
      Object.assign(known, { place, prompt });
      known.agreed = [];
    }
    return known;
  }
}

/**
 * By which a human agrees while the agent works: a plan is put before them, or a question.
 * https://code.claude.com/docs/en/tools-reference
 */
const asking: ReadonlyMap<string, (call: ToolCall) => string | undefined> = new Map([
  ['ExitPlanMode', ({ input }: ToolCall) => textOf(input['plan'])],
  ['exit_plan_mode', ({ input }: ToolCall) => textOf(input['plan'])],
  ['AskUserQuestion', ({ result }: ToolCall) => result?.text],
]);

function agreementOf(call: ToolCall): string | undefined {
  return call.outcome === 'succeeded' ? asking.get(call.tool)?.(call)?.slice(0, longestText) : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
