/** The page's own code in one piece, as `build/page-script.mjs` makes it of `page/`. */
declare module 'casebook:page' {
  const script: string;
  export default script;
}
