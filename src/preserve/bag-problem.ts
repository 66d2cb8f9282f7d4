/** One way in which a bag is not what it was. */
export interface BagProblem {
  readonly kind: 'changed' | 'missing' | 'unlisted' | 'custody' | 'form';
  /** Relative to the bag. */
  readonly path: string;
  readonly reason: string;
}
