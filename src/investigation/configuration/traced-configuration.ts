import { claudeCode } from '../../agents/claude-code.ts';
import { cloneLedger } from '../../events/provenance/clone-ledger.ts';
import { type WriteLedger, writeLedger } from '../../events/provenance/write-ledger.ts';
import type { WrittenBy } from '../../events/provenance/written-by.ts';
import { isFolder } from '../../evidence/acquire.ts';
import { claudeProjects, type ProjectState } from '../../evidence/configuration/claude-state.ts';
import {
  type ConfigurationReader,
  configurationReader,
} from '../../evidence/configuration/configuration-reader.ts';
import { type ProjectFolder, projectFolders } from '../../evidence/configuration/project-folders.ts';
import type { Evidence } from '../../evidence/configuration/read-text.ts';
import { type Home, hostPath, isAtHand } from '../../evidence/home.ts';
import { type UseCounter, useCounter } from '../../mcp/tool-use.ts';
import type { CallWatcher, CallWithEffects } from '../../transcripts/call-watcher.ts';
import { type ConfigArgument, configArguments } from './command-line-servers.ts';

/** The configurations of a home, with what its tool calls say about their origin. */
export interface TracedConfiguration {
  readonly reader: ConfigurationReader;
  readonly ledger: WriteLedger;
  readonly uses: UseCounter;
  /** `--mcp-config` arguments of commands that sessions ran. */
  configArguments(): readonly ConfigArgument[];
  /** What Claude Code remembers of its project folders. */
  states(): readonly ProjectState[];
  /**
   * The folders in which sessions worked, or that the user names, with those above up to the repository's root; asked
   * once, since what is missing is reported then.
   */
  projects(given: readonly string[]): readonly ProjectFolder[];
  /** The call that cloned the repository in which a file lies; of what was there before, none. */
  cloneOf(file: string): WrittenBy | undefined;
  /** Whether a session of Claude Code was recorded. */
  hasClaudeCalls(): boolean;
}

const foldersAtMost = 20_000;
const argumentsAtMost = 1000;

/** Which configurations calls wrote, used or named. */
export function watchConfiguration(evidence: Evidence) {
  const reader = configurationReader(evidence);
  const ledger = writeLedger(evidence.home.recordedPath);
  const uses = useCounter();
  const workingFolders = new Set<string>();
  const given: ConfigArgument[] = [];
  const clones = cloneLedger();
  let hasClaudeCalls = false;
  const states = () => claudeProjects(reader);
  let known: readonly ProjectFolder[] | undefined;
  return {
    call({ call }) {
      ledger.observe(call);
      clones.observe(call);
      uses.observe(call);
      hasClaudeCalls ||= call.agent === claudeCode.id;
      if (given.length < argumentsAtMost) given.push(...configArguments(call));
      if (call.cwd !== undefined && workingFolders.size < foldersAtMost) workingFolders.add(call.cwd);
    },
    result: () => ({
      reader,
      ledger,
      uses,
      configArguments: () => given,
      hasClaudeCalls: () => hasClaudeCalls,
      states,
      cloneOf: clones.cloneOf,
      projects(folders) {
        known ??= projectFolders(
          {
            recorded: [...workingFolders, ...states().map(({ folder }) => folder)],
            given: [...folders, ...clones.folders().flatMap((folder) => folderHere(folder, evidence.home))],
          },
          evidence,
        );
        return known;
      },
    }),
  } satisfies CallWatcher<TracedConfiguration, CallWithEffects>;
}

/** A clone that is no more brought nothing along, and is no gap. */
function folderHere(recorded: string, home: Home): readonly string[] {
  if (!isAtHand(home, recorded)) return [];
  const path = hostPath(home, recorded);
  return isFolder(path) ? [path] : [];
}
