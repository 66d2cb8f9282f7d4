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
    if (first.dynamic && !isNamed(first.text)) call.analysis.problem('program-not-told', first.text);
    const code = codeIn(call);
    if (code !== undefined) call.analysis.problem('code-not-read', `${call.program}: ${code}`);
    call.emit('execute', first.text, {
      certainty: first.dynamic ? 'possible' : 'certain',
      origins: first.origins,
    });
    return passedOn(call);
  },
};

/** `$TOOLS/bin/check`: only its folder is not known. */
function isNamed(program: string): boolean {
  return /^(?:\$\w+|\$\{[^{}]*\}|%\w+%)(?:[/\\][\w.@+-]+)+$/.test(program);
}

const codeOptions: ReadonlySet<string> = new Set(
  '-c -e -E --code --command --eval --exec --execute --run'.split(' '),
);

/** What looks like code behind an option that interpreters have for it: more than a word. */
function codeIn({ argv }: Call): string | undefined {
  const at = argv.findIndex(({ text }) => codeOptions.has(text));
  const code = at === -1 ? undefined : argv[at + 1]?.text;
  return code !== undefined && /[\s(;|&]/.test(code) ? code : undefined;
}

function passedOn(call: Call): { readonly origins: Call['stdin']['origins'] } {
  return call.stdin.origins.length > 0 ? { origins: call.stdin.origins } : unknownStream;
}
