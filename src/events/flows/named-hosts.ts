/** Hosts in a text: of addresses, and names that stand alone. Lower case; at most {@link mostHosts}. */
const mostHosts = 200;
const longestText = 64 * 1024;

const addresses =
  /\b[a-z][a-z0-9+.-]{1,20}:\/\/(?:[^\s/@'"`<>]{1,200}@)?(\[[0-9a-f:.]{2,45}\]|[a-z0-9.-]{1,253})/gi;
const names =
  /(?<![\w.@/-])(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z]{2,24}(?![\w-])|(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.])/gi;
/** `DB_HOST=db.acme.example`: a name that a file gives to a host. */
const settings =
  /\b\w{0,60}(?:HOST|HOSTNAME|SERVER|ENDPOINT|ADDRESS|ADDR)\s{0,4}[=:]\s{0,4}["']?((?:[a-z0-9-]{1,63}\.){1,8}[a-z0-9]{2,24})(?![\w.-])/gi;
const logins = /\b[\w.-]{1,64}@((?:[a-z0-9-]{1,63}\.){1,8}[a-z0-9]{2,24})\b/gi;

/** Every host that a person's words name. */
export function hostsNamedIn(words: string): readonly string[] {
  const text = words.slice(0, longestText);
  const found = [
    ...[...text.matchAll(addresses)].map(([, host]) => host ?? ''),
    ...[...text.matchAll(names)].map(([host]) => host),
    ...[...text.matchAll(logins)].map(([, host]) => host ?? ''),
  ];
  return [...new Set(found.map((host) => host.toLowerCase()))].slice(0, mostHosts);
}

/** Hosts of the addresses and settings that a file names; names that stand alone are those of files and members. */
export function hostsAddressedIn(content: string): readonly string[] {
  const text = content.slice(0, longestText);
  const forms = [addresses, settings, logins];
  const found = forms.flatMap((form) => [...text.matchAll(form)]).map(([, host]) => host ?? '');
  return [...new Set(found.map((host) => host.toLowerCase()))].slice(0, mostHosts);
}

const configurationFile =
  /(?:^|[\\/])(?:\.env(?:\.[\w-]+)?|[\w-]+\.env|\.dev\.vars|\.envrc|package\.json|docker-compose[\w.-]*\.ya?ml|compose[\w.-]*\.ya?ml|wrangler\.toml|vercel\.json|netlify\.toml|fly\.toml|app\.json|appsettings[\w.]*\.json|application[\w.-]*\.(?:properties|ya?ml)|(?:[\w-]+\.)?config\.(?:js|ts|mjs|cjs|json|ya?ml|toml|py)|config[\\/][\w.-]+\.(?:json|ya?ml|toml)|settings\.(?:py|json|ya?ml|toml)|\.git[\\/]config|inventory(?:\.ini|\.ya?ml)?|\.rsyncd?\.conf|\.ssh[\\/]config)$/i;

/** A file in which people write which hosts are theirs, by its name. */
export function isAddressBook(path: string): boolean {
  return configurationFile.test(path);
}
