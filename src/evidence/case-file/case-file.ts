/** A finding, place or row that somebody has answered for. */
export interface AcceptedEntry {
  /** Id of a query or of a hunt, or the route of a place in a scan. */
  readonly query: string;
  /** What it is about, word for word. Absent where `reference` stands. */
  readonly subject?: string;
  /** `path:line` or `path#pointer`, as a report prints it. */
  readonly reference?: string;
  readonly reason: string;
  readonly by: string;
  /** The last day on which it holds, UTC: `2026-12-31`. */
  readonly until: string;
}

/** Traffic Light Protocol 2.0: https://www.first.org/tlp/ */
export const tlpLabels = ['RED', 'AMBER+STRICT', 'AMBER', 'GREEN', 'CLEAR'] as const;

/** What an analyst found out and wrote down, beside the evidence and never in it. */
export interface CaseFile {
  /** Id of the incident in the organisation's own records. */
  readonly incident?: string;
  readonly tlp?: (typeof tlpLabels)[number];
  readonly hosts?: {
    /** The same as `--allow-host`. */
    readonly sanctioned?: readonly string[];
    /** The organisation's own. */
    readonly own?: readonly string[];
  };
  /** `host/owner`: the organisation's accounts at hosts where anybody can have one. */
  readonly accounts?: readonly string[];
  readonly accepted?: readonly AcceptedEntry[];
  readonly notes?: readonly string[];
}
