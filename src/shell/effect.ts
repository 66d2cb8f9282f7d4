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
  /** What makes it weigh more or less; absent where nothing does. */
  readonly traits?: readonly Trait[];
}

/** What else is known of an effect. */
export const traits = {
  recursive: 'takes a whole tree',
  forced: 'asked not to be stopped',
  irreversible: 'nothing on this machine brings it back',
  'from-network': 'what it handles came over the network in the same command line',
  'from-socket': 'what it handles came over a raw connection: whoever is at the other end decides what it is',
  'from-secret': 'what it handles was read from a credential in the same command line',
  encoded: 'what it handles was decoded in the same command line',
  remote: 'happens on another host or in a container',
  privileged: 'runs as another user, usually root',
  'own-creation': 'its target was created by the same session',
  moved: 'what was there lies elsewhere now',
  untracked: 'takes what git never had, by what git itself finds',
  printed: 'the result names it: it happened',
  'dry-run': 'only shows what would happen',
  'local-host': 'talks to this machine only',
  database: 'happens in a database',
  used: 'a credential that is worked with, and not shown',
  inline: 'a secret that stands in the words themselves',
  regenerable: 'tools make it again by themselves',
  narrowed: 'takes rights away from others, and leaves the content',
  pathspec: 'takes the paths that are named, and no more',
  refspec: 'takes a branch, a tag or another ref',
  committed: 'takes nothing that was not committed: the session shows the state before',
  unseen: 'nothing shows whether there was anything to take',
  endless: 'starts itself again and again without an end',
} as const;
export type Trait = keyof typeof traits;
