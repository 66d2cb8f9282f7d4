/** Records of one type that is not known, and that can hold no call, no prompt and no mode: they were not read. */
export interface UnclaimedRecords {
  /** As the evidence writes it, cut to a bound; hostile. */
  readonly type: string;
  readonly records: number;
}
