import { Call } from '../call.ts';
import type { Field } from '../field.ts';
import { forkScope, type Scope } from '../scope.ts';
import { type Stream, unknownStream } from '../stream.ts';
import { Evaluator } from './evaluator.ts';
import type { Language } from './language.ts';
import { languages } from './languages.ts';
import { readingOf } from './reading-of.ts';
import { callNode } from './syntax.ts';

/** Longer programs are read at their start only. */
const longestCode = 32 * 1024;
/** What is so short is always followed: what it prints may be run. */
const shortCode = 200;
const deepestRun = 24;

/**
 * Follows a program in another language. What stands on its straight path is as certain as that it runs; what stands
 * behind conditions that cannot be decided, and all of a program that was not understood in part, is `possible`. The build makes a file of its own of what is behind this function, which is loaded when it is called.
 * @param name key of the languages
 * @returns what it prints; nothing where no such language is followed
 */
export function runProgram(call: Call, name: string, given: Program): Stream | undefined {
  const language = Object.hasOwn(languages, name) ? languages[name] : undefined;
  return language && follow(call, language, given);
}

function follow(call: Call, language: Language, { code, changes, printsLast }: Program): Stream {
  const { scope, analysis, machine } = call;
  if (scope.running.length >= deepestRun) {
    analysis.problem('too-deep');
    return unknownStream;
  }
  const text = code.text.slice(0, longestCode);
  if (text.length < code.text.length) analysis.problem('oversized');
  if (!analysis.takeSource(text.length)) return unknownStream;
  const isWorthIt = text.length <= shortCode || analysis.knowsFiles || language.apis.mayMatter(text);
  if (!isWorthIt) return { origins: scope.stdin.origins };
  const inner = forkScope(scope, {
    ...changes,
    running: [...scope.running, ''],
    expandsHome: language.expandsHome === true,
  });
  const shell = new Call(
    { program: call.program, argv: call.argv, scope: inner, machine, effects: call.effects },
    {},
    [],
  );
  const { program, unread } = readingOf(text, language);
  if (unread !== undefined) {
    inner.certainty = 'possible';
    shell.emit('execute', call.program);
    analysis.problem('code-not-read', `${call.program}: ${unread}`);
  }
  return new Evaluator(call, shell, language).run(printsLast ? callNode('console.log', [program]) : program);
}

interface Program {
  readonly code: Field;
  readonly changes: Partial<Scope>;
  readonly printsLast: boolean;
}
