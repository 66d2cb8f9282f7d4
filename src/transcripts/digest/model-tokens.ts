import type { ModelTokens } from '../session-summary.ts';
import type { GroupDigest } from './group-digest.ts';

/** Lengths of a prompt, in tokens, from which on providers charge other prices; the longest first. */
const thresholds = [200_000, 100_000, 0] as const;

/** Tokens of a session by model and length of prompt: what a price list needs. */
export class ModelTokensCounter {
  readonly #sums = new Map<string, { -readonly [K in keyof ModelTokens]: ModelTokens[K] }>();

  /**
   * @param row of the group's table of usage: one message
   * @returns whether it counts any token
   */
  add({ usage: { column }, names }: Pick<GroupDigest, 'usage' | 'names'>, row: number): boolean {
    const model = names[column.modelName[row] ?? 0] ?? '';
    const [input = 0, cacheRead = 0, cacheCreation = 0] = [
      column.input[row],
      column.cacheRead[row],
      column.cacheCreation[row],
    ];
    const output = column.output[row] ?? 0;
    const prompt = input + cacheRead + cacheCreation;
    if (prompt + output === 0) return false;
    const promptsAbove = thresholds.find((least) => prompt > least) ?? 0;
    const sum = this.#sumOf(model, promptsAbove);
    sum.input += input;
    sum.output += output;
    sum.cacheRead += cacheRead;
    sum.cacheCreation += cacheCreation;
    sum.cacheCreationHour += column.cacheCreationHour[row] ?? 0;
    return true;
  }

  /** By model, then by length. */
  list(): ModelTokens[] {
    return [...this.#sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
  }

  #sumOf(model: string, promptsAbove: ModelTokens['promptsAbove']) {
    const key = `${model}\0${String(promptsAbove).padStart(6, '0')}`;
    const known = this.#sums.get(key);
    if (known) return known;
    const none = { input: 0, output: 0, cacheRead: 0, cacheCreation: 0, cacheCreationHour: 0 };
    const sum = { model, promptsAbove, ...none };
    this.#sums.set(key, sum);
    return sum;
  }
}
