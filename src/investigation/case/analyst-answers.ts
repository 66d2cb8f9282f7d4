import { type AcceptanceOf, acceptanceOf } from '../../evidence/case-file/acceptance.ts';
import type { Invocation } from '../../invocation/invocation.ts';

/** What the analyst has found out, as the stages ask for it. */
export interface AnalystAnswers {
  /** Hosts of the organisation itself. */
  readonly ownHosts: readonly string[];
  /** Its accounts at shared hosts: `github.com/example`. */
  readonly ownAccounts: readonly string[];
  /** Who answered for what; absent where nobody answered for anything. */
  readonly acceptanceOf?: AcceptanceOf;
}

/** Where no case file is given. */
export const noAnswers: AnalystAnswers = { ownHosts: [], ownAccounts: [] };

export function analystAnswers({ caseFile, now }: Pick<Invocation, 'caseFile' | 'now'>): AnalystAnswers {
  const accepted = caseFile?.accepted ?? [];
  return {
    ownHosts: caseFile?.hosts?.own ?? [],
    ownAccounts: caseFile?.accounts ?? [],
    ...(accepted.length > 0 && { acceptanceOf: acceptanceOf(accepted, now) }),
  };
}
