/**
 * Files in which mounts, backups and clients of mail and networks find the password that they log in with, as patterns of
 * a `PlaceTable`; nothing else stands in them.
 */
export const mountStores: readonly string[] = [
  // https://github.com/s3fs-fuse/s3fs-fuse#examples
  '/etc/passwd-s3fs',
  '.passwd-s3fs*',
  // https://rclone.org/docs/#config-string
  'rclone.conf',
  '.rclone.conf',
  // https://restic.readthedocs.io/en/stable/faq.html#how-can-i-specify-encryption-passwords-automatically
  '.restic-pass*',
  '.restic_pass*',
  'restic-pass*',
  'restic_pass*',
  'restic/*pass*',
  '.restic/*pass*',
  '.resticpass*',
  // https://borgbackup.readthedocs.io/en/stable/usage/general.html#environment-variables
  '.borg-pass*',
  'borg-passphrase*',
  '.config/borg/keys',
  // https://manpages.debian.org/mount.cifs.8
  '.smbcredentials*',
  '.smbcreds*',
  '.smb-credentials*',
  '.cifscredentials*',
  '.cifs-credentials*',
  '.cifscreds*',
  '/etc/smbcredentials',
  '/etc/smb-credentials*',
  '/etc/cifs-credentials*',
  '/etc/samba/smbcreds*',
  '/etc/samba/*credentials*',
  // https://manpages.debian.org/davfs2.conf.5
  'davfs2/secrets',
  '.davfs2/secrets',
  // https://manpages.debian.org/pppd.8
  '/etc/ppp/chap-secrets',
  '/etc/ppp/pap-secrets',
  // https://manpages.debian.org/ipsec.secrets.5
  '/etc/ipsec.secrets',
  // https://www.postfix.org/SASL_README.html#client_sasl
  '/etc/postfix/sasl_passwd*',
  '/etc/postfix/sasl/sasl_passwd*',
  // https://manpages.debian.org/exim4-config_files.5
  '/etc/exim4/passwd.client',
  // https://www.fetchmail.info/fetchmail-man.html
  '.fetchmailrc',
  // https://dev.mysql.com/doc/refman/8.4/en/option-files.html
  '/etc/mysql/debian.cnf',
  // https://docs.ceph.com/en/latest/rados/operations/user-management/#keyring-management
  '/etc/ceph/*.keyring',
  // https://min.io/docs/minio/linux/reference/minio-mc.html
  '.mc/config.json',
  // https://b2-command-line-tool.readthedocs.io/en/master/
  '.b2_account_info',
  '.config/b2/account_info',
  // https://manpages.debian.org/wpa_supplicant.conf.5
  '/etc/wpa_supplicant/*.conf',
  'wpa_supplicant*.conf',
  // https://networkmanager.dev/docs/api/latest/nm-settings-keyfile.html
  '/etc/networkmanager/system-connections',
  '/run/networkmanager/system-connections',
  // https://iwd.wiki.kernel.org/networkconfigurationsettings
  '/var/lib/iwd',
];
