import type { Apis } from './api.ts';
import type { Node } from './syntax.ts';

/** What a reader makes of source text. */
export interface Reading {
  readonly program: Node;
  /** Where it could not be read as this language: an excerpt; absent where all of it was understood. */
  readonly unread?: string;
}

/** A language whose code is followed: how it is read, and what the calls of its libraries do. */
export interface Language {
  /** Key of the readers of code. */
  readonly name: string;
  /** Never throws: broken and cut-off code is read as far as it goes. */
  readonly read: (source: string) => Reading;
  readonly apis: Apis;
  /** Name of the table in which a file of code puts what it gives: `module.exports`. */
  readonly exportsBy?: 'module';
  /** A path that begins with `~` lies in the home, for every function of the library. */
  readonly expandsHome?: true;
  /** Where a file of code lies that another one takes in by name; nothing for a library. */
  readonly fileOf?: (module: string) => string | undefined;
}
