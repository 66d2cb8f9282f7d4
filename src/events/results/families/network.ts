import type { ResultForm } from '../result-form.ts';

/** Programs that speak with other machines. What a server answers is the server's word, and not theirs. */
export const network: readonly ResultForm[] = [
  // https://curl.se/libcurl/c/libcurl-errors.html: nothing was sent before any of these.
  {
    programs: ['curl'],
    line: /^curl: \((?:1|2|3|4|5|6|7|26|35|37|51|53|58|59|60|66|77|83|90|91|97)\) /,
    shows: 'refused',
  },
  {
    programs: ['curl'],
    line: /^curl: (?:option |no URL specified|\(2\) |try 'curl --help')/,
    shows: 'never-started',
  },
  // https://www.gnu.org/software/wget/manual/wget.html#Exit-Status
  {
    programs: ['wget'],
    line: /^(?:wget: (?:unable to resolve host|missing URL|unrecognized option|can't connect)|failed: (?:Connection refused|Name or service|Temporary failure)|Connecting to .{1,300} failed: |Resolving .{1,300} failed: )/,
    shows: 'refused',
  },
  { programs: ['http', 'https', 'xh'], line: /^(?:http|https|xh): error: /, shows: 'refused' },
  // https://www.openssh.com/manual.html
  {
    programs: ['ssh', 'scp', 'sftp', 'rsync', 'sshpass', 'ssh-copy-id', 'mosh'],
    line: /^(?:ssh: (?:connect to host|Could not resolve hostname)|(?:[^ @]{1,64}@)?\S{1,253}: Permission denied \(|Host key verification failed|kex_exchange_identification|Connection (?:closed|reset|timed out)|Permission denied, please try again|Load key |Bad configuration option|no such identity|subsystem request failed|lost connection)/,
    shows: 'refused',
  },
  {
    programs: ['scp'],
    line: /^scp: .{1,500}: (?:No such file or directory|Permission denied|not a regular file)/,
    shows: 'refused',
  },
  {
    programs: ['rsync'],
    line: /^rsync: (?:\[\w+\] )?(?:link_stat|change_dir|getaddrinfo|failed to connect|connection unexpectedly closed|mkdir)/,
    shows: 'refused',
  },
  { programs: ['rsync'], line: /^rsync error: syntax or usage error/, shows: 'never-started' },
  { programs: ['rsync'], line: /^deleting \S/, shows: 'done' },
  {
    programs: ['rsync', 'scp'],
    line: /^(?:sent [\d,.]+\S* bytes {1,3}received|\S.{0,300} {1,40}100% )/,
    shows: 'done',
  },
  {
    programs: ['nc', 'ncat', 'netcat', 'telnet', 'socat'],
    line: /^(?:nc|ncat|netcat|Ncat|telnet|\d{4}\/\d\d\/\d\d \S+ socat\[\d+\] E).{0,200}(?:Connection refused|refused|getaddrinfo|Name or service not known|timed out|not known|No route to host|forward host lookup failed)/i,
    shows: 'refused',
  },
  {
    programs: ['ftp', 'lftp', 'tftp'],
    line: /^(?:ftp: |lftp: |Login (?:failed|incorrect)|530 |Not connected|connect: )/,
    shows: 'refused',
  },
  // https://ngrok.com/docs/errors/, https://developers.cloudflare.com/cloudflare-one/
  { programs: ['ngrok'], line: /^(?:ERROR: {1,2}|.{0,60}ERR_NGROK_\d+)/, shows: 'refused' },
  { programs: ['cloudflared'], line: /^(?:.{0,60} ERR |error parsing tunnel|failed to )/, shows: 'refused' },
  {
    programs: ['tailscale'],
    line: /^(?:failed to connect to local tailscaled|Access denied)/,
    shows: 'refused',
  },
  {
    programs: ['nslookup', 'dig', 'host'],
    line: /^(?:;; connection timed out|;; communications error|\S{1,20}: couldn't get address)/,
    shows: 'refused',
  },
  {
    programs: ['mail', 'sendmail', 'msmtp', 'mutt', 'swaks'],
    line: /^(?:\S{1,40}: )?(?:msmtp|sendmail|mutt|mail|\*\*\* Error|account default not found|Can't connect|cannot send message)/,
    shows: 'refused',
  },
];
