import type { ColumnType, Stream } from './stream.ts';
import type { StreamName, streams } from './streams.ts';

interface Cells {
  readonly string: string;
  readonly integer: number;
  readonly real: number;
  readonly boolean: boolean;
  readonly timestamp: string;
  readonly strings: readonly string[];
}
export type Cell = Cells[ColumnType];

/** A row by the names of its columns. */
export type Row = Readonly<Record<string, Cell | undefined>>;

type ColumnOf<S extends Stream> = S['columns'][number];
type RequiredName<C> = C extends { readonly name: infer Name extends string; readonly required: true }
  ? Name
  : never;

/** What a stage fills in of a row of a stream; what all rows have is added when it is written. */
export type RowOf<S extends Stream> = {
  readonly [C in ColumnOf<S> as RequiredName<C>]: Cells[C['type']];
} & {
  readonly [C in ColumnOf<S> as Exclude<C['name'], RequiredName<C>>]?: Cells[C['type']] | undefined;
} & { readonly at?: string | undefined };

type StreamRowOf<Name extends StreamName> = {
  readonly stream: Name;
  readonly row: RowOf<(typeof streams)[Name]>;
  /** Of a secret: becomes the `fingerprint`, with the organisation's key; is not written itself. */
  readonly valueDigest?: string;
};

/** A row on its way into a spool. */
export type StreamRow = { readonly [Name in StreamName]: StreamRowOf<Name> }[StreamName];
