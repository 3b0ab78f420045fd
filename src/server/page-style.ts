/** Ink on paper: near-black on warm white, red for errors of the source, amber for doubts, blue for what is undecided. */
export const style = `
:root { color-scheme: light dark; --paper: #fbfaf7; --ink: #1c1a17; --soft: #625c53; --line: #ddd8ce; --red: #a3261d;
  --amber: #7d5200; --blue: #24588f; --fill: #f2efe8; }
@media (prefers-color-scheme: dark) { :root { --paper: #191816; --ink: #ece8e0; --soft: #a8a196; --line: #3a3732;
  --red: #f08a80; --amber: #e3b35c; --blue: #8fbbe8; --fill: #242220; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: flex; flex-direction: column; background: var(--paper); color: var(--ink);
  font: 15px/1.55 'Noto Sans SC', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif; font-variant-numeric: tabular-nums; }
body > main { flex: 1; min-height: 0; }
nav.site { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; padding: .3rem 1rem; border-bottom: 1px solid var(--line); font-size: .87rem; }
nav.site a { text-decoration: none; color: var(--soft); } nav.site [aria-current] { color: var(--ink); font-weight: 600; }
header { display: flex; flex-wrap: wrap; gap: .4rem 1rem; align-items: baseline; padding: .5rem 1rem; border-bottom: 1px solid var(--line); }
header .formats, header [rel=next] { margin-left: auto; }
h1 { font-size: 1rem; margin: 0; } h2 { font-size: 1rem; font-weight: 400; margin: 0 0 .5rem; } h3 { font-size: .85rem; margin: 1rem 0 .2rem; color: var(--soft); }
a { color: inherit; } a:focus-visible, button:focus-visible, input:focus-visible, summary:focus-visible { outline: 2px solid var(--blue); outline-offset: 1px; }
footer { padding: .3rem 1rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .8rem; }
.queue { display: grid; grid-template-columns: 15rem minmax(0, 1fr); }
.queue aside { border-right: 1px solid var(--line); padding: .5rem 1rem; font-size: .87rem; }
.queue section { padding: .2rem 1rem; }
aside ul, .items, .repairs, .history { list-style: none; margin: 0; padding: 0; }
aside li a { display: flex; justify-content: space-between; gap: .5rem; text-decoration: none; padding: .05rem .3rem; overflow-wrap: anywhere; }
aside a[aria-current] { background: var(--ink); color: var(--paper); }
summary { cursor: pointer; font-weight: 600; }
.items a { display: block; text-decoration: none; padding: .35rem .5rem; border-left: 3px solid var(--line); border-bottom: 1px solid var(--line); }
.items a:hover, .items a:focus { background: var(--fill); }
.items small, .document, .state, .sum small { color: var(--soft); }
.items .error a { border-left-color: currentColor; }
.error.source b { color: var(--red); } .reading b { color: var(--amber); } .undecided b { color: var(--blue); }
body:has(> main.anomaly) { height: 100vh; }
main.anomaly { display: grid; grid-template-columns: minmax(0, 1fr) minmax(24rem, 34rem); min-height: 0; }
main.anomaly .paper { display: flex; flex-direction: column; min-height: 0; border-right: 1px solid var(--line); }
iframe { width: 100%; flex: 1; min-height: 0; border: 0; background: #fbfaf7; }
.zooms { padding: .1rem .6rem; border-bottom: 1px solid var(--line); font-size: .8rem; color: var(--soft); } .zooms a { text-decoration: none; margin-right: .5rem; } .zooms [aria-current] { text-decoration: underline; }
main.anomaly section { display: flex; flex-direction: column; min-height: 0; } .told { flex: 1; padding: .8rem 1rem; overflow: auto; min-height: 0; }
.judge { border-top: 1px solid var(--line); padding: .3rem 1rem .5rem; } .judge h3 { margin: .2rem 0; } .judge .repairs { max-height: 26vh; overflow: auto; } .judge select { max-width: 15rem; }
.chip { display: inline-block; padding: 0 .3em; border: 1px solid var(--line); text-decoration: none; line-height: 1.35; margin: .1rem 0; } .chip:focus, .chip:hover { border-color: var(--ink); }
.chip.suspect small { color: inherit; } mark { background: none; color: var(--red); font-weight: 600; text-decoration: underline; } .chip.suspect { background: var(--red); color: var(--paper); border-color: var(--red); }
table.list th { text-align: left; color: var(--soft); } table.list td { text-align: left; } table.list .number { text-align: right; }
table { border-collapse: collapse; width: 100%; font-size: .87rem; } caption { text-align: left; color: var(--soft); }
th { text-align: left; font-weight: 400; } thead th { white-space: nowrap; text-align: right; } td { text-align: right; } td, th { padding: .1rem .4rem; border-bottom: 1px solid var(--line); }
td.missing { background: repeating-linear-gradient(135deg, transparent 0 4px, var(--line) 4px 5px); } td.unreadable { text-decoration: underline wavy; }
table.figures a { text-decoration: none; } table.figures a:hover, table.figures a:focus { text-decoration: underline; }
ins { text-decoration: none; font-weight: 600; }
button, input { font: inherit; color: inherit; background: none; border: 1px solid var(--line); border-radius: 3px; padding: .15rem .5rem; }
button { cursor: pointer; } button:hover { background: var(--fill); }
kbd { font: .8em ui-monospace, monospace; border: 1px solid var(--line); padding: 0 .25em; }
main.bulk { padding: .5rem 1rem; } main.bulk form { margin: .5rem 0; }
aside form { margin: .2rem .3rem; } aside form input { width: 9rem; }
blockquote a { text-decoration: none; } blockquote { margin: .5rem 0; padding-left: .7rem; border-left: 3px solid var(--line); }
.repairs button { text-align: left; width: 100%; margin: .1rem 0; }
form.decide { margin: .3rem 0 0; } form.decide p { margin: .3rem 0; } form.decide label { display: inline-block; margin-right: .6rem; } output[role=status] { color: var(--red); }
@media (max-width: 700px) { .queue, main.anomaly { grid-template-columns: minmax(0, 1fr); } main.anomaly .paper { border-right: 0; } iframe { flex: none; height: 45vh; border-bottom: 1px solid var(--line); }
  body:has(> main.anomaly) { height: auto; }
  .queue aside { border-right: 0; border-bottom: 1px solid var(--line); }
  main.anomaly section { display: block; } .told { overflow: visible; } main.anomaly { padding-bottom: 4rem; } .judge .repairs { max-height: none; }
  form.decide p { position: fixed; left: 0; right: 0; bottom: 0; z-index: 2; border-top: 1px solid var(--line); display: grid; grid-template-columns: repeat(5, 1fr); gap: .2rem; background: var(--paper); margin: 0; padding: .3rem 0; } kbd { display: none; } }

/* Agencies and reports */
main.listed { padding: .5rem 1rem; overflow-x: auto; } form.filter { display: flex; flex-wrap: wrap; gap: .3rem .8rem; align-items: baseline; }
select { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line); border-radius: 3px; padding: .15rem .3rem; max-width: 100%; }
select:focus-visible, iframe:focus-visible, .wide:focus-visible { outline: 2px solid var(--blue); outline-offset: 1px; }
b.errors { color: var(--red); }
main.report { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 46rem); align-items: start; }
main.report .paper { position: sticky; top: 0; height: 100vh; display: flex; flex-direction: column; background: var(--paper); }
main.report > section { padding: .8rem 1rem; min-width: 0; } main.report h2 { margin: 1.5rem 0 .3rem; font-weight: 600; }
.facts { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .1rem 1rem; margin: 0; } .facts dt { color: var(--soft); } .facts dd { margin: 0; overflow-wrap: anywhere; }
.places, .versions, .copies { margin: 0; padding-left: 1.2rem; } .facts .places { list-style: none; padding: 0; } .location { overflow-wrap: anywhere; }
.report .items li { position: relative; } .report .items .place { position: absolute; right: .5rem; bottom: .35rem; padding: 0; border: 0; font-size: .8rem; text-decoration: underline; color: var(--soft); }
.key { color: var(--soft); font-size: .8rem; } .wide { overflow-x: auto; margin: .5rem 0 1.2rem; }
.official { font-size: .8rem; } .official caption { color: var(--ink); font-weight: 600; padding-bottom: .2rem; }
.official th, .official td { border: 1px solid var(--line); text-align: center; padding: .1rem .25rem; line-height: 1.35; min-width: 2.2rem; }
.official [scope=row], .official [scope=rowgroup] { text-align: left; } .official [scope=rowgroup] { min-width: 2.6rem; }
.official td a, .figures td a { text-decoration: none; } .official td a:hover, .figures td a:hover { text-decoration: underline; }
.official th a { text-decoration: underline dotted; text-underline-offset: .2em; }
.official td { white-space: nowrap; position: relative; } .official td.unreadable { white-space: normal; overflow-wrap: anywhere; } td del { display: block; color: var(--soft); }
td.flagged { --flag: var(--soft); outline: 1px solid var(--flag); outline-offset: -1px; } td.flagged.error.source { --flag: var(--red); } td.flagged.reading { --flag: var(--amber); } td.flagged.undecided { --flag: var(--blue); }
td.suspect { background: color-mix(in srgb, var(--flag) 18%, transparent); outline-width: 2px; outline-offset: -2px; }
.flag.error.source { color: var(--red); } .flag.reading { color: var(--amber); } .flag.undecided { color: var(--blue); }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.prose { white-space: pre-line; line-height: 1.8; margin: .2rem 0 1rem; overflow-wrap: anywhere; } .stated { text-decoration: underline; text-decoration-thickness: 2px; text-underline-offset: .25em; }
details.hand { margin: .3rem 0; } details.hand form { display: grid; gap: .4rem; padding: .4rem 1rem; justify-items: start; }
@media (max-width: 700px) { main.report { grid-template-columns: minmax(0, 1fr); } main.report .paper { height: 45vh; z-index: 1; } main.report iframe { flex: 1; min-height: 0; }
  main.listed .list { width: max-content; min-width: 100%; } main.listed .list td { max-width: 12rem; }
  html:has(main.report) { scroll-padding-top: 47vh; } .official.applications, .official.remedies { min-width: 42rem; } }
@media print { nav.site, main.report .paper, details.hand, footer { display: none; } main.report { display: block; } }
/* Plots and the overview. */
main.plots { padding: .5rem 1rem 2rem; } main.overview { display: grid; grid-template-columns: minmax(0, 27rem) minmax(0, 1fr); gap: 0 2.5rem; }
main.beside { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0 2rem; align-items: start; }
figure.plotted { margin: .5rem 0 1.2rem; } figcaption { font-weight: 600; margin-bottom: .3rem; } .drawn { max-width: 32rem; } .note { color: var(--soft); font-size: .8rem; margin: .2rem 0; }
svg.plot { display: block; width: 100%; height: auto; overflow: visible; font-family: inherit; color: var(--ink); } svg.plot text { white-space: pre; stroke: none; }
svg.plot a:focus-visible { outline: none; } svg.plot a:focus-visible > * { stroke: var(--blue); stroke-width: 2; }
svg.plot a { text-decoration: none; } svg.plot .source, svg.plot .faulty { color: var(--red); } svg.plot .reading, svg.plot .failed { color: var(--amber); }
svg.plot .undecided { color: var(--blue); } svg.plot .counted, svg.plot .overdue, svg.plot .absent { color: var(--soft); }
svg.plot g.faulty, svg.plot g.failed { fill: currentColor; } svg.plot .source circle, svg.plot .reading circle, svg.plot .undecided circle { fill: var(--paper); } svg.plot g.overdue, svg.plot g.not-due, svg.plot g.none { fill: var(--fill); }
svg.plot [class^='sign-'] { fill: var(--soft); } svg.plot .sign-faulty, svg.plot .sign-failed { fill: var(--paper); font-weight: 600; }
table.numbers { width: auto; min-width: 50%; } table.numbers thead th { position: sticky; top: 0; background: var(--paper); } table.numbers th:first-child { text-align: left; }
.scrolled { overflow: auto; } details .scrolled { max-height: 60vh; } .gap { border-left: 3px solid var(--amber); padding: .3rem .7rem; margin: .3rem 0; }
nav.path ol, ol.spark { list-style: none; display: flex; flex-wrap: wrap; gap: .1rem .8rem; margin: 0; padding: 0; } nav.path li + li::before { content: '› '; color: var(--soft); }
header nav.path { margin-left: 0; } nav.path [aria-current], main.plots p [aria-current] { font-weight: 600; text-decoration: none; }
dl.waiting { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: .1rem 1rem; margin: 0 0 1rem; } dl.waiting dd { margin: 0; text-align: right; }
main.plots h2 { font-size: .95rem; font-weight: 600; margin: .8rem 0 .2rem; } main.plots h2 a { font-weight: 400; font-size: .85rem; margin-left: .5rem; } ul.latest { list-style: none; margin: 0; padding: 0; } .latest small { color: var(--soft); }
.spark svg { vertical-align: -2px; fill: currentColor; stroke: currentColor; overflow: visible; } .spark svg rect { stroke: none; } .spark svg line { stroke-width: .5; }
.spark .source { color: var(--red); } .spark .reading { color: var(--amber); } .spark .undecided { color: var(--blue); }
form.choice select { width: 30rem; font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line); max-width: 100%; padding: .15rem; }
@media (max-width: 700px) { main.overview, main.beside { grid-template-columns: minmax(0, 1fr); } }
@media print { nav.site, footer, .formats, form.choice, figure.plotted details { display: none; } figure.plotted { break-inside: avoid; } main.overview { display: block; } }
/* By hand: failures and the log. */
form.hand { display: inline-flex; flex-wrap: wrap; gap: .2rem; margin: 0 .4rem .2rem 0; } form.hand output { flex-basis: 100%; white-space: pre-line; }
main.failures section { overflow-x: auto; } main.failures td:nth-child(2) { min-width: 11rem; } time { white-space: nowrap; } main.log { padding: .2rem 1rem; overflow-x: auto; } table.list td { overflow-wrap: anywhere; vertical-align: top; }
`;
