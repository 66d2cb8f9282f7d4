/** A service that issues credentials, with the hosts at which they are used. A name covers its subdomains. */
interface Issuer {
  /** Words of names that people give to its credentials: `GITHUB_TOKEN` holds `github`. Lower case. */
  readonly words: readonly string[];
  readonly hosts: readonly string[];
}

/**
 * The services whose credentials lie on most machines; the hosts are those of each service's own reference:
 * - GitHub: https://docs.github.com/en/rest/using-the-rest-api/getting-started-with-the-rest-api
 * - GitLab: https://docs.gitlab.com/api/rest/
 * - AWS: https://docs.aws.amazon.com/general/latest/gr/rande.html
 * - Google: https://developers.google.com/identity/protocols/oauth2
 * - Azure: https://learn.microsoft.com/rest/api/azure/
 * - Telegram: https://core.telegram.org/bots/api
 * - Slack: https://docs.slack.dev/apis/web-api/
 * - Discord: https://discord.com/developers/docs/reference
 * - npm: https://docs.npmjs.com/about-access-tokens
 * - others: the page "API reference" of each service
 */
const issuers: readonly Issuer[] = [
  { words: ['github', 'gh', 'copilot'], hosts: ['github.com', 'githubcopilot.com', 'ghcr.io'] },
  { words: ['gitlab', 'glab'], hosts: ['gitlab.com'] },
  { words: ['bitbucket'], hosts: ['bitbucket.org'] },
  { words: ['aws', 'amazon'], hosts: ['amazonaws.com', 'aws.amazon.com', 'amazonaws.com.cn', 'api.aws'] },
  {
    words: ['google', 'gcloud', 'gcp', 'gemini', 'firebase', 'youtube', 'vertex'],
    hosts: ['googleapis.com', 'accounts.google.com', 'cloud.google.com', 'firebaseio.com', 'run.app'],
  },
  {
    words: ['azure', 'entra', 'graph'],
    hosts: [
      'azure.com',
      'microsoftonline.com',
      'graph.microsoft.com',
      'windows.net',
      'azurewebsites.net',
      'visualstudio.com',
    ],
  },
  { words: ['anthropic', 'claude'], hosts: ['anthropic.com', 'claude.ai', 'claude.com'] },
  { words: ['openai'], hosts: ['openai.com', 'openai.azure.com'] },
  { words: ['openrouter'], hosts: ['openrouter.ai'] },
  { words: ['hugging', 'hf', 'huggingface'], hosts: ['huggingface.co', 'hf.co'] },
  { words: ['groq'], hosts: ['groq.com'] },
  { words: ['xai', 'grok'], hosts: ['x.ai'] },
  { words: ['telegram', 'tg', 'botfather'], hosts: ['telegram.org'] },
  { words: ['slack'], hosts: ['slack.com'] },
  { words: ['discord'], hosts: ['discord.com', 'discordapp.com'] },
  { words: ['stripe'], hosts: ['stripe.com'] },
  { words: ['paypal'], hosts: ['paypal.com'] },
  { words: ['npm'], hosts: ['npmjs.org', 'npmjs.com'] },
  { words: ['pypi', 'twine'], hosts: ['pypi.org'] },
  { words: ['crates', 'cargo'], hosts: ['crates.io'] },
  { words: ['rubygems'], hosts: ['rubygems.org'] },
  { words: ['docker', 'dockerhub'], hosts: ['docker.io', 'docker.com'] },
  { words: ['cloudflare', 'cf'], hosts: ['cloudflare.com', 'workers.dev'] },
  { words: ['vercel'], hosts: ['vercel.com'] },
  { words: ['netlify'], hosts: ['netlify.com'] },
  { words: ['heroku'], hosts: ['heroku.com'] },
  { words: ['fly'], hosts: ['fly.io', 'machines.dev'] },
  { words: ['render'], hosts: ['render.com'] },
  { words: ['digitalocean'], hosts: ['digitalocean.com', 'digitaloceanspaces.com'] },
  { words: ['hetzner', 'hcloud'], hosts: ['hetzner.cloud', 'hetzner.com'] },
  { words: ['supabase'], hosts: ['supabase.co', 'supabase.com'] },
  { words: ['sentry'], hosts: ['sentry.io'] },
  { words: ['datadog', 'dd'], hosts: ['datadoghq.com', 'datadoghq.eu'] },
  { words: ['twilio'], hosts: ['twilio.com'] },
  { words: ['sendgrid'], hosts: ['sendgrid.com'] },
  { words: ['mailgun'], hosts: ['mailgun.net'] },
  { words: ['notion'], hosts: ['notion.com', 'notion.so'] },
  { words: ['linear'], hosts: ['linear.app'] },
  { words: ['atlassian', 'jira', 'confluence'], hosts: ['atlassian.com', 'atlassian.net'] },
  { words: ['figma'], hosts: ['figma.com'] },
  { words: ['dropbox'], hosts: ['dropbox.com', 'dropboxapi.com'] },
];

/** Stores whose content proves who somebody is and is never handed to anybody: nobody is their issuer. */
const neverSent: ReadonlySet<string> = new Set([
  'ssh-private-key',
  'private-key',
  'signing-key',
  'gpg',
  'age',
  'keychain',
  'browser',
  'password-store',
  'wallet-key',
]);

/** Words that say that something is a credential, not whose. */
const unspecific: ReadonlySet<string> = new Set(
  'api key token secret password passwd pass auth access bearer bot id app url uri base host service client admin user prod production dev test staging local env dotenv credentials credential access-key private public webhook the my'.split(
    ' ',
  ),
);

/** What a credential is called: the kind of its form or of its store, and the names that its owner gave it. */
export interface CredentialNames {
  readonly kinds: readonly string[];
  /** `GITHUB_TOKEN`, … */
  readonly variables: readonly string[];
}

/** Who issued a credential, as far as its names tell. */
type Issued =
  /** The host is one of its issuer's. */
  | 'here'
  /** Its issuer is known, and the host is another's. */
  | 'elsewhere'
  /** Nobody knows whose it is. */
  | 'unknown';

/** @param host lower case, without a port */
export function issuedBy({ kinds, variables }: CredentialNames, host: string): Issued {
  if (kinds.some((kind) => neverSent.has(kind))) return 'elsewhere';
  const words = [...kinds, ...variables].flatMap((name) => name.toLowerCase().split(/[^a-z0-9]+/));
  const known = issuers.filter((issuer) => issuer.words.some((word) => words.includes(word)));
  if (known.length > 0)
    return known.some(({ hosts }) => hosts.some((own) => covers(own, host))) ? 'here' : 'elsewhere';
  const owner = host.split('.').at(-2) ?? host;
  return words.some((word) => word.length >= 3 && !unspecific.has(word) && owner === word)
    ? 'here'
    : 'unknown';
}

/** Whether a name is the host's own or one above it. */
export function covers(name: string, host: string): boolean {
  return host === name || host.endsWith(`.${name}`);
}

/** The second level of names under which the services above can be called by a word in a sentence. */
export function hostsOfService(word: string): readonly string[] {
  return issuers.filter(({ words }) => word.length > 3 && words.includes(word)).flatMap(({ hosts }) => hosts);
}
