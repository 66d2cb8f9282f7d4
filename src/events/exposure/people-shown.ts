import type { CommandAnalysis, SimpleCommand } from '../../shell/command-analysis.ts';
import { hostOf, isLocalHost } from '../../shell/hosts.ts';
import type { ToolCall } from '../../transcripts/tool-call.ts';

const clients =
  /^(?:psql|mysql|mariadb|mongosh?|sqlcmd|sqlplus|clickhouse-client|cockroach|usql|pgcli|mycli)$/i;
/** Hosts on which people are made up. */
const rehearsal =
  /(?:^|[.\-_/@])(?:dev|develop|development|test|testing|staging|stage|sandbox|demo|local|ci|qa|preview)\d*(?:[.\-_/:]|$)/i;
const mailAddress = /[\w.+-]{1,64}@((?:[\w-]{1,63}\.){1,4}[a-z]{2,24})\b/gi;
/** https://www.rfc-editor.org/rfc/rfc2606 */
const noMail = /(?:^|\.)(?:example|invalid|test|localhost)$|(?:^|\.)example\.(?:com|net|org)$/i;
const fewestPeople = 2;
const longestSearched = 200_000;

/** Whether the result of a call shows addresses of several people out of a database on another machine. */
export function showsPeople({ result, outcome }: ToolCall, { commands }: CommandAnalysis): boolean {
  if (!result || outcome === 'denied' || outcome === 'not-run' || !commands.some(isRemoteQuery)) return false;
  const found = [...result.text.slice(0, longestSearched).matchAll(mailAddress)];
  const people = found.filter(([, domain = '']) => !noMail.test(domain)).map(([address]) => address);
  return new Set(people).size >= fewestPeople;
}

function isRemoteQuery({ program, effects, remote }: SimpleCommand): boolean {
  if (!clients.test(program)) return false;
  const targets = effects
    .filter(({ action }) => action === 'connect' || action === 'download')
    .map(({ target }) => target);
  const places = [
    ...targets.filter((target) => !isLocalHost(hostOf(target) ?? target)),
    ...(remote ? [remote] : []),
  ];
  return places.some((place) => !rehearsal.test(place));
}
