import { Columns } from './columns.ts';
import { type LinePlace, turnLayout } from './group-digest.ts';

/** The prompts of people: one row each, in the order in which they were read. */
export class TurnTable {
  readonly #turns = new Columns(turnLayout);

  /** @param session its index in the group @param at milliseconds, NaN for none */
  add({
    place,
    session,
    at,
  }: {
    readonly place: LinePlace;
    readonly session: number;
    readonly at: number;
  }): void {
    const row = this.#turns.push();
    const { column } = this.#turns;
    column.at[row] = at;
    column.session[row] = session;
    column.offset[row] = place.offset;
    column.length[row] = place.length;
    column.line[row] = place.line;
    column.file[row] = place.file;
  }

  data() {
    return this.#turns.data();
  }
}
