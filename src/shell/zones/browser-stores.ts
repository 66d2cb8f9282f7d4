import { PlaceTable } from './place-table.ts';

/** Folders with the profiles of browsers, lower case. https://attack.mitre.org/techniques/T1555/003/ */
const profileFolders = [
  ...[
    'google-chrome',
    'google-chrome-beta',
    'google-chrome-unstable',
    'chromium',
    'microsoft-edge',
    'vivaldi',
  ].map((browser) => `.config/${browser}`),
  '.config/opera',
  '.config/bravesoftware/brave-browser',
  ...[
    'google/chrome',
    'chromium',
    'microsoft edge',
    'bravesoftware/brave-browser',
    'vivaldi',
    'arc/user data',
  ].map((browser) => `library/application support/${browser}`),
  'library/application support/firefox/profiles',
  ...['google/chrome', 'chromium', 'microsoft/edge', 'bravesoftware/brave-browser', 'vivaldi'].map(
    (browser) => `appdata/local/${browser}/user data`,
  ),
  'appdata/roaming/mozilla/firefox/profiles',
  '.mozilla/firefox',
].map((path) => path.split('/'));

/** What of a profile gives access: logins, cookies and tokens, cards, and the keys that open them. */
const stores = new PlaceTable([
  ...['login data*', 'cookies*', 'extension cookies*', 'web data*', 'local state', 'network'],
  ...['local storage', 'session storage', 'indexeddb', 'local extension settings', 'sync extension settings'],
  ...['logins*.json', 'key3.db', 'key4.db', 'cert9.db', 'cookies.sqlite*', 'signons.sqlite', 'sessionstore*'],
]);
/** Profiles as a whole. */
const profile = /^(?:default|profile \d+|guest profile|[\w-]+\.default[\w-]*|.*[*?[{].*)$/;

/** @param segments of an absolute path, lower case */
export function isBrowserStore(segments: readonly string[]): boolean {
  return profileFolders.some((folder) => {
    const at = segments.findIndex((_, index) =>
      folder.every((name, offset) => segments[index + offset] === name),
    );
    if (at === -1) return false;
    const [name, ...deeper] = segments.slice(at + folder.length);
    if (name === undefined || stores.has([name, ...deeper])) return true;
    return profile.test(name) && deeper.every((one) => one === '*');
  });
}
