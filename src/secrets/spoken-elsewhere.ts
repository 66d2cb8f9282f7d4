import type { FoundSecret } from './found-secret.ts';
import { isNoYear, isSpokenPassword } from './kinds/spoken.ts';

/** "Password" in scripts of which the walk over ASCII keywords knows nothing. */
const words = ['пароль', 'Пароль', '密码', '密碼', 'パスワード', '비밀번호'];
const told = new RegExp(
  `(?:${words.join('|')})(?:\\s{0,2}(?:[:：=]|是|为|為|は|는|은)\\s{0,2}|\\s{1,2})["'\u0060“«「]?([!#-&(-+\\x2d-\\x5b\\x5d-\\x5f\\x61-\\x7e]{6,100})`,
  'g',
);
/** Of digits alone, where no word for what they count stands behind them. */
const toldInDigits = new RegExp(
  `(?:${words.join('|')})(?:\\s{0,2}(?:[:：=]|是|为|為|は|는|은|—|-)?\\s{0,2})["'\u0060“«「]?(\\d{4,12})(?![\\w%:/-]|[.,]\\d|\\s{0,2}(?:位|个|個|次|字|文字|桁|回|자|개|번|символ|знак|раз))`,
  'g',
);

/** Passwords told in a sentence of another script. */
export function spokenElsewhere(text: string): readonly FoundSecret[] {
  if (!words.some((word) => text.includes(word))) return [];
  return [...text.matchAll(told), ...text.matchAll(toldInDigits)].flatMap(
    ({ 0: whole, 1: secret = '', index }) =>
      (/\D/.test(secret) ? isSpokenPassword(secret) : isNoYear(secret))
        ? [{ kind: 'spoken-password', length: secret.length, offset: index + whole.length - secret.length }]
        : [],
  );
}
