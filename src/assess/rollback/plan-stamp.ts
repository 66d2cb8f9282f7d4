/** Names the copies of a plan by its time; digits and letters only. */
export function planStamp(now: Date): string {
  return now
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replace(/[-:]/g, '');
}
