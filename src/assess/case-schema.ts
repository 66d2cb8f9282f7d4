import { states } from '../state.ts';
import type { CaseReport } from './case-report.ts';

/** The part of JSON Schema that {@link caseSchema} uses. https://json-schema.org/draft/2020-12/schema */
export interface Schema {
  readonly type?: 'object' | 'array' | 'string' | 'number' | 'boolean';
  readonly description?: string;
  readonly enum?: readonly (string | number)[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: Schema;
}

const text: Schema = { type: 'string' };
const number: Schema = { type: 'number' };
const boolean: Schema = { type: 'boolean' };
const time: Schema = { type: 'string', description: 'ISO 8601 UTC' };
const counts: Schema = { type: 'object', additionalProperties: number };
const texts = list(text);
const level: Schema = { enum: ['informational', 'low', 'medium', 'high', 'critical'] };
const state: Schema = { enum: states };
const requested: Schema = { enum: ['yes', 'unclear', 'no', 'against'] };
const reference = object({ path: text }, { line: number });
const references = list(reference);
const reasons = list(
  object(
    { text, quotes: texts, evidence: references },
    { asked: text, question: text, queryIds: texts, isOfGaps: boolean },
  ),
);

function list(items: Schema): Schema {
  return { type: 'array', items };
}

/** Further properties are allowed: a later version may add some. */
function object(
  required: Readonly<Record<string, Schema>>,
  optional: Readonly<Record<string, Schema>> = {},
): Schema {
  return { type: 'object', properties: { ...required, ...optional }, required: Object.keys(required) };
}

const witnesses = list(
  object(
    {
      path: text,
      sources: texts,
      records: number,
      events: number,
      eventsByKind: counts,
      hosts: texts,
      holes: list(object({ from: time, to: time, calls: number })),
      agreeingCalls: number,
    },
    { from: time, to: time, offsetMs: number, unusable: text },
  ),
);
const launchPlaces = list(
  object({ route: text, scope: text, evidence: reference }, { at: time, commit: text }),
);
const usage = { input: number, output: number, cacheRead: number, cacheCreation: number };

const session = object(
  {
    sessionId: text,
    project: text,
    cwds: texts,
    repositories: texts,
    branches: texts,
    versions: texts,
    entrypoints: texts,
    models: texts,
    toolCalls: number,
    callsByTool: counts,
    callsByOutcome: counts,
    callsByMode: counts,
    bypassWindows: list(object({ from: time, to: time, calls: number, source: text })),
    subagents: number,
    humanPrompts: number,
    tokens: object(usage, { isLowerBound: boolean }),
    tokensByModel: list(object({ model: text, promptsAbove: number, cacheCreationHour: number, ...usage })),
    loops: list(
      object(
        { tool: text, argument: text, times: number, failed: number, outputTokens: number },
        { from: time, to: time },
      ),
    ),
    evidence: reference,
  },
  {
    // Absent in documents of before.
    agent: text,
    startedAt: time,
    endedAt: time,
    firstPrompt: text,
    cost: object({ unpriced: texts, pricesAsOf: text }, { usd: number, isLowerBound: boolean }),
    launchConfiguration: launchPlaces,
    mayHaveBypassed: launchPlaces,
    longestUnattended: object({ from: time, to: time, durationMs: number, calls: number }),
  },
);

const finding = object(
  {
    queryId: text,
    title: text,
    level,
    state,
    tags: texts,
    subject: text,
    context: texts,
    count: number,
    requested,
    toolCallIds: texts,
    arguments: texts,
    permissionModes: texts,
    outcomes: texts,
    evidence: references,
    falsePositives: texts,
  },
  {
    ruleId: text,
    subjects: texts,
    sessionId: text,
    at: time,
    prompt: text,
    question: text,
    request: object({ words: text }, { question: text }),
    modeInferred: boolean,
    nextStep: text,
    accepted: object({ reason: text, by: text, until: text }, { hasExpired: boolean }),
    seenBy: list(
      object({ source: text, at: time, by: text, what: text, evidence: reference }, { failed: boolean }),
    ),
  },
);

const incident = object(
  {
    id: text,
    sessionId: text,
    agent: text,
    level,
    state,
    requested,
    calls: number,
    lost: texts,
    sentOut: texts,
    stays: texts,
    findings: list(
      object(
        {
          ...{ queryId: text, title: text, level, state, requested },
          ...{ subject: text, calls: number, evidence: references },
        },
        { at: time },
      ),
    ),
  },
  { from: time, to: time, prompt: object({ words: text }, { question: text, evidence: reference }) },
);

const caseFile = object(
  { path: text },
  {
    incident: text,
    tlp: text,
    hosts: object({}, { sanctioned: texts, own: texts }),
    accounts: texts,
    accepted: list(
      object({ query: text, reason: text, by: text, until: text }, { subject: text, reference: text }),
    ),
    notes: texts,
  },
);

const step = object(
  {
    kind: text,
    title: text,
    reason: text,
    evidence: references,
    commands: texts,
    changes: text,
    risk: text,
    check: text,
    undo: text,
    undoCommands: texts,
  },
  { subject: text, checkCommand: text, repository: text },
);

const move = object(
  {
    repository: text,
    ref: text,
    action: text,
    sha: text,
    at: time,
    attribution: { enum: ['exact', 'strong', 'session', 'none'] },
    candidates: texts,
    reachable: boolean,
    evidence: reference,
  },
  {
    previousSha: text,
    previousReachable: boolean,
    lostOfOthers: texts,
    forced: boolean,
    author: text,
    subject: text,
    toolCallId: text,
    sessionId: text,
  },
);

const server = object(
  {
    client: text,
    scope: text,
    name: text,
    transport: text,
    args: texts,
    envNames: texts,
    findings: texts,
    evidence: reference,
  },
  {
    command: text,
    url: text,
    path: text,
    line: number,
    registeredBy: object({ toolCallId: text, sessionId: text, permissionMode: text }, { at: time }),
  },
);

const call = object({ toolCallId: text, sessionId: text, permissionMode: text });

const span = { from: time, to: time };
const leftOut = object({ sessions: number, calls: number }, { promptsOff: number, ...span });

const coverage = object(
  {
    transcripts: number,
    sessions: number,
    calls: number,
    untimed: number,
    modes: object({ recorded: number, inferred: number, unknown: number }),
    inWindow: object({}, span),
    all: object({}, span),
    before: leftOut,
    after: leftOut,
    promptsOff: object({ sessions: number, inferredSessions: number }),
    agentsRead: texts,
    unread: list(object({ agent: text, name: text, sessions: number, path: text }, { newestAt: time })),
    statements: texts,
  },
  {
    since: time,
    until: time,
    unreadCommands: object({ calls: number, promptsOff: number }, { names: texts }),
  },
);

const account = object(
  { asOf: time, evidence: reference },
  { email: text, name: text, organization: text, accountId: text, organizationId: text },
);

/** What `report --format json` writes and `report --from` reads; published as `docs/schemas/case-report.json`. */
export const caseSchema: Schema = object(
  {
    schemaVersion: { enum: [1] },
    tool: object({ name: { enum: ['yolo-triage'] }, version: text }),
    generatedAt: time,
    subject: object(
      { name: text, home: text, directory: text, redacted: boolean },
      { hosts: texts, root: text, since: time, until: time, timeZone: text, accounts: list(account) },
    ),
    verdict: object({
      value: { enum: ['compromised', 'exposed', 'destructive', 'suspicious', 'undetermined', 'clean'] },
      reasons,
    }),
    disclosure: object({
      value: { enum: ['escalate', 'undetermined', 'review', 'near-miss', 'none'] },
      reasons,
      action: text,
      settledBy: texts,
    }),
    coverage,
    incidents: list(incident),
    keyFacts: object(
      { lost: texts, sentOut: texts, stays: texts, toRotate: texts },
      // Absent in documents of before.
      { pushed: texts, unread: texts, silentBecause: texts },
    ),
    nextSteps: list(object({ what: text, subjects: texts, why: text })),
    occurrences: list(
      object({
        path: text,
        line: number,
        kind: { enum: ['invocation', 'definition', 'mention'] },
        route: text,
        scope: text,
        guard: text,
        isolation: text,
        level,
        text,
        reasons: texts,
        evidence: reference,
      }),
    ),
    mentions: number,
    sessions: list(session),
    activity: object({
      calls: number,
      tools: list(object({ tool: text, outcomes: counts })),
      zones: list(object({ zone: text, action: text, count: number })),
      rhythms: list(object({ sessionId: text, from: time, to: time, counts: list(number) })),
    }),
    timeline: list(
      object({ at: time, kind: text, what: text, subject: text, evidence: reference }, { sessionId: text }),
    ),
    answers: list(
      object({
        question: text,
        rows: list(
          object({
            level,
            state,
            what: text,
            count: number,
            quotes: texts,
            outcomes: texts,
            evidence: references,
          }),
        ),
        more: number,
      }),
    ),
    findings: list(finding),
    moves: list(move),
    mcpServers: list(server),
    leftBehind: list(
      object(
        { kind: text, name: text, path: text, findings: texts, evidence: reference },
        { writtenBy: call, cameWith: call },
      ),
    ),
    rotations: list(
      object(
        { reason: text, level, kind: text, what: text, action: text, evidence: references },
        { by: text, to: texts, url: text },
      ),
    ),
    plan: object({
      steps: list(step),
      lost: list(object({ what: text, reason: text, evidence: references }, { lostAt: time })),
      possible: list(
        object({ what: text, reason: text, decide: text, evidence: references }, { lostAt: time }),
      ),
      unknown: texts,
    }),
    retention: object({ days: number, scope: text }, { coversFrom: time, evidence: reference }),
    gaps: list(
      object(
        { kind: text, reason: text },
        { evidence: reference, absent: object({}, { sessions: number, calls: number }) },
      ),
    ),
    artifacts: list(object({ path: text, sizeBytes: number, modifiedAt: time }, { sha256: text })),
    exhibits: list(object({ id: text, path: text, isCited: boolean }, { sizeBytes: number, sha256: text })),
  } satisfies Record<Exclude<keyof CaseReport, 'caseFile' | 'witnesses'>, Schema>,
  { caseFile, witnesses },
);

/** Where a value is not what the schema says, in words; the first places only. */
export function schemaProblems(value: unknown, schema: Schema, place = 'the document'): readonly string[] {
  if (schema.enum && !schema.enum.some((allowed) => allowed === value)) {
    return [`${place} is none of ${schema.enum.join(', ')}`];
  }
  if (schema.type !== undefined && kindOf(value) !== schema.type) return [`${place} is no ${schema.type}`];
  if (Array.isArray(value)) return itemProblems(value, schema, place);
  if (typeof value !== 'object' || value === null) return [];
  const entries = Object.entries(value);
  const missing = (schema.required ?? []).filter((key) => !Object.hasOwn(value, key));
  const inner = entries.flatMap(([key, item]) => {
    const known =
      schema.properties && Object.hasOwn(schema.properties, key) ? schema.properties[key] : undefined;
    const expected = known ?? schema.additionalProperties;
    return expected ? schemaProblems(item, expected, `${place}, ${key}`) : [];
  });
  return [...missing.map((key) => `${place} has no ${key}`), ...inner];
}

function itemProblems(items: readonly unknown[], schema: Schema, place: string): readonly string[] {
  const { items: expected } = schema;
  if (!expected) return [];
  return items.flatMap((item, index) => schemaProblems(item, expected, `${place}[${index}]`));
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;
}
