/** Where and when the words of a command line are read. */
export interface Surroundings {
  readonly cwd: string;
  now(): Date;
}

/** One option of the command line; `parse` turns the word that the user gave into its value. */
export interface OptionEntry {
  readonly flags: string;
  readonly description: string;
  /** May be given several times; the values are collected in a list, which is empty where it is not given. */
  readonly repeatable?: true;
  /** The closed list that `parse` takes its value from, for shells that complete it. */
  readonly values?: readonly string[];
  readonly parse?: (word: string, surroundings: Surroundings) => unknown;
}

/** A table of them; the keys are the names that handlers see. */
export type OptionEntries = Readonly<Record<string, OptionEntry>>;
