import type { Level } from '../level.ts';
import type { OccurrenceKind, Scope } from './flag-occurrence.ts';
import type { Guard } from './guard.ts';
import type { Isolation } from './isolation.ts';
import type { RouteId } from './routes.ts';

/** What surrounds a piece of text: handed down from the file to the script in it, to the string in that. */
export interface Surroundings {
  readonly scope: Scope;
  readonly guard: Guard;
  readonly isolation: Isolation;
  /** Sessions that one trigger starts: matrix size. */
  readonly multiplicity?: number;
  /** ISO 8601 UTC, of a history entry. */
  readonly at?: string;
  /** The variable of the script that has to be switched on for this to happen: the script leaves it off by itself. */
  readonly onlyWhere?: string;
  /** Further facts for the reader, one sentence each. */
  readonly notes: readonly string[];
}

/** A place where a route is taken, before it is tied to the exact line and given a level. */
export interface Site {
  readonly route: RouteId;
  readonly kind: Exclude<OccurrenceKind, 'mention'>;
  /** Where it most likely stands; counted from 1. */
  readonly line: number;
  /** First and last line of the construct that holds it. */
  readonly from: number;
  readonly to: number;
  readonly surroundings: Surroundings;
  /** Where the program named in the same place is another one than the route's: `agy`. */
  readonly agent?: string;
  /** The highest level that the place can have, whatever stands around it. */
  readonly ceiling?: Level;
}
