/** One acquired file or repository, as the custody list records it. */
export interface Artifact {
  readonly path: string;
  readonly sizeBytes: number;
  /** ISO 8601 UTC. */
  readonly modifiedAt: string;
  readonly sha256?: string;
}

/** Where a statement stands in the evidence. A finding without one is a bug. */
export interface EvidenceReference {
  /** Relative to the evidence home where the file lies in it, else absolute; `/` as separator. */
  readonly path: string;
  /** Counted from 1; absent where the whole file is meant. */
  readonly line?: number;
  /** Of a JSON document: a JSON Pointer. https://www.rfc-editor.org/rfc/rfc6901 */
  readonly pointer?: string;
  /** Of a database: a table and the key of its row. */
  readonly table?: string;
  readonly row?: string;
}
