import type { Call } from './call.ts';

/** Says that what comes by standard input is run, where that is more than what the line itself tells. */
export function runInput(call: Call): void {
  const { origins, text } = call.stdin;
  if (origins.length > 0) call.emit('execute', call.program, { origins });
  else if (text === undefined && call.isFed) call.emit('execute', call.program, { certainty: 'likely' });
}

/** A file that stands for standard input. */
export function isInput(name: string | undefined): boolean {
  return name === '-' || name === '/dev/stdin';
}
