import { isKnownProgram } from './registry.ts';

/** What tells a command line from a sentence: an option, a path, an operator, a value that the shell fills in. */
const syntax = /(?:^|\s)(?:-{1,2}[a-z]|["']?(?:~|\.{0,2})\/\w)|[|;&>]|\$[({A-Z]/i;

/** A program in front, after variables for it alone and programs that only start another. */
const first = /^\s*(?:\w+=\S*\s+)*(?:(?:sudo|env|exec|nohup|time)\s+)*([\w./~+-]+)\s+\S/;

/** Longer texts are looked at to there. */
const longest = 2_000;

/** Whether a text, or a list of words, reads as a command line of a known program, wherever it stands. */
export function readsAsCommand(value: unknown): boolean {
  const text = typeof value === 'string' ? value : wordsOf(value);
  if (text === undefined) return false;
  const line = text.slice(0, longest);
  const program = first.exec(line)?.[1];
  return program !== undefined && syntax.test(line) && isKnownProgram(program);
}

function wordsOf(value: unknown): string | undefined {
  if (!Array.isArray(value) || value.length < 2) return undefined;
  return value.every((one) => typeof one === 'string') ? value.slice(0, longest).join(' ') : undefined;
}
