import { resolve } from 'node:path';
import { TriageError } from '../../errors.ts';
import { acceptanceOf } from '../../evidence/case-file/acceptance.ts';
import type { FleetDatabase, FleetRow } from '../../fleet/duckdb/open-database.ts';
import { answeredRow, type HuntAnswers, isCountingRow } from '../../fleet/hunts/answered-row.ts';
import { inDialect } from '../../fleet/hunts/dialect.ts';
import type { FleetHunts, HuntAnswer, HuntRow } from '../../fleet/hunts/fleet-hunts.ts';
import type { Hunt } from '../../fleet/hunts/hunt.ts';
import { huntRows } from '../../fleet/hunts/hunt-rows.ts';
import { loadHunts, readHunt } from '../../fleet/hunts/load-hunts.ts';
import { openSeenRows, type SeenRows } from '../../fleet/hunts/seen-rows.ts';
import type { Invocation } from '../../invocation/invocation.ts';
import { highestLevel } from '../../level.ts';
import type { Command, Result } from '../command.ts';
import { type FleetOption, openFleet } from './open-fleet.ts';

/** A hunt whose answer is longer wants a narrower question, or `--format ndjson`. */
const rowsAtMost = 1000;

type HuntOption = FleetOption | 'dialect' | 'case' | 'newSince';

/** What is asked, of whom, and what is known already. */
interface Asked {
  readonly hunts: readonly Hunt[];
  readonly database: FleetDatabase;
  readonly seen: SeenRows | undefined;
  readonly invocation: Invocation<HuntOption>;
}

/** Asks one hunt, several, or all; without any, says which there are; a format of statements asks none. */
export const run: Command<HuntOption, FleetHunts, HuntRow> = async (invocation) => {
  const hunts = chosen(invocation);
  const isAsked = invocation.operands.length > 0 && invocation.withAnswers;
  if (!isAsked) return listed(hunts, invocation);
  const { newSince } = invocation.options;
  const seen = newSince === undefined ? undefined : openSeenRows(newSince);
  const database = await openFleet(invocation.options, 'yolo-triage fleet hunt <hunt> --database <file>');
  const asked = { hunts, database, seen, invocation };
  const result = invocation.shape === 'stream' ? streamed(asked) : await answered(asked);
  return { ...result, ...(seen && { delivered: seen.commit }) };
};

function chosen({ operands, cwd }: Invocation): readonly Hunt[] {
  const known = loadHunts();
  if (operands.length === 0 || operands.includes('all')) return known;
  return operands.map((operand) => {
    const hunt = known.find(({ id }) => id === operand);
    if (hunt) return hunt;
    if (operand.endsWith('.sql')) return readHunt(resolve(cwd, operand));
    throw new TriageError(
      `no such hunt: ${operand}`,
      'yolo-triage fleet hunt lists them; a file of SQL will do, too',
    );
  });
}

function listed(
  hunts: readonly Hunt[],
  { options, now, shape }: Invocation<HuntOption>,
): Result<FleetHunts, HuntRow> {
  if (shape === 'stream' || options.newSince !== undefined) {
    throw new TriageError('no hunt is asked', 'yolo-triage fleet hunt lists them; --format sql asks none');
  }
  const shown = hunts.map((hunt) => ({
    ...hunt,
    sql: inDialect(hunt.sql, options.dialect ?? 'duckdb', now),
  }));
  return {
    shape,
    document: { schemaVersion: 1, hunts: shown },
    status: { level: 'none', gaps: [] },
  };
}

async function answered(asked: Asked): Promise<Result<FleetHunts, HuntRow>> {
  const answers: HuntAnswer[] = [];
  try {
    for (const hunt of asked.hunts) {
      asked.invocation.progress(hunt.title);
      answers.push(await ask(hunt, asked));
    }
  } finally {
    asked.database.close();
  }
  const level = highestLevel(answers.filter(({ counting }) => counting !== 0).map((answer) => answer.level));
  return { shape: 'document', document: { schemaVersion: 1, hunts: answers }, status: { level, gaps: [] } };
}

async function ask(hunt: Hunt, asked: Asked): Promise<HuntAnswer> {
  const { options, now } = asked.invocation;
  const rows: FleetRow[] = [];
  let [total, counting] = [0, 0];
  for await (const row of newRows(hunt, asked)) {
    total += 1;
    if (isCountingRow(row)) counting += 1;
    if (rows.length === rowsAtMost) continue;
    rows.push(row);
    asked.seen?.add(hunt, row);
  }
  return { ...hunt, sql: inDialect(hunt.sql, options.dialect ?? 'duckdb', now), rows, total, counting };
}

function streamed(asked: Asked): Result<FleetHunts, HuntRow> {
  const matched = new Set<Hunt>();
  async function* rows(): AsyncGenerator<HuntRow> {
    try {
      for (const hunt of asked.hunts) {
        for await (const row of newRows(hunt, asked)) {
          if (isCountingRow(row)) matched.add(hunt);
          asked.seen?.add(hunt, row);
          yield { hunt: hunt.id, level: hunt.level, ...row };
        }
      }
    } finally {
      asked.database.close();
    }
  }
  const status = () => ({ level: highestLevel([...matched].map(({ level }) => level)), gaps: [] });
  return { shape: 'stream', rows: rows(), status };
}

/** With what a case file answers, and without what earlier runs have told: a row whose answer expires is new. */
async function* newRows(hunt: Hunt, { database, seen, invocation }: Asked): AsyncGenerator<FleetRow> {
  const answers = answersOf(invocation);
  for await (const found of huntRows(hunt, database, invocation.now)) {
    const row = answeredRow(hunt, found, answers);
    if (seen?.isNew(hunt, row) !== false) yield row;
  }
}

function answersOf({ caseFile, now }: Invocation): HuntAnswers | undefined {
  if (!caseFile) return undefined;
  const { hosts, accepted = [] } = caseFile;
  return {
    hosts: [...(hosts?.sanctioned ?? []), ...(hosts?.own ?? [])],
    acceptanceOf: acceptanceOf(accepted, now),
  };
}
