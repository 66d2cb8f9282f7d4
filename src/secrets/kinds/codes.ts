import type { SecretKind } from '../secret-kind.ts';

/** Names under which programs take a code that is typed. */
const names = [
  'otp',
  'totp',
  'pin',
  'mfa',
  'mfa_code',
  '2fa',
  '2fa_code',
  'verification_code',
  'one_time_code',
];
const signs = ['"', "'", '\\"', '='];

/**
 * One-time codes and PINs, where a form, a document or an option holds them; in any case of letters.
 * https://www.rfc-editor.org/rfc/rfc6238, https://docs.npmjs.com/cli/commands/npm-publish#otp
 */
export const codeKinds: readonly SecretKind[] = [
  {
    name: 'one-time-code',
    keywords: [...names.flatMap((name) => signs.map((sign) => name + sign)), 'otp '],
    pattern: new RegExp(
      `(?<=["'?&]|--)(?:${names.join('|')})(?:\\\\{0,3}["']\\s{0,2}:\\s{0,2}\\\\{0,3}["']?|=|(?<=--otp) )(?<secret>\\d{4,8})(?![\\w.])`,
      'iy',
    ),
  },
];
