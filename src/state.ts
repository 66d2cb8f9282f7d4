/** How far a finding is shown, surest first: it happened, it may have happened, it was tried. */
export const states = ['confirmed', 'possible', 'attempted'] as const;
export type State = (typeof states)[number];
