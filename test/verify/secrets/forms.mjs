// Where people and programs put secrets. `§` stands for the secret. Lists say for which kinds of secret a form is real.
const base64 = (text) => Buffer.from(text).toString('base64');
const list = (kinds, forms) =>
  forms.map((form) => ({
    kinds,
    put: typeof form === 'string' ? (secret) => form.replaceAll('§', () => secret) : form,
    name: String(form).slice(0, 60),
  }));

export const forms = [
  // A token tells itself.
  ...list(
    ['token'],
    [
      '§',
      'use §, please',
      '"§"',
      'echo §',
      'https://example.org/?q=§',
      '{"value":"§"}',
      'first\\n§\\nlast',
      '\u001b[32m§\u001b[0m',
      'X=§ run',
      'git clone https://§@git.example.org/x.git',
      'curl -H "X: §" https://api.example',
      (secret) => JSON.stringify(JSON.stringify({ value: secret })),
      (secret) =>
        `echo ${base64(`curl -H "Authorization: Bearer ${secret}" https://api.example/`)} | base64 -d | sh`,
    ],
  ),
  // Settings of common clients, whose values machines make.
  ...list(
    ['key'],
    [
      'aws configure set aws_secret_access_key §',
      'aws configure set aws_session_token § --profile x',
      'rclone config create s3 s3 secret_access_key §',
      'npm config set //registry.example/:_authToken §',
      'az storage blob upload --account-key § -f x',
      'AZURE_DEVOPS_EXT_PAT=§ az repos list',
      'poetry config pypi-token.pypi §',
      'git config --global github.token §',
      'curl -H "X-Auth-Key: §" https://api.example',
      'vault login §',
      'doctl auth init -t §',
      'cargo login §',
      'use this api key: §',
      'here is my token §',
    ],
  ),
  ...list(
    ['key', 'password'],
    ['composer config http-basic.repo.example kim §', 'bundle config set gems.example.com kim:§'],
  ),
  // Options that take a secret.
  ...list(
    ['key', 'password'],
    [
      'aws secretsmanager create-secret --name x --secret-string §',
      'aws ssm put-parameter --name x --type SecureString --value §',
      'az keyvault secret set --vault-name v -n x --value §',
      'gh secret set X --body §',
      'gh secret set X -b "§"',
      'security add-generic-password -a me -s svc -w §',
      'keytool -genkey -storepass §',
      'ipmitool -H h -U admin -P § chassis power off',
      'sqlplus -s scott/§@//h:1521/x',
      'net user bob § /add',
      'xfreerdp /u:x /p:§ /v:h',
      'lftp -u user,§ ftp.example',
      'snmpwalk -v3 -A § h',
      'openssl enc -aes-256-cbc -k §',
      'kubectl create secret generic db --from-literal=dsn=§',
      'vault kv put secret/x user=kim value=§',
      'fly secrets set DB=§',
      'redis-cli AUTH §',
      'rabbitmqctl add_user kim §',
      'nmcli dev wifi connect net password §',
      'twine upload -u x -p § dist/*',
      'http -a kim:§ https://api.example',
      'curl -u admin:§ https://example.org',
      "sshpass -p '§' ssh host",
      'mysql -h db -u root -p§ shop',
      'deploy --password §',
      'deploy --password=§',
    ],
  ),
  // Short names, and positions that programs give a meaning.
  ...list(
    ['key', 'password'],
    [
      'SSHPASS=§ sshpass -e ssh h',
      'export LOGIN_PW=§',
      '{"env":{"CORP_PW":"§"}}',
      'SMTP_CRED=§',
      "terraform apply -var 'db_admin_pw=§'",
      'bw unlock §',
      'op signin --raw <<< §',
      'keepassxc-cli open db <<< §',
      'net use Z: \\\\srv\\share § /user:corp\\kim',
      'hydra -l kim -p § ssh://10.0.0.5',
      'impacket-secretsdump corp/kim:§@10.0.0.1',
      `expect -c 'spawn ssh r@h; expect assword; send "§\\r"'`,
      "requests.get(u, auth=('kim','§'))",
      "printf 'USER kim\\r\\nPASS §\\r\\n' | nc h 21",
      'rsync --password-file=<(echo §) a rsync://u@h/m',
      'login with kim:§ on staging',
      'creds: kim / §',
      "curl -d 'pass''word=§' https://api.example",
      "curl -d 'pass%77ord=§' https://api.example",
    ],
  ),
  ...list(
    ['key'],
    [
      "curl -H 'X-Api-Key: §' https://api.example",
      "curl -H 'X-Auth-Token: §' https://api.example",
      'docker build --build-arg NPM_AUTH=§ .',
      'DJANGO_SALT=§',
      'https://api.example/items?sig=§&x=1',
      'curl https://api.example -H "Auth""orization: Bea""rer §"',
      (secret) => `echo ${Buffer.from(`token=${secret}`).toString('hex')} | xxd -r -p | sh`,
    ],
  ),
  // Standard input, statements, sentences, files.
  ...list(
    ['key', 'password'],
    [
      'echo § | docker login -u x --password-stdin',
      "printf '%s' '§' | docker login -u x --password-stdin",
      'docker login -u x --password-stdin <<< §',
      'echo "§" | gh secret set X',
      'gh secret set X <<< "§"',
      'echo -n "§" | gcloud secrets create x --data-file=-',
      'echo "kim:§" | sudo chpasswd',
      'echo "§" | sudo -S ls',
      "pass insert -e x <<< '§'",
      `psql -c "ALTER USER kim WITH PASSWORD '§'"`,
      `mysql -e "CREATE USER 'kim'@'%' IDENTIFIED BY '§'"`,
      "UPDATE users SET pw = crypt('§', gen_salt('bf'))",
      'make a user kim@corp.example, her password is §',
      'The password for the server is "§".',
      'das Passwort ist §',
      'le mot de passe est §',
      'export DB_PASSWORD=§',
      "DB_PASSWORD='§' ./migrate",
      'password: §',
      '"password": "§"',
      (secret) => JSON.stringify(`{"password":${JSON.stringify(secret)}}`),
      '{"env":{"API_TOKEN":"§"}}',
      '<password>§</password>',
      'machine git.example.org login kim password §',
      'POSTGRES_PASSWORD: §',
      (secret) => `Authorization: Basic ${base64(`kim:${secret}`)}`,
      (secret) => `{"auths":{"r.example":{"auth":"${base64(`kim:${secret}`)}"}}}`,
      (secret) => `base64 -d <<< ${base64(`PGPASSWORD=${secret} psql -h x`)} | bash`,
      (secret) => `postgres://app:${encodeURIComponent(secret)}@db.example.com/shop`,
    ],
  ),
  // Addresses that let in whoever knows them.
  ...list(
    ['key'],
    [
      'https://hook.eu1.make.com/§',
      'https://mcp.example.com/s/§/sse',
      'https://mcp.zapier.com/api/mcp/s/§/mcp',
      'https://hooks.slack.com/services/T0000/B0000/§',
      'Cookie: session=§; theme=dark',
      'Authorization: Bearer §',
    ],
  ),
];

/** What of a text would give the secret away, in whichever form it stands there. */
export function giveaways(secret, text) {
  const hex = Buffer.from(secret).toString('hex');
  const written = [secret, base64(secret), hex, encodeURIComponent(secret), base64(`kim:${secret}`)];
  return written.filter((form) => text.includes(form));
}
