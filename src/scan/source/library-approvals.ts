import { isNamedIn, unattendedAgents } from '../other-agents.ts';
import { bracketsAround } from './literal-place.ts';

/** A place at which a program gives the library of another agent something that answers every question with yes. */
export interface LibraryApproval {
  readonly agent: string;
  readonly offset: number;
}

/**
 * @param source of a program
 * @param code the same with comments and strings blanked
 */
export function libraryApprovals(source: string, code: string): LibraryApproval[] {
  return unattendedAgents.flatMap(({ name, unattended: { approvals } }) => {
    if (!approvals || !isNamedIn(source, name)) return [];
    // What stands in a comment or in a string is blank as a whole.
    const isCode = (match: RegExpExecArray) =>
      /\S/.test(code.slice(match.index, match.index + match[0].length));
    const given = [...source.matchAll(approvals.given)].filter(isCode);
    const asked = [...source.matchAll(approvals.asked)].filter(isCode).filter((match) => {
      const [from, to] = bodyAt(code, match.index + match[0].length);
      const body = source.slice(from, to);
      return approvals.yes.test(body) && !approvals.no.test(body) && !choosing.test(code.slice(from, to));
    });
    return [...given, ...asked].map(({ index: offset }) => ({ agent: name, offset }));
  });
}

/** A function that asks before it answers. */
const choosing = /\b(?:if|else|switch|match|await|throw|raise)\b|\?(?![?.])/;

/** The body of a function: a block, or what stands up to the end of what it is given to. */
function bodyAt(code: string, at: number): readonly [number, number] {
  const open = at + (/^\s*\(?\s*/.exec(code.slice(at, at + 40))?.[0].length ?? 0);
  if (code[open] === '{') return bracketsAround(code, open + 1, open + 1);
  const end = code.indexOf('\n', at);
  return [at, end === -1 ? code.length : end];
}
