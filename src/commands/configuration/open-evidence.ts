import type { Evidence } from '../../evidence/configuration/read-text.ts';
import type { Gap } from '../../evidence/gap.ts';
import { openHome } from '../../evidence/home.ts';
import type { Invocation } from '../command.ts';

/**
 * The home that the options name, with a list that fills with gaps as it is read.
 * @throws {TriageError} where there is no such folder
 */
export function openEvidence({ options, homeDirectory }: Invocation): {
  evidence: Evidence;
  gaps: readonly Gap[];
} {
  const gaps: Gap[] = [];
  const home = openHome(options.home, options.root);
  const isLive = options.root === undefined && options.home === homeDirectory;
  return { evidence: { home, isLive, reportGap: (gap) => gaps.push(gap) }, gaps };
}
