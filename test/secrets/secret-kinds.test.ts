import { lintSource } from '@secretlint/core';
import { creator } from '@secretlint/secretlint-rule-preset-recommend';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSecrets } from '../../src/secrets/find-secrets.ts';
import { redactText } from '../../src/secrets/redact-text.ts';
import { namedKinds, secretKinds } from '../../src/secrets/secret-kinds.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const alphabets = {
  word: `${letters}0123456789`,
  url: `${letters}0123456789-_`,
  hex: '0123456789abcdef',
  upper: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567',
  base64: `${letters}0123456789+/`,
} as const;

/** Always the same, and never a real one: made here from a counter. */
function fake(alphabet: keyof typeof alphabets, length: number, seed = 7): string {
  const characters = alphabets[alphabet];
  let state = seed * 7919 + length;
  return Array.from({ length }, () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return characters[Math.floor(state / 65536) % characters.length];
  }).join('');
}

/** One secret of each kind: name, and the text of which the second part has to vanish. Written in halves for scanners. */
const samples: readonly (readonly [kind: string, secret: string])[] = [
  ['anthropic-key', `sk-${'ant-api03-'}${fake('url', 93)}AA`],
  ['openai-key', `sk-${'proj-'}${fake('url', 120)}`],
  ['openai-key', `s${'k-'}${fake('word', 48)}`],
  ['openrouter-key', `sk-${'or-v1-'}${fake('hex', 64)}`],
  ['github-token', `gh${'p_'}${fake('word', 36)}`],
  ['github-token', `gh${'s_'}${fake('word', 36)}`],
  ['github-token', `github${'_pat_'}${fake('word', 22)}_${fake('word', 59)}`],
  ['gitlab-token', `gl${'pat-'}${fake('url', 20)}`],
  ['slack-token', `xo${'xb-'}1234567890-1234567890123-${fake('word', 24)}`],
  ['slack-token', `xa${'pp-'}1-A0${fake('upper', 9)}-1234567890123-${fake('hex', 64)}`],
  ['aws-access-key-id', `AK${'IA'}${fake('upper', 16)}`],
  ['aws-bedrock-key', `AB${'SK'}${fake('base64', 132)}`],
  ['google-api-key', `AI${'za'}${fake('url', 35)}`],
  ['google-client-secret', `GO${'CSPX-'}${fake('url', 28)}`],
  ['google-access-token', `ya${'29.'}${fake('url', 120)}`],
  ['stripe-key', `sk_${'live_'}${fake('word', 24)}`],
  ['stripe-webhook-secret', `wh${'sec_'}${fake('word', 32)}`],
  ['npm-token', `np${'m_'}${fake('word', 36)}`],
  ['pypi-token', `py${'pi-AgE'}${fake('url', 150)}`],
  ['docker-token', `dckr${'_pat_'}${fake('url', 27)}`],
  ['hugging-face-token', `h${'f_'}${fake('word', 34)}`],
  ['groq-key', `gs${'k_'}${fake('word', 52)}`],
  ['xai-key', `xa${'i-'}${fake('word', 80)}`],
  ['langsmith-key', `lsv2${'_pt_'}${fake('hex', 32)}_${fake('hex', 10)}`],
  ['tavily-key', `tv${'ly-'}dev-${fake('word', 32)}`],
  ['notion-token', `nt${'n_'}${fake('word', 46)}`],
  ['linear-key', `lin${'_api_'}${fake('word', 40)}`],
  ['figma-token', `fi${'gd_'}${fake('url', 40)}`],
  ['supabase-key', `sb${'p_'}${fake('hex', 40)}`],
  ['vercel-token', `vc${'p_'}${fake('word', 56)}`],
  ['cloudflare-token', `cf${'ut_'}${fake('word', 48)}`],
  ['tailscale-key', `ts${'key-auth-'}${fake('word', 12)}-${fake('word', 24)}`],
  ['digitalocean-token', `do${'p_v1_'}${fake('hex', 64)}`],
  ['vault-token', `hv${'s.'}${fake('url', 90)}`],
  ['databricks-token', `da${'pi'}${fake('hex', 32)}`],
  ['grafana-token', `gl${'sa_'}${fake('word', 32)}_${fake('hex', 8)}`],
  ['new-relic-key', `NR${'AK-'}${fake('upper', 27)}`],
  ['sentry-token', `sn${'tryu_'}${fake('hex', 64)}`],
  ['sendgrid-key', `S${'G.'}${fake('url', 22)}.${fake('url', 43)}`],
  ['shopify-token', `sh${'pat_'}${fake('hex', 32)}`],
  ['twilio-key', `S${'K'}${fake('hex', 32)}`],
  ['planetscale-token', `pscale${'_tkn_'}${fake('url', 43)}`],
  ['atlassian-token', `AT${'ATT3'}${fake('url', 180)}`],
  ['postman-key', `PM${'AK-'}${fake('hex', 24)}-${fake('hex', 34)}`],
  ['age-secret-key', `AGE-${'SECRET-KEY-1'}${fake('upper', 58)}`],
  ['jwt', `ey${'J'}${fake('url', 33)}.ey${'J'}${fake('url', 80)}.${fake('url', 43)}`],
  ['password-hash', `$${'6'}$${fake('word', 16)}$${fake('word', 86)}`],
];

/** How a secret stands in a transcript. */
const places: readonly (readonly [name: string, place: (secret: string) => string])[] = [
  ['alone', (secret) => secret],
  ['in a sentence', (secret) => `use ${secret}, please`],
  ['exported', (secret) => `export SOME_NAME="${secret}" && run`],
  ['in JSON inside JSON', (secret) => JSON.stringify(JSON.stringify({ value: secret }))],
  ['after an escaped line end', (secret) => `first\\n${secret}\\nlast`],
  ['coloured for a terminal', (secret) => `\u001b[32m${secret}\u001b[0m`],
  ['in a query', (secret) => `https://example.org/?q=${secret}`],
  ['after a comment that switches a linter off', (secret) => `# secretlint-disable\n${secret}`],
];

describe('a secret with a form of its own', () => {
  it.each(samples)('%s is named and vanishes wherever it stands', (kind, secret) => {
    for (const [name, place] of places) {
      const text = place(secret);
      const [found] = findSecrets(text);
      expect([name, found?.kind]).toEqual([name, kind]);
      expect(redactText(text, new Uint8Array(4))).not.toContain(secret.slice(-12));
    }
  });

  it('has a sample for most kinds of token, so that the table above does not fall behind', () => {
    const sampled = new Set(samples.map(([kind]) => kind));
    const kinds = new Set(secretKinds.map(({ name }) => name));
    expect([...sampled].filter((kind) => !kinds.has(kind))).toEqual([]);
    expect(sampled.size).toBeGreaterThan(40);
  });
});

const password = `c0rrect${'-'}H0rse`;
const random = fake('word', 32);

describe('a secret that only its surroundings give away', () => {
  it.each([
    [`export DB_PASSWORD=${password}`],
    [`DB_PASSWORD='${password}' ./migrate`],
    [`password: ${password}`],
    [`"password": "${password}"`],
    [JSON.stringify(`{"password":"${password}"}`)],
    [`const apiKey = '${random}';`],
    [`client_secret=${random}`],
    [`aws_secret_access_key = ${random}`],
    [`//registry.npmjs.org/:_authToken=${random}`],
    [`deploy --token ${random}`],
    [`deploy --api-key=${random}`],
    [`Authorization: Bearer ${random}`],
    [`curl -H 'X-Api-Key: ${random}' https://example.org`],
    [`curl -H "Authorization: token ${random}" https://example.org`],
    [`curl -u admin:${password} https://example.org`],
    [`sshpass -p '${password}' ssh host`],
    [`mysql -h db -u root -p${password} shop`],
    [`postgres://app:${password}@db.example.org/shop`],
    [`https://${random}@git.example.org/x.git`],
    [`machine git.example.org login kim password ${password}`],
    [`Cookie: session=${random}; theme=dark`],
    [`Authorization: Basic ${Buffer.from(`kim:${password}`).toString('base64')}`],
    [`{"auths":{"r.example.org":{"auth":"${Buffer.from(`kim:${password}`).toString('base64')}"}}}`],
    [`DefaultEndpointsProtocol=https;AccountName=a;AccountKey=${fake('base64', 86)}==`],
    [`https://hooks.slack.com/services/T0000/B0000/${fake('word', 24)}`],
    [`POSTGRES_PASSWORD: ${password}`],
    ['SMTP_PASS=letmein'],
    [`DB_PASSWORD="correct horse battery staple"`],
    [`password: "it's-${password}"`],
    [`passwordHint=x, password = '${password}'`],
    [`$apiToken ??= "${random}"`],
    [`API_TOKEN ?= ${random}`],
    [`var apiToken string = "${random}"`],
    [`const apiToken: string = '${random}'`],
    [`System.setProperty("API_TOKEN", "${random}")`],
    [`<apiToken>${random}</apiToken>`],
    [`<password>\n  ${password}\n</password>`],
    [`<entry name="apiToken" value="${random}" />`],
    [`- name: DB_PASSWORD\n  value: ${password}`],
    [`{"name":"API_TOKEN","value":"${random}"}`],
    [`api_token: |\n  ${random}`],
    [`STRIPE_KEY=${random}`],
    [`?password=${password}&next=/`],
    [`Server=db;User Id=app;Password=letmein;Encrypt=true`],
    [`host=db user=app password=letmein dbname=shop`],
    [`run --password letmein`],
    [`["--password", "${password}"]`],
    [`authorization%3A%20Bearer%20${random}`],
    [`token%3D${random}%26`],
    [`postgres%3A%2F%2Fapp%3A${password}%40db.example.org`],
    [`mongodb+srv://app:${password}/x@cluster.example.org/shop`],
    [`redis://:${password}@cache.example.org:6379/0`],
    [`jdbc:mysql://db/shop?user=app&password=${password}`],
    [`jdbc:oracle:thin:@db:1521 password=${random}`],
    [`curl -u ":${password}" https://example.org`],
    [`curl --user  'kim:${password}' https://example.org`],
    [`curl -b 'sid=${random}' https://example.org`],
    [`{"name":"Cookie","value":"sid=${random}"}`],
    [`redis-cli -h cache -a ${password} ping`],
    [`docker login -u kim -p ${password} registry.example.org`],
    [`mongosh --host db -u app -p ${password}`],
    [`smbclient //host/share -U 'corp\\kim%${password}'`],
    [`ldapsearch -x -D cn=admin -w ${password}`],
    [`zip -P ${password} -r out.zip .`],
    [`htpasswd -bc users kim ${password}`],
    [`openssl enc -aes-256-cbc -pass pass:${password}`],
    [`echo 'root:${password}' | chpasswd`],
    [`echo ${password} | sudo -S apt install x`],
    [`ConvertTo-SecureString "${password}" -AsPlainText -Force`],
    [`net user kim ${password} /add`],
    [`cmdkey /add:host /user:kim /pass:${password}`],
    [`default\nlogin kim\npassword ${password}`],
    [`db.example.org:5432:shop:app:${password}`],
    [`kim:$apr1$${fake('word', 8)}$${fake('word', 22)}`],
    [`kim:{SSHA}${fake('base64', 32)}`],
    [`PrivateKey = ${fake('base64', 43)}=`],
    [`{"kty":"EC","crv":"P-256","d":"${fake('url', 43)}"}`],
    [`mnemonic: "${'legal winner thank year wave sausage '.repeat(2).trim()}"`],
    [`https://b.example.org/o?X-Amz-Signature=${fake('hex', 64)}`],
  ])('vanishes from %s', (text) => {
    const redacted = redactText(text, new Uint8Array(4));
    expect(redacted).toMatch(/\[[\w-]+ \d+ [0-9a-f]{8}\]/);
    for (const secret of [password, random, 'letmein', 'horse']) expect(redacted).not.toContain(secret);
  });

  it('is a key whose id stands before it', () => {
    const [id, key] = [`AK${'IA'}${fake('upper', 16)}`, fake('base64', 40)];
    for (const text of [`${id},${key}`, `${id}\n${key}\n`, `key ${id} and ${key}.`]) {
      expect(findSecrets(text).map(({ kind }) => kind)).toEqual([
        'aws-access-key-id',
        'aws-secret-access-key',
      ]);
    }
  });

  it('takes a private key whole, with its end and without it', () => {
    const body = fake('base64', 640).replace(/(.{64})/g, '$1\n');
    const head = `-----BEGIN OPENSSH ${'PRIVATE KEY'}-----\n`;
    const end = `-----END OPENSSH ${'PRIVATE KEY'}-----`;
    expect(redactText(`${head}${body}${end} after`, new Uint8Array(4))).toMatch(
      /^\[private-key \d+ \w+\] after$/,
    );
    expect(redactText(`${head}${body}`, new Uint8Array(4))).toMatch(/^\[private-key \d+ \w+\]$/);
    expect(redactText(JSON.stringify(`${head}${body}${end}`), new Uint8Array(4))).toMatch(
      /^"\[private-key \d+ \w+\]"$/,
    );
  });
});

describe('a secret in another form', () => {
  const tokens = samples.filter(([kind]) => /^(?:anthropic|github|gitlab|slack|npm|hugging)/.test(kind));

  it.each(tokens)('%s is found in base64', (_, token) => {
    for (const plain of [token, `{"auths":{"r.example.org":{"auth":"${token}"}}}`]) {
      const encoded = Buffer.from(plain).toString('base64');
      expect(redactText(`echo ${encoded} | base64 -d`, new Uint8Array(4))).not.toContain(
        encoded.slice(12, 40),
      );
    }
  });

  it('is found in base64 where it is a key or the account of a service', () => {
    const head = `-----BEGIN ${'PRIVATE KEY'}-----`;
    const account = JSON.stringify({
      type: 'service_account',
      private_key: `${head}\n${fake('base64', 64)}`,
    });
    for (const plain of [`${head}\n${fake('base64', 64)}\n`, account]) {
      const encoded = Buffer.from(plain).toString('base64');
      expect(redactText(`tls.key: ${encoded}`, new Uint8Array(4))).toMatch(
        /^tls\.key: \[encoded-secret \d+ \w+\]$/,
      );
    }
  });

  it.each(tokens)('%s leaves nothing where the text ends in its middle', (_, token) => {
    for (const length of [16, 20, 25, 30]) {
      const text = `${'x '.repeat(100)}${token.slice(0, length)}`;
      for (const end of ['', '…']) {
        expect(redactText(text + end, new Uint8Array(4))).not.toContain(token.slice(0, length));
      }
    }
  });

  it.each(tokens)('%s leaves nothing on either side of a line end', (_, token) => {
    const line = `${'x'.repeat(60)} `;
    for (const lineEnd of ['\n', '\r\n', '\\\n    ', '\\n']) {
      for (const at of [12, 18, 24, 32]) {
        const text = `${line}${token.slice(0, at)}${lineEnd}${token.slice(at)}\nnext`;
        const redacted = redactText(text, new Uint8Array(4));
        expect(redacted).not.toContain(token.slice(0, at));
        expect(redacted).not.toContain(token.slice(-12));
        expect(redacted).toMatch(/next$/);
      }
    }
  });

  it('is found where the text ends before its own end', () => {
    for (const text of [`export X_PASSWORD="${password}`, `psql postgres://app:${password}`]) {
      expect(redactText(text, new Uint8Array(4))).not.toContain(password);
    }
  });
});

describe('ordinary text', () => {
  it.each([
    ['const token = tokens[index];'],
    ['password: string;'],
    ['token: process.env.GITHUB_TOKEN'],
    ['secretKey: Uint8Array'],
    ['max_tokens: 4096, tokenizer: cl100k_base'],
    ['export API_KEY=$API_KEY'],
    ['export API_KEY=$' + '{API_KEY}'],
    ['password = getPassword(user)'],
    ['API_KEY=your-api-key-here'],
    ['password: <your password>'],
    ['docker run -u 1000:1000 image'],
    ['the task-force sk-ill of ghp and npm_config'],
    ['9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
    ['https://example.org:8080/path?token_type=bearer'],
    ['-----BEGIN CERTIFICATE-----'],
    ['commit 3f2a1bcd: rotate secrets'],
    ['f81d4fae-7dec-11d0-a765-00a0c91e6bf6'],
    [
      '"integrity": "sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg=="',
    ],
    [
      'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    ],
    ["scrypt('password', 'salt')"],
    ['case TOKEN: matchString'],
    ['public_key = "9Cnzj4p4WGeKLs1Pt8QuKUpRKfFLfRYC9AIKjbJTWit"'],
    ["credentialsId: 'ff083f76-7804-4ef1-80e4-fe975bb9141b'"],
    ['The --username and --password options are deprecated'],
    ['daemon:*:1:1:daemon:/usr/sbin:/usr/sbin/nologin'],
    ['Tokens: prompt=1 completion=2'],
    ['msbuild /p:Configuration=Debug'],
    ['http://localhost:8080'],
    ['git push ssh://git@host:2222/x.git'],
  ])('keeps %s', (text) => {
    expect(redactText(text, new Uint8Array(4))).toBe(text);
  });
});

describe('against an independent scanner', () => {
  it('finds every place that secretlint finds in the samples', async () => {
    const missed: string[] = [];
    for (const [kind, secret] of samples) {
      const content = `value: ${secret}\n`;
      const { messages } = await lintSource({
        source: { filePath: '/sample.txt', content, contentType: 'text' },
        options: { config: { rules: [{ id: 'preset', rule: creator }] }, noPhysicFilePath: true },
      });
      const found = findSecrets(content);
      const covered = messages.every(({ range: [from, to] }) =>
        found.some(({ offset, length }) => offset < to && from < offset + length),
      );
      if (!covered) missed.push(kind);
    }
    expect(missed).toEqual([]);
  });
});

describe('hostile text', () => {
  it('never throws and leaves nothing behind that it would find again', () => {
    const pieces = fc.constantFrom(
      ...[...secretKinds, ...namedKinds].flatMap(({ keywords }) => keywords),
      ...samples.map(([, secret]) => secret),
      '=',
      ': "',
      '@',
      '\\',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string())), (parts) => {
        const once = redactText(parts.join(''), new Uint8Array(4));
        expect(once).toBe(redactText(parts.join(''), new Uint8Array(4)));
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['-----BEGIN PRIVATE KEY-----'],
    ['eyJ-'],
    ['://a:'],
    ['Bearer '],
    ['password='],
    ['machine a login b '],
    ['mysql '],
    ['token --token '],
    ['Cookie: a='],
    [' -u a:'],
    ['sk-'],
    ['"auth":"'],
  ])('takes linear time for repetitions of %s', (piece) => {
    const before = performance.now();
    redactText(piece.repeat(Math.ceil(200_000 / piece.length)), new Uint8Array(4));
    expect(performance.now() - before).toBeLessThan(20_000);
  });
});
