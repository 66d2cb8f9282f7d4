import type { Planted } from './generate.mjs';

export function checkAnswers(
  planted: readonly Planted[],
  hunts: readonly {
    readonly id: string;
    readonly level: string;
    readonly rows: readonly Readonly<Record<string, unknown>>[];
  }[],
): { readonly missed: readonly string[]; readonly unexpected: readonly Record<string, unknown>[] };
