/** After a longer pause something else begins, under the same instruction too. */
export const longestPauseMs = 30 * 60_000;
