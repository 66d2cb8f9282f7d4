import type { ReportGap } from '../../evidence/gap.ts';
import type { Home } from '../../evidence/home.ts';

/** What is to be examined of repositories, and with what. */
export interface Examination {
  readonly home: Home;
  /** Repositories to examine besides those in which sessions worked; absolute on this machine. */
  readonly given: readonly string[];
  readonly since?: Date | undefined;
  readonly until?: Date | undefined;
  /** Folder of the git to run. */
  readonly searchPath: string;
  /** Whether to look at every object for those that nothing names. */
  readonly deep: boolean;
  readonly reportGap: ReportGap;
  readonly progress: (line: string) => void;
}
