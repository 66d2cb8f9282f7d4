/** Where a kind of credential is revoked. */
export interface Revocation {
  /** What has to be done, a few words. */
  readonly action: string;
  /** Page of the issuer, where there is one for all. */
  readonly url?: string;
}

const consoles: readonly (readonly [readonly string[], string, string?])[] = [
  [
    ['github-token', 'github-cli', 'copilot'],
    'revoke the token; gh auth logout, then gh auth login',
    'https://github.com/settings/tokens',
  ],
  [
    ['git-credentials', 'git-remote', 'url-password'],
    'revoke at the host of the address; change the password there',
  ],
  [
    ['gitlab-token', 'gitlab-cli'],
    'revoke the token',
    'https://gitlab.com/-/user_settings/personal_access_tokens',
  ],
  [
    ['aws', 'aws-access-key-id', 'aws-bedrock-key'],
    'deactivate the access key, revoke active sessions of the role',
    'https://console.aws.amazon.com/iam/home#/security_credentials',
  ],
  [
    ['gcloud', 'google-api-key', 'google-client-secret', 'google-access-token', 'google-refresh-token'],
    'gcloud auth revoke --all; delete keys of service accounts',
    'https://console.cloud.google.com/apis/credentials',
  ],
  [
    ['azure', 'azure-client-secret', 'azure-storage-key', 'azure-sas-signature'],
    'revoke sign-in sessions; rotate client secrets and storage keys',
    'https://entra.microsoft.com/',
  ],
  [['kubernetes'], 'rotate the client certificate or token of the cluster user'],
  [
    ['docker', 'docker-token', 'registry-credentials'],
    'docker logout; revoke the access token',
    'https://app.docker.com/settings/personal-access-tokens',
  ],
  [['ssh-private-key', 'private-key'], 'remove the public key wherever it is authorized; make a new pair'],
  [['signing-key'], 'revoke the certificate at its authority'],
  [['gpg', 'age', 'age-secret-key'], 'publish the revocation; encrypt again with a new key'],
  [
    ['npm', 'npm-token'],
    'npm token revoke; check recent versions of your packages',
    'https://www.npmjs.com/settings/~/tokens',
  ],
  [
    ['pypi', 'pypi-token'],
    'delete the token; check recent releases',
    'https://pypi.org/manage/account/token/',
  ],
  [['cargo', 'crates-token'], 'revoke the token', 'https://crates.io/settings/tokens'],
  [['rubygems', 'rubygems-token'], 'delete the key', 'https://rubygems.org/profile/api_keys'],
  [
    ['anthropic-key', 'claude-code'],
    'delete the key; log out of all sessions',
    'https://platform.claude.com/settings/keys',
  ],
  [['openai-key', 'codex'], 'delete the key', 'https://platform.openai.com/api-keys'],
  [['gemini-cli'], 'remove the access of the app', 'https://myaccount.google.com/connections'],
  [['openrouter-key'], 'delete the key', 'https://openrouter.ai/settings/keys'],
  [['hugging-face', 'hugging-face-token'], 'invalidate the token', 'https://huggingface.co/settings/tokens'],
  [['groq-key'], 'delete the key', 'https://console.groq.com/keys'],
  [['slack-token', 'slack-webhook'], 'revoke the token or webhook of the app', 'https://api.slack.com/apps'],
  [['stripe-key', 'stripe-webhook-secret'], 'roll the key', 'https://dashboard.stripe.com/apikeys'],
  [['twilio-key'], 'delete the key', 'https://console.twilio.com/'],
  [['sendgrid-key'], 'delete the key', 'https://app.sendgrid.com/settings/api_keys'],
  [
    ['cloudflare', 'cloudflare-token', 'cloudflare-key'],
    'roll the token',
    'https://dash.cloudflare.com/profile/api-tokens',
  ],
  [
    ['digitalocean', 'digitalocean-token'],
    'revoke the token',
    'https://cloud.digitalocean.com/account/api/tokens',
  ],
  [['heroku', 'heroku-key'], 'regenerate the key', 'https://dashboard.heroku.com/account'],
  [['netlify', 'netlify-token'], 'revoke the token', 'https://app.netlify.com/user/applications'],
  [['vercel', 'vercel-token'], 'delete the token', 'https://vercel.com/account/tokens'],
  [['fly', 'fly-token'], 'revoke the token', 'https://fly.io/user/personal_access_tokens'],
  [['terraform', 'terraform-token'], 'delete the token', 'https://app.terraform.io/app/settings/tokens'],
  [['pulumi', 'pulumi-token'], 'delete the token', 'https://app.pulumi.com/account/tokens'],
  [['vault', 'vault-token'], 'vault token revoke, with its leases'],
  [['databricks', 'databricks-token'], 'revoke the token in the workspace'],
  [['snowflake'], 'rotate the password or key of the user'],
  [['sentry-token'], 'revoke the token', 'https://sentry.io/settings/account/api/auth-tokens/'],
  [['linear-key'], 'delete the key', 'https://linear.app/settings/api'],
  [['notion-token'], 'rotate the secret of the integration', 'https://www.notion.so/my-integrations'],
  [['figma-token'], 'revoke the token', 'https://www.figma.com/settings'],
  [['atlassian-token'], 'revoke the token', 'https://id.atlassian.com/manage-profile/security/api-tokens'],
  [['postgres', 'mysql'], 'change the password of the database user, end its sessions'],
  [
    ['keychain', 'password-store', '1password-token'],
    'change every password in the store, administrators first',
  ],
  [['browser', 'cookie'], 'sign out of all sessions of the sites; change saved passwords'],
  [['dotenv'], 'rotate every value in the file, each at its issuer'],
  [['s3fs', 'object-storage', 'rclone'], 'deactivate the access keys at the storage service, make new ones'],
  [['smb', 'webdav', 'network-login'], 'change the password of the account at the server'],
  [
    ['wallet', 'wallet-key', 'recovery-phrase'],
    'move what the wallet holds to a new one, made on another machine',
  ],
  [['wifi', 'wifi-password'], 'change the password of the wireless network at its access point'],
  [['password-file'], 'change the password wherever it is used'],
  [['backup-password'], 'add a new key to the repository of backups and remove the old one'],
  [['netrc', 'netrc-password', 'basic-credentials'], 'change the password at each host'],
  [
    ['jwt', 'bearer-token', 'authorization-header'],
    'end the session that issued it; rotate the signing key if it does not expire',
  ],
];

const byKind: ReadonlyMap<string, Revocation> = new Map(
  consoles.flatMap(([kinds, action, url]) =>
    kinds.map((kind) => [kind, { action, ...(url && { url }) }] as const),
  ),
);

const unknown: Revocation = { action: 'rotate it at its issuer' };

/** @param kind of a credential store or of a secret */
export function revocationOf(kind: string): Revocation {
  return byKind.get(kind) ?? unknown;
}
