import { segmentsOf } from '../paths.ts';
import { PlaceTable } from './place-table.ts';

/** What a file is kept for, where that says more of it than the zone. */
export type Purpose = 'service' | 'environment';

/** Services that whoever sets up a server works on, by the names of their folders and files below `/etc`. */
const configurations =
  'nginx apache2 httpd php php-fpm.d php-fpm.conf php.d php.ini redis redis.conf postgresql mysql my.cnf my.cnf.d mariadb mongod.conf supervisor supervisord.d supervisord.conf letsencrypt logrotate.d fail2ban haproxy caddy traefik varnish squid memcached.conf rabbitmq elasticsearch kibana grafana prometheus gitlab gitea jenkins dovecot postfix opendkim asterisk freeswitch mosquitto minio influxdb telegraf';

/** Those of package managers that have an `etc` of their own. */
const ported = 'nginx httpd php redis mysql postgresql';

/** What services keep below `/var/lib`. */
const data =
  'nginx php redis postgresql mysql mariadb mongodb letsencrypt grafana prometheus jenkins gitea caddy haproxy varnish rabbitmq elasticsearch';

const below = (folder: string, names: string) => names.split(' ').map((name) => `${folder}/${name}`);

const services = new PlaceTable([
  ...below('/etc', configurations),
  // Software Collections, and Remi’s builds of PHP: https://blog.remirepo.net/pages/Config-en
  ...['/etc/opt/remi/php*', '/etc/opt/rh/rh-*'],
  ...below('/usr/local/etc', `${ported} haproxy`),
  ...below('/opt/homebrew/etc', ported),
  ...['/var/www', '/var/cache', '/srv'],
  ...below('/var/lib', data),
]);

/** Settings of a program with its secrets, told by the name of the file. */
const environments = new PlaceTable(['.env', '.env.*', '*.env', '.envrc']);

/** @param path absolute */
export function purposesOf(path: string): readonly Purpose[] {
  const segments = segmentsOf(path);
  return [
    ...(environments.has(segments.slice(-1)) ? ['environment' as const] : []),
    ...(services.has(segments) ? ['service' as const] : []),
  ];
}
