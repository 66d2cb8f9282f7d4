/** What can be done about a failed request. */
export type Remedy = 'retry' | 'split' | 'give-up';

/**
 * Codes of https://github.com/ClickHouse/ClickHouse/blob/master/src/Common/ErrorCodes.cpp. To retry is safe after any
 * of them: an insertion carries a token, and rows that came twice are merged by their event id.
 */
const retried: ReadonlySet<number> = new Set([
  3, // UNEXPECTED_END_OF_FILE
  159, // TIMEOUT_EXCEEDED
  160, // TOO_SLOW
  198, // DNS_ERROR
  202, // TOO_MANY_SIMULTANEOUS_QUERIES
  203, // NO_FREE_CONNECTION
  209, // SOCKET_TIMEOUT
  210, // NETWORK_ERROR
  236, // ABORTED
  241, // MEMORY_LIMIT_EXCEEDED
  242, // TABLE_IS_READ_ONLY: a replica without its keeper
  243, // NOT_ENOUGH_SPACE
  252, // TOO_MANY_PARTS
  279, // ALL_CONNECTION_TRIES_FAILED
  285, // TOO_FEW_LIVE_REPLICAS
  286, // UNSATISFIED_QUORUM_FOR_PREVIOUS_WRITE
  319, // UNKNOWN_STATUS_OF_INSERT
  394, // QUERY_WAS_CANCELLED
  425, // SYSTEM_ERROR
  439, // CANNOT_SCHEDULE_TASK
  574, // DISTRIBUTED_TOO_MANY_PENDING_BYTES
  999, // KEEPER_EXCEPTION
]);

/** The rows are at fault, or one of them. */
const split: ReadonlySet<number> = new Set([
  6, // CANNOT_PARSE_TEXT
  25, // CANNOT_PARSE_ESCAPE_SEQUENCE
  26, // CANNOT_PARSE_QUOTED_STRING
  27, // CANNOT_PARSE_INPUT_ASSERTION_FAILED
  33, // CANNOT_READ_ALL_DATA
  38, // CANNOT_PARSE_DATE
  41, // CANNOT_PARSE_DATETIME
  69, // ARGUMENT_OUT_OF_BOUND
  72, // CANNOT_PARSE_NUMBER
  117, // INCORRECT_DATA
  130, // CANNOT_READ_ARRAY_FROM_TEXT
  131, // TOO_LARGE_STRING_SIZE
  307, // TOO_MANY_BYTES
  321, // VALUE_IS_OUT_OF_RANGE_OF_DATA_TYPE
  349, // CANNOT_INSERT_NULL_IN_ORDINARY_COLUMN
  467, // CANNOT_PARSE_BOOL
]);

/** A request that the server, or the way to it, refused. */
export class ServerError extends Error {
  override readonly name = 'ServerError';
  readonly remedy: Remedy;

  constructor(message: string, remedy: Remedy) {
    super(message);
    this.remedy = remedy;
  }
}

const shownCharacters = 300;

/** @param body of an answer that is no success: `Code: 60. DB::Exception: …`, or a page of some proxy */
export function serverError(status: number, body: string): ServerError {
  const code = Number(/Code:\s{0,4}(\d{1,5})/.exec(body.slice(0, 2000))?.[1]);
  // What answers may be anything, and what it says goes to a terminal.
  const text =
    body
      .slice(0, shownCharacters)
      .replace(/[\p{C}\s]+/gu, ' ')
      .trim() || 'no explanation';
  return new ServerError(`HTTP ${status}: ${text}`, remedyFor(status, code));
}

function remedyFor(status: number, code: number): Remedy {
  if (retried.has(code)) return 'retry';
  if (split.has(code)) return 'split';
  if (status === 413) return 'split';
  // A code that is not known above is a refusal; without one, a proxy or a server on its way up or down has spoken.
  return Number.isNaN(code) && (status >= 500 || status === 429) ? 'retry' : 'give-up';
}
