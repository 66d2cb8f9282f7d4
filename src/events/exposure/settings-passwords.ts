import { isMadeUp, isOwnPassword } from '../../secrets/is-made-up.ts';

/** Files in which what stands behind a name is its value, and no code. */
const settings =
  /\.(?:nix|ya?ml|toml|ini|conf|cfg|cnf|json|properties|tfvars|tf|xml|env|hcl|plist)$|(?:^|[\\/])\.env[\w.-]*$|(?:^|[\\/])(?:compose|Dockerfile|Caddyfile)[\w.-]*$/i;

/** `initial_password = "…"`, `POSTGRES_PASSWORD: …`, `DB_PASS=…`; names that go on, as `password_hash`, are others. */
const assignment =
  /(?:^|[\s{,;[(<"'-])(?:[\w.-]{0,60}?[_.-])?(?:pass(?:wd|word|phrase)?|pwd|initialPassword|[a-z]+Password)["']?\s*(?:[:=]|=>)\s*(?:"([^"\n]{8,80})"|'([^'\n]{8,80})'|([^\s"',;#}\]]{8,80}))/gim;

/** What takes the place of a value: a variable, a template, a reference to a store, a digest. */
const standIn = /[\s${}<>()]|^(?:ENC\[|!|vault:|op:\/\/|secret|file:|\/|https?:|sha\d|[a-f0-9]{32,}$)/i;

/** Passwords of a person's own choice in a file of settings; tokens of issuers have forms of their own. */
export function hasSettingsPassword(path: string, text: string): boolean {
  if (!settings.test(path)) return false;
  return [...text.matchAll(assignment)].some(([, double, single, bare]) =>
    isPassword(double ?? single ?? bare ?? ''),
  );
}

/** Letters and digits together, as no name of a thing, no sentence and no call has them by rule. */
function isPassword(value: string): boolean {
  if (standIn.test(value) || !/[a-z]/i.test(value) || !/\d/.test(value)) return false;
  return !isMadeUp(value) && !isOwnPassword(value, '@db.internal.net');
}
