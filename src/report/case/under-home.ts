/** Paths below the home as a shell writes them: `~/.ssh`. The first screen names the home, and has little room. */
export function underHome(text: string, home: string): string {
  return home.length < 2 ? text : text.replaceAll(`${home}/`, '~/');
}
