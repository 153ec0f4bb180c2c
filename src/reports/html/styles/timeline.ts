/** Cases and their spans. The hues only repeat what the names of services say. */
const hues: readonly (readonly [light: string, dark: string])[] = [
  ['#3b6fb6', '#7aa7e8'],
  ['#a8662a', '#dda46c'],
  ['#5f7f2f', '#a3c46e'],
  ['#8a4f9e', '#c792da'],
  ['#2b7f86', '#6fc3ca'],
  ['#a34a6a', '#e08fac'],
  ['#6a6f3a', '#bcc183'],
  ['#5a5fa8', '#a0a5ea'],
];

export const timelineStyle = `
.cases { margin-top: 1.6rem }
.cases h3 { margin-bottom: .5rem }
.cases .links { margin-bottom: .6rem }
.case p { margin-bottom: .4rem }
.verdict-mark { flex: none }
.timeline {
  --who: 21rem; background: var(--raised); border: 1px solid var(--rule); border-radius: .45rem;
  padding: .6rem 1rem .8rem; margin: .5rem 0 .8rem; font-size: .86rem;
}
.timeline p { margin-top: .6rem; max-width: 70ch; font-size: .95em }
.axis { padding-left: var(--who); border-bottom: 1px solid var(--rule) }
.ticks { position: relative; height: 1.5rem; overflow: hidden }
.ticks span {
  position: absolute; padding-left: .3rem; border-left: 1px solid var(--rule); color: var(--quiet);
  font-size: .78rem; white-space: nowrap;
}
.spans { list-style: none }
.span {
  display: grid; grid-template-columns: var(--who) minmax(0, 1fr); align-items: center; min-height: 1.7rem;
  border-radius: 3px;
}
.span:hover { background: var(--sunk) }
.span:focus-visible { box-shadow: inset 0 0 0 2px var(--link) }
.span .who {
  padding: .1rem .6rem .1rem calc(var(--depth) * .8rem); overflow: hidden; text-overflow: ellipsis;
  white-space: nowrap;
}
.span b { font-weight: 700; margin-right: .3rem }
.hue { display: inline-block; width: .55rem; height: .55rem; border-radius: 50%; margin-right: .4rem }
.span .mark { display: inline-block; vertical-align: -.2em; margin-right: .4rem }
.track { position: relative; height: 1.2rem }
.length { position: absolute; top: .25rem; height: .7rem; min-width: 3px; border-radius: 2px }
.track em {
  position: absolute; top: -.02rem; padding: 0 .4rem; font-style: normal; font-size: .78rem; color: var(--quiet);
  white-space: nowrap;
}
.track em.over { right: .6rem; background: var(--raised); border-radius: .6rem; line-height: 1.1rem; top: .05rem }
.span.concerned .length { box-shadow: 0 0 0 2px var(--raised), 0 0 0 4px var(--bad) }
.span.concerned .who { color: var(--bad) }
.span.failed .length { background-image: repeating-linear-gradient(135deg, transparent 0 3px, var(--raised) 3px 5px) }
.span.enters .who { font-style: normal }
${hues.map(([light, dark], index) => `.h${index} { background-color: light-dark(${light}, ${dark}) }`).join(' ')}
@media (max-width: 50rem) {
  .timeline { --who: 0rem; padding-inline: .7rem }
  .span { grid-template-columns: minmax(0, 1fr); padding: .2rem 0 }
  .span .who { white-space: normal; padding-left: calc(var(--depth) * .5rem) }
  .axis { padding-left: 0 }
}
`;
