/** One folder of `src/`. */
export interface Room {
  readonly name: string;
  readonly holds: string;
  /** When a change goes here. */
  readonly changes: string;
  /** Rooms whose values and types it may import, each with the reason. */
  readonly sees: Readonly<Record<string, string>>;
  /** Rooms of which it may import types alone. */
  readonly types?: Readonly<Record<string, string>>;
  /** Every room may see it, and it sees none. */
  readonly isGround?: true;
}

/** Ground floor first. */
export const rooms: readonly Room[];
export function roomTable(): string;
export function arrowTable(): string;
export function withHouse(page: string): string;
