import { literal } from '../literal.ts';

const components = /^(?:tsx|jsx|vue|svelte|astro)$/;

/** Whether a file describes what a page shows. */
export function showsPages(extension: string): boolean {
  return components.test(extension);
}

/** A string that an element of a page is given as it stands: `<CopyButton text={`. */
export function isAttribute(before: string): boolean {
  return /\s[\w:-]+=\{\s*$/.test(before);
}

/** A name that elements of the page show or copy: `text={command}`, `>{command}<`, `writeText(command)`. */
export function isNameShown(name: string, code: string): boolean {
  const word = literal(name);
  return new RegExp(`(?:[\\w-]=|>\\s*)\\{\\s*${word}\\s*\\}|\\bwriteText\\(\\s*${word}\\s*\\)`).test(code);
}
