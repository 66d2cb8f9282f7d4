/** What help says of commands that share their first word. */
export const commandGroups: Readonly<Record<string, string>> = {
  fleet: 'every host of an organisation: load spools, hunt, report',
};
