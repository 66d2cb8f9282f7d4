import { TriageError } from '../../errors.ts';
import { claudeProjects } from '../../evidence/configuration/claude-state.ts';
import {
  type ConfigurationReader,
  configurationReader,
} from '../../evidence/configuration/configuration-reader.ts';
import { linkTargets } from '../../evidence/configuration/link-targets.ts';
import type { SelectionOption } from '../../invocation/inventory-selection.ts';
import type { Invocation } from '../../invocation/invocation.ts';
import { type JudgedMode, judgedModes } from '../../permissions/permission-call.ts';
import { CallAnalyser } from '../../transcripts/effects/call-analyser.ts';
import { homeInCommands } from '../../transcripts/effects/home-in-commands.ts';
import { inventory } from '../../transcripts/inventory.ts';
import type { PermissionMode } from '../../transcripts/tool-call.ts';
import { openEvidence } from '../configuration/open-evidence.ts';
import { givenSettings } from './given-settings.ts';
import type { Replay } from './judge-call.ts';
import { type PolicyBook, policyBook } from './policy-book.ts';
import { RequestMaker } from './request-of.ts';

/** Options that decide which calls are judged, and by which settings. */
export type ReplayOption = Exclude<SelectionOption, 'agent'> | 'settings' | 'against' | 'claudeVersion';

/**
 * The calls, and the sets of settings that judge them.
 * @throws {TriageError} where a mode or a settings file is none to judge by
 */
export function openReplay(invocation: Invocation<ReplayOption>): Replay {
  const { options, cwd } = invocation;
  const { evidence, gaps } = openEvidence(invocation);
  const reader = configurationReader(evidence);
  const { since, until, project, tool } = options;
  const selection = {
    ...(since && { since }),
    ...(until && { until }),
    ...(project !== undefined && { project }),
    ...(tool !== undefined && { tool }),
    ...(invocation.operands.length > 0 && { sessions: invocation.operands }),
  };
  const mode = options.mode === undefined ? undefined : judgedMode(options.mode);
  const trust = new Map(claudeProjects(reader).map(({ folder, trusted }) => [folder, trusted]));
  const book = (words: readonly string[]) => bookOf(words, { cwd, reader, trust });
  return {
    calls: inventory(evidence.home, selection),
    analyser: new CallAnalyser(homeInCommands(evidence.home)),
    maker: new RequestMaker({
      home: evidence.home.recordedPath,
      ...(mode !== undefined && { mode }),
      ...(options.claudeVersion !== undefined && { version: options.claudeVersion }),
      ...(evidence.isLive && { linkTarget: linkTargets() }),
    }),
    set: book(options.settings),
    ...(options.against.length > 0 && { against: book(options.against) }),
    gaps,
  };
}

interface BookPlace {
  readonly cwd: string;
  readonly reader: ConfigurationReader;
  readonly trust: ReadonlyMap<string, boolean>;
}

function bookOf(words: readonly string[], { cwd, reader, trust }: BookPlace): PolicyBook {
  const given = words.length > 0 && givenSettings(words, cwd, reader.evidence);
  return policyBook({ reader, trust, ...(given && { given }) });
}

function judgedMode(given: PermissionMode): JudgedMode {
  const mode = judgedModes.find((known) => known === given);
  if (mode) return mode;
  throw new TriageError(`no mode to judge by: ${given}`, `choose one of ${judgedModes.join(', ')}`);
}
