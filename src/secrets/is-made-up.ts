/** Words that stand in keys of documents and tests, and in no key that an issuer made. */
const words =
  /test|fake|dummy|example|sample|your|my[-_]|placeholder|change[-_]?me|secret|mock|demo|redacted|foobar|abcdef|123456|xxxx|aaaa|0000|\.\.\./i;

/** Passwords that everybody’s database has on their own machine. */
const everybodys =
  /^(?:postgres|password|pass(?:w(?:or)?d)?|root|admin|guest|user|mysql|redis|dev|development|local|ci|app|prisma|supabase|hunter2|pw|foo|bar|[*x•]+)\d{0,4}!?$/i;

const fewestSigns = 8;

/** Hosts that only this machine or its containers have: no dot, or names that nobody can buy. */
const ownHost =
  /^@?(?:localhost|host\.docker\.internal|127\.|0\.0\.0\.0|\[?::1|[\w-]+(?=[:/?\s"'`]|$)|[\w.-]*(?:example\.(?:com|org|net)|\.(?:example|test|invalid|localhost))\b|<|\$|\{)/i;

/** Whether a value that has a secret’s form is one of those that people invent to show or to try something. */
export function isMadeUp(secret: string): boolean {
  return words.test(secret) || new Set(secret).size < fewestSigns;
}

/** Whether a value says by its words that a token is to be put there: of what only looks invented, it may be one. */
export function isDocumented(secret: string): boolean {
  return /your|my[-_]|placeholder|change[-_]?me|example|sample|dummy|redacted|xxxx|token|\.\.\./i.test(
    secret,
  );
}

/**
 * The same of a password in an address.
 * @param behind what follows the password, from the sign `@` on
 */
export function isOwnPassword(password: string, behind: string): boolean {
  return everybodys.test(password) || words.test(password) || ownHost.test(behind);
}
