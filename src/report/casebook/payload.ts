/**
 * What a casebook carries besides its document. Each member is JSON, deflated, in base64; every string in it is
 * redacted, cut and visible before it is written, and stays text on the page.
 */
export interface Payload {
  readonly schemaVersion: 1;
  readonly case: string;
  /** Calls in their order, {@link rowsPerPart} a part. */
  readonly rows: readonly string[];
  /** What is shown of one call, {@link detailsPerPart} a part. */
  readonly details: readonly string[];
}

export const rowsPerPart = 2000;
export const detailsPerPart = 256;

/** Read first; everything but the calls. */
export interface BookCase {
  readonly title: string;
  readonly verdict: string;
  readonly disclosure: string;
  /** Why verdict and disclosure are what they are, the gravest reason first. */
  readonly reasons: readonly string[];
  /** Label of the Traffic Light Protocol. */
  readonly tlp: string;
  readonly madeAt: string;
  readonly version: string;
  readonly redacted: boolean;
  readonly counts: BookCounts;
  readonly lists: BookLists;
  /** Gravest first. */
  readonly incidents: readonly BookIncident[];
  readonly findings: readonly BookFinding[];
  readonly sessions: readonly BookSession[];
  readonly prompts: readonly BookPrompt[];
  /** What the first screen of the document names. */
  readonly facts: readonly BookFacts[];
  readonly steps: readonly BookStep[];
  readonly links: readonly BookLink[];
  readonly gaps: readonly string[];
  /** As it was given with `--case`, in the form of a case file. */
  readonly caseFile: Readonly<Record<string, unknown>>;
}

/** What is in the file, and what is not. */
interface BookCounts {
  /** Of the case. */
  readonly calls: number;
  readonly callsLeftOut: number;
  readonly resultsLeftOut: number;
  readonly textsCut: number;
  readonly gapsLeftOut: number;
  /** The document was made from a case document, which holds no calls. */
  readonly hasCalls: boolean;
}

/** Words that many calls share; a row has the number of one. */
interface BookLists {
  readonly tools: readonly string[];
  readonly agents: readonly string[];
  readonly modes: readonly string[];
  readonly outcomes: readonly string[];
  readonly zones: readonly string[];
  readonly actions: readonly string[];
  readonly paths: readonly string[];
}

export interface BookIncident {
  readonly id: string;
  readonly level: string;
  readonly state: string;
  readonly requested: string;
  /** Of its findings, gravest first. */
  readonly titles: readonly string[];
  readonly from?: string;
  readonly to?: string;
  /** Number in {@link BookCase.sessions}; absent where none of its id was read. */
  readonly session?: number;
  readonly prompt?: string;
  readonly lost: readonly string[];
  readonly sentOut: readonly string[];
  readonly stays: readonly string[];
  /** Numbers of calls. */
  readonly calls: readonly number[];
}

export interface BookFinding {
  readonly query: string;
  readonly title: string;
  readonly level: string;
  readonly state: string;
  readonly requested: string;
  readonly subject: string;
  readonly context: readonly string[];
  readonly nextStep?: string;
  readonly accepted?: string;
  /** As `show` takes it. */
  readonly reference: string;
  /** How many calls did it; the file may hold fewer. */
  readonly count: number;
  /** Numbers of calls. */
  readonly calls: readonly number[];
}

export interface BookSession {
  readonly id: string;
  readonly agent: string;
  readonly project: string;
  readonly from?: string;
  readonly to?: string;
  readonly calls: number;
  readonly promptsOff: number;
  readonly firstPrompt?: string;
}

interface BookPrompt {
  readonly words: string;
  readonly question?: string;
  readonly reference?: string;
}

/** A commit, a credential or a step back, and the calls that it has to do with. */
export interface BookLink {
  readonly kind: 'commit' | 'credential' | 'step';
  readonly text: string;
  readonly reference?: string;
  readonly commands?: readonly string[];
  /** Numbers of calls. */
  readonly calls: readonly number[];
}

/** What else in the casebook something leads to, by its number there. */
export interface BookTarget {
  readonly kind: 'incident' | 'finding' | 'link';
  readonly number: number;
}

/** One thing that the first screen names. */
export interface BookFact {
  readonly text: string;
  readonly leadsTo?: BookTarget;
}

/** What was lost, for one, as the first screen says it. */
export interface BookFacts {
  readonly name: string;
  readonly things: readonly BookFact[];
}

/** What to do now. */
export interface BookStep {
  readonly what: string;
  readonly why: string;
  readonly subjects: readonly BookFact[];
}

/** Calls column by column, because equal things beside each other take the least room. */
export interface BookRows {
  /** Milliseconds after the call before; the first one since 1970. `null` where no record tells. */
  readonly times: readonly (number | null)[];
  readonly sessions: readonly number[];
  readonly tools: readonly number[];
  readonly agents: readonly number[];
  readonly modes: readonly number[];
  readonly outcomes: readonly number[];
  /** Bits, in the order of the list. */
  readonly zones: readonly number[];
  readonly actions: readonly number[];
  /** Of a prompt; -1 for none. */
  readonly prompts: readonly number[];
  readonly paths: readonly number[];
  /** What follows the path in its reference. */
  readonly places: readonly string[];
  /** Beginnings. */
  readonly arguments: readonly string[];
  /** Numbers, within the part, of calls that a subagent made. */
  readonly bySubagents: readonly number[];
}

export interface BookDetail {
  readonly id: string;
  readonly input: BookText;
  /** Absent where the call has none, or where it is left out: then `isLeftOut` stands. */
  readonly result?: BookText & { readonly isError?: true };
  readonly isLeftOut?: true;
  readonly effects: readonly string[];
  readonly cwd?: string;
  readonly branch?: string;
  readonly modeSource: string;
  readonly subagent?: string;
  readonly contradicted?: true;
}

export interface BookText {
  readonly text: string;
  /** Of the whole; absent where it is here. */
  readonly wholeLength?: number;
}
