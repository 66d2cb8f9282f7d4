import type { LogEvent } from '../events/log-events/log-event.ts';

/** By which people ask that a program be taken off a machine. */
const asking =
  /\b(?:un-?install\w*|de-?install\w*|deinstallier\w*|désinstall\w*|desinstal\w*|disinstall\w*|purge|get rid of|completely remove|remove all (?:traces|of))\b|удал\w*|снес\w*|卸载|移除|アンインストール/iu;

/** Where a package keeps its parts under its own name: the last part of the match. */
const placeOfProgram =
  /^(?:(?:\/opt|\/etc|\/var\/(?:log|lib|cache|opt|run|spool)|\/usr\/(?:lib|local\/lib|share|local\/share|local\/etc)|\/usr\/local|\/run|\/srv)\/|\/(?:Applications|Library\/(?:Application Support|Logs|Preferences|Caches))\/|(?:\/home\/[^/]+|\/Users\/[^/]+|\/root)\/(?:\.(?:config|local\/share|local\/state|cache)\/|Library\/(?:Application Support|Logs|Preferences|Caches)\/|\.))([^/]+)(?:\/.*)?$/;

/** Files that packages put into folders of the system under names that begin with their own. */
const fileOfProgram =
  /^(?:\/(?:etc|usr\/lib|lib)\/systemd\/(?:system|user)|(?:\/home\/[^/]+|\/root)\/\.config\/(?:systemd\/user|autostart)|\/etc\/(?:init\.d|apt\/sources\.list\.d|apt\/keyrings|yum\.repos\.d|logrotate\.d|cron\.d)|\/usr(?:\/local)?\/(?:s?bin|share\/applications)|\/Library\/Launch(?:Agents|Daemons))\/(?:(?:com|org|net|io)\.)?([^/.@_-]+)[^/]*$/;

/** Folders that many programs share, whatever a request calls them. */
const shared =
  /^(?:systemd|system|apt|dpkg|ssh|ssl|cron|init|profile|security|pam|local|config|cache|share|lib|bin|log|logs|journal|audit|auth|syslog|messages|aws|gnupg|kube|docker)$/;

const fewestSigns = 4;

/**
 * Whether a delete takes parts of a program that the human’s last words ask to have uninstalled by name: its folder, its
 * settings, its logs.
 */
export function isUninstalled({ call, effect, logsource }: LogEvent): boolean {
  if (logsource.category !== 'file_delete' || effect?.action !== 'delete') return false;
  const words = call?.prompt ?? '';
  const at = words.search(asking);
  if (at === -1) return false;
  const part = (fileOfProgram.exec(effect.target) ?? placeOfProgram.exec(effect.target))?.[1] ?? '';
  const name = bare(part.replace(/\.app$|[*?].*$/, ''));
  return name.length >= fewestSigns && !shared.test(name) && bare(words.slice(at, at + 300)).includes(name);
}

/** `Express VPN`, `express-vpn` and `expressvpn` are one program. */
function bare(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}
