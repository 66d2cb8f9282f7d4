import type { CallPrompt, CaseCall, CaseCalls } from '../../assess/case-calls.ts';
import type { ToolCall } from '../../transcripts/tool-call.ts';
import { callWithTexts } from '../show/call-with-texts.ts';
import { type CitingCase, citedCalls } from './cited-calls.ts';

/** Calls that a case shows one by one: more than the largest homes have that we know of. */
const mostCalls = 20_000;
const lengths = { input: 2000, result: 600 };

interface HeldCall {
  readonly call: CaseCall;
  /** Place in the inventory. */
  readonly order: number;
  readonly weight: number;
}

/** Keeps calls as they pass; where they are too many, those that do something and those that follow a prompt. */
export class CallGatherer {
  #held: HeldCall[] = [];
  #seen = 0;
  readonly #most: number;
  readonly #prompts: CallPrompt[] = [];
  readonly #numbers = new Map<string, number>();

  constructor(most = mostCalls) {
    this.#most = most;
  }

  take(call: ToolCall): void {
    const { prompt, question, promptEvidence, ...row } = callWithTexts(call, lengths);
    const known = this.#prompts.length;
    const number =
      prompt === undefined ? undefined : this.#numberOf({ words: prompt, question, promptEvidence });
    const isFirst = this.#prompts.length > known;
    this.#held.push({
      call: { ...row, ...(number !== undefined && { prompt: number }) },
      order: this.#seen,
      weight: isFirst || call.effects.some(({ action }) => action !== 'read') ? 1 : 0,
    });
    this.#seen += 1;
    // What a finding cites is known at the end: until then there is room for twice as many.
    if (this.#held.length > 2 * this.#most) this.#held = heaviest(this.#held, this.#most);
  }

  /** The calls that the case cites before all others. */
  result(report: CitingCase): CaseCalls {
    const cited = citedCalls(report);
    const weighed = this.#held.map(({ call, order, weight }) =>
      cited.has(call.id)
        ? { call: { ...call, isCited: true as const }, order, weight: weight + 2 }
        : { call, order, weight },
    );
    const calls = heaviest(weighed, this.#most).map(({ call }) => call);
    return { calls, prompts: this.#prompts, leftOut: this.#seen - calls.length };
  }

  #numberOf({ words, question, promptEvidence: evidence }: PromptOfCall): number {
    const key = JSON.stringify([words, evidence]);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.#prompts.length);
    return this.#prompts.push({ words, ...(question && { question }), ...(evidence && { evidence }) }) - 1;
  }
}

interface PromptOfCall {
  readonly words: string;
  readonly question: ToolCall['question'] | undefined;
  readonly promptEvidence: ToolCall['promptEvidence'] | undefined;
}

/** In the order of the inventory; of two that weigh the same, the earlier one. */
function heaviest(held: readonly HeldCall[], most: number): HeldCall[] {
  if (held.length <= most) return [...held];
  return held
    .toSorted((a, b) => b.weight - a.weight || a.order - b.order)
    .slice(0, most)
    .sort((a, b) => a.order - b.order);
}
