import { homeOf } from '../homes.ts';
import { isBrowserStore } from './browser-stores.ts';
import { mountStores } from './mount-stores.ts';
import { PlaceTable } from './place-table.ts';

/**
 * Stores of secrets of operating systems, clouds, package registries and tools. Sources: the tools' own manuals, and
 * https://attack.mitre.org/techniques/T1552/001/, /004/, https://attack.mitre.org/techniques/T1555/.
 */
const stores = new PlaceTable([
  ...mountStores,
  '.ssh',
  '.gnupg',
  '.password-store',
  '.aws',
  '.azure',
  '.config/gcloud',
  'gcloud/application_default_credentials.json',
  '.boto',
  '.s3cfg',
  '.oci/config',
  '.config/doctl',
  '.config/hcloud',
  '.config/linode-cli',
  '.config/rclone',
  '.config/gh/hosts.yml',
  '.config/glab-cli/config.yml',
  '.config/hub',
  '.config/containers/auth.json',
  '.config/pypoetry/auth.toml',
  '.config/configstore',
  '.config/op',
  '.config/github-copilot',
  '.config/heroku',
  '.config/netlify',
  '.config/vercel',
  '.config/stripe',
  '.config/sops/age',
  '.config/age',
  '.config/helm/repositories.yaml',
  '.config/fly',
  '.fly/config.yml',
  '.vercel/auth.json',
  '.docker/config.json',
  '.dockercfg',
  '.kube',
  'acme.json',
  '.mcp-auth/*',
  '.netrc',
  '_netrc',
  '.git-credentials',
  '.config/git/credentials',
  '.npmrc',
  '.yarnrc.yml',
  '.pypirc',
  '.pgpass',
  '.my.cnf',
  '.mylogin.cnf',
  '.gem/credentials',
  '.cargo/credentials',
  '.cargo/credentials.toml',
  '.m2/settings.xml',
  '.m2/settings-security.xml',
  '.gradle/gradle.properties',
  '.nuget/nuget.config',
  '.composer/auth.json',
  '.terraform.d/credentials.tfrc.json',
  '.terraformrc',
  '.vault-token',
  '.pulumi/credentials.json',
  '.databrickscfg',
  '.snowsql/config',
  '.kaggle/kaggle.json',
  '.huggingface/token',
  '.cache/huggingface/token',
  '.openai',
  '.anthropic',
  '.claude/.credentials.json',
  '.codex/auth.json',
  '.gemini/oauth_creds.json',
  '.cursor/auth.json',
  '.local/share/keyrings',
  '.local/share/opencode/auth.json',
  'library/keychains',
  'library/cookies',
  'library/group containers/2bua8c4s2c.com.1password',
  '.config/solana/id.json',
  '.near-credentials',
  '.sui/sui_config/sui.keystore',
  '.foundry/keystores',
  '.electrum/wallets',
  '.bitcoin/wallet.dat',
  '.ethereum/keystore',
  'appdata/roaming/microsoft/credentials',
  'appdata/local/microsoft/credentials',
  'appdata/roaming/microsoft/protect',
  'appdata/roaming/gcloud',
  '/etc/shadow',
  '/etc/shadow-',
  '/etc/gshadow',
  '/etc/master.passwd',
  '/etc/kubernetes',
  '/etc/rancher/k3s/k3s.yaml',
  '/etc/ssl/private',
  '/etc/letsencrypt/live',
  '/etc/krb5.keytab',
  '/run/secrets',
  '/var/run/secrets',
  '/proc/*/environ',
  '/proc/*/mem',
  '/proc/kcore',
  '/dev/mem',
  '/dev/kmem',
  '/var/lib/docker/swarm/certificates',
  '/private/var/db/dslocal',
  '/private/etc/master.passwd',
  'windows/system32/config/sam',
  'ntds.dit',
]);

/** Names that mean a secret wherever the file lies. */
const names = new PlaceTable([
  '.env',
  '.env.*',
  '*.env',
  '.envrc',
  '.dev.vars',
  'id_rsa*',
  'id_dsa*',
  'id_ecdsa*',
  'id_ed25519*',
  '*_rsa',
  '*_ed25519',
  '*.key',
  '*.pem',
  '*.p12',
  '*.pfx',
  '*.jks',
  '*.keystore',
  '*.kdbx',
  '*.ppk',
  '*.agekey',
  '*.keytab',
  '*.ovpn',
  '.htpasswd',
  'credentials',
  'credentials.json',
  'credentials.db',
  'credentials.toml',
  'client_secret*.json',
  'service-account*.json',
  'service_account*.json',
  'serviceaccount*.json',
  '*firebase-adminsdk*.json',
  'secrets.json',
  'secrets.yml',
  'secrets.yaml',
  'secrets.toml',
  'secrets.env',
  '.secrets',
  'master.key',
  'wallet.dat',
  'login.keychain*',
]);

/** Files of those folders that hold no secret. */
const open = /^(?:known_hosts.*|config|config\.d|.*\.pub|authorized_keys.*|environment|rc)$/;
const template =
  /(?:^|[._-])(?:example|examples|sample|template|tmpl|tpl|dist|schema|placeholder)(?:$|[._-])|\.defaults?$/;
const publicPem = /(?:cert|chain|bundle|public|\bpub\b|^ca\b|[-_.]ca\b|cacert|\.csr|dhparam)/;
const code = /\.(?:ts|tsx|js|jsx|mjs|cjs|py|go|rs|java|kt|rb|php|cs|md|mdx|html|css|d\.ts|test\.\w+|enc)$/;

/** @param segments lower case, of an absolute path */
export function isCredential(segments: readonly string[]): boolean {
  const name = segments.at(-1) ?? '';
  // Profiles of Firefox are named like templates.
  if (isBrowserStore(segments)) return true;
  if (template.test(name) || code.test(name)) return false;
  if (segments.includes('.ssh') && open.test(name)) return false;
  if (stores.has(segments)) return true;
  if (segments.includes('node_modules') || segments.includes('site-packages')) return false;
  if (isPasswordFile(segments)) return true;
  return names.has([name]) && !(name.endsWith('.pem') && publicPem.test(name)) && !name.endsWith('.pub');
}

const passwordFile =
  /^\.?(?:(?:sudo|root|my|admin|db|ssh|user|wifi|vpn|login|server)[-_]?)?(?:passwd|passwords?|passphrase)(?:\.(?:txt|sh|conf))?$/;

/** A file that somebody keeps a password in by its name; those of the system are programs, and lists of accounts without any. @param segments lower case, of an absolute path */
export function isPasswordFile(segments: readonly string[]): boolean {
  if (!passwordFile.test(segments.at(-1) ?? '')) return false;
  return (
    homeOf(`/${segments.join('/')}`) !== undefined ||
    /^(?:[a-z]:|srv|mnt|media|data)$/.test(segments[0] ?? '')
  );
}
