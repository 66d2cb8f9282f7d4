import type { Io, TextSink } from './io.ts';

/**
 * Whether a place takes colour: `NO_COLOR` (https://no-color.org) and `FORCE_COLOR` (https://force-color.org) decide, then
 * `CLICOLOR_FORCE` and `CLICOLOR` (https://bixense.com/clicolors), then whether it is a terminal that has any.
 */
export function wantsColour({ isTerminal }: Pick<TextSink, 'isTerminal'>, env: Io['env']): boolean {
  if ((env['NO_COLOR'] ?? '') !== '') return false;
  for (const name of ['FORCE_COLOR', 'CLICOLOR_FORCE']) {
    const value = env[name] ?? '';
    if (value !== '') return value !== '0' && value !== 'false';
  }
  return isTerminal && env['TERM'] !== 'dumb' && env['CLICOLOR'] !== '0';
}
