import type { Action, Trait } from '../effect.ts';

/** What a statement does in its database. */
export interface DataEffect {
  readonly kind: 'data';
  readonly action: Action;
  /** The statement without its strings. */
  readonly target: string;
  readonly traits: readonly Trait[];
}

/** What it does elsewhere: in a file, with a program, with another script. */
export interface OutsideEffect {
  readonly kind: 'file-read' | 'file-written' | 'program' | 'script' | 'database-file' | 'sent';
  /** Path, command line or address as the statement has it. */
  readonly target: string;
  /** On the machine of the server, else on that of the client. */
  readonly onServer: boolean;
}

export type SqlEffect = DataEffect | OutsideEffect;
