/** Drawings, findings beside them, and their text. */
export const drawingStyle = `
.drawing { border-top: 1px solid var(--rule) }
.drawing > details > summary {
  padding: 1.1rem 0; cursor: pointer; display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: .15rem 1rem;
  list-style: none;
}
.drawing > details > summary::after { grid-area: 1 / 2 }
.facts { margin-left: calc(22px + .6rem); font-size: .92rem }
.file .facts { margin-left: 0 }
summary::-webkit-details-marker { display: none }
.drawing > details > summary::after,
.case > summary::after,
.source > summary::after,
.coverage > summary::after {
  content: ""; width: .5rem; height: .5rem; border: solid var(--quiet); border-width: 0 1.5px 1.5px 0;
  transform: rotate(45deg) translate(-2px, -2px); margin-left: auto; flex: none; align-self: center;
}
details[open] > summary::after { transform: rotate(225deg) translate(-2px, -2px) !important }
.drawing h2 { display: flex; gap: .6rem; align-items: flex-start }
.drawing h2 svg { flex: none; margin-top: .1rem }
.drawing > details > .inside { padding-bottom: 2rem }
.place { font-family: var(--mono); font-size: .86em }
.reason { margin-bottom: .8rem }
.contents { margin: 0 0 1.1rem; display: none; gap: .3rem }
.contents li { display: flex; gap: .5rem; align-items: flex-start }
.contents svg { flex: none; margin-top: .25rem }
.beside { display: grid; gap: 1.2rem; margin-bottom: 1.2rem }
@media (min-width: 66rem) {
  .contents { display: grid }
  .beside:not(.alone) { grid-template-columns: 20.5rem minmax(0, 1fr); gap: 1.8rem }
}
.findings { display: flex; flex-direction: column; gap: .9rem; min-width: 0 }
.finding {
  background: var(--raised); border: 1px solid var(--rule); border-left: 3px solid var(--strong);
  border-radius: .45rem; padding: .85rem 1rem .9rem; font-size: .92rem;
}
.finding.error { border-left-color: var(--bad) }
.finding.warning { border-left-color: var(--open); border-left-style: double; border-left-width: 4px }
.finding:focus-visible { outline: none }
.finding:target, .finding.pointed, .finding:focus-visible { border-color: var(--bad); box-shadow: 0 0 0 1px var(--bad) }
.finding.warning:target, .finding.warning.pointed { border-color: var(--open); box-shadow: 0 0 0 1px var(--open) }
.finding h4 { display: flex; gap: .5rem; align-items: flex-start }
.finding h4 svg { flex: none; margin-top: .15rem }
.finding .meta {
  color: var(--quiet); font-size: .82rem; margin: .25rem 0 .7rem; display: flex; flex-wrap: wrap; gap: 0 .9rem;
}
.finding dl > div { margin-top: .5rem }
dt { color: var(--quiet); font-size: .8rem }
.finding .help dd { font-weight: 500 }
.excerpt pre {
  background: var(--sunk); border-radius: .3rem; padding: .5rem .6rem; white-space: pre-wrap; display: flex;
  gap: .8rem; line-height: 1.5;
}
.excerpt figcaption { color: var(--quiet); font-size: .82rem; margin: .25rem 0 0 }
.together { white-space: nowrap }
.number { color: var(--quiet); user-select: none; flex: none }
mark {
  background: var(--bad-ground); color: inherit; text-decoration: underline var(--bad) 2px;
  text-underline-offset: .2em; border-radius: 2px;
}
.warning mark { background: var(--open-ground); text-decoration-color: var(--open) }
.finding.note mark { background: none; text-decoration-color: var(--link) }
.picture { min-width: 0 }
.picture.quiet { padding: 1rem 0 }
.scroller {
  overflow-x: auto; background: var(--raised); border: 1px solid var(--rule); border-radius: .45rem; padding: .8rem;
  overscroll-behavior-x: contain;
}
.scroller svg, .head-row svg { display: block; margin: 0 auto }
.scroller.has-heads { border-top: 0; border-radius: 0 0 .45rem .45rem; padding-top: 0 }
.heads-bar {
  position: sticky; top: var(--below-filters, 0px); z-index: 3; overflow: hidden; background: var(--raised);
  border: 1px solid var(--rule); border-bottom: 0; border-radius: .45rem .45rem 0 0; padding: .8rem .8rem 0;
}
.teller {
  position: sticky; bottom: 0; z-index: 4; background: var(--ink); color: var(--paper); border-radius: .45rem;
  padding: .5rem .9rem; font-size: .88rem; margin-top: .5rem; max-width: none;
}
.under {
  display: flex; flex-wrap: wrap; gap: .3rem 2rem; justify-content: space-between; font-size: .82rem;
  color: var(--quiet); margin-top: .6rem;
}
.fit { display: inline-flex; gap: .4rem; align-items: center; cursor: pointer }
.fit input { margin: 0; accent-color: var(--link) }
.picture:has(.fit :checked) svg.heads, .picture:has(.fit :checked) svg.body { width: 100%; height: auto }
.legend { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem }
.legend li { display: flex; gap: .4rem; align-items: center }
svg text { font: 13px var(--sans); fill: var(--ink); text-anchor: middle }
svg .badge text, svg text.guard, svg text.self, .operator text, .use .tab { text-anchor: start }
.head rect { fill: var(--sunk); stroke: var(--strong) }
.head text.name { font-weight: 700 }
.head text.bound { font-size: 11px; fill: var(--quiet) }
.head .icon { fill: none; stroke: var(--ink); stroke-width: 1.4; stroke-linejoin: round }
.head.unobserved rect { stroke-dasharray: 4 3; fill: none }
.head.unobserved text.bound { font-style: italic }
rect.box { fill: var(--link); fill-opacity: .06; stroke: none }
text.box-name { fill: var(--quiet); font-size: 12px }
.lifeline { stroke: var(--strong); stroke-width: 1; stroke-opacity: .75 }
.lifeline.unborn { stroke-dasharray: 1 5 }
.cross { stroke: var(--ink); stroke-width: 2; fill: none }
rect.bar { fill: var(--raised); stroke: var(--strong) }
.frame .edge { fill: none; stroke: var(--strong) }
.frame .ground { fill: var(--never-ground); fill-opacity: .25 }
.frame .ground.unseen { fill: var(--never-ground); fill-opacity: .9 }
.operator path { fill: var(--sunk); stroke: var(--strong) }
.operator text { font-size: 12px; font-weight: 700 }
.frame.violated > .edge { stroke: var(--bad); stroke-width: 2 }
.frame.violated > a .operator path { fill: var(--bad-ground); stroke: var(--bad) }
.separator { stroke: var(--strong); stroke-dasharray: 6 4; fill: none }
text.guard { font-size: 12px; fill: var(--quiet); paint-order: stroke; stroke: var(--raised); stroke-width: 3px }
.note path { fill: var(--open-ground); stroke: var(--open); stroke-opacity: .5 }
.use rect, .use path { fill: var(--raised); stroke: var(--strong) }
.use .tab { font-size: 12px; font-weight: 700 }
.use.violated > rect { stroke: var(--bad); stroke-width: 2 }
.frame.doubtful > .edge, .use.doubtful > rect { stroke: var(--open); stroke-width: 2 }
.divider path { stroke: var(--strong) }
.divider rect { fill: var(--raised); stroke: var(--strong) }
.divider text { font-weight: 700 }
.delay rect { fill: var(--raised) }
.delay path { stroke: var(--strong); stroke-dasharray: 1 5; stroke-width: 1.5 }
.delay text { fill: var(--quiet); font-style: italic }
.message { --tone: var(--ink) }
.message.covered { --tone: var(--good) }
.message.violated { --tone: var(--bad) }
.message.doubtful { --tone: var(--open) }
.message.unseen, .message.unobservable, .message.forbidden { --tone: var(--never) }
.message .line { fill: none; stroke: var(--tone); stroke-width: 1.5 }
.message.dashed .line:not(.solid) { stroke-dasharray: 5 3.5 }
.message.violated .line, .message.doubtful .line { stroke-width: 2.5 }
.message .filled { fill: var(--tone) }
.message .open { fill: none; stroke: var(--tone); stroke-width: 1.6 }
.message .end { fill: var(--tone) }
.message text { paint-order: stroke; stroke: var(--raised); stroke-width: 3px; stroke-linejoin: round }
.message .badge text { stroke: none }
.message.unseen > text, .message.unobservable > text { fill: var(--never) }
.message.unobservable > text { font-style: italic }
.message.violated > text, .message.doubtful > text { font-weight: 700; fill: var(--tone) }
.message .hit { fill: transparent }
.message:hover .hit, .message.pointed .hit { fill: var(--tone); fill-opacity: .1 }
.message:focus-visible, .spans .span:focus-visible { outline: none }
.message:focus-visible .hit { stroke: var(--link); stroke-width: 2; fill: var(--link); fill-opacity: .1 }
a.message, .frame a, a:has(> .use) { cursor: pointer }
svg a { text-decoration: none }
.source > summary, .coverage > summary, .case > summary {
  padding: .6rem 0; cursor: pointer; display: flex; gap: .2rem .8rem; align-items: center; list-style: none;
  border-top: 1px solid var(--rule); font-size: .92rem;
}
.title { font-weight: 700; min-width: 5.5rem }
summary > .title + .quiet { flex: 1; min-width: 0 }
.source .inside, .coverage .inside, .case .inside { padding: .3rem 0 1rem }
.listing {
  background: var(--raised); border: 1px solid var(--rule); border-radius: .45rem; padding: .7rem 0;
  overflow-x: auto; line-height: 1.55;
}
.listing .line {
  display: flex; gap: .9rem; padding: 0 1rem 0 .7rem; border-left: 4px solid transparent; color: inherit;
  text-decoration: none; width: max-content; min-width: 100%;
}
.listing .number { width: 2.6em; text-align: right }
.listing .covered { border-left-color: var(--good) }
.listing .violated { border-left-color: var(--bad); background: var(--bad-ground) }
.listing .doubtful { border-left-color: var(--open); background: var(--open-ground) }
.listing .violated code, .listing .doubtful code { text-decoration: underline var(--bad) }
.listing .line.unseen { border-left: 4px dotted var(--never) }
.columns { display: grid; gap: 1rem 2.5rem; grid-template-columns: minmax(0, 1fr) }
@media (min-width: 50rem) {
  .columns { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr) }
}
.columns dl > div { margin-bottom: .7rem }
.columns table { border-collapse: collapse; font-size: .9rem; align-self: start; width: 100% }
caption { text-align: left; color: var(--quiet); font-size: .8rem }
.columns th, .columns td {
  text-align: left; font-weight: 400; padding: .25rem .8rem .25rem 0; border-bottom: 1px solid var(--rule);
  vertical-align: top;
}
.columns thead { display: none }
@media print {
  .scroller { overflow: visible; border: 0 }
  .scroller svg { max-width: 100%; height: auto }
  .beside { display: block }
  .finding { margin: 0 0 .8rem !important }
  .heads-bar { position: static }
}
`;
