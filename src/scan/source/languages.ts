/** How a programming language writes comments and strings; enough to tell them apart. */
export interface Language {
  readonly lineComments: readonly string[];
  readonly blockComments: readonly (readonly [string, string])[];
  /** Longest first. */
  readonly strings: readonly StringForm[];
  /** `/…/` is a pattern where a value can stand; a quote in it opens no string. */
  readonly patterns?: true;
  /** What begins a text that ends with a word on a line of its own; the second group is the word. Sticky. */
  readonly heredocs?: RegExp;
}

export interface StringForm {
  readonly open: string;
  readonly close: string;
  /** Backslash makes the next character plain. */
  readonly escapes: boolean;
  readonly lines: boolean;
}

const form = (open: string, close: string, escapes = true, lines = false): StringForm => ({
  open,
  close,
  escapes,
  lines,
});
const double = form('"', '"');
const single = form("'", "'");
const backtick = form('`', '`', true, true);
const wordLists = ['[', '(', '{'].map((open) =>
  form(`%w${open}`, { '[': ']', '(': ')', '{': '}' }[open] ?? ''),
);
const cBlock = ['/*', '*/'] as const;

const cLike: Language = { lineComments: ['//'], blockComments: [cBlock], strings: [double, single] };
const script: Language = {
  patterns: true,
  lineComments: ['//', '#!'],
  blockComments: [cBlock],
  strings: [backtick, double, single],
};
const hash: Language = { lineComments: ['#'], blockComments: [], strings: [double, single] };

/** By extension, lower case. */
export const languages: Readonly<Record<string, Language>> = {
  ...each('js jsx mjs cjs ts tsx mts cts vue svelte astro', script),
  ...each('c h cc cpp cxx hpp m mm java cs dart zig v sol', {
    ...cLike,
    strings: [form('"""', '"""', true, true), double, single],
  }),
  ...each('pkl cue', { ...cLike, strings: [form('"""', '"""', true, true), double] }),
  ...each('php', {
    ...cLike,
    lineComments: ['//', '#'],
    heredocs: /<<<(['"]?)(\w+)\1/y,
    strings: [double, single, backtick],
  }),
  ...each('kt kts swift scala', { ...cLike, strings: [form('"""', '"""', false, true), double] }),
  ...each('groovy gradle gvy', {
    ...cLike,
    strings: [form('"""', '"""', true, true), form("'''", "'''", true, true), double, single],
  }),
  ...each('rs', {
    ...cLike,
    strings: [form('r##"', '"##', false, true), form('r#"', '"#', false, true), form('"', '"', true, true)],
  }),
  ...each('go', { ...cLike, strings: [form('`', '`', false, true), double] }),
  ...each('py pyi pyw star bzl xsh', {
    ...hash,
    strings: [form('"""', '"""', true, true), form("'''", "'''", true, true), double, single],
  }),
  ...each('rb rake gemspec cr', {
    ...hash,
    heredocs: /<<[~-]?(["'`]?)([A-Z]\w*)\1/y,
    strings: [
      ...wordLists,
      form('"', '"', true, true),
      form("'", "'", true, true),
      form('`', '`', true, true),
    ],
  }),
  ...each('pl pm', {
    ...hash,
    heredocs: /<<~?(["']?)([A-Z]\w*)\1/y,
    strings: [form('"', '"', true, true), form("'", "'", true, true), form('`', '`', true, true)],
  }),
  ...each('ex exs', {
    ...hash,
    strings: [
      form('"""', '"""', true, true),
      form('~w[', ']'),
      form('~w(', ')'),
      form('"', '"', true, true),
      form("'", "'", true, true),
    ],
  }),
  ...each('jl r tcl exp', {
    ...hash,
    strings: [form('"', '"', true, true), form("'", "'", true, true), form('`', '`', true, true)],
  }),
  ...each('ps1 psm1 psd1', {
    ...hash,
    blockComments: [['<#', '#>']],
    strings: [
      form('@"', '"@', false, true),
      form("@'", "'@", false, true),
      form('"', '"', false, true),
      form("'", "'", false, true),
    ],
  }),
  ...each('tf tfvars hcl', {
    ...hash,
    lineComments: ['#', '//'],
    blockComments: [cBlock],
    heredocs: /<<-?(["']?)(\w+)\1/y,
    strings: [double],
  }),
  ...each('toml ini cfg conf properties nu elv kdl bu', {
    ...hash,
    lineComments: ['#', '//', ';'],
    strings: [form('"""', '"""', true, true), form("'''", "'''", false, true), double, single],
  }),
  ...each('nix', {
    lineComments: ['#'],
    blockComments: [cBlock],
    strings: [form("''", "''", false, true), form('"', '"', true, true)],
  }),
  ...each('lua', {
    lineComments: ['--'],
    blockComments: [['--[[', ']]']],
    strings: [form('[[', ']]', false, true), double, single],
  }),
  ...each('hs elm sql', { lineComments: ['--'], blockComments: [['{-', '-}'], cBlock], strings: [double] }),
  ...each('el lisp clj cljs scm rkt fnl', {
    lineComments: [';'],
    blockComments: [],
    strings: [form('"', '"', true, true)],
  }),
  ...each('applescript scpt', {
    lineComments: ['--', '#'],
    blockComments: [['(*', '*)']],
    strings: [form('"', '"', true, true)],
  }),
  ...each('vim', { lineComments: [], blockComments: [], strings: [double, single] }),
  ...each('ml mli fs fsx', {
    lineComments: ['//'],
    blockComments: [['(*', '*)']],
    strings: [form('"', '"', true, true)],
  }),
  ...each('jsonnet libsonnet', { ...cLike, lineComments: ['//', '#'] }),
};

function each(extensions: string, language: Language): Record<string, Language> {
  return Object.fromEntries(extensions.split(' ').map((extension) => [extension, language]));
}
