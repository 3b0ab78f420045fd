/** How the page looks. Colours by state: number green, blank blue, mark violet, unreadable red, not claimed amber. */
export const style = `
:root { --number: #1a7f4b; --blank: #2f6fb3; --mark: #7a4fb0; --unreadable: #c62f2f; --missing: #8a8f98;
  --unclaimed: #b36b00; --label: #6b7280; --line: #d8dce2; --lit: #ffd54a; --ink: #1d2430; --soft: #5b6472; }
* { box-sizing: border-box; }
html, body { height: 100%; margin: 0; }
body { display: grid; grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr) minmax(26rem, 42%);
  grid-template-areas: 'head head' 'main side' 'foot foot'; color: var(--ink); background: #f4f5f7;
  font: 14px/1.5 system-ui, 'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif; }
header { grid-area: head; display: flex; flex-wrap: wrap; gap: .3rem .6rem; align-items: center; padding: .5rem 1rem;
  background: #fff; border-bottom: 1px solid var(--line); }
h1 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 1rem; margin: 0; }
h3 { font-size: .85rem; margin: .8rem 0 .2rem; color: var(--soft); }
nav { margin-left: auto; display: flex; flex-wrap: wrap; gap: 0 .7rem; font-size: .8rem; }
nav label { display: inline-flex; align-items: center; gap: .2rem; cursor: pointer; }
main { grid-area: main; overflow: auto; padding: 1rem; }
aside { grid-area: side; overflow: auto; background: #fff; border-left: 1px solid var(--line); padding: .2rem 1rem 2rem; }
footer { grid-area: foot; min-height: 2rem; max-height: 9rem; overflow: auto; padding: .3rem 1rem; background: #fff;
  border-top: 1px solid var(--line); font-size: .8rem; white-space: pre-line; color: var(--soft); }
details { overflow-x: auto; border-bottom: 1px solid var(--line); padding: .4rem 0 .7rem; }
summary { font-weight: 600; cursor: pointer; padding: .2rem 0; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .1rem .8rem; margin: .2rem 0; font-size: .85rem; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
ul, ol { margin: .2rem 0; padding: 0; list-style: none; } p { margin: .3rem 0; }
code { font: .85em ui-monospace, 'DejaVu Sans Mono', monospace; color: var(--soft); }
i { color: var(--soft); font-style: normal; font-size: .8em; }
button { font: inherit; color: inherit; background: none; border: 1px solid transparent; border-radius: 4px; padding: 0 .25rem;
  text-align: left; cursor: pointer; overflow-wrap: anywhere; }
button:hover { border-color: var(--line); background: #f4f5f7; }
button:focus-visible { outline: 2px solid var(--blank); }
.tag { display: inline-block; border-radius: 3px; padding: 0 .35rem; font-size: .75rem; background: #e8ebef; color: var(--soft);
  white-space: nowrap; font-weight: 400; }
.tag.error { background: #fbdcdc; color: #9c1c1c; } .tag.warning { background: #fdebc8; color: #80500a; }
.tag.notice { background: #dfeaf6; color: #24588f; } .tag.number { background: #d9f0e3; color: #14633a; }
.tag.way.alias, .tag.way.extended { background: #dfeaf6; color: #24588f; }
.tag.way.fuzzy, .tag.way.position { background: #fdebc8; color: #80500a; }
.failed { margin: .8rem 0; padding: .6rem .8rem; border-left: 4px solid var(--unreadable); background: #fdf0f0; }
.warn { color: #80500a; }
.anomaly { width: 100%; border-left: 3px solid var(--line); padding: .3rem .5rem; margin: .15rem 0; }
.anomaly.error { border-left-color: var(--unreadable); } .anomaly.warning { border-left-color: #e0a030; }
.repairs { font-size: .8rem; color: var(--soft); padding: 0 0 0 1rem; border: 0; } .repairs summary { font-weight: 400; }
.key { display: inline-block; background: #e4ecf7; color: #24588f; border-radius: 3px; padding: 0 .35rem; margin-right: .4rem; font-size: .75rem; }
aside table { border-collapse: collapse; font-size: .78rem; margin: .4rem 0; }
aside table.plain td, aside table.plain th { padding: .1rem .5rem; border: 1px solid var(--line); }
aside table.form { width: 100%; }
aside table.form th { text-align: left; font-weight: 400; color: var(--soft); vertical-align: top; padding: .15rem .3rem; line-height: 1.3; }
aside table.form tr:first-child th { border-bottom: 1px solid var(--line); font-size: .7rem; }
aside table.form th:first-child { min-width: 11rem; color: var(--ink); }
aside table.form td { padding: .1rem; vertical-align: top; text-align: center; }
aside table.form small { color: var(--soft); }
tr.gone th { color: var(--missing); }
.match { font-size: .72rem; color: var(--soft); }
.chip { border: 1px solid currentColor; min-width: 1.7rem; padding: 0 .2rem; white-space: nowrap; font-size: .78rem; text-align: center; background: #fff; }
.chip.number { color: var(--number); } .chip.blank { color: var(--blank); } .chip.mark { color: var(--mark); }
.chip.unreadable { color: var(--unreadable); } .chip.missing { color: var(--missing); border-style: dashed; }
.chip.unclaimed { color: var(--unclaimed); } .chip.doubtful { border-style: double; border-width: 3px; }
.lit { outline: 2px solid #e0a800; background: var(--lit) !important; } .chosen { outline: 3px solid #c98a00; }

.sheet, .lines { background: #fff; border: 1px solid var(--line); max-width: 70rem; margin: 0 auto; padding: 2rem; }
.sheet p { white-space: pre-line; overflow-wrap: anywhere; } .sheet p.section, .sheet p.heading { font-weight: 600; }
.sheet table { border-collapse: collapse; margin: .6rem 0; background: #fff; }
.sheet td { border: 1px solid #aab1bc; padding: .15rem .4rem; white-space: pre-line; overflow-wrap: break-word; min-width: 1.6rem; cursor: pointer; }
.sheet td.gap { border-style: dotted; cursor: default; background: #fafafa; }
.lines { counter-reset: line; padding-left: 4rem; font: 13px/1.7 'Noto Sans Mono CJK SC', ui-monospace, monospace; }
.lines li { counter-increment: line; position: relative; white-space: pre-wrap; overflow-wrap: anywhere; min-height: 1.7em; tab-size: 4; }
.lines li::before { content: counter(line); position: absolute; left: -3.5rem; width: 3rem; text-align: right; color: #b0b6c0; font-size: 11px; }
.lines .statement { border-bottom: none !important; }
.lines span.cell { box-shadow: 0 0 0 1px #cfd4dc; } .lines span.empty::after { content: '▯'; color: #b0b6c0; }
main .figure.number:not(rect) { background: #d9f0e3; } main .figure.blank:not(rect) { background: #dfeaf6; }
main .figure.mark:not(rect) { background: #eadff7; } main .figure.unreadable:not(rect) { background: #fbdcdc; }
main .label:not(rect) { background: #f1f3f6; box-shadow: inset 3px 0 0 #c3cad4; }
main .foreign:not(rect), main .unclaimed:not(rect) { background: #fdebc8; }
main .undecided:not(rect) { background: #fbdcdc; } main .leftout:not(rect) { border-bottom: 2px dotted var(--mark); }
main .doubtful:not(rect) { box-shadow: inset 0 0 0 2px #e0a030; } main .statement:not(rect) { border-bottom: 2px solid #9cc3e8; }
.off-figures main .figure:not(rect), .off-labels main .label:not(rect), .off-unclaimed main .unclaimed:not(rect),
.off-unclaimed main .foreign:not(rect) { background: none; }
.off-labels main .label:not(rect), .off-doubts main .doubtful:not(rect) { box-shadow: none; }
.off-sections main .key { display: none; } .off-leftout main .leftout:not(rect) { border-bottom: none; }

.page { margin: 0 auto 1.2rem; max-width: 62rem; } figcaption { font-size: .75rem; color: var(--soft); }
.page svg { width: 100%; background: #fff; border: 1px solid var(--line); display: block; }
.page rect { fill: transparent; stroke-width: .8; cursor: pointer; }
.tables rect { fill: none; stroke: #24588f; stroke-width: 1.4; pointer-events: none; }
.tables text, .others text.key { font-size: 6px; fill: #24588f; }
.others text.key { font-size: 8px; font-weight: 600; }
.cells rect { stroke: #9fb6d4; stroke-width: .5; } .cells rect.outline { pointer-events: none; fill: none; }
.cells text { font-size: 4.5px; fill: #24588f; pointer-events: none; }
.labels rect { fill: #6b728022; stroke: #6b7280; stroke-width: .5; }
.labels rect.foreign { fill: #e0a03044; stroke: #b36b00; } .labels rect.undecided { fill: #c62f2f33; stroke: var(--unreadable); }
.figures rect.number { fill: #1a7f4b2e; stroke: var(--number); } .figures rect.blank { fill: #2f6fb32e; stroke: var(--blank); }
.figures rect.mark { fill: #7a4fb02e; stroke: var(--mark); } .figures rect.unreadable { fill: #c62f2f3d; stroke: var(--unreadable); }
rect.unclaimed { fill: #e0a03055; stroke: var(--unclaimed); }
.doubts rect { fill: none; stroke: #e07b00; stroke-width: 1.6; stroke-dasharray: 3 1.5; pointer-events: none; }
.others rect.section { fill: #24588f14; } .others rect.statement { fill: #2f6fb31f; }
.leftout rect { fill: #7a4fb044; stroke: var(--mark); stroke-dasharray: 2 1; }
.lost rect { fill: #ff00aa44; stroke: #d6008f; } .running rect { fill: #00000010; stroke: #9aa1ac; stroke-dasharray: 1 1; }
.words text { fill: #0a58ca; pointer-events: none; }
line { stroke-width: 1.1; } line.drawn { stroke: #d33; } line.edge { stroke: #e08a00; } line.closed { stroke: #0a8f6a; }
line.aligned { stroke: #6a3fd0; stroke-dasharray: 3 2; } .rulings line { stroke-width: .6; opacity: .7; }
rect.lit { fill: #ffd54a88 !important; stroke: #c98a00; stroke-width: 2; outline: none; } .tables rect.lit { fill: none !important; }
.off-picture .layer.picture, .off-words .layer.words, .off-rulings .layer.rulings, .off-lattices .layer.lattices,
.off-tables .layer.tables, .off-cells .layer.cells, .off-figures .layer.figures, .off-labels .layer.labels,
.off-doubts .layer.doubts, .off-unclaimed .layer.unclaimed, .off-leftout .layer.leftout, .off-lost .layer.lost,
.off-running .layer.running { display: none; }
.legend { max-width: 62rem; margin: 0 auto .5rem; font-size: .75rem; color: var(--soft); } .legend span { margin-right: 1rem; }
.legend .drawn::before { color: #d33; } .legend .edge::before { color: #e08a00; } .legend .closed::before { color: #0a8f6a; }
.legend .aligned::before { color: #6a3fd0; } .legend span::before { content: '━ '; }
.off-rulings.off-lattices .legend { display: none; }
.more { color: var(--soft); text-align: center; }
.layer-rulings::before, .layer-lattices::before { content: '━'; color: #d33; }
.layer-figures::before { content: '■'; color: var(--number); } .layer-labels::before { content: '■'; color: var(--label); }
.layer-doubts::before { content: '▢'; color: #e07b00; } .layer-unclaimed::before { content: '■'; color: var(--unclaimed); }
.layer-lost::before { content: '■'; color: #d6008f; } .layer-leftout::before { content: '■'; color: var(--mark); }
@media (max-width: 60rem) { body { grid-template: auto minmax(0, 1fr) minmax(0, 1fr) auto / 1fr;
  grid-template-areas: 'head' 'main' 'side' 'foot'; } aside { border-left: 0; border-top: 1px solid var(--line); } }
`;
