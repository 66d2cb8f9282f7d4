import type { Agent, Credential } from '../agents/agent.ts';
import { agents } from '../agents/index.ts';

/** A place where a tool keeps credentials. */
export interface CredentialStore {
  readonly kind: string;
  /** Below the home; `*` stands for any one name. */
  readonly home?: readonly string[];
  /** Below a project folder. */
  readonly project?: readonly string[];
  /** Told by the end of a path, lower case, wherever it lies. */
  readonly path: RegExp;
  /**
   * What must stand in a text file for it to hold a credential; absent: the file is one.
   * No nested quantifiers: evidence is hostile.
   */
  readonly holds?: RegExp;
}

/** Known stores; the first that fits a path counts. Sources: the tools' own manuals. */
export const credentialStores: readonly CredentialStore[] = [
  {
    kind: 'ssh-private-key',
    home: ['.ssh/*'],
    path: /\/\.ssh\/(?!known_hosts|config|authorized_keys|environment|rc$)[^/]+(?<!\.pub)$|\/id_(?:rsa|dsa|ecdsa|ed25519)[^/]*(?<!\.pub)$/,
    holds: /PRIVATE KEY-----/,
  },
  {
    kind: 'aws',
    home: ['.aws/credentials', '.aws/config'],
    path: /\/\.aws\/(?:credentials|config)$/,
    holds: /aws_secret_access_key|aws_session_token|sso_start_url|credential_process/i,
  },
  {
    kind: 'aws',
    home: ['.aws/sso/cache/*.json', '.aws/cli/cache/*.json'],
    path: /\/\.aws\/(?:sso|cli)\/cache\//,
    holds: /accessToken|SecretAccessKey/,
  },
  {
    kind: 'gcloud',
    home: [
      '.config/gcloud/application_default_credentials.json',
      '.config/gcloud/credentials.db',
      '.config/gcloud/legacy_credentials/*/adc.json',
      'AppData/Roaming/gcloud/application_default_credentials.json',
    ],
    path: /\/gcloud\/|service[-_]?account[^/]*\.json$/,
  },
  {
    kind: 'azure',
    home: [
      '.azure/msal_token_cache.json',
      '.azure/msal_token_cache.bin',
      '.azure/accessTokens.json',
      '.azure/service_principal_entries.json',
    ],
    path: /\/\.azure\//,
  },
  {
    kind: 'kubernetes',
    home: ['.kube/config'],
    path: /\/\.kube\/|kubeconfig[^/]*$/,
    holds: /client-key-data|client-key:|token:|password:|exec:/,
  },
  {
    kind: 'docker',
    home: ['.docker/config.json', '.config/containers/auth.json'],
    path: /\/\.docker\/config\.json$|\/containers\/auth\.json$|\/\.dockercfg$/,
    holds: /"auth"\s*:|"identitytoken"|credsStore|credHelpers/,
  },
  {
    kind: 'github-cli',
    home: ['.config/gh/hosts.yml', 'AppData/Roaming/GitHub CLI/hosts.yml', '.config/hub'],
    path: /\/gh\/hosts\.yml$|\/github cli\/hosts\.yml$/,
    holds: /oauth_token|user:/,
  },
  {
    kind: 'gitlab-cli',
    home: ['.config/glab-cli/config.yml'],
    path: /\/glab-cli\/config\.yml$/,
    holds: /token:/,
  },
  {
    kind: 'git-credentials',
    home: ['.git-credentials', '.config/git/credentials'],
    path: /\/\.git-credentials$|\/git\/credentials$/,
    holds: /:\/\/[^\s:@/]{1,200}:[^\s@]{1,400}@/,
  },
  {
    kind: 'git-remote',
    project: ['.git/config'],
    path: /\/\.git\/config$/,
    holds: /url\s*=\s*\w{1,20}:\/\/[^\s:@/]{0,200}:[^\s@]{3,400}@/,
  },
  { kind: 'netrc', home: ['.netrc', '_netrc'], path: /\/[._]netrc$/, holds: /\bpassword\s/ },
  {
    kind: 'npm',
    home: ['.npmrc', '.yarnrc.yml'],
    project: ['.npmrc', '.yarnrc.yml'],
    path: /\/\.npmrc$|\/\.yarnrc\.yml$/,
    holds: /_authToken|_auth\s*=|_password|npmAuthToken/,
  },
  {
    kind: 'pypi',
    home: ['.pypirc', '.config/pypoetry/auth.toml'],
    path: /\/\.pypirc$|\/pypoetry\/auth\.toml$/,
    holds: /password/,
  },
  {
    kind: 'cargo',
    home: ['.cargo/credentials', '.cargo/credentials.toml'],
    path: /\/\.cargo\/credentials/,
    holds: /token/,
  },
  { kind: 'rubygems', home: ['.gem/credentials'], path: /\/\.gem\/credentials$/ },
  { kind: 'maven', home: ['.m2/settings.xml'], path: /\/\.m2\/settings/, holds: /<password>/ },
  {
    kind: 'gradle',
    home: ['.gradle/gradle.properties'],
    path: /\/gradle\.properties$/,
    holds: /(?:password|token|secret)\s*=/i,
  },
  {
    kind: 'composer',
    home: ['.composer/auth.json', '.config/composer/auth.json'],
    path: /\/\.?composer\/auth\.json$/,
  },
  {
    kind: 'terraform',
    home: ['.terraform.d/credentials.tfrc.json', '.terraformrc'],
    path: /\/credentials\.tfrc\.json$|\/\.terraformrc$/,
    holds: /token/,
  },
  { kind: 'vault', home: ['.vault-token'], path: /\/\.vault-token$/ },
  {
    kind: 'pulumi',
    home: ['.pulumi/credentials.json'],
    path: /\/\.pulumi\/credentials\.json$/,
    holds: /accessToken/,
  },
  { kind: 'heroku', home: ['.config/heroku/*.json'], path: /\/heroku\// },
  {
    kind: 'netlify',
    home: ['.config/netlify/config.json', '.netlify/config.json'],
    path: /\/netlify\/config\.json$/,
    holds: /token/i,
  },
  {
    kind: 'vercel',
    home: ['.local/share/com.vercel.cli/auth.json', '.vercel/auth.json', '.config/vercel/auth.json'],
    path: /\/(?:\.?vercel|com\.vercel\.cli)\/auth\.json$/,
  },
  { kind: 'fly', home: ['.fly/config.yml'], path: /\/\.fly\/config\.yml$/, holds: /access_token/ },
  {
    kind: 'digitalocean',
    home: ['.config/doctl/config.yaml'],
    path: /\/doctl\/config\.yaml$/,
    holds: /access-token/,
  },
  {
    kind: 'cloudflare',
    home: ['.wrangler/config/default.toml', '.config/.wrangler/config/default.toml', '.cloudflared/cert.pem'],
    path: /\/\.wrangler\/|\/\.cloudflared\//,
  },
  {
    kind: 'rclone',
    home: ['.config/rclone/rclone.conf', '.rclone.conf'],
    path: /\/\.?rclone\.conf$/,
    holds: /(?:pass|token|secret\w{0,20})\s*=/,
  },
  {
    kind: 'wallet',
    home: [
      '.config/solana/id.json',
      '.foundry/keystores/*',
      '.sui/sui_config/sui.keystore',
      '.ethereum/keystore/*',
    ],
    path: /\/solana\/id\.json$|\/\.foundry\/keystores\/|\/sui\.keystore$|\/\.ethereum\/keystore\/|\/\.near-credentials\//,
  },
  { kind: 's3fs', home: ['.passwd-s3fs'], path: /\/\.?passwd-s3fs[^/]*$/, holds: /\S:\S/ },
  {
    kind: 'backup-password',
    home: ['.restic-password', '.restic_password', '.borg-passphrase'],
    path: /\/\.?(?:restic|borg)[-_]?pass[^/]*$|\/\.?restic\/[^/]*pass[^/]*$|\/borg\/keys\//,
  },
  {
    kind: 'smb',
    home: ['.smbcredentials', '.smbcreds', '.cifscredentials'],
    path: /\/\.?(?:smb|cifs)-?cred[^/]*(?:\/[^/]+)?$|\/samba\/[^/]*credentials[^/]*$/,
    holds: /password\s*=/i,
  },
  { kind: 'webdav', home: ['.davfs2/secrets'], path: /\/\.?davfs2\/secrets$/, holds: /^[^#\s]/m },
  {
    kind: 'network-login',
    home: ['.fetchmailrc'],
    path: /^\/etc\/(?:ppp\/(?:chap|pap)-secrets|ipsec\.secrets|postfix\/(?:sasl\/)?sasl_passwd[^/]*|exim4\/passwd\.client)$|\/\.fetchmailrc$/,
  },
  {
    kind: 'wifi',
    home: ['wpa_supplicant.conf'],
    path: /\/wpa_supplicant[^/]*\.conf$|^\/etc\/wpa_supplicant\/[^/]+\.conf$|\/networkmanager\/system-connections(?:\/|$)|^\/var\/lib\/iwd\/|\/wlansvc\/profiles(?:\/|$)/,
    holds: /(?:psk|password|passphrase|wep[-_]key\w{0,4})\s{0,5}=\s{0,5}\S/i,
  },
  {
    kind: 'object-storage',
    home: ['.mc/config.json', '.s3cfg', '.b2_account_info', '.config/b2/account_info'],
    path: /\/\.mc\/config\.json$|\/\.s3cfg$|\/\.b2_account_info$|\/b2\/account_info$|\/ceph\/[^/]+\.keyring$/,
    holds: /secret|application_key|key\s*=|\u0000/i,
  },
  {
    kind: 'hugging-face',
    home: ['.cache/huggingface/token', '.huggingface/token'],
    path: /\/huggingface\/token$/,
  },
  { kind: 'kaggle', home: ['.kaggle/kaggle.json'], path: /\/kaggle\.json$/ },
  { kind: 'postgres', home: ['.pgpass', '.pg_service.conf'], path: /\/\.pgpass$/ },
  {
    kind: 'mysql',
    home: ['.my.cnf', '.mylogin.cnf'],
    path: /\/\.my(?:login)?\.cnf$|\/mysql\/debian\.cnf$/,
    holds: /password|\u0000/,
  },
  { kind: 'databricks', home: ['.databrickscfg'], path: /\/\.databrickscfg$/, holds: /token/ },
  {
    kind: 'snowflake',
    home: ['.snowsql/config', '.snowflake/config.toml'],
    path: /\/\.snow(?:sql|flake)\/config/,
    holds: /password|private_key/,
  },
  { kind: 'gpg', home: ['.gnupg/private-keys-v1.d/*', '.gnupg/secring.gpg'], path: /\/\.gnupg\// },
  {
    kind: 'age',
    home: ['.config/sops/age/keys.txt', '.config/age/*.txt'],
    path: /\/age\/[^/]+\.txt$|\.agekey$/,
  },
  { kind: 'password-store', home: ['.password-store/.gpg-id'], path: /\/\.password-store\// },
  {
    kind: 'keychain',
    home: [
      'Library/Keychains/*.keychain-db',
      '.local/share/keyrings/*.keyring',
      'AppData/Roaming/Microsoft/Credentials/*',
    ],
    path: /\/keychains\/|\/keyrings\/|\/microsoft\/credentials\/|\.kdbx$/,
  },
  {
    kind: 'browser',
    home: [
      '.config/google-chrome/*/Login Data',
      'Library/Application Support/Google/Chrome/*/Login Data',
      '.mozilla/firefox/*/logins.json',
      'Library/Application Support/Firefox/Profiles/*/logins.json',
      'AppData/Local/Google/Chrome/User Data/*/Login Data',
    ],
    path: /\/login data$|\/logins\.json$|\/cookies(?:\.sqlite)?$|\/key4\.db$/,
  },
  ...agents.flatMap(({ id, credentials = [] }: Agent) =>
    credentials.map((credential) => ofAgent(id, credential)),
  ),
  {
    kind: 'signing-key',
    project: ['*.jks', '*.p12', '*.pfx', '*.keystore'],
    path: /\.(?:jks|p12|pfx|keystore|keytab)$/,
  },
  {
    kind: 'private-key',
    project: ['*.pem', '*.key', 'certs/*.key', 'keys/*.pem'],
    path: /\.(?:pem|key|ppk)$/,
    holds: /PRIVATE KEY-----/,
  },
  {
    kind: 'password-file',
    home: ['passwords.txt', 'password.txt', 'passwd.sh', 'PASSWD', '*/passwd.sh', '*/PASSWD'],
    path: /^(?!\/(?:etc|usr|bin|sbin|lib|opt|var|nix|snap)\/).*\/\.?(?:(?:sudo|root|my|admin|db|ssh|user|wifi|vpn|login|server)[-_]?)?(?:passwd|passwords?|passphrase)(?:\.(?:txt|sh|conf))?$/,
  },
  {
    kind: 'dotenv',
    home: ['.env'],
    project: ['.env', '.env.*', '.envrc', '.dev.vars', '*/.env', '*/.env.local'],
    path: /\/(?:[^/]*\.env(?:\.[^/]+)?|\.envrc|\.dev\.vars)$/,
    holds:
      /(?:key|token|secret|password|passwd|credential|_pat|_dsn|database_url|_url)\w{0,40}\s{0,5}=\s{0,5}['"]?[^\s'"$]{3}/i,
  },
];

/** Told by the last two names of its path: homes are moved, and copied. */
function ofAgent(agent: string, { kind = agent, paths, holds }: Credential): CredentialStore {
  const endings = paths.map((path) => path.split('/').slice(-2).join('/').toLowerCase());
  const path = new RegExp(
    endings
      .map((ending) => `/${ending.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]+')}$`)
      .join('|'),
  );
  return { kind, home: paths, path, ...(holds && { holds }) };
}

/** The store that a path, or a pattern of paths, belongs to; nothing where it is none that is known. */
export function credentialStoreOf(path: string): CredentialStore | undefined {
  const plain = path
    .replace(/\\/g, '/')
    .replace(/\*{1,2}$/, '')
    .toLowerCase();
  return credentialStores.find((store) => store.path.test(plain));
}

const template = /[._-](?:example|sample|template|dist|tmpl|tpl)(?:$|[._-])/i;

/** A file that shows what a credential file looks like, by its name. */
export function isCredentialTemplate(path: string): boolean {
  return template.test(path.split(/[\\/]/).at(-1) ?? '');
}
