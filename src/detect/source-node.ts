import { QueryError } from './query-error.ts';

/** A YAML value that knows where it stands, so that an error can name the line. */
export type SourceNode = SourceScalar | SourceList | SourceMap;

/** Where it was written. */
export interface Placed {
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
}

export interface SourceScalar extends Placed {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
}

interface SourceList extends Placed {
  readonly kind: 'list';
  readonly items: readonly SourceNode[];
}

export interface SourceMap extends Placed {
  readonly kind: 'map';
  readonly entries: readonly SourceEntry[];
}

export interface SourceEntry {
  readonly key: string;
  readonly line: number;
  readonly node: SourceNode;
}

export function fail(node: Placed, reason: string): never {
  throw new QueryError(node, reason);
}
