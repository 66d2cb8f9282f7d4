/** Between the steps of a chain, where they are told in one text. */
export const chainSign = ' → ';
