import type { Scope } from '../scope.ts';

/** What code is inside of, innermost last; the program itself is outermost. */
type PlaceKind = 'program' | 'routine' | 'loop';

interface Place {
  readonly kind: PlaceKind;
  /** Something left it, at least perhaps: what follows in it may not run. */
  isLeft: boolean;
}

/**
 * Keeps how certain it is that the place which is being looked at is reached: as certain as the program itself where no
 * condition stands before it and nothing may have left the way to it, else `possible`. The scope tells that to effects.
 */
export class StraightPath {
  readonly #scope: Scope;
  readonly #certainty: Scope['certainty'];
  readonly #places: Place[] = [{ kind: 'program', isLeft: false }];
  #conditions = 0;
  #choices = 0;

  /** @param scope of what the code does */
  constructor(scope: Scope) {
    this.#scope = scope;
    this.#certainty = scope.certainty;
  }

  /** What is set here may keep its old value. */
  get isConditional(): boolean {
    return this.#conditions > 0 || this.#places.some(({ kind, isLeft }) => isLeft && kind === 'loop');
  }

  /** Runs what stands behind a condition that nobody can decide. */
  conditionally<Result>(run: () => Result): Result {
    this.#conditions += 1;
    this.#settle();
    const result = run();
    this.#conditions -= 1;
    this.#settle();
    return result;
  }

  /** Runs what happens surely, but to one of several. */
  perhaps<Result>(run: () => Result): Result {
    this.#choices += 1;
    this.#settle();
    const result = run();
    this.#choices -= 1;
    this.#settle();
    return result;
  }

  /** Runs the body of a function or a loop. */
  through<Result>(kind: 'routine' | 'loop', run: () => Result): Result {
    this.#places.push({ kind, isLeft: false });
    const result = run();
    this.#places.pop();
    this.#settle();
    return result;
  }

  /** The innermost of this kind is left; a block that is handed over is a function, and `next` leaves that. */
  leave(kind: PlaceKind): void {
    const place = this.#places.findLast(
      (one) => one.kind === kind || (kind === 'loop' && one.kind === 'routine'),
    );
    const left = place ?? this.#places[0];
    if (left) left.isLeft = true;
    this.#settle();
  }

  #settle(): void {
    const isSure = this.#conditions + this.#choices === 0 && !this.#places.some(({ isLeft }) => isLeft);
    this.#scope.certainty = isSure ? this.#certainty : 'possible';
  }
}
