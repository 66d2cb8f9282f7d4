import type { SecretKind } from '../secret-kind.ts';

const word = '[A-Za-z0-9]';
const url = '[A-Za-z0-9_-]';
const hex = '[a-f0-9]';

/** A token that an issuer begins with letters of its own, so that scanners find it. */
function token(name: string, prefixes: readonly string[], rest: string): SecretKind {
  const begins = prefixes.map((prefix) => prefix.replace(/[.\\+*?^$|]/g, '\\$&')).join('|');
  const pattern = new RegExp(`(?:${begins})${rest}`, 'y');
  const isDistinct = prefixes.every(
    (prefix) => prefix.length >= 3 && prefix !== 'sig=' && !/^[a-f0-9]+$/i.test(prefix),
  );
  return {
    name,
    keywords: prefixes,
    pattern,
    ...(isDistinct ? { isDistinct } : {}),
  };
}

/**
 * As the issuers publish them; lengths are lower bounds with room, because issuers change them.
 * GitHub: https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/
 * GitLab: https://docs.gitlab.com/security/tokens/#token-prefixes
 * AWS: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
 * Slack: https://docs.slack.dev/authentication/tokens
 * Stripe: https://docs.stripe.com/keys
 * Vault: https://developer.hashicorp.com/vault/docs/concepts/tokens#token-prefixes
 * Azure: https://learn.microsoft.com/purview/sit-defn-azure-ad-client-secret
 * Others: the page on tokens of each issuer's documentation.
 */
export const tokenKinds: readonly SecretKind[] = [
  token('anthropic-key', ['sk-ant-'], `${url}{20,200}`),
  token('openrouter-key', ['sk-or-'], `${url}{20,200}`),
  token('langfuse-key', ['sk-lf-'], `${url}{20,100}`),
  {
    ...token('openai-key', ['sk-proj-', 'sk-svcacct-', 'sk-admin-', 'sk-'], `${url}{20,250}`),
    accepts: (secret) => /\d/.test(secret) && /[A-Za-z]/.test(secret.slice(3)),
  },
  token('github-token', ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'], '[A-Za-z0-9_.-]{30,520}'),
  token('github-token', ['github_pat_'], '[A-Za-z0-9_]{30,255}'),
  token(
    'gitlab-token',
    [
      'glpat-',
      'gloas-',
      'gldt-',
      'glrt-',
      'glcbt-',
      'glptt-',
      'glft-',
      'glimt-',
      'glagent-',
      'glsoat-',
      'glffct-',
      'GR1348941',
    ],
    '[A-Za-z0-9_.-]{20,310}',
  ),
  {
    ...token(
      'slack-token',
      [
        'xoxb-',
        'xoxp-',
        'xoxa-',
        'xoxe-',
        'xoxe.',
        'xoxo-',
        'xoxr-',
        'xoxs-',
        'xoxc-',
        'xoxd-',
        'xapp-',
        'xwfp-',
      ],
      '[A-Za-z0-9%.-]{10,500}',
    ),
    accepts: (secret) => secret.length >= 20 && (secret.match(/\d/g)?.length ?? 0) >= 3,
  },
  token('slack-webhook', ['hooks.slack.com/'], '(?:services|workflows|triggers)/([A-Za-z0-9+/_-]{20,120})'),
  token(
    'discord-webhook',
    ['discord.com/api/webhooks/', 'discordapp.com/api/webhooks/'],
    '\\d{15,22}/([A-Za-z0-9_-]{40,120})',
  ),
  token(
    'teams-webhook',
    ['webhook.office.com/webhookb2/', 'outlook.office.com/webhook/'],
    '([A-Za-z0-9@/_-]{60,300})',
  ),
  {
    ...token('aws-access-key-id', ['AKIA', 'ASIA', 'ABIA', 'ACCA'], '[A-Z2-7]{16}(?![A-Za-z0-9])'),
    companion: {
      name: 'aws-secret-access-key',
      pattern: /(?<![A-Za-z0-9+/=])[A-Za-z0-9+/]{40}(?![A-Za-z0-9+/=])/g,
      accepts: (secret) => /\d/.test(secret) && /[a-z]/.test(secret) && /[A-Z]/.test(secret),
    },
  },
  token(
    'aws-session-token',
    ['IQoJb3JpZ2lu', 'FwoGZXIvYXdz', 'FQoGZXIvYXdz', 'AQoDYXdz'],
    '[A-Za-z0-9+/%]{60,4000}={0,2}',
  ),
  token('aws-bedrock-key', ['ABSK', 'bedrock-api-key-'], '[A-Za-z0-9+/]{28,4000}={0,2}'),
  token('google-api-key', ['AIza'], `${url}{35}`),
  token('google-client-secret', ['GOCSPX-'], `${url}{20,60}`),
  token('google-access-token', ['ya29.'], `${url}{20,1000}`),
  token('google-refresh-token', ['1//0'], `${url}{35,150}`),
  token(
    'azure-storage-key',
    ['AccountKey=', 'accountkey=', 'SharedAccessKey='],
    '([A-Za-z0-9+/]{40,100}={0,2})',
  ),
  token('azure-sas-signature', ['sig='], '([A-Za-z0-9%+/]{40,120}(?:%3D|=){0,2})'),
  token(
    'stripe-key',
    ['sk_live_', 'sk_test_', 'sk_prod_', 'rk_live_', 'rk_test_', 'rk_prod_'],
    `${word}{16,250}`,
  ),
  token('stripe-webhook-secret', ['whsec_'], '[A-Za-z0-9+/=]{20,100}'),
  token('square-token', ['sq0atp-', 'sq0csp-'], `${url}{20,60}`),
  token('shopify-token', ['shpat_', 'shpca_', 'shppa_', 'shpss_'], `${word}{32,64}`),
  token('paypal-token', ['access_token$production$'], '[a-z0-9]{16}\\$[a-f0-9]{32}'),
  {
    ...token('resend-key', ['re_'], `${word}{6,12}_${word}{16,40}(?![A-Za-z0-9_])`),
    accepts: (secret) => /\d/.test(secret) && /[A-Z]/.test(secret),
  },
  token('cursor-key', ['crsr_'], `${hex}{64}`),
  {
    ...token('google-api-key', ['AQ.'], `${url}{40,120}`),
    accepts: (secret) => /\d/.test(secret) && /[a-z]/.test(secret),
  },
  token('npm-token', ['npm_'], `${word}{36,60}`),
  token('pypi-token', ['pypi-AgE'], `${url}{50,1000}`),
  token('rubygems-key', ['rubygems_'], `${hex}{48}`),
  token('crates-token', ['cio'], `${word}{32}(?![A-Za-z0-9])`),
  token('nuget-key', ['oy2'], '[a-z0-9]{43}(?![A-Za-z0-9])'),
  token('docker-token', ['dckr_pat_', 'dckr_oat_'], `${url}{20,60}`),
  token('jfrog-token', ['AKCp'], `${word}{60,80}`),
  {
    ...token('hugging-face-token', ['hf_', 'api_org_'], `${word}{30,60}(?![A-Za-z0-9_])`),
    accepts: (secret) =>
      /\d/.test(secret) || (secret.match(/[a-z][A-Z]/g)?.length ?? 0) > 5 || /^[a-z_]+$/.test(secret),
  },
  token('groq-key', ['gsk_'], `${word}{40,80}`),
  token('replicate-token', ['r8_'], `${word}{35,45}`),
  token('perplexity-key', ['pplx-'], `${word}{40,80}`),
  token('xai-key', ['xai-'], `${word}{60,120}`),
  token('cerebras-key', ['csk-'], `${word}{40,60}`),
  token('fireworks-key', ['fw_'], `${word}{22,40}(?![A-Za-z0-9_])`),
  token('langsmith-key', ['lsv2_pt_', 'lsv2_sk_'], '[a-f0-9_]{30,80}'),
  token('tavily-key', ['tvly-'], `${url}{20,80}`),
  token('firecrawl-key', ['fc-'], `${hex}{32}(?![A-Za-z0-9])`),
  token('pinecone-key', ['pcsk_'], '[A-Za-z0-9_]{40,100}'),
  token('notion-token', ['ntn_', 'secret_'], `${word}{40,60}(?![A-Za-z0-9_])`),
  token('linear-key', ['lin_api_', 'lin_oauth_'], `${word}{32,80}`),
  token('figma-token', ['figd_', 'figu_', 'figo_'], `${url}{30,80}`),
  token('airtable-token', ['pat'], `${word}{14}\\.${hex}{64}`),
  token('supabase-key', ['sbp_', 'sb_secret_'], `${url}{20,80}`),
  token('vercel-token', ['vcp_', 'vci_', 'vca_', 'vcr_', 'vck_', 'vercel_blob_rw_'], '[A-Za-z0-9_]{20,80}'),
  token('netlify-token', ['nfp_', 'nfc_', 'nfo_', 'nfu_'], `${word}{36,60}`),
  token('render-key', ['rnd_'], `${word}{20,60}`),
  token('fly-token', ['fm1_', 'fm1r_', 'fm2_', 'fo1_'], '[A-Za-z0-9+/=_-]{40,2000}'),
  token('cloudflare-token', ['cfut_', 'cfat_', 'cfk_'], `${word}{40,60}`),
  token('tailscale-key', ['tskey-'], `${url}{20,120}`),
  token('cloudflare-key', ['v1.0-'], `${hex}{24}-${hex}{100,180}`),
  token('digitalocean-token', ['dop_v1_', 'doo_v1_', 'dor_v1_'], `${hex}{64}`),
  token('heroku-key', ['HRKU-'], `${url}{36,80}`),
  token('vault-token', ['hvs.', 'hvb.', 'hvr.'], `${url}{24,300}`),
  token('pulumi-token', ['pul-'], `${hex}{40}`),
  token(
    'doppler-token',
    ['dp.st.', 'dp.pt.', 'dp.ct.', 'dp.sa.', 'dp.scim.', 'dp.audit.'],
    '[A-Za-z0-9._-]{40,80}',
  ),
  token('1password-token', ['ops_eyJ'], '[A-Za-z0-9+/=_-]{200,2000}'),
  token(
    '1password-secret-key',
    ['A3-'],
    '[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}',
  ),
  token('databricks-token', ['dapi'], `[A-Fa-f0-9]{32}(?:-\\d)?(?![A-Za-z0-9])`),
  token('grafana-token', ['glsa_', 'glc_'], '[A-Za-z0-9+/=_-]{32,400}'),
  token('new-relic-key', ['NRAK-', 'NRII-', 'NRJS-'], `${word}{19,40}`),
  token('sentry-token', ['sntrys_', 'sntryu_'], '[A-Za-z0-9+/=_-]{40,500}'),
  token('posthog-key', ['phx_'], `${word}{40,60}`),
  token('dynatrace-token', ['dt0c01.', 'dt0s01.', 'dt0s02.'], '[A-Za-z0-9]{8,24}\\.[A-Za-z0-9]{64}'),
  token('sendgrid-key', ['SG.'], '[A-Za-z0-9_.=-]{60,100}'),
  token('mailgun-key', ['key-'], `${hex}{32}(?![A-Za-z0-9])`),
  token('brevo-key', ['xkeysib-'], `${hex}{64}-${word}{16}`),
  token('twilio-key', ['SK'], '[A-Fa-f0-9]{32}(?![A-Za-z0-9])'),
  token('planetscale-token', ['pscale_tkn_', 'pscale_pw_', 'pscale_oauth_'], '[A-Za-z0-9_.=-]{30,80}'),
  token('neon-token', ['npg_'], `${word}{12,80}`),
  token('atlassian-token', ['ATATT3', 'ATCTT3', 'ATBB'], '[A-Za-z0-9_=-]{24,250}'),
  token('postman-key', ['PMAK-'], `${hex}{24}-${hex}{34}`),
  token('contentful-token', ['CFPAT-'], `${url}{40,60}`),
  token(
    'facebook-token',
    ['EAAC', 'EAAB', 'EAAG', 'EAAJ', 'EAAM', 'EAAD', 'EAAE', 'EAAF'],
    `${word}{80,400}`,
  ),
  token('dropbox-token', ['sl.'], `${url}{120,1500}`),
  token('typeform-token', ['tfp_'], '[A-Za-z0-9_.=-]{50,80}'),
  token('prefect-key', ['pnu_'], `${word}{36}`),
  token('scalingo-token', ['tk-us-'], `${url}{40,60}`),
  token('readme-key', ['rdme_'], '[a-z0-9]{60,80}'),
  token('duffel-token', ['duffel_test_', 'duffel_live_'], '[A-Za-z0-9_=-]{40,60}'),
  token('shippo-token', ['shippo_live_', 'shippo_test_'], '[A-Fa-f0-9]{40}'),
  token('easypost-key', ['EZAK', 'EZTK'], `${word}{54}`),
  token('frameio-token', ['fio-u-'], '[A-Za-z0-9_=-]{60,80}'),
  token('adobe-secret', ['p8e-'], '[A-Za-z0-9_-]{28,40}(?![A-Za-z0-9])'),
  token('alibaba-access-key-id', ['LTAI'], `${word}{16,24}(?![A-Za-z0-9])`),
  token('artifactory-token', ['cmVmd'], `${word}{59}(?![A-Za-z0-9])`),
  token(
    'authress-key',
    ['sc_', 'ext_', 'scauth_', 'authress_'],
    '[a-z0-9]{5,30}\\.[a-z0-9]{4,6}\\.acc[_-][a-z0-9-]{10,32}\\.[A-Za-z0-9+/_=-]{30,120}',
  ),
  token('buildkite-token', ['bkua_'], `${hex}{40}`),
  token('circleci-token', ['CCIPAT_', 'CCIPRJ_'], '[A-Za-z0-9_]{30,90}'),
  token('clickhouse-key', ['4b1d'], `${word}{38}(?![A-Za-z0-9])`),
  token('clojars-token', ['CLOJARS_'], '[a-z0-9]{60}'),
  token('flutterwave-key', ['FLWSECK_TEST-', 'FLWSECK-'], '[a-z0-9]{12,40}'),
  token('gitlab-session', ['_gitlab_session='], '([0-9a-z]{32})'),
  token('grafana-token', ['eyJrIjoi'], '[A-Za-z0-9+/]{70,400}={0,3}'),
  token('harness-key', ['pat.', 'sat.'], `${url}{22}\\.${word}{24}\\.${word}{20}`),
  token('infracost-key', ['ico-'], `(?=${word}{0,20}[A-Z])${word}{32}(?![A-Za-z0-9.])`),
  token('intra42-secret', ['s-s4t2ud-', 's-s4t2af-'], `${hex}{64}`),
  token('mapbox-secret', ['sk.eyJ'], `${url}{20,300}\\.${url}{15,40}`),
  token('nvidia-key', ['nvapi-'], `${url}{50,90}`),
  token('octopus-key', ['API-'], '(?=[A-Z]{0,20}\\d)[A-Z0-9]{25,31}(?![A-Za-z0-9])'),
  token('openshift-token', ['sha256~'], `${url}{43}`),
  token('settlemint-token', ['sm_aat_', 'sm_pat_', 'sm_sat_'], `${word}{16}`),
  token('sonar-token', ['squ_', 'sqp_', 'sqa_'], `${hex}{40}`),
  token('sourcegraph-token', ['sgp_'], '(?:[A-Fa-f0-9]{16}_|local_)?[A-Fa-f0-9]{40}'),
  {
    ...token('vault-token', ['s.'], `${word}{24}(?![A-Za-z0-9])`),
    accepts: (secret) => /\d/.test(secret) && /[a-z]/.test(secret.slice(2)) && /[A-Z]/.test(secret),
  },
  token('yandex-key', ['AQVN'], `${url}{35,38}(?![A-Za-z0-9_-])`),
  {
    // https://github.com/satoshilabs/slips/blob/master/slip-0132.md
    ...token('wallet-key', ['xprv', 'yprv', 'zprv', 'tprv'], `${word}{100,112}(?![A-Za-z0-9])`),
  },
  token('age-secret-key', ['AGE-SECRET-KEY-1', 'AGE-SECRET-KEY-PQ-1', 'AGE-PLUGIN-'], '[A-Z0-9-]{40,200}'),
];
