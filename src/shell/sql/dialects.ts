/** How the text of one dialect is cut into words. What is not said here is the same in all of them. */
export interface Dialect {
  /** A backslash in a string takes the next character with it. */
  readonly hasEscapes?: boolean;
  /** `"x"` is a string, not a name. */
  readonly hasQuotedStrings?: boolean;
  /** `[x]` is a name. */
  readonly hasBrackets?: boolean;
  /** `# comment` to the end of the line. */
  readonly hasHashComments?: boolean;
  /** Comments that begin with `/*!` are run. */
  readonly runsComments?: boolean;
  /** `DELIMITER //` says what ends a statement; a dollar quotes nothing. */
  readonly hasDelimiters?: boolean;
  /** A comment may stand in a comment. */
  readonly nestsComments?: boolean;
  /** Statements need no semicolon: a line that begins with a verb begins one. */
  readonly splitsAtLines?: boolean;
  /** A transaction does not take back what drops, truncates and alters. */
  readonly commitsDefinitions?: boolean;
  /** Lines that are not for the server: `\copy`, `.shell`, `GO`. */
  readonly clientLine?: RegExp;
}

/**
 * https://www.postgresql.org/docs/current/sql-syntax-lexical.html, https://dev.mysql.com/doc/refman/en/language-structure.html,
 * https://sqlite.org/lang.html, https://learn.microsoft.com/sql/t-sql/language-reference
 */
export const dialects = {
  postgresql: { nestsComments: true, clientLine: /\\[^\n]*/y },
  mysql: {
    hasEscapes: true,
    hasQuotedStrings: true,
    hasHashComments: true,
    runsComments: true,
    hasDelimiters: true,
    commitsDefinitions: true,
    clientLine: /\\[!.][^\n]*|(?:system|source)[ \t]+[^\n]*/iy,
  },
  sqlite: { hasBrackets: true, clientLine: /\.[a-z]+[^\n]*/iy },
  transact: {
    hasBrackets: true,
    nestsComments: true,
    splitsAtLines: true,
    clientLine: /!![^\n]*|:[a-z]\w*[^\n]*|go(?:[ \t]+\d+)?[ \t]*(?=\n|$)/iy,
  },
  /** Cloud warehouses, ClickHouse, Cassandra, and what nobody named. */
  other: { hasEscapes: true, commitsDefinitions: true },
} satisfies Record<string, Dialect>;

export type DialectName = keyof typeof dialects;
