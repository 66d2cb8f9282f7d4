/** A kind of secret: its pattern is tried only where one of its keywords stands in the text. */
export interface SecretKind {
  readonly name: string;
  /** Case-sensitive. */
  readonly keyword: readonly string[];
  /** Global; the first group, where there is one, is the secret. No nested quantifiers: evidence is hostile. */
  readonly pattern: RegExp;
}

/** Prefixes as published by the issuers, e.g. https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github#githubs-token-formats */
export const secretKinds: readonly SecretKind[] = [
  {
    name: 'private-key',
    keyword: ['PRIVATE KEY'],
    pattern:
      /-----BEGIN [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\s\S]{20,20000}?(?:-----END [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----|$)/g,
  },
  { name: 'anthropic-key', keyword: ['sk-ant-'], pattern: /\bsk-ant-[A-Za-z0-9_-]{20,200}/g },
  { name: 'openai-key', keyword: ['sk-'], pattern: /\bsk-(?:proj-|svcacct-|admin-)?[A-Za-z0-9_-]{20,200}/g },
  {
    name: 'github-token',
    keyword: ['gh', 'github_pat_'],
    pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{30,255}|github_pat_[A-Za-z0-9_]{30,255})/g,
  },
  { name: 'gitlab-token', keyword: ['glpat-'], pattern: /\bglpat-[A-Za-z0-9_-]{20,64}/g },
  { name: 'slack-token', keyword: ['xox'], pattern: /\bxox[abeoprs]-[A-Za-z0-9-]{10,250}/g },
  { name: 'aws-access-key-id', keyword: ['AKIA', 'ASIA'], pattern: /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/g },
  { name: 'google-api-key', keyword: ['AIza'], pattern: /\bAIza[A-Za-z0-9_-]{35}/g },
  {
    name: 'stripe-key',
    keyword: ['k_live_', 'k_test_'],
    pattern: /\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,200}/g,
  },
  { name: 'npm-token', keyword: ['npm_'], pattern: /\bnpm_[A-Za-z0-9]{36}/g },
  {
    name: 'jwt',
    keyword: ['eyJ'],
    pattern: /\beyJ[A-Za-z0-9_-]{10,2000}\.eyJ[A-Za-z0-9_-]{10,4000}\.[A-Za-z0-9_-]{10,2000}/g,
  },
  { name: 'bearer-token', keyword: ['earer '], pattern: /\b[Bb]earer ([A-Za-z0-9._~+/=-]{16,4000})/g },
  {
    name: 'url-password',
    keyword: ['://'],
    pattern: /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/'"]{0,100}:([^\s@/'"$]{3,200})@/g,
  },
  {
    name: 'assigned-secret',
    keyword: [
      'PASSWORD',
      'SECRET',
      'TOKEN',
      'API_KEY',
      'APIKEY',
      'ACCESS_KEY',
      'password',
      'secret',
      'token',
      'api_key',
      'apikey',
      'access_key',
    ],
    pattern:
      /(?:PASSWORD|SECRET|TOKEN|API_?KEY|ACCESS_KEY)[A-Z_]{0,20}["']?\s{0,3}[=:]\s{0,3}["']?([^\s"'$,;<>(){}[\]]{8,200})/gi,
  },
];
