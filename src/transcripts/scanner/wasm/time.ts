import { isDigit } from './digit';

/** Milliseconds since 1970 of `YYYY-MM-DDTHH:MM:SS[.sss]Z`; NaN for every other form, some of which are valid. */
export function time(p: u32, length: u32): f64 {
  if (length != 24 && length != 20) return NaN;
  if (load<u8>(p, 4) != 0x2d || load<u8>(p, 7) != 0x2d || load<u8>(p, 10) != 0x54) return NaN;
  if (load<u8>(p, 13) != 0x3a || load<u8>(p, 16) != 0x3a || load<u8>(p + length - 1) != 0x5a) return NaN;
  if (length == 24 && load<u8>(p, 19) != 0x2e) return NaN;
  const century = two(p);
  const years = two(p + 2);
  const month = two(p + 5);
  const day = two(p + 8);
  const hour = two(p + 11);
  const minute = two(p + 14);
  const second = two(p + 17);
  const hundredths = length == 24 ? two(p + 20) : 0;
  const thousandth: i32 = length == 24 ? i32(load<u8>(p, 22)) - 0x30 : 0;
  const worst = century | years | month | day | hour | minute | second | hundredths | thousandth;
  if (worst < 0 || thousandth > 9) return NaN;
  if (month < 1 || month > 12 || day < 1 || day > lastDay(month)) return NaN;
  if (hour > 23 || minute > 59 || second > 59) return NaN;
  const days = daysBefore(century * 100 + years, month) + day - 1;
  const ms = hundredths * 10 + thousandth;
  return f64(days) * 86_400_000 + f64((hour * 60 + minute) * 60 + second) * 1000 + f64(ms);
}

/** Two digits, or a negative number. */
function two(p: u32): i32 {
  const tens: u32 = load<u8>(p);
  const ones: u32 = load<u8>(p, 1);
  return isDigit(tens) && isDigit(ones) ? i32(tens * 10 + ones - 0x30 * 11) : -1;
}

/** Of any year: what depends on the year is left to the reader. */
function lastDay(month: i32): i32 {
  return month == 2 ? 28 : 30 + ((0b1_0101_1010_1010 >> month) & 1);
}

/** Days from 1970 to the first of a month, of the Gregorian calendar. */
function daysBefore(year: i32, month: i32): i32 {
  const y = month <= 2 ? year - 1 : year;
  const era = (y >= 0 ? y : y - 399) / 400;
  const ofEra = y - era * 400;
  const ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5;
  return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468;
}
