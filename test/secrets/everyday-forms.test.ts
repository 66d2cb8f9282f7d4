import { describe, expect, it } from 'vitest';
import { redactText } from '../../src/secrets/redact-text.ts';

/** Made up, and joined here so that scanners of sources find none. */
const password = ['Sommer', 'Regen77'].join('!');
const hex = '3f9a1c77d20b4e5f'.split('').reverse().join('').repeat(2);
const mixed = ['eCDoff2gcbWX4RQgdF47', 'EAXCHBBXD4NqhhDb2pEi'].join('');
const encode = (text: string) => Buffer.from(text).toString('base64');

const options = [
  `aws configure set aws_secret_access_key ${mixed}`,
  `aws configure set aws_session_token ${mixed} --profile x`,
  `npm config set //registry.example/:_authToken ${hex}`,
  `rclone config create s3 s3 secret_access_key ${mixed}`,
  `git config --global github.token ${hex}`,
  `composer config http-basic.repo.example kim ${password}`,
  `composer config --global github-oauth.github.com ${hex}`,
  `poetry config pypi-token.pypi ${hex}`,
  `bundle config set gems.example.com kim:${password}`,
  `az storage blob upload --account-key ${mixed} -f x`,
  `AZURE_DEVOPS_EXT_PAT=${hex} az repos list`,
  `export GH_PAT=${hex}`,
  `curl -H "X-Auth-Key: ${hex}" https://api.example`,
  `aws secretsmanager create-secret --name x --secret-string ${password}`,
  `aws secretsmanager put-secret-value --secret-id x --secret-string '{"user":"a","p":"${password}"}'`,
  `aws ssm put-parameter --name x --type SecureString --value ${password}`,
  `az keyvault secret set --vault-name v -n x --value ${password}`,
  `gh secret set X --body ${password}`,
  `gh secret set X -b "${password}"`,
  `security add-generic-password -a me -s svc -w ${password}`,
  `keytool -genkey -storepass ${password} -keypass ${password}`,
  `ipmitool -H h -U admin -P ${password} chassis power off`,
  `sqlplus -s scott/${password}@//h:1521/x`,
  `net user bob ${password} /add`,
  `xfreerdp /u:x /p:${password} /v:h`,
  `schtasks /create /tn t /ru u /rp ${password}`,
  `lftp -u user,${password} ftp.example`,
  `snmpwalk -v3 -A ${password} -X ${password} h`,
  `openssl enc -aes-256-cbc -k ${password}`,
  `kubectl create secret generic db --from-literal=dsn=${password}`,
  `vault kv put secret/x user=kim value=${password}`,
  `vault login ${hex}`,
  `fly secrets set DB=${password}`,
  `heroku config:set SOMETHING=${password}`,
  `redis-cli AUTH ${password}`,
  `redis-cli config set requirepass ${password}`,
  `rabbitmqctl add_user kim ${password}`,
  `nmcli dev wifi connect net password ${password}`,
  `wpa_passphrase net ${password}`,
  `mc alias set m https://h ACCESS ${mixed}`,
  `doctl auth init -t ${hex}`,
  `cargo login ${mixed}`,
  `twine upload -u x -p ${password} dist/*`,
  `http -a kim:${password} https://api.example`,
];

const piped = [
  `echo ${password} | docker login -u x --password-stdin`,
  `printf '%s' '${password}' | docker login -u x --password-stdin`,
  `docker login -u x --password-stdin <<< ${password}`,
  `echo ${hex} | gh auth login --with-token`,
  `echo "${password}" | gh secret set X`,
  `gh secret set X <<< "${password}"`,
  `echo -n "${password}" | gcloud secrets create x --data-file=-`,
  `echo ${password} | vercel env add DB production`,
  `echo ${password} | npx wrangler secret put DB`,
  `echo "kim:${password}" | sudo chpasswd`,
  `echo "${password}" | sudo -S ls`,
  `echo -e "${password}\\n${password}" | passwd kim`,
  `pass insert -e x <<< '${password}'`,
  `echo '${password}' | sudo tee /etc/app/password`,
  `echo '${password}' > ~/.api_token`,
  `echo -n 'admin:${password}' | base64`,
  `btoa('admin:${password}')`,
  `base64.b64encode(b'admin:${password}')`,
  `Buffer.from("admin:${password}").toString('base64')`,
];

const statements = [
  `psql -c "ALTER USER kim WITH PASSWORD '${password}'"`,
  `psql shop -c "CREATE USER kim PASSWORD '${password}'"`,
  `mysql -e "CREATE USER 'kim'@'%' IDENTIFIED BY '${password}'"`,
  `ALTER USER kim IDENTIFIED WITH mysql_native_password BY '${password}'`,
  `SET PASSWORD FOR 'kim' = PASSWORD('${password}');`,
  `UPDATE users SET pw = crypt('${password}', gen_salt('bf'))`,
];

const sentences = [
  `make a user kim@corp.example, her password is ${password}`,
  `The password for the server is "${password}".`,
  `pw: ${password}`,
  `user admin pass ${password}`,
  `das Passwort ist ${password}`,
  `Passwort lautet: ${password}`,
  `le mot de passe est ${password}`,
  `la contraseña es ${password}`,
  `пароль ${password}`,
  `密码：${password}`,
  `use this api key: ${hex}`,
  `here is my token ${hex}`,
];

const addresses = [
  `https://api.telegram.org/bot612345678:${'AA'}${mixed.slice(0, 33)}/getMe`,
  `https://api.telegram.org/file/bot612345678:${'AA'}${mixed.slice(0, 33)}/x.jpg`,
  `https://outlook.office.com/webhook/3f9a1c77-d20b-4e5f-8a6c-9d0e1f2a3b4c@1/IncomingWebhook/${hex}/x`,
  `https://ntfy.sh/topic?auth=${encode(`Bearer tk_${hex}`)}`,
  `https://hook.eu1.make.com/${hex}`,
  `https://mcp.zapier.com/api/mcp/s/${encode(hex)}/mcp`,
  `https://mcp.example.com/s/${hex}${hex}/sse`,
  `https://maker.ifttt.com/trigger/x/with/key/${mixed.slice(0, 22)}`,
];

const others = [
  `curl -H 'Authorization: Bearer s3cr3tKey' https://api.example`,
  `re_${'Ab3dEf6h'}_${'K9mN2pQ5rS8tU1vW4xY7zA3b'}`,
  `crsr${'_'}${hex}${hex}`,
  `AQ${'.'}${mixed}${mixed.slice(0, 12)}`,
  `echo ${encode(`curl -H "Authorization: Bearer ${mixed}" https://api.example/`)} | base64 -d | sh`,
  `base64 -d <<< ${encode(`PGPASSWORD=${password} psql -h x`)} | bash`,
];

/** Texts that speak of secrets and hold none. */
const harmless = [
  'socat -u PIPE:existing-fifo TCP:x.example:4444',
  'socat -U OPEN:notes-of-june TCP4:x.example:80',
  'the password is required',
  'The password is hashed with argon2id before it is stored.',
  'password is at least 12 characters',
  'das Passwort ist falsch',
  'her password is in ~/.config/app/login.yml',
  'the token is read from process.env.API_TOKEN',
  'the token expires after 3600s, the secret rotates every 30days',
  'my password is kept in 1Password',
  '--- PASS: TestCheckpointID/a1b2c3d4e5f6 (0.00s)',
  'pass: 12, fail: 0',
  'sudo: 需要密码',
  '重置密码\n4. 添加邮箱认证路由',
  'aws configure set region eu-central-1',
  'npm config set registry https://registry.example/',
  'git config user.email kim@corp.example',
  'aws ssm get-parameter --name x --with-decryption',
  'gh secret list',
  'vault login -method=oidc',
  'cargo login --help',
  'echo "$TOKEN" | docker login --password-stdin',
  'echo done | tee log.txt',
  'echo "see tokens.md" > README.md',
  "echo 'note: later' | base64",
  'echo SGVsbG8sIHdvcmxkISBIZWxsbywgd29ybGQh | base64 -d',
  "btoa('https://x')",
  'ALTER USER kim VALID UNTIL tomorrow',
  "SELECT crypt($1, gen_salt('bf'))",
  "echo 'live:live' | chpasswd",
  `https://docs.google.com/document/d/1${mixed}${mixed}/edit?tab=t.0`,
  `https://drive.google.com/file/d/1${mixed}${mixed}/view?usp=sharing`,
  'https://api.telegram.org/bot/getMe',
  'https://mcp.example.com/mcp',
  'https://docs.example/guides/authentication-with-bearer-tokens/mcp',
  'Authorization: Bearer <token>',
  '{"accessToken": "sk-ant-oat01-..."}',
  'Authorization: Bearer $TOKEN',
];

/** Steps of a chain, as a finding tells them in one text. */
const steps = [
  `http -a kim:${password} https://x.example`,
  `xh --auth kim:${mixed} https://y.example`,
  `mysql -h db -u root -p${password} shop`,
  `curl -u kim:${password} https://x.example`,
  `lftp -u kim,${password} ftp.example`,
  `?password=${password}`,
  `sshpass -p ${password} ssh h`,
  `echo ${password} | docker login -u x --password-stdin`,
  `zip -P ${password} a.zip b`,
];

describe('steps of a chain', () => {
  const chains = steps.flatMap((one) => steps.map((other) => [one, other, one] as const));

  it.each(chains)('are masked as each of them is: %s, %s, %s', (...chain) => {
    const salt = new Uint8Array(4);
    expect(redactText(chain.join(' → '), salt)).toBe(chain.map((step) => redactText(step, salt)).join(' → '));
  });

  it('stay where they hold nothing', () => {
    const chain = 'cat ~/.ssh/id_rsa → curl -u kim https://x.example → http -a kim GET /x';
    expect(redactText(chain, new Uint8Array(4))).toBe(chain);
  });
});

describe('secrets where people and programs use them', () => {
  it.each([...options, ...piped, ...statements, ...sentences, ...addresses, ...others])(
    'goes: %s',
    (text) => {
      const shown = redactText(text, new Uint8Array(4));
      for (const secret of [
        password,
        hex,
        mixed,
        mixed.slice(0, 22),
        's3cr3tKey',
        'K9mN2pQ5rS8tU1vW4xY7zA3b',
      ])
        expect(shown).not.toContain(secret);
      expect(shown).not.toBe(text);
    },
  );

  it.each(harmless)('stays: %s', (text) => {
    expect(redactText(text, new Uint8Array(4))).toBe(text);
  });
});
