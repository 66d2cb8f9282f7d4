import type { SecretKind } from '../secret-kind.ts';
import { isPlaceholder } from './placeholder.ts';

/** Lines of files that hold credentials. */
export const storedKinds: readonly SecretKind[] = [
  {
    // https://manpages.debian.org/crypt.5, https://httpd.apache.org/docs/2.4/misc/password_encryptions.html
    name: 'password-hash',
    keywords: [
      '$1$',
      '$2a$',
      '$2b$',
      '$2x$',
      '$2y$',
      '$5$',
      '$6$',
      '$7$',
      '$8$',
      '$9$',
      '$y$',
      '$gy$',
      '$argon2',
      '$apr1$',
      '$scrypt$',
      '$pbkdf2',
    ],
    pattern:
      /\$(?:[1-9]|2[abxy]|g?y|apr1|scrypt|(?:argon2|pbkdf2)[a-z0-9-]{0,10})\$[A-Za-z0-9./$,=+-]{20,200}/y,
  },
  {
    // https://docs.djangoproject.com/en/stable/topics/auth/passwords/
    name: 'password-hash',
    keywords: ['pbkdf2_sha256$', 'pbkdf2_sha1$', 'bcrypt_sha256$', 'scrypt:'],
    pattern:
      /(?:pbkdf2_sha(?:256|1)|bcrypt_sha256|scrypt:\d{1,8}:\d{1,3}:\d{1,3})\$[A-Za-z0-9./$+=]{20,300}/y,
  },
  {
    // https://www.rfc-editor.org/rfc/rfc2307#section-5.3
    name: 'password-hash',
    keywords: ['{SHA}', '{SSHA}', '{SSHA256}', '{SSHA512}', '{SHA256}', '{SHA512}', '{MD5}', '{SMD5}'],
    pattern: /\{S?(?:SHA|MD5)(?:256|512)?\}([A-Za-z0-9+/]{20,200}={0,2})/y,
  },
  {
    // Windows accounts as `name:id:LM:NT:::`.
    name: 'password-hash',
    keywords: [':aad3b435b51404eeaad3b435b51404ee:'],
    pattern: /:aad3b435b51404eeaad3b435b51404ee:([0-9a-fA-F]{32})/y,
  },
  {
    // https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html
    name: 'netrc-password',
    keywords: ['login '],
    pattern: /login \S{1,200}(?:\s|\\n){1,8}(?:account \S{1,100}\s{1,8})?password (\S{1,200})/y,
  },
  {
    name: 'netrc-password',
    keywords: ['machine '],
    pattern: /machine \S{1,200}\s{1,8}password (\S{1,200})/y,
  },
  {
    // https://www.postgresql.org/docs/current/libpq-pgpass.html
    name: 'pgpass-password',
    keywords: [':5432:', ':5433:', ':6432:', ':*:'],
    pattern: /:(?:\d{4,5}|\*):(?!\d{1,10}:\d)[\w.*-]{1,64}:[\w.@*-]{1,64}:((?:[^\s:\\]|\\[:\\]){2,200})/y,
    accepts: (secret) => /[A-Za-z0-9]/.test(secret),
  },
  {
    // https://manpages.debian.org/wpa_supplicant.conf.5, https://networkmanager.dev/docs/api/latest/settings-802-11-wireless-security.html
    name: 'wifi-password',
    keywords: ['psk=', 'psk =', 'security.psk:', 'psk: ', 'wep_key', 'wep-key'],
    pattern:
      /(?:psk|(?:security\.)?psk|wep[_-]key\d?)[ \t]{0,3}[=:][ \t]{0,60}\\?["']?([^\s"'\\<>$(){},;]{8,64})(?![^\s"'\\,;}])/y,
    accepts: (secret) => !isPlaceholder(secret),
  },
  {
    // https://learn.microsoft.com/windows-server/networking/technologies/netsh/netsh-wlan
    name: 'wifi-password',
    keywords: ['Key Content', 'Schlüsselinhalt', 'Contenu de la cl', 'Contenido de la clave', '关键内容'],
    pattern:
      /(?:Key Content|Schlüsselinhalt|Contenu de la cl\S{1,3}|Contenido de la clave|关键内容)[ \t]{0,30}: {0,3}([^\s\\"]{5,63})/y,
  },
  {
    // https://ethereum.org/developers/docs/accounts/#account-creation
    name: 'wallet-key',
    keywords: [
      'private key',
      'Private key',
      'Private Key',
      'PRIVATE KEY',
      'privateKey',
      'private_key',
      'PRIVATE_KEY',
    ],
    pattern: /private[ _]?key[\\"']{0,3}\s{0,3}[:=]\s{0,3}[\\"']{0,3}((?:0x)?[0-9a-f]{64})(?![0-9a-f])/iy,
  },
  {
    // https://github.com/bitcoin/bips/blob/master/bip-0039.mediawiki
    name: 'recovery-phrase',
    keywords: [
      'mnemonic',
      'Mnemonic',
      'MNEMONIC',
      'seed phrase',
      'seed_phrase',
      'seedPhrase',
      'SEED_PHRASE',
      'recovery phrase',
    ],
    pattern:
      /(?:mnemonic|seed[ _]?phrase|recovery phrase)\w{0,20}[\\"']{0,3}\s{0,3}(?:[:=]|is)\s{0,3}[\\"']{0,3}((?:[a-z]{3,8}[ ]){11,23}[a-z]{3,8})/iy,
  },
  {
    // On the line below: https://docs.anza.xyz/cli/wallets/file-system, or each with its number.
    name: 'recovery-phrase',
    keywords: [
      'mnemonic',
      'Mnemonic',
      'seed phrase',
      'Seed phrase',
      'Seed Phrase',
      'recovery phrase',
      'Recovery phrase',
      'recovery words',
      'secret phrase',
    ],
    pattern:
      /(?:mnemonic|(?:seed|recovery|secret) (?:phrase|words))[^\n:\\]{0,60}:?(?:\s|\\[rn]|[=*|-]){1,80}((?:(?:\d{1,2}[.):] ?)?[a-z]{3,8}(?:\s|\\[rn]){1,4}){11,23}(?:\d{1,2}[.):] ?)?[a-z]{3,8})(?![a-z])/iy,
    accepts: isPhrase,
  },
];

/** No word of the list that phrases are made of. https://github.com/bitcoin/bips/blob/master/bip-0039/english.txt */
const ofSentences =
  /^(?:the|and|for|with|this|that|from|your|not|are|was|has|have|can|will|you|use|its|per|any|all|but|may|must|into|than|then|they|them|been|should|would|could)$/;

function isPhrase(secret: string): boolean {
  const words = secret.match(/[a-z]{3,8}/gi) ?? [];
  return words.every((word) => word === word.toLowerCase() && !ofSentences.test(word));
}
