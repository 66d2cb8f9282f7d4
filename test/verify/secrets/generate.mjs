// Secrets as issuers, password managers and people make them: always the same ones, assembled here, and none of them real.
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const word = `${letters}0123456789`;
const hex = '0123456789abcdef';
const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

let state = 20261130;
const next = (below) => {
  state = (state * 1103515245 + 12345) % 2147483648;
  return Math.floor(state / 65536) % below;
};
const from = (alphabet, length) => Array.from({ length }, () => alphabet[next(alphabet.length)]).join('');
/** Two alphabets turn up in what a machine makes: without a digit or a small letter it would be no such secret. */
const mixed = (length) => `${from(letters, 3)}${next(10)}${from(word, length - 5)}${next(10)}`;

/** Prefix in two halves, so that no scanner of sources takes this list for secrets; then what follows. */
const issuers = [
  ['gh', 'p_', () => from(word, 36)],
  ['github', '_pat_', () => `${from(word, 22)}_${from(word, 59)}`],
  ['gl', 'pat-', () => mixed(20)],
  ['sk-', 'ant-api03-', () => `${mixed(93)}AA`],
  ['sk-', 'proj-', () => mixed(120)],
  ['xo', 'xb-', () => `${from('123456789', 12)}-${from('123456789', 13)}-${mixed(24)}`],
  ['AK', 'IA', () => from(upper, 16)],
  ['AI', 'za', () => mixed(35)],
  ['sk_', 'live_', () => mixed(24)],
  ['np', 'm_', () => from(word, 36)],
  ['dckr', '_pat_', () => mixed(27)],
  ['h', 'f_', () => mixed(34)],
  ['gs', 'k_', () => mixed(52)],
  ['lin', '_api_', () => mixed(40)],
  ['do', 'p_v1_', () => from(hex, 64)],
  ['hv', 's.', () => mixed(90)],
  ['gl', 'sa_', () => `${mixed(32)}_${from(hex, 8)}`],
  ['S', 'G.', () => `${mixed(22)}.${mixed(43)}`],
  ['shp', 'at_', () => from(hex, 32)],
  ['sb', 'p_', () => from(hex, 40)],
  ['crs', 'r_', () => from(hex, 64)],
  ['re', '_', () => `${mixed(8)}_${mixed(24)}`],
  ['AQ', '.', () => mixed(52)],
  ['ts', 'key-auth-', () => `${mixed(12)}-${mixed(24)}`],
  ['ATA', 'TT3', () => mixed(180)],
];
const words = [
  'Sommer',
  'Regen',
  'Wolke',
  'Kupfer',
  'Anker',
  'Birke',
  'Fuchs',
  'Tinte',
  'Segel',
  'Linde',
  'Mond',
  'Salz',
];
const signs = '!#%+=?@^~';
const people = () =>
  `${words[next(words.length)]}${signs[next(signs.length)]}${words[next(words.length)]}${10 + next(90)}`;

/** `token`: its issuer's form tells it; `password`: a person made it; `key`: a machine did. */
export const secrets = [
  ...issuers.flatMap(([first, second, rest]) =>
    Array.from({ length: 5 }, () => ({ kind: 'token', text: `${first}${second}${rest()}` })),
  ),
  ...Array.from({ length: 90 }, () => ({ kind: 'password', text: people() })),
  ...Array.from({ length: 45 }, () => ({ kind: 'key', text: from(hex, 32) })),
  ...Array.from({ length: 40 }, () => ({ kind: 'key', text: mixed(40) })),
];
