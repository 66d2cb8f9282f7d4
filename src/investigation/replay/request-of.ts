import { type JudgedMode, judgedModes, type PermissionRequest } from '../../permissions/permission-call.ts';
import { homeOf } from '../../shell/homes.ts';
import type { ToolCall } from '../../transcripts/tool-call.ts';

/** What is the same for all calls of a replay. */
export interface ReplayChoices {
  /** Instead of the recorded one. */
  readonly mode?: JudgedMode;
  readonly version?: string;
  /** Of the evidence, as the evidence writes it. */
  readonly home: string;
  readonly linkTarget?: (path: string) => string | undefined;
}

/** Recorded calls as requests for permission; keeps what the calls before in the same session have shown. */
export class RequestMaker {
  readonly #choices: ReplayChoices;
  #session = '';
  /** Of the main session (the empty name) and of each subagent: a subagent can work in a worktree of its own. */
  readonly #startedIn = new Map<string, string>();
  #bypassSeen = false;

  constructor(choices: ReplayChoices) {
    this.#choices = choices;
  }

  make(call: ToolCall): PermissionRequest {
    if (call.sessionId !== this.#session) {
      this.#session = call.sessionId;
      this.#startedIn.clear();
      this.#bypassSeen = false;
    }
    this.#bypassSeen ||= call.permissionMode === 'bypassPermissions';
    const { mode, home, linkTarget } = this.#choices;
    const version = this.#choices.version ?? call.version;
    const agent = call.agentId ?? '';
    const startedIn = this.#startedIn.get(agent) ?? call.cwd ?? this.#choices.home;
    this.#startedIn.set(agent, startedIn);
    const cwd = call.cwd ?? startedIn;
    return {
      tool: call.tool,
      input: call.input,
      mode: mode ?? judgedModes.find((known) => known === call.permissionMode) ?? 'default',
      places: { cwd, startedIn, home: homeOf(cwd) ?? home },
      ...(version !== undefined && { version }),
      ...(this.#bypassSeen && mode === undefined && { bypassAvailable: true }),
      effects: call.effects,
      ...(linkTarget && { linkTarget }),
    };
  }
}
