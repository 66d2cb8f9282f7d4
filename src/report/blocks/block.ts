import type { Level } from '../../level.ts';

/**
 * What a report is made of. Words in a block are inline Markdown: our own, and what the functions of `markdown.ts` make
 * of evidence.
 */
interface Contents {
  readonly heading: {
    readonly level: HeadingLevel;
    readonly text: string;
    /** What it announces; a page shows how grave that is. */
    readonly announces?: 'verdict' | Level;
  };
  readonly prose: { readonly text: string };
  readonly table: { readonly head: readonly string[]; readonly rows: Rows };
  /** Pairs of a name and a value. */
  readonly facts: { readonly rows: readonly (readonly [name: string, value: string])[] };
  readonly list: { readonly items: readonly ListItem[]; readonly isOrdered: boolean };
  /** For whoever looks closer: a page shows the heading, and the rest where it is asked for; paper has it all. */
  readonly folded: { readonly heading: Block<'heading'>; readonly blocks: readonly Block[] };
  /** Lines for a shell, as they are: not Markdown. */
  readonly commands: { readonly lines: readonly string[] };
  /** The same picture in the two languages that people see pictures in. */
  readonly picture: { readonly mermaid: string; readonly svg: string };
}

export type HeadingLevel = 1 | 2 | 3 | 4 | 5 | 6;
/** Words, or words above a list of their own. */
export type ListItem = string | { readonly text: string; readonly items: readonly string[] };
type Rows = readonly (readonly string[])[];
type BlockKind = keyof Contents;
export type Block<Kind extends BlockKind = BlockKind> = {
  readonly [Each in Kind]: { readonly kind: Each } & Contents[Each];
}[Kind];

/** One way to show each kind of block. */
export type BlockRenderers = { readonly [Kind in BlockKind]: (block: Block<Kind>) => string };

export function renderBlock<Kind extends BlockKind>(block: Block<Kind>, renderers: BlockRenderers): string {
  return renderers[block.kind](block);
}

export function heading(
  level: HeadingLevel,
  text: string,
  announces?: Block<'heading'>['announces'],
): Block<'heading'> {
  return { kind: 'heading', level, text, ...(announces === undefined ? {} : { announces }) };
}

/** Not shown where it is empty. */
export function paragraph(text: string): Block<'prose'> {
  return { kind: 'prose', text };
}

/** Not shown where it has no rows. */
export function table(head: readonly string[], rows: Rows): Block<'table'> {
  return { kind: 'table', head, rows };
}

export function facts(rows: Block<'facts'>['rows']): Block<'facts'> {
  return { kind: 'facts', rows };
}

/** Not shown where it has no items. */
export function list(items: readonly ListItem[]): Block<'list'> {
  return { kind: 'list', items, isOrdered: false };
}

export function orderedList(items: readonly string[]): Block<'list'> {
  return { kind: 'list', items, isOrdered: true };
}

/** Each heading of the second level folds what stands below it. */
export function folded(blocks: readonly Block[]): readonly Block[] {
  const all: Block[] = [];
  let below: Block[] = all;
  for (const block of blocks) {
    if (block.kind !== 'heading' || block.level !== 2) below.push(block);
    else {
      below = [];
      all.push({ kind: 'folded', heading: block, blocks: below });
    }
  }
  return all;
}

/** Not shown where it has no lines. */
export function commands(lines: readonly string[]): Block<'commands'> {
  return { kind: 'commands', lines };
}
