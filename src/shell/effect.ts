/** What a call can do to the world. */
export const actions = [
  'read',
  'write',
  'delete',
  'execute',
  'connect',
  'download',
  'upload',
  'install',
  'publish',
  'escalate',
  'persist',
  'configure',
] as const;
export type Action = (typeof actions)[number];

/** Where a path lies, as an analyst would say it. Network and process targets have the zone `outside`. */
export const zones = [
  'repository',
  'temporary',
  'agent-config',
  'credentials',
  'persistence',
  'path-binaries',
  'home',
  'system',
  'outside',
] as const;
export type Zone = (typeof zones)[number];

/** `certain`: the words say so; `likely`: a default or a convention says so; `possible`: it cannot be excluded. */
export type Certainty = 'certain' | 'likely' | 'possible';

/** One thing that a command or tool call does to the world. */
export interface Effect {
  readonly action: Action;
  /** Absolute path where it could be resolved, host or URL for network actions, program for `execute`. */
  readonly target: string;
  readonly zone: Zone;
  readonly certainty: Certainty;
  /** Base name of the program that has the effect, or the tool's name. */
  readonly program: string;
}
