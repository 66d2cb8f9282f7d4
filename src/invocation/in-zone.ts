/**
 * A clock's time in a zone of the IANA database, as a moment; an invalid date where there is no such zone or time.
 * @param local `2026-11-20T14:00`
 */
export function inZone(local: string, timeZone: string): Date {
  const asUtc = Date.parse(`${local}Z`);
  try {
    // The offset of the first guess may be that of the other side of a change of clocks.
    const guess = asUtc - offsetMs(asUtc, timeZone);
    return new Date(asUtc - offsetMs(guess, timeZone));
  } catch {
    return new Date(Number.NaN);
  }
}

/** @throws {RangeError} for an unknown zone */
function offsetMs(at: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  const name = format.formatToParts(new Date(at)).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
