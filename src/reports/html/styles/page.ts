/** Colours, type and the parts that every page has. Each colour pair keeps a contrast of 4.5 : 1 at least. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#fcfbf9, #16181d); --raised: light-dark(#ffffff, #1d2026); --sunk: light-dark(#f3f1ec, #111317);
  --ink: light-dark(#1e2126, #e6e4df); --quiet: light-dark(#5b606b, #a3a8b3); --rule: light-dark(#e1ddd4, #31353e);
  --strong: light-dark(#858992, #757b88); --link: light-dark(#1d5bb8, #8ab8ff);
  --good: light-dark(#19713f, #72cf9b); --good-ground: light-dark(#e6f4ea, #17301f);
  --bad: light-dark(#b3231a, #ff8f85); --bad-ground: light-dark(#fdebe9, #3a1a18);
  --open: light-dark(#7d5200, #e8b968); --open-ground: light-dark(#fbf0da, #33280f);
  --never: light-dark(#5b606b, #a3a8b3); --never-ground: light-dark(#eeece6, #262a31);
  --sans: "Helvetica Neue", Helvetica, Arial, "Liberation Sans", Arimo, sans-serif;
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace;
}
:root:has(#theme-light:checked) { color-scheme: light }
:root:has(#theme-dark:checked) { color-scheme: dark }
* { box-sizing: border-box }
html {
  background: var(--paper); color: var(--ink); font: 15px/1.55 var(--sans); -webkit-text-size-adjust: 100%;
  scroll-padding-top: 7rem;
}
body { margin: 0; overflow-wrap: anywhere }
h1, h2, h3, h4, p, ul, ol, dl, dd, figure, pre { margin: 0; padding: 0 }
h1 { font-size: 1.65rem; line-height: 1.25; letter-spacing: -.01em; font-weight: 700 }
h2 { font-size: 1.2rem; line-height: 1.35; font-weight: 700 }
h3 { font-size: 1rem; font-weight: 700 }
h4 { font-size: .95rem; line-height: 1.4; font-weight: 700 }
a { color: var(--link); text-underline-offset: .15em }
code, pre { font-family: var(--mono); font-size: .88em }
pre code { font-size: inherit }
ul { list-style: none }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 3px }
.quiet { color: var(--quiet) }
.spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
.skip { position: absolute; left: -99rem }
.skip:focus { left: 1rem; top: .5rem; z-index: 9; background: var(--raised); padding: .4rem .8rem }
.wide { padding: 0 clamp(.9rem, 3vw, 2.5rem) }
.top {
  padding-top: 2rem; padding-bottom: 1.4rem; display: flex; gap: 1rem 2rem; flex-wrap: wrap; align-items: flex-start;
  justify-content: space-between;
}
.top h1 { display: flex; gap: .65rem; align-items: flex-start }
.top h1 svg { flex: none; margin-top: .15rem }
.top .quiet { margin-top: .35rem }
.brand { font-size: .8rem; letter-spacing: .04em; color: var(--quiet); margin-bottom: .6rem }
fieldset { border: 0; margin: 0; padding: 0; min-width: 0 }
legend { padding: 0; float: left; margin-right: .6rem; color: var(--quiet); font-size: .85rem; line-height: 2rem }
.choice { display: inline-flex; flex-wrap: wrap; gap: .35rem }
.choice label {
  display: inline-flex; align-items: center; gap: .35rem; min-height: 2rem; padding: 0 .7rem;
  border: 1px solid var(--rule); border-radius: 1rem; font-size: .85rem; cursor: pointer; background: var(--raised);
  white-space: nowrap;
}
.choice input { accent-color: var(--link); margin: 0 }
.choice label:has(:checked) { border-color: var(--strong) }
.choice label:has(:focus-visible) { outline: 2px solid var(--link); outline-offset: 2px }
.filters {
  position: sticky; top: 0; z-index: 5; background: var(--paper); border-block: 1px solid var(--rule);
  padding-block: .6rem; display: flex; flex-wrap: wrap; gap: .6rem 1.4rem; align-items: center;
}
.filters input[type=search], .filters select {
  font: inherit; font-size: .9rem; color: inherit; background: var(--raised); border: 1px solid var(--strong);
  border-radius: .4rem; min-height: 2rem; padding: 0 .6rem; max-width: 100%;
}
.filters input[type=search] { width: 15rem }
.filters select { max-width: 15rem }
.filters label.field {
  overflow-wrap: normal; display: inline-flex; gap: .5rem; align-items: center; font-size: .85rem;
  color: var(--quiet); max-width: 100%;
}
.scripted { display: contents }
.scripted[hidden] { display: none }
.counted { font-size: .85rem; color: var(--quiet) }
.part { padding-top: 1.6rem }
.part > h2 { margin-bottom: .7rem }
.overview { width: 100%; border-collapse: collapse; font-size: .9rem }
.overview th, .overview td {
  text-align: left; padding: .4rem .9rem .4rem 0; border-bottom: 1px solid var(--rule); vertical-align: top;
  font-weight: 400;
}
.overview thead th { color: var(--quiet); font-size: .82rem }
.overview .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
.overview td:first-child { width: 1.7rem; padding-right: .5rem }
.overview svg { vertical-align: -.25em }
.badge rect { fill: var(--never-ground); stroke: var(--never) }
.badge path { fill: none; stroke: var(--never); stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round }
.badge.covered rect { fill: var(--good-ground); stroke: var(--good) }
.badge.covered path { stroke: var(--good) }
.badge.violated rect { fill: var(--bad); stroke: var(--bad) }
.badge.violated path { stroke: var(--raised); stroke-width: 2 }
.badge.open rect, .badge.doubtful rect { fill: var(--open-ground); stroke: var(--open) }
.badge.open path, .badge.doubtful path { stroke: var(--open) }
.badge.unseen rect { stroke-dasharray: 2.5 2 }
.badge.unobservable rect { stroke: none }
.badge .count { font: 10px var(--sans); fill: var(--never) }
.badge.doubtful .count { fill: var(--open) }
.badge.covered .count { fill: var(--good) }
.badge.violated .count { fill: var(--raised); font-weight: 700 }
.sign { fill: none; stroke: var(--open); stroke-width: 1.6; stroke-linejoin: round; stroke-linecap: round }
.note .sign { stroke: var(--link) }
footer { padding-block: 2.5rem; color: var(--quiet); font-size: .85rem }
[hidden] { display: none }
@media (max-width: 40rem) {
  html { font-size: 14.5px }
  .top { padding-top: 1.2rem }
  h1 { font-size: 1.35rem }
  .filters { position: static }
  .filters label.field, .filters input[type=search], .filters select { width: 100%; max-width: none }
  legend { float: none; line-height: 1.6 }
  html { scroll-padding-top: 6rem }
  .overview td.wide-only, .overview th.wide-only { display: none }
}
@media (prefers-reduced-motion: no-preference) {
  html { scroll-behavior: smooth }
}
@media print {
  :root, :root:has(#theme-dark:checked) { color-scheme: light }
  .filters, .theme, .skip, .teller { display: none }
  details::details-content { content-visibility: visible; block-size: auto }
  .finding, .span, .overview tr { break-inside: avoid }
  a { color: inherit; text-decoration: none }
  html { font-size: 11px }
}
`;
