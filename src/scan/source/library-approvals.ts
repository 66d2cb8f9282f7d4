import { isNamedIn, unattendedAgents } from '../other-agents.ts';

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
    const given = [...source.matchAll(approvals.given), ...source.matchAll(approvals.answered)];
    // What stands in a comment or in a string is blank as a whole.
    const isCode = (match: RegExpExecArray) =>
      /\S/.test(code.slice(match.index, match.index + match[0].length));
    return given.filter(isCode).map(({ index: offset }) => ({ agent: name, offset }));
  });
}
