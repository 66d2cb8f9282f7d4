/** Added to the style of a document. Nothing of it shows where no script runs, or on paper. */
export const bookStyle = `
#book:not(:has(.desk)) { padding: .6rem 1.25rem; background: var(--panel); border-bottom: 1px solid var(--line); }
.has-book main, .has-book body > nav { display: none; }
.desk { font-size: 14px; line-height: 1.4; display: flex; flex-direction: column; }
.has-book .desk { height: 100vh; height: 100dvh; }
.desk button, .desk input, .desk select, .desk textarea { font: inherit; color: var(--ink); background: var(--page); border: 1px solid var(--soft); border-radius: 4px; padding: .15rem .5rem; max-width: 100%; }
.desk button { cursor: pointer; }
.desk button:disabled { opacity: .55; cursor: default; }
.desk button[aria-pressed=true] { background: var(--ink); color: var(--page); }
.desk :focus-visible { outline: 2px solid var(--move); outline-offset: 1px; }
.desk h1, .desk h2 { margin: 0; padding: 0; border: 0; font-size: 1rem; }
.desk p { margin: 0; }
.desk ul { margin: 0; padding: 0; list-style: none; }
.desk ol { margin: .4rem 0; padding-left: 1.4rem; }
.desk ol > li { margin-bottom: .5rem; }
.desk .soft { color: var(--soft); }
.desk .warned { font-weight: 700; text-decoration: underline; }
.desk .top { display: flex; flex-wrap: wrap; align-items: center; gap: .2rem .9rem; padding: .4rem .75rem; border-bottom: 1px solid var(--line); background: var(--panel); }
.desk .word { text-transform: uppercase; border-left: .4rem solid var(--medium); padding-left: .4rem; }
.desk .verdict-word-compromised, .desk .verdict-word-exposed { border-color: var(--critical); }
.desk .verdict-word-destructive { border-color: var(--high); }
.desk .verdict-word-clean { border-color: var(--good); }
.desk .buttons { margin-left: auto; display: flex; gap: .4rem; }
.desk .overview { padding: .4rem .75rem; border-bottom: 1px solid var(--line); }
.desk canvas { display: block; width: 100%; height: 56px; touch-action: pan-y; cursor: crosshair; }
.desk .line, .desk .choices, .desk .terms, .desk .tools, .desk .steps, .desk .pager { display: flex; flex-wrap: wrap; align-items: center; gap: .3rem .5rem; }
.desk .edge { display: flex; align-items: center; gap: .3rem; }
.desk .edge input { padding: 0; width: 9rem; }
.desk .panes { flex: 1; min-height: 0; display: grid; grid-template-columns: 16rem minmax(0, 1fr) 25rem; }
.desk .side, .desk .open { overflow-y: auto; padding: .5rem .75rem; background: var(--page); }
.desk .side { border: 0; border-right: 1px solid var(--line); }
.desk .open { border-left: 1px solid var(--line); }
.desk .side section { margin-bottom: 1rem; }
.desk .side h2 { margin-bottom: .3rem; }
.desk .entry { display: flex; flex-direction: column; width: 100%; text-align: left; border-color: var(--line); margin-bottom: .25rem; padding: .3rem .5rem; }
.desk .entry[aria-pressed=true] .soft { color: var(--page); }
.desk .clamped { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; }
.desk .gap { display: block; margin-bottom: .3rem; }
.desk .level-mark { border-left: .5rem solid var(--low); padding-left: .35rem; font-weight: 600; }
.desk .mark-critical { border-color: var(--critical); }
.desk .mark-high { border-color: var(--high); }
.desk .mark-medium { border-color: var(--medium); }
.desk .middle { display: flex; flex-direction: column; min-width: 0; min-height: 0; }
.desk .search { padding: .4rem .75rem; display: flex; flex-direction: column; gap: .3rem; border-bottom: 1px solid var(--line); }
.desk .search input[type=search] { flex: 1; min-width: 8rem; }
.desk .choices select { max-width: 8.5rem; }
.desk .day { padding: .1rem .75rem; background: var(--panel); color: var(--soft); }
.desk .calls { flex: 1; overflow-y: auto; min-height: 8rem; position: relative; }
.desk .rows { position: relative; }
.desk .row { position: absolute; left: 0; right: 0; display: grid; grid-template-columns: 4.4rem 5rem minmax(0, 1fr) 5.2rem 9.5rem; column-gap: .5rem; align-items: center; padding: 0 .75rem; border-left: 4px solid transparent; cursor: pointer; white-space: nowrap; }
.desk .row > * { overflow: hidden; text-overflow: ellipsis; }
.desk .row.prompts-off { border-left-color: var(--bypass); }
.desk .row .what, .desk .row .time { font-family: ui-monospace, monospace; font-size: .92em; }
.desk .row[aria-selected=true] { background: var(--ink); color: var(--page); }
.desk dl { display: grid; grid-template-columns: 5.5rem minmax(0, 1fr); gap: .45rem .6rem; margin: .6rem 0; }
.desk dt { color: var(--soft); }
.desk dd { margin: 0; overflow-wrap: anywhere; }
.desk pre { margin: 0; padding: .35rem .5rem; max-height: 18rem; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; font: .88em ui-monospace, monospace; }
.desk .filter { display: inline-block; margin-right: .6rem; }
.desk .filter button { padding: 0 .4rem; }
.desk .findings li { margin: .3rem 0; }
.desk a { color: inherit; }
.desk .note, .desk fieldset label { display: flex; flex-direction: column; }
.desk fieldset { border: 1px solid var(--line); margin: .5rem 0; display: flex; flex-direction: column; gap: .4rem; }
.desk .steps { margin-top: .6rem; }
.desk .left-out, .desk .message { padding: .2rem .75rem; border-top: 1px solid var(--line); background: var(--panel); color: var(--soft); }
.desk .message:empty { display: none; }
.desk dialog { background: var(--page); color: var(--ink); border: 1px solid var(--soft); border-radius: 6px; width: min(44rem, 94vw); max-height: 88vh; overflow-y: auto; }
.desk dialog > * { margin-bottom: .8rem; }
.desk .only-narrow { display: none; }
@media (max-width: 1100px) {
  .desk .only-narrow { display: inline-flex; align-items: center; justify-content: center; }
  .desk .panes { grid-template-columns: 14rem minmax(0, 1fr); }
  .desk .open { display: none; }
  .desk[data-pane=open] .open { display: block; }
  .desk[data-pane=open] .panes { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
  .desk[data-pane=open] .side { display: none; }
}
@media (max-width: 759.98px) {
  .desk button, .desk select, .desk input { min-height: 44px; min-width: 44px; }
  .desk .panes, .desk[data-pane=open] .panes { grid-template-columns: minmax(0, 1fr); }
  .desk[data-pane=calls] .side, .desk[data-pane=calls] .open, .desk[data-pane=open] .middle, .desk[data-pane=side] .middle, .desk[data-pane=side] .open { display: none; }
  .desk .side, .desk .open { border: 0; }
  .desk .choices, .desk .overview .line { flex-wrap: nowrap; overflow-x: auto; }
  .desk .choices > *, .desk .overview .line > * { flex: none; }
  .desk .row { grid-template-columns: 4.6rem minmax(0, 1fr) auto; grid-template-rows: 1fr 1fr; row-gap: 0; }
  .desk .row .outcome { display: none; }
  .desk .row .what { grid-column: 1 / -1; grid-row: 2; }
  .desk[data-pane=open] .overview, .desk[data-pane=side] .overview { display: none; }
}
@media (forced-colors: active) { .desk .row[aria-selected=true] { outline: 2px solid; outline-offset: -2px; } }
@media print {
  #book { display: none; }
  .has-book main { display: block; }
}
`;
