/** For screens of any width, light and dark, and for paper. */
export const style = `
:root {
  --page: #fff; --ink: #1a1d21; --soft: #5a6472; --line: #d5dae1; --panel: #f4f6f8;
  --band: #cfd6de; --bypass: #e8590c; --calls: #8fa3b8; --move: #1c7ed6;
  --critical: #c92a2a; --high: #d9480f; --medium: #b08900; --low: #5c7080; --good: #2b8a3e;
  --h0: #f1f3f5; --h1: #d0ebff; --h2: #74c0fc; --h3: #1c7ed6; --h4: #0b4f94;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14171a; --ink: #e8eaed; --soft: #a3adb8; --line: #353c44; --panel: #1d2226;
    --band: #3b444d; --bypass: #fd7e14; --calls: #6c8299; --move: #4dabf7;
    --critical: #ff6b6b; --high: #ff922b; --medium: #fcc419; --low: #a3adb8; --good: #51cf66;
    --h0: #22272c; --h1: #1b3a57; --h2: #1864ab; --h3: #339af0; --h4: #a5d8ff;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.55 system-ui, sans-serif; overflow-wrap: anywhere; }
main { max-width: 72rem; margin: 0 auto; padding: 1rem 1.25rem 3rem; }
nav { border-bottom: 1px solid var(--line); background: var(--panel); }
nav ol { max-width: 72rem; margin: 0 auto; padding: .5rem 1.25rem; list-style: none; display: flex; flex-wrap: wrap; gap: .15rem 1rem; font-size: .85rem; }
nav a { color: var(--soft); text-decoration: none; }
nav a:hover, nav a:focus { color: var(--ink); text-decoration: underline; }
h1 { font-size: 1.6rem; margin: .5rem 0; }
h2 { font-size: 1.25rem; margin: 2.2rem 0 .6rem; padding-top: .6rem; border-top: 1px solid var(--line); }
summary { margin: 1.4rem 0 .6rem; padding-top: .6rem; border-top: 1px solid var(--line); cursor: pointer; }
summary h2 { display: inline; border: 0; margin: 0; padding: 0; }
h3 { font-size: 1.02rem; margin: 1.6rem 0 .4rem; }
h2.verdict { border: 0; padding: .7rem 1rem; border-left: .5rem solid var(--medium); background: var(--panel); font-size: 1.4rem; margin-top: 1rem; }
.verdict-compromised h2.verdict, .verdict-exposed h2.verdict { border-color: var(--critical); }
.verdict-destructive h2.verdict { border-color: var(--high); }
.verdict-clean h2.verdict { border-color: var(--good); }
h3.finding { padding-left: .6rem; border-left: .35rem solid var(--low); }
h3.level-of-critical { border-color: var(--critical); }
h3.level-of-high { border-color: var(--high); }
h3.level-of-medium { border-color: var(--medium); }
code { font: .86em ui-monospace, monospace; background: var(--panel); padding: .05em .3em; border-radius: 3px; overflow-wrap: anywhere; }
pre { overflow-x: auto; background: var(--panel); border: 1px solid var(--line); padding: .6rem .8rem; border-radius: 4px; }
pre code { padding: 0; background: none; overflow-wrap: normal; }
.scroll { overflow-x: auto; margin: .6rem 0; }
table { border-collapse: collapse; width: 100%; font-size: .88rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid var(--line); min-width: 5.5rem; }
th { color: var(--soft); font-weight: 600; white-space: nowrap; }
td { overflow-wrap: break-word; }
time { white-space: nowrap; }
table.facts thead { display: none; }
table.facts { width: auto; }
table.facts td:first-child { color: var(--soft); white-space: nowrap; padding-left: 0; }
figure { margin: .6rem 0 1.2rem; overflow-x: auto; }
svg { display: block; width: 100%; min-width: 640px; height: auto; }
svg text { font: 12px system-ui, sans-serif; fill: var(--ink); }
svg text.small { font-size: 11px; fill: var(--soft); }
.band { fill: var(--band); } .bypass { fill: var(--bypass); } .calls { fill: var(--calls); } .move { fill: var(--move); }
.level-critical { fill: var(--critical); stroke: var(--page); } .level-high { fill: var(--high); stroke: var(--page); } .level-medium { fill: var(--medium); stroke: var(--page); }
.outcome-succeeded { fill: var(--h3); } .outcome-failed { fill: var(--critical); } .outcome-denied { fill: var(--medium); }
.outcome-not-run { fill: var(--low); } .outcome-interrupted { fill: var(--high); } .outcome-background { fill: var(--h2); } .outcome-unknown { fill: var(--band); }
.heat-0 { fill: var(--h0); } .heat-1 { fill: var(--h1); } .heat-2 { fill: var(--h2); } .heat-3 { fill: var(--h3); } .heat-4 { fill: var(--h4); }
svg text.on-heat-3, svg text.on-heat-4 { fill: var(--page); }
@media (max-width: 44rem) {
  nav ol { flex-wrap: nowrap; overflow-x: auto; white-space: nowrap; }
}
@media print {
  :root {
    --page: #fff; --ink: #000; --soft: #444; --line: #bbb; --panel: #f4f4f4; --band: #cfd6de; --bypass: #e8590c; --calls: #8fa3b8; --move: #1c7ed6;
    --critical: #c92a2a; --high: #d9480f; --medium: #b08900; --low: #5c7080; --good: #2b8a3e;
    --h0: #f1f3f5; --h1: #d0ebff; --h2: #74c0fc; --h3: #1c7ed6; --h4: #0b4f94;
  }
  body { font-size: 10pt; orphans: 3; widows: 3; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  html:has(.verdict-clean) { font-size: 13px; }
  body.verdict-clean { font-size: 9pt; }
  .verdict-clean :is(p, ul, ol, h2) { margin-block: .5em; }
  nav { display: none; }
  summary { list-style: none; break-after: avoid; }
  details::details-content { content-visibility: visible; display: block; }
  h2 { margin-top: 1.1rem; padding-top: .4rem; }
  main { max-width: none; padding: 0; }
  h1, h2, h3, p:has(+ .scroll), p:has(+ figure) { break-after: avoid; }
  tr, figure, pre, li, table.facts { break-inside: avoid; }
  .scroll, figure, pre { overflow: visible; }
  pre, pre code { white-space: pre-wrap; overflow-wrap: anywhere; }
  svg { min-width: 0; }
  th, td { min-width: 0; }
  td:has(code) { min-width: 6.5rem; }
}
@page { margin: 14mm; }
`;
