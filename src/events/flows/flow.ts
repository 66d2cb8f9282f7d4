import type { Carrier } from './carriers.ts';
import type { Destination } from './destination.ts';

/**
 * What goes out, from the weightiest:
 * - `secret`: a credential;
 * - `source`: a tree, an archive or a program text of the project;
 * - `file`: another file;
 * - `computed`: the output of a program;
 * - `literal`: words that stand in the call itself and are their own data;
 * - `nothing`: a request that only asks.
 */
export type Cargo = 'secret' | 'source' | 'file' | 'computed' | 'literal' | 'nothing';

/** What a network effect carries, in what, from where and to whom. */
export interface Flow {
  readonly carries: Cargo;
  readonly carrier?: Carrier;
  /** Files that it comes from, absolute; the files of an archive or a copy instead of the archive. */
  readonly from: readonly string[];
  /** Files that were made by an earlier call and are sent now. */
  readonly by: readonly string[];
  /** A credential stands where credentials stand, and nothing says that it is another service's. */
  readonly isCredentialUse: boolean;
  readonly destination: Destination;
}
