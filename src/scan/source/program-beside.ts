import { isAgentWord } from '../launch/agent-words.ts';
import { placeOf } from './literal-place.ts';
import { holdersOf } from './literal-use.ts';
import type { ProgramStrings } from './program-strings.ts';
import type { Literal } from './read-literals.ts';
import { recordProgram } from './record-program.ts';

/** Between two words of one command: `, `, `, prompt, [`, `).arg(prompt).arg(`. */
const goesOn =
  /^(?:(?:\s*,\s*(?:[\w.*&$]+(?:\(\))?\s*,\s*)*|\s*\)(?:\s*\.\s*\w+\(\s*&?[\w.]*\s*\))*\s*\.\s*args?\(\s*)(?:\[\]string|vec!|new String\[\])?\s*&?\s*[[{(]?\s*)$/;
const mostWords = 40;

/**
 * The program whose command line a string belongs to: in its list or its call, in the record or the branch that holds
 * it, or in the list that is added to. One that is no agent's is told where the record names it.
 */
export function programBeside(strings: ProgramStrings, index: number): string | undefined {
  return programOfList(strings, index) ?? recordProgram(strings, index) ?? programOfName(strings, index);
}

function programOfList({ literals, code }: ProgramStrings, index: number): string | undefined {
  for (let at = index; at > Math.max(0, index - mostWords); at -= 1) {
    const [before, after] = [literals[at - 1], literals[at]];
    if (!before || !after || !goesOn.test(code.slice(before.end, after.start))) return undefined;
    if (isAgentWord(before.value)) return before.value;
  }
  return undefined;
}

/** `cmd = ["gemini"]` and, later, `cmd.append("-y")` or `cmd += ["-y"]`. */
function programOfName(strings: ProgramStrings, index: number): string | undefined {
  const literal = strings.literals[index];
  const list = literal && listOf(strings, literal);
  if (list === undefined) return undefined;
  const begun = strings.literals.slice(Math.max(0, index - mostWords), index).findLast((one) => {
    const { assigned, before } = placeOf(one, strings.code);
    return assigned === list && !/\+=\s*[[({]?\s*$/.test(before);
  });
  return begun && isAgentWord(begun.value) ? begun.value : undefined;
}

/** Calls that put something into a list. */
export const adding = /\.(?:append|extend|push|insert|concat|add|args?)$/;

/** The list that a string stands in, or that it is added to. */
export function listOf({ code }: ProgramStrings, literal: Literal): string | undefined {
  const place = placeOf(literal, code);
  const call = place.enclosing.find(({ name, called }) => called && adding.test(name))?.name;
  return call?.replace(adding, '') ?? holdersOf(place)[0];
}
