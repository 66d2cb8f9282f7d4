import type { EvidenceReference } from '../evidence/artifact.ts';
import { maskedPart } from '../secrets/masked-part.ts';
import type { ToolCall } from './tool-call.ts';

/** Where a text that was looked for stands, with the words around it. */
export interface FoundText {
  readonly where: 'prompt' | 'input' | 'result';
  /** One line, cut to a bound; hostile. */
  readonly excerpt: string;
  /** Lines of the same text that hold it, too. */
  readonly more: number;
  readonly evidence: EvidenceReference;
}

/** Characters. */
const excerptLength = 160;
const before = 60;
/** A longer text is searched as far as this. */
const longestText = 4_000_000;

/** Looks into the texts of calls, as they come: a prompt is found once, with the first call behind it. */
export class TextSearch {
  readonly #pattern: RegExp;
  readonly #isMasked: boolean;
  readonly #prompts = new Set<string>();

  /**
   * @param pattern without the flags `g` and `y`
   * @param isMasked secrets are not shown, which a part of a text may not show to be secrets
   */
  constructor(pattern: RegExp, isMasked: boolean) {
    this.#pattern = pattern;
    this.#isMasked = isMasked;
  }

  /** Nothing where the call does not hold it. @param call with its input and its result */
  in(call: ToolCall): readonly FoundText[] {
    const { prompt, promptEvidence = call.evidence, result, evidence } = call;
    return [
      ...(prompt !== undefined && this.#isNew(promptEvidence)
        ? this.#found('prompt', prompt, promptEvidence)
        : []),
      ...this.#found('input', wordsOf(call.input).join('\n'), evidence),
      ...(result ? this.#found('result', result.text, result.evidence) : []),
    ];
  }

  #isNew({ path, line, pointer, table, row }: EvidenceReference): boolean {
    const place = JSON.stringify([path, line, pointer, table, row]);
    if (this.#prompts.has(place)) return false;
    this.#prompts.add(place);
    return true;
  }

  #found(where: FoundText['where'], text: string, evidence: EvidenceReference): readonly FoundText[] {
    const searched = text.slice(0, longestText);
    const match = this.#pattern.exec(searched);
    if (!match) return [];
    const lines = searched.split('\n').filter((line) => this.#pattern.test(line)).length;
    const part = excerptAt(searched, match.index);
    const excerpt = this.#isMasked ? maskedPart(part, searched) : part;
    return [{ where, excerpt, more: Math.max(0, lines - 1), evidence }];
  }
}

/** The strings of an input at any depth, names left out. */
function wordsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return value === undefined ? [] : [String(value)];
  return Object.values(value).flatMap(wordsOf);
}

/** A line, or as much of it as is around the place. */
function excerptAt(text: string, index: number): string {
  const lineStart = text.lastIndexOf('\n', index - 1) + 1;
  const next = text.indexOf('\n', index);
  const lineEnd = next === -1 ? text.length : next;
  const from = Math.max(lineStart, index - before);
  const to = Math.min(lineEnd, from + excerptLength);
  return `${from > lineStart ? '…' : ''}${text.slice(from, to)}${to < lineEnd ? '…' : ''}`;
}
