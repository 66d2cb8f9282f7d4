/** What stands before the value, as an expression; from the name of the program on. */
type BeforeValue = string;

/**
 * Where programs take a secret among their words: option or operand, by the program's own manual. A word that merely
 * follows an option named for a secret (`--password x`) needs no row.
 */
export const clientOptions: readonly (readonly [programs: readonly string[], before: BeforeValue])[] = [
  [
    ['az', 'oc', 'docker', 'podman', 'nerdctl', 'helm', 'skopeo', 'oras', 'crane', 'buildah'],
    'login (?:[^\\n;|&]{0,150}? )?-p ',
  ],
  [
    [
      'mongo',
      'mongosh',
      'mongodump',
      'mongorestore',
      'mongoexport',
      'cqlsh',
      'mosquitto_pub',
      'mosquitto_sub',
      'twine',
      'rdesktop',
      'ncftpput',
      'ncftpget',
      'psexec',
      'PsExec',
      'hydra',
      'medusa',
      'crackmapexec',
      'netexec',
      'nxc',
      'evil-winrm',
    ],
    '-p ',
  ],
  [['sqlcmd', 'bcp', 'zip', 'unzip', 'mosquitto_pub', 'mosquitto_sub', 'ipmitool'], '-P ?'],
  [['ldapsearch', 'ldapmodify', 'ldapadd', 'ldapwhoami', 'ldapdelete'], '-w '],
  [['7z', '7za', '7zz'], '-p'],
  [['htpasswd'], '-[a-zA-Z]{0,5}b[a-zA-Z]{0,5} (?:[^\\s;|&]{1,100} )?[^\\s;|&]{1,100} '],
  [['gpg', 'gpg2'], '--passphrase[= ]'],
  // https://docs.openssl.org/master/man1/openssl-enc/
  [['openssl'], 'enc (?:[^\\n;|&]{0,150}? )?-[kK] '],
  // https://lftp.yar.ru/lftp-man.html
  [['lftp'], '(?:-u|--user) ?[^\\s,;|&]{1,60},'],
  // https://httpie.io/docs/cli/authentication
  [['http', 'https', 'xh'], '(?:-a|--auth)[ =][\\w.@+-]{1,100}:'],
  // https://docs.oracle.com/en/database/oracle/oracle-database/23/sqpug/starting-SQL-Plus.html
  [['sqlplus', 'sqlldr', 'expdp', 'impdp'], '[\\w$#]{1,60}/'],
  // https://learn.microsoft.com/windows-server/administration/windows-commands/schtasks-create
  [['schtasks', 'SCHTASKS'], '/r?p '],
  // https://github.com/FreeRDP/FreeRDP/wiki/CommandLineInterface
  [['xfreerdp', 'xfreerdp3', 'wfreerdp'], '/p:'],
  // https://ss64.com/mac/security.html
  [['security'], '(?:add|set)-\\S{1,40} (?:[^\\n;|&]{0,150}? )?-[wp] '],
  [['security'], 'unlock-keychain (?:[^\\n;|&]{0,100}? )?-p '],
  // https://docs.aws.amazon.com/cli/latest/reference/secretsmanager/, …/ssm/put-parameter.html
  [['aws'], 'secretsmanager (?:[^\\n;|&]{0,200}? )?--secret-(?:string|binary)[= ]'],
  [['aws'], 'ssm put-parameter (?:[^\\n;|&]{0,200}? )?--value[= ]'],
  // https://cli.github.com/manual/gh_secret_set
  [['gh', 'glab'], 'secret set (?:[^\\n;|&]{0,150}? )?(?:--body[= ]|-b[= ]?)'],
  // https://docs.gitlab.com/cli/variable/set/
  [['glab'], 'variable set (?:-\\S{1,30} ){0,5}[^\\s;|&-]\\S{0,100} (?!-)'],
  // https://docs.npmjs.com/cli/commands/npm-config
  [['npm', 'pnpm', 'yarn'], 'config set [^\\s;|&=]{0,200}(?:_authToken|_auth|_password)[= ]'],
  // https://man.openbsd.org/ssh-keygen
  [['ssh-keygen'], '-[NP] ?'],
  [['http', 'https', 'xh'], '(?:-A|--auth-type)[= ]bearer (?:[^\\n;|&]{0,150}? )?(?:-a|--auth)[= ]'],
  // https://jetmore.org/john/code/swaks/latest/doc/ref.txt
  [['swaks'], '(?:-ap|--auth-password)[= ]'],
  // https://docs.influxdata.com/influxdb/v2/reference/cli/influx/
  [['influx'], '(?:-t|--token)[= ]'],
  // https://ngrok.com/docs/agent/cli/
  [['ngrok'], '(?:config add-authtoken|authtoken) '],
  // What a program asks for at its input. https://man7.org/linux/man-pages/man1/su.1.html
  [['su'], '(?:-l? ?)?[\\w.-]{0,40} ?(?:-c (?:"[^"\\n]{0,200}"|\\S{1,60}) )?<<< ?'],
  [['gpg', 'gpg2'], '--passphrase-fd \\d (?:[^\\n;|&]{0,150}? )?<<< ?'],
  // https://learn.microsoft.com/cli/azure/keyvault/secret
  [['az'], 'keyvault secret set (?:[^\\n;|&]{0,150}? )?--value[= ]'],
  // https://kubernetes.io/docs/reference/kubectl/generated/kubectl_create/kubectl_create_secret_generic/
  [['kubectl', 'oc', 'k'], 'create secret (?:[^\\n;|&]{0,200}? )?--from-literal[= ][\\w.-]{1,60}='],
  // https://developer.hashicorp.com/vault/docs/commands
  [
    ['vault', 'bao'],
    '(?:kv put|kv patch|write) [^\\s;|&]{1,100} (?:[\\w.-]{1,60}=\\S{0,60} ){0,5}[\\w.-]{1,60}=',
  ],
  [['vault', 'bao'], 'login (?:-\\S{1,60} )?(?!-)(?:token=)?'],
  // https://fly.io/docs/flyctl/secrets-set/, https://devcenter.heroku.com/articles/config-vars
  [
    ['fly', 'flyctl', 'heroku', 'doppler', 'supabase', 'railway'],
    '(?:secrets|config|variables)[: ]set (?:[^\\n;|&]{0,150}? )?\\w{1,60}=',
  ],
  // https://redis.io/docs/latest/develop/tools/cli/
  [['redis-cli', 'valkey-cli'], '-a '],
  [['redis-cli', 'valkey-cli'], '(?:AUTH|auth) (?:\\S{1,60} )?'],
  [['redis-cli', 'valkey-cli'], '(?:CONFIG SET|config set) (?:requirepass|masterauth) '],
  // https://www.rabbitmq.com/docs/man/rabbitmqctl.8
  [['rabbitmqctl'], '(?:add_user|change_password|authenticate_user) \\S{1,60} '],
  // https://networkmanager.dev/docs/api/latest/nmcli.html
  [['nmcli'], '(?:password|wifi-sec\\.psk|802-11-wireless-security\\.psk) '],
  [['wpa_passphrase'], '[^\\s;|&]{1,60} '],
  // https://min.io/docs/minio/linux/reference/minio-mc/mc-alias-set.html
  [['mc'], 'alias set [^\\s;|&]{1,60} [^\\s;|&]{1,200} [^\\s;|&]{1,128} '],
  // https://docs.digitalocean.com/reference/doctl/reference/auth/init/
  [['doctl'], 'auth init (?:[^\\n;|&]{0,100}? )?-t '],
  // https://doc.rust-lang.org/cargo/commands/cargo-login.html
  [['cargo'], 'login (?!-)'],
  // https://getcomposer.org/doc/06-config.md, https://python-poetry.org/docs/repositories/#configuring-credentials
  [['composer', 'poetry'], 'config (?:--?[\\w-]{1,20} )?http-basic\\.\\S{1,100} \\S{1,60} '],
  [
    ['composer', 'poetry'],
    'config (?:--?[\\w-]{1,20} )?(?:github-oauth|gitlab-oauth|gitlab-token|bearer|pypi-token)\\.\\S{1,100} ',
  ],
  // https://bundler.io/man/bundle-config.1.html
  [['bundle'], 'config (?:set )?(?:--?\\w{1,10} )?[\\w.-]{1,100}\\.[a-z]{2,20} \\S{1,60}:'],
  // https://bitwarden.com/help/cli/
  [['bw'], 'unlock (?:--?\\w{1,20} )?(?!-)'],
  [['bw'], 'login [^\\s;|&-][^\\s;|&]{0,100} (?!-)'],
];

/** Where the manual allows nothing but a password, so that four digits are one. */
export const passwordOptions: typeof clientOptions = [
  // https://manpages.debian.org/sshpass.1
  [['sshpass'], '-p ?'],
  // https://dev.mysql.com/doc/refman/8.4/en/connection-options.html#option_general_password
  [['mysql', 'mysqldump', 'mysqladmin', 'mariadb', 'mariadb-dump'], '-p'],
];

/** Variables from which clients of databases and of `ssh` take a password, by their manuals. */
export const passwordVariables: readonly string[] = [
  'PGPASSWORD=',
  'MYSQL_PWD=',
  'SSHPASS=',
  'REDISCLI_AUTH=',
];
