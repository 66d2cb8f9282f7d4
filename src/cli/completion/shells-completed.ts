/** The shells whose completion is written. */
export const shellsCompleted = ['bash', 'zsh', 'fish'] as const;
