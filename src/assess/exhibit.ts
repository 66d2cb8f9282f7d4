/** A file of the evidence under the number that a report calls it by. */
export interface Exhibit {
  /** `E1` is the file that the verdict's first reason cites. */
  readonly id: string;
  readonly path: string;
  readonly sizeBytes?: number;
  readonly sha256?: string;
  /** Something in the report refers to it; the others were read, and nothing in them is cited. */
  readonly isCited: boolean;
}
