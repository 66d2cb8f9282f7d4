import type { OptionMeaning } from '../argument-syntax.ts';
import type { Call } from '../call.ts';
import type { Program } from '../program.ts';
import { unknownStream } from '../stream.ts';

/** Does nothing that matters, and prints nothing that does. */
export const silent: Program = { operands: 'value', output: 'none' };

/** A table of subcommands that do nothing that matters. */
export function silently(names: string): Record<string, Program> {
  return Object.fromEntries(names.split(/\s+/).map((name) => [name, silent]));
}

/** Has one effect, whatever its options say; its operands stand in the target. */
export function emitting(...[action, target, options]: Parameters<Call['emit']>): Program {
  return {
    act: (call) => {
      const words = call.operands.map(({ text }) => text);
      call.emit(action, [target, ...words].join(' ').trim().slice(0, 200), options);
      return unknownStream;
    },
  };
}

/** Runs what follows its own options. @param skip operands of its own, before the program */
export function around(options: Readonly<Record<string, OptionMeaning>> = {}, skip = 0): Program {
  return { options, stopsAtOperand: true, act: (call) => call.run(call.arguments.rest.slice(skip)) };
}

/** The words after the program, as they stand. */
export function wordsBehind(call: Call): string {
  return call.argv
    .slice(1)
    .map(({ text }) => text)
    .join(' ');
}

/** This machine goes down, or the one on which it runs: then that is named. */
export const stopsMachine: Program = {
  act: (call) => {
    const { remote } = call.scope;
    call.emit('delete', remote === undefined ? 'running system' : `running system of ${remote}`, {
      zone: 'system',
    });
    return unknownStream;
  },
};
