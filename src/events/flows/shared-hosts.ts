import { covers } from './issuers.ts';

/**
 * Hosts at which anybody may put something up under a page, an account or a package of their own. That the host is
 * expected says nothing of whose page it is.
 */
const open: readonly string[] = [
  'github.com',
  'githubusercontent.com',
  'gitlab.com',
  'bitbucket.org',
  'npmjs.org',
  'npmjs.com',
  'pypi.org',
  'rubygems.org',
  'crates.io',
  'docker.io',
  'ghcr.io',
  'huggingface.co',
];

/** Names below which everybody has a host of their own: one of them says nothing of the next. https://publicsuffix.org/ */
const divided: readonly string[] = [
  'amazonaws.com',
  'azurewebsites.net',
  'blob.core.windows.net',
  'cloudfront.net',
  'fly.dev',
  'github.io',
  'gitlab.io',
  'googleapis.com',
  'herokuapp.com',
  'hf.space',
  'loca.lt',
  'netlify.app',
  'ngrok-free.app',
  'ngrok-free.dev',
  'ngrok.app',
  'ngrok.dev',
  'ngrok.io',
  'onrender.com',
  'pages.dev',
  'pipedream.net',
  'railway.app',
  'run.app',
  'serveo.net',
  'supabase.co',
  'trycloudflare.com',
  'vercel.app',
  'web.app',
  'workers.dev',
];

/** @param host lower case, without a port */
export function isOpenHost(host: string): boolean {
  return open.some((name) => covers(name, host));
}

/** Whether a name that somebody gave means a host: itself, or one below it where all of those have one owner. */
export function meansHost(named: string, host: string): boolean {
  if (isOpenHost(host)) return false;
  return named === host || (named.includes('.') && covers(named, host) && !divided.includes(named));
}

/** Services that lead from the network to a program of this machine. */
const tunnels =
  /(?:^|\.)(?:ngrok(?:-free)?\.(?:app|dev|io)|trycloudflare\.com|loca\.lt|serveo\.net|localhost\.run|lhr\.life|devtunnels\.ms|bore\.pub|tunnelmole\.net|zrok\.io)$/;

export function isTunnelHost(host: string): boolean {
  return tunnels.test(host);
}
