import type { OptionMeaning } from '../argument-syntax.ts';
import type { Call } from '../call.ts';
import { runCode } from '../code.ts';
import { type Field, plainField } from '../field.ts';
import type { Program } from '../program.ts';
import { type Stream, unknownStream } from '../stream.ts';

/** What models of frameworks delete that the readers of languages do not tell: all rows, or those of a condition. */
const deleting: readonly (readonly [RegExp, boolean])[] = [
  [/\.objects\.all\(\)\s*\.(?:_raw_)?delete\(/, true],
  [/\.objects\b[^;\n]*\.delete\(|->(?:delete|forceDelete)\(/, false],
];

/** Runs code that has the models of a project: `rails runner`, `manage.py shell`, `artisan tinker`. */
export function runsInFramework(call: Call, language: string, code: Field): Stream {
  const found = deleting.find(([pattern]) => pattern.test(code.text));
  if (found)
    call.emit('delete', `database rows by ${code.text.trim()}`.slice(0, 160), {
      certainty: 'possible',
      traits: ['database', 'irreversible', ...(found[1] ? (['recursive'] as const) : [])],
    });
  return runCode(call, language, { code });
}

interface Console {
  readonly language: string;
  /** Subcommands that take code from an operand, from an option, and from standard input. */
  readonly operand?: RegExp;
  readonly option?: string;
  readonly input?: RegExp;
}

/** A program of a framework some of whose subcommands run code; the others are as before. */
export function withConsole(program: Program, { language, operand, option, input }: Console): Program {
  const options: Readonly<Record<string, OptionMeaning>> = option === undefined ? {} : { [option]: 'value' };
  return {
    ...program,
    options: { ...program.options, ...options },
    act: (call) => {
      const [verb, first] = call.operands;
      const given = option === undefined ? undefined : call.value(option.split('|')[0] ?? option);
      const isInput = verb !== undefined && input?.test(verb.text) && call.stdin.text;
      const code =
        given ??
        (verb && operand?.test(verb.text) ? first : undefined) ??
        (isInput ? plainField(call.stdin.text ?? '', call.stdin.origins) : undefined);
      if (!code) return program.act?.(call) ?? unknownStream;
      return runsInFramework(call, language, code);
    },
  };
}
