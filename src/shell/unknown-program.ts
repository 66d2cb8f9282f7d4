import type { Call } from './call.ts';
import { plainField } from './field.ts';
import type { Program } from './program.ts';
import { runFile } from './run-file.ts';
import { unknownStream } from './stream.ts';

/** Bash calls this function for a program that it does not find. https://www.gnu.org/software/bash/manual/html_node/Command-Search-and-Execution.html */
const forMissing = 'command_not_found_handle';

/** A program that the registry does not have: it runs, and nothing more is known. */
export const unknownProgram: Program = {
  operands: 'value',
  act: (call) => {
    const first = call.argv[0] ?? plainField('');
    if (first.text.includes('/') && !first.dynamic) return runFile(call, first);
    if (call.scope.functions.has(forMissing)) {
      return call.machine.runFields([plainField(forMissing), ...call.argv], call.scope);
    }
    call.emit('execute', first.text, {
      certainty: first.dynamic ? 'possible' : 'certain',
      origins: first.origins,
    });
    return passedOn(call);
  },
};

function passedOn(call: Call): { readonly origins: Call['stdin']['origins'] } {
  return call.stdin.origins.length > 0 ? { origins: call.stdin.origins } : unknownStream;
}
