import { describe, expect, it } from 'vitest';
import { redactText } from '../../src/secrets/redact-text.ts';

/** Made up, and joined here so that scanners of sources find none. */
const letters = ['hTqWbNzPkLmRvXcY', 'fGdJsAuEoI'].join('');
const mixed = ['hTq1bNzPkLm3vXcYfGd5', 'sAuEoIkXmP2QrTzLbnVc'].join('');
const password = ['kXmP1QrT', 'zLbnVc'].join('');
const signs = ['Gh&kXm', 'PwQrTz'].join('');
const code = ['739', '184'].join('');
const digest = ['9f86d081884c7d65', '9a2feaa0c55ad015'].join('');

const headers = [
  `curl -H 'X-Api-Key: ${letters}' https://x.example`,
  `curl -H "api-key: ${letters}" https://x.example`,
  `curl --header 'apikey:${letters}' https://x.example`,
  `curl -H 'X-Auth-Token: ${letters}' https://x.example`,
  `curl -H 'X-Corp-Secret: ${letters.toLowerCase()}' https://x.example`,
  `GET / HTTP/1.1\nHost: x.example\nX-API-Key: ${letters}\n`,
  `{"headers":{"x-auth-token": "${letters}"}}`,
];

const wireless = [
  `network={\n ssid="Home"\n psk="${password}"\n}`,
  `{"stdout":"network={\\n psk=\\"${password}\\"\\n}"}`,
  `[wifi-security]\nkey-mgmt=wpa-psk\npsk=${password}\n`,
  `802-11-wireless-security.psk:           ${password}\n`,
  `    Key Content            : ${password}\r\n`,
  `wep_key0="${password}"`,
];

const requests = [
  `$h = @{ Authorization = "Bearer ${mixed}" }`,
  `$h = @{ "Authorization" = 'Token ${mixed}' }`,
  `$h.Add("Authorization", "Bearer ${mixed}")`,
  `$accessToken = "${mixed}"`,
  `$headers["X-Api-Key"] = '${mixed}'`,
  `curl -H 'Cookie: session_id=${mixed}' https://x.example`,
  `Authorization: Bearer ${mixed}\nhere is the token`,
];

const variables = [
  `SSHPASS=${letters.toLowerCase()} sshpass -e ssh root@h`,
  `docker build --build-arg NPM_AUTH=${mixed} .`,
  `export LOGIN_PW=${letters}`,
  `{"env":{"CORP_PW":"${password}"}}`,
  `HOME=/home/kim\nMYAPP_PSW=${signs}\nX=1`,
  `HOME=/home/kim\nDB_PASSWORD=${signs}`,
  `MYAPP_PWD=${password}`,
  `SMTP_CRED=${password}`,
  `SMTP_CREDS=${password}`,
  `DJANGO_SALT=${mixed}`,
  `ENC_PRIV=${mixed}`,
  `pass='${password}'; ./x`,
  `terraform apply -var 'db_admin_pw=${letters}'`,
  `terraform plan -var=api_token=${letters}`,
];

const programs = [
  `mcp-remote https://x.example --key ${letters}`,
  `{"args":["-y","mcp-remote","--key","${letters}"]}`,
  `serve --api-key=${letters}`,
  `gh secret set DEPLOY -b${password}`,
  `glab variable set DEPLOY ${password}`,
  `glab variable set -m DEPLOY ${password}`,
  `npm config set //registry.example/:_authToken ${letters}`,
  `ssh-keygen -t ed25519 -N ${password} -f k`,
  `ssh-keygen -p -P '${password}' -f k`,
  `xh -A bearer -a ${letters} https://x.example`,
  `swaks -t a@b.example -au kim -ap ${password}`,
  `influx query -t ${letters} 'buckets()'`,
  `ngrok config add-authtoken ${letters}`,
  `su - kim <<< ${password}`,
  `su kim -c "id" <<< '${password}'`,
  `gpg --batch --passphrase-fd 0 -d x.gpg <<< ${password}`,
  `bw unlock ${password}`,
  `bw login kim@corp.example ${password}`,
  `op signin --raw <<< ${password}`,
  `keepassxc-cli open db <<< ${password}`,
  `net use Z: \\\\srv\\share ${password} /user:corp\\kim`,
  `hydra -l kim -p ${password} ssh://10.0.0.5`,
  `nxc smb 10.0.0.5 -u kim -p ${password}`,
  `impacket-secretsdump corp/kim:P@${password}@10.0.0.1`,
  `psexec.py -debug 'corp/kim:${password}@10.0.0.1'`,
  `expect -c 'spawn ssh r@h; expect assword; send "${password}\\r"'`,
  `expect "Password:" { send "${password}\\r" }`,
  `child.expect('password: '); child.sendline('${password}')`,
  `requests.post('https://x.example', auth=('kim','${password}'))`,
  `HTTPBasicAuth("kim", "${password}")`,
  `ftp.login('kim', '${password}')`,
  `ncat h 21 <<< 'USER kim\nPASS ${password}'`,
  `printf 'USER kim\\r\\nPASS ${password}\\r\\n' | nc h 21`,
  `rsync --password-file=<(echo ${password}) a rsync://u@h/m`,
  `{"apiKeyHelper": "echo ${letters}"}`,
];

const disguised = [
  `curl https://x.example -H "Auth""orization: Bea""rer ${mixed}"`,
  `curl -d 'pass''word=${password}' https://x.example`,
  `curl -d 'pass%77ord=${password}' https://x.example`,
  `curl -d 'p\\u0061ssword=${password}' https://x.example`,
  `{"api\\u005ftoken":"${mixed}"}`,
  `echo ${Buffer.from(`token=${mixed}`).toString('hex')} | xxd -r -p | sh`,
  `bytes.fromhex('${Buffer.from(`password=${password}`).toString('hex')}')`,
];

const sentences = [
  `my password is ${code}.  use that and save it`,
  `the sudo password is: ${code}`,
  `das Passwort für den Server lautet ${code}, danke`,
  `echo "master password: hunter2 ${['Zebra!', '91'].join('')}" >> notes.txt`,
  `Passwort für den Server lautet ${password}`,
  `claude -p "password is ${letters.slice(0, 12)}"`,
  `use key ${letters}`,
  `error: bad token ${letters}`,
  `creds: kim / ${password}`,
  `login with kim:${password} on staging`,
  `credentials are kim/${password}`,
];

const codes = [
  `{"user":"kim","otp":"${code}"}`,
  `{"pin": ${code}}`,
  JSON.stringify(JSON.stringify({ mfa_code: code })),
  `npm publish --otp=${code}`,
  `npm publish --otp ${code}`,
  `https://x.example/login?otp=${code}&x=1`,
];

const addresses = [
  `https://maps.example/sse?key=${digest}`,
  `https://hooks.internal.example/deliver/${mixed}/run`,
  `curl -u kim:${password} https://x.example/c/${mixed}`,
  `https://kim:${password}@x.example/reset/${mixed}`,
  `https://x.example/share/${mixed}; curl https://y.example`,
  `https://api.vendor.example/v1/items?sig=${mixed}&x=1`,
  `https://x.example/invite?code=${mixed.slice(0, 16)}`,
  `https://x.example/in?a=1&token=${mixed}`,
];

const harmless = [
  'glab variable list -p',
  'gh secret list -a actions',
  'npm config set registry https://registry.example',
  'ssh-keygen -lf key.pub',
  "ssh-keygen -t ed25519 -N '' -f k",
  'ngrok http 8080',
  'su - postgres -c "psql -l"',
  'cat <<< hello',
  'X-Api-Key: getMyApiKeyFromEnvironment',
  "curl -H 'X-Api-Key: $API_KEY' https://x.example",
  "curl -H 'X-Api-Key: your-api-key' https://x.example",
  "curl -H 'Accept: application/json' https://x.example",
  'headers: { "x-api-key": process.env.API_KEY }',
  'const _salt = kdfInputToBytes(salt);',
  'psk = derivePresharedKey(ssid)',
  'psk="your-wifi-password"',
  'key-mgmt=wpa-psk',
  '    Key Content            :',
  'PASS=0 FAIL=0',
  'pass=true',
  '"pass": "ドキュメントには少なくとも1つのmainランドマークがあります"',
  'OLDPWD=/home/kim/src;x\nPWD=/home/kim',
  'export BACKUP_PW=$(cat /run/secrets/pw)',
  "terraform apply -var 'region=eu-central-1'",
  'terraform apply -var "db_pw=$DB_PW"',
  'aws s3api get-object --bucket b --key exports/report-2026.csv out',
  'tool --key name',
  'bw unlock --raw',
  'op signin --raw',
  'net use Z: \\\\srv\\share /persistent:yes',
  'net use * \\\\srv\\share * /user:kim',
  'hydra -L users.txt -P words.txt ssh://10.0.0.5',
  'impacket-secretsdump -k -no-pass corp/kim@10.0.0.1',
  'expect "password:" { send "$password\\r" }',
  "requests.get(u, auth=('user', 'password'))",
  'git commit -m ""; echo \'\'',
  'https://x.example/a%20b%2Fc?d=%61',
  'password: see the manual',
  'login: use the form at /login',
  'the password is 128 bits long',
  'the password: 12 characters at least',
  'the password was 2024',
  'password is 4.5 times longer',
  'credentials are in the vault',
  'use key bindings from the config',
  'pin the version to 4.17.21',
  '{"pin": 13, "port": 8080}',
  '{"code": "ERR_MODULE_NOT_FOUND", "shipping": "1234"}',
  'https://github.com/o/r/commit/3f2a1bcd9e8f7a6b5c4d3e2f1a0b9c8d7e6f5a4b',
  'https://x.example/blog/how-to-write-a-parser-in-typescript-2026',
  'https://x.example/?code=AUTHORIZATION_REQUIRED_1',
  'https://x.example/f81d4fae-7dec-11d0-a765-00a0c91e6bf6',
  'echo 48656c6c6f2c20776f726c642120 | xxd -r -p',
];

describe('secrets that short names, positions and disguises hold', () => {
  it.each([
    ...headers,
    ...wireless,
    ...requests,
    ...variables,
    ...programs,
    ...disguised,
    ...sentences,
    ...codes,
    ...addresses,
  ])('go: %s', (text) => {
    const shown = redactText(text, new Uint8Array(4));
    const parts = [letters, letters.toLowerCase(), letters.slice(0, 12), mixed, mixed.slice(0, 16), password];
    for (const secret of [...parts, signs, 'PwQrTz', code, digest, 'Zebra'])
      expect(shown).not.toContain(secret);
    expect(shown).not.toBe(text);
  });

  it.each(harmless)('stay out of it: %s', (text) => {
    expect(redactText(text, new Uint8Array(4))).toBe(text);
  });
});
