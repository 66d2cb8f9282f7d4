import type { ResultForm } from '../result-form.ts';

/** Programs of an operating system: services, packages, accounts, processes. */
export const system: readonly ResultForm[] = [
  // https://www.sudo.ws/docs/man/sudo.man/
  {
    programs: ['sudo', 'doas', 'su', 'pkexec'],
    line: /^(?:\[sudo\] [^\n]{1,80}: ?\^C|sudo: (?:a terminal is required|a password is required|no tty present|\d+ incorrect password|unable to|.{1,200}: command not found|no password was provided|PERM_|account validation|sudo must be owned|effective uid is not 0|The "no new privileges")|Sorry, (?:try again|user )|.{1,64} is not in the sudoers file|doas: |su: (?:Authentication failure|must be run|user .{1,64} does not exist)|Error executing command as another user)/,
    shows: 'never-started',
  },
  {
    programs: ['xargs', 'env', 'nohup', 'timeout', 'nice', 'time', 'setsid', 'stdbuf', 'chroot', 'unshare'],
    line: /^(?:xargs|env|nohup|timeout|nice|time|setsid|stdbuf|chroot|unshare): .{1,300}: (?:No such file or directory|command not found|Permission denied|Operation not permitted)/,
    shows: 'never-started',
  },
  // https://www.freedesktop.org/software/systemd/man/latest/systemctl.html
  {
    programs: ['systemctl', 'service', 'loginctl'],
    line: /^(?:Failed to (?:stop|start|restart|enable|disable|mask|reload|connect)|Unit \S{1,255} (?:not loaded|could not be found|not found)|System has not been booted|Interactive authentication required|\S{1,255}: unrecognized service)/i,
    shows: 'refused',
  },
  { programs: ['systemctl'], line: /^(?:Created symlink|Removed) ["'“]?\/\S/, shows: 'done' },
  {
    programs: ['launchctl'],
    line: /^(?:(?:Load|Boot-out|Bootstrap|Unload) failed: |Could not find (?:service|specified)|\S{1,300}: (?:No such file|Operation not permitted))/,
    shows: 'refused',
  },
  {
    programs: ['crontab'],
    line: /^(?:no crontab for |crontab: .{0,200}(?:not allowed|permission|can't|no such)|"-":\d+: bad |errors in crontab file)/i,
    shows: 'refused',
  },
  // https://manpages.debian.org/apt-get
  {
    programs: ['apt', 'apt-get', 'dpkg', 'aptitude'],
    line: /^(?:E: |dpkg: error|dpkg: warning: .{0,100}not installed)/,
    shows: 'refused',
  },
  {
    programs: ['apt', 'apt-get'],
    line: /^0 upgraded, 0 newly installed, 0 to remove/,
    shows: 'nothing-to-do',
  },
  {
    programs: ['apt', 'apt-get', 'dpkg'],
    line: /^(?:Removing|Purging configuration files for|Setting up) \S/,
    shows: 'done',
  },
  {
    programs: ['yum', 'dnf', 'rpm', 'zypper', 'pacman', 'apk', 'snap', 'flatpak'],
    line: /^(?:Error: |error: |ERROR: |No match for argument|No packages? (?:marked|to)|Root privileges are required|you cannot perform this operation unless you are root|This command has to be run with superuser|There are no enabled repo)/,
    shows: 'refused',
  },
  {
    programs: ['yum', 'dnf', 'pacman', 'apk'],
    line: /^(?:Complete!|Nothing to do\.?|\(\d+\/\d+\) (?:Purging|Installing) )/,
    shows: 'done',
  },
  {
    programs: ['brew'],
    line: /^(?:Error: |Warning: \S{1,200} (?:is already installed|\d\S* already installed|already installed))/,
    shows: 'refused',
  },
  { programs: ['brew'], line: /^(?:Uninstalling |🍺)/u, shows: 'done' },
  {
    programs: ['pip', 'pip3', 'uv', 'pipx', 'poetry', 'conda'],
    line: /^(?:ERROR: |error: (?:externally-managed|No virtual environment|Failed)|× No solution found|WARNING: Skipping \S{1,200} as it is not installed)/,
    shows: 'refused',
  },
  { programs: ['pip', 'pip3'], line: /^(?:Requirement already satisfied: )/, shows: 'nothing-to-do' },
  { programs: ['pip', 'pip3'], line: /^ {0,2}Successfully (?:installed|uninstalled) /, shows: 'done' },
  {
    programs: [
      'useradd',
      'userdel',
      'usermod',
      'groupadd',
      'adduser',
      'deluser',
      'passwd',
      'chpasswd',
      'dscl',
      'gpasswd',
    ],
    line: /^(?:useradd|userdel|usermod|groupadd|adduser|deluser|passwd|chpasswd|gpasswd|fatal|<dscl_cmd> DS Error)[: ].{0,200}\S/i,
    shows: 'refused',
  },
  {
    programs: ['kill', 'pkill', 'killall', 'taskkill'],
    line: /^(?:(?:\S{1,40}: )?(?:line \d+: )?kill: .{0,60}(?:No such process|not permitted|no such process|arguments must be)|pkill: .{0,60}not permitted|.{0,60}: no process found|No matching processes|ERROR: The process )/i,
    shows: 'nothing-to-do',
  },
  {
    programs: ['iptables', 'ip6tables', 'nft', 'ufw', 'firewall-cmd', 'pfctl'],
    line: /^(?:iptables|ip6tables|nft|ERROR|Error|Authorization failed|FirewallD is not running|pfctl|Fatal)[:. ]/,
    shows: 'refused',
  },
  {
    programs: ['ufw'],
    line: /^(?:Firewall stopped and disabled|Rules? (?:added|deleted|updated)|Resetting all rules)/,
    shows: 'done',
  },
  {
    programs: ['sysctl', 'modprobe', 'insmod', 'hostnamectl', 'timedatectl'],
    line: /^(?:sysctl|modprobe|insmod|Could not set|Failed to)[: ]/,
    shows: 'refused',
  },
  {
    programs: ['security'],
    line: /^(?:security: Sec|SecKeychain|The specified item could not be found)/,
    shows: 'refused',
  },
  {
    programs: ['certbot'],
    line: /^(?:The following error was encountered|No certificate found with name|Error: |usage: |Either run as root)/,
    shows: 'refused',
  },
  {
    programs: ['certbot'],
    line: /^(?:Deleted all files relating to certificate|Successfully received certificate)/,
    shows: 'done',
  },
  // It imports what it can read, and ends with an error where anything was wrong besides. https://www.gnupg.org/documentation/
  {
    programs: ['gpg', 'gpg2'],
    line: /^gpg: (?:key [0-9A-F]{8,40}: (?:secret key imported|public key ".{0,300}" imported|".{0,300}" \d+ new )| {1,20}(?:secret keys )?imported: [1-9])/i,
    shows: 'done',
    words: [/^--(?:fast-)?import$|^--rec(?:ei)?v(?:e)?-keys$/],
  },
  {
    programs: ['gpg', 'gpg2'],
    line: /^gpg: (?:can't open|.{1,200}: (?:No such|skipped|decryption failed|delete key failed)|key ".{1,200}" not found|no valid)/,
    shows: 'refused',
  },
  {
    programs: ['ssh-keygen', 'ssh-add'],
    line: /^(?:Saving key .{1,400} failed|\S{1,400}: No such file|Could not open a connection to your authentication agent|Error loading key)/,
    shows: 'refused',
  },
  {
    programs: ['vssadmin', 'wevtutil', 'reg', 'schtasks', 'net', 'sc', 'bcdedit', 'wmic', 'icacls'],
    line: /^(?:Error: |ERROR: |Failed to |Access is denied|System error \d+|\[SC\] .{1,60}FAILED|The system was unable|No items found)/,
    shows: 'refused',
  },
  {
    programs: ['vssadmin', 'reg', 'schtasks', 'net', 'sc'],
    line: /^(?:SUCCESS: |The operation completed successfully|The command completed successfully|\[SC\] .{1,60}SUCCESS|Successfully deleted)/,
    shows: 'done',
  },
];
