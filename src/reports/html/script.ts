/**
 * What a page does beyond showing: filters, findings beside their places, heads that stay in sight, arrow keys. All of
 * it reads attributes that were escaped when the page was written, and writes text only, never markup. In the browser's
 * own language, for it is hashed and inlined as it stands.
 */
export const script = `
'use strict';
(() => {
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const one = (id) => document.getElementById(id);

// Filters: the state is in the fragment, as a=b&c=d; a fragment without = is the id of a place.
const form = one('filters');
const fields = form ? [...form.elements].filter((field) => field.name) : [];
const boxes = fields.filter((field) => field.type === 'checkbox');
const values = fields.filter((field) => field.type !== 'checkbox');

function apply() {
  const text = (one('filter-text')?.value ?? '').trim().toLowerCase();
  const code = one('filter-code')?.value ?? '';
  const off = (name) => new Set(boxes.filter((box) => box.name === name && !box.checked).map((box) => box.value));
  const severities = off('severity');
  const verdicts = off('verdict');
  let drawings = 0;
  let findings = 0;
  const isShown = (finding) => !severities.has(finding.dataset.severity) && (code === '' || finding.dataset.code === code);
  for (const finding of all('[data-finding]')) finding.hidden = !isShown(finding);
  const groups = all('[data-drawing]');
  for (const drawing of groups) {
    const shown = all('[data-finding]', drawing).filter((finding) => !finding.hidden);
    const own = shown.length;
    const isNamed = text === '' || drawing.dataset.name.includes(text) || shown.some((finding) => finding.textContent.toLowerCase().includes(text));
    drawing.hidden = verdicts.has(drawing.dataset.verdict) || !isNamed || (code !== '' && own === 0);
    if (!drawing.hidden) { drawings++; findings += own; }
    const row = one('row-' + drawing.id);
    if (row) row.hidden = drawing.hidden;
  }
  const run = one('run');
  if (run) {
    const own = all('[data-finding]', run).filter((finding) => !finding.hidden).length;
    run.hidden = own === 0;
    findings += own;
  }
  const counted = one('counted');
  if (counted) counted.textContent = (groups.length ? drawings + ' of ' + groups.length + ' ' + counted.dataset.noun + ', ' : '') + findings + (findings === 1 ? ' finding' : ' findings');
  beside();
}

function remember() {
  const state = new URLSearchParams();
  for (const name of new Set(boxes.map((box) => box.name))) {
    const group = boxes.filter((box) => box.name === name);
    if (group.some((box) => !box.checked)) state.set(name, group.filter((box) => box.checked).map((box) => box.value).join(','));
  }
  for (const field of values) if (field.value) state.set(field.name, field.value);
  history.replaceState(null, '', String(state) ? '#' + state : location.pathname + location.search);
}

function recall() {
  if (!location.hash.includes('=')) return;
  const state = new URLSearchParams(location.hash.slice(1));
  for (const box of boxes) box.checked = !state.has(box.name) || state.get(box.name).split(',').includes(box.value);
  for (const field of values) {
    const wanted = state.get(field.name) ?? '';
    if (field.tagName !== 'SELECT' || [...field.options].some((option) => option.value === wanted)) field.value = wanted;
  }
}

// Findings beside their places, each as low as the one above it needs.
const wide = matchMedia('(min-width: 66rem)');
let isDue = false;
function beside() {
  if (isDue) return;
  isDue = true;
  requestAnimationFrame(() => { isDue = false; moveBeside(); });
}
function moveBeside() {
  const columns = all('[data-column]').filter((column) => column.getClientRects().length > 0);
  const shown = columns.map((column) => all('[data-finding]', column).filter((card) => !card.hidden));
  for (const card of shown.flat()) card.style.marginTop = '';
  if (!wide.matches) return;
  // Everything is read before anything is moved: layout is made once.
  const moves = columns.map((column, index) => {
    const start = column.getBoundingClientRect().top;
    let moved = 0;
    return shown[index].map((card) => {
      const place = card.dataset.at && one(card.dataset.at);
      const top = card.getBoundingClientRect().top - start + moved;
      const wanted = place ? place.getBoundingClientRect().top - 24 - start : top;
      const gap = Math.max(0, wanted - top);
      moved += gap;
      return { card, gap };
    });
  });
  for (const { card, gap } of moves.flat()) if (gap > 0) card.style.marginTop = gap + 'px';
}

// Heads that stay in sight while the body goes by.
function liftHeads() {
  for (const scroller of all('[data-picture]')) {
    const row = scroller.firstElementChild;
    if (!row || !row.classList.contains('head-row')) continue;
    const bar = document.createElement('div');
    bar.className = 'heads-bar';
    bar.setAttribute('aria-hidden', 'true');
    bar.append(row);
    scroller.before(bar);
    scroller.classList.add('has-heads');
    scroller.addEventListener('scroll', () => { bar.scrollLeft = scroller.scrollLeft; }, { passive: true });
  }
}
function belowFilters() {
  const isSticky = form && getComputedStyle(form).position === 'sticky';
  document.documentElement.style.setProperty('--below-filters', (isSticky ? form.offsetHeight : 0) + 'px');
}

// Arrow keys go from item to item; what is pointed at is told below.
function items(root) { return all('[data-item]', root).filter((item) => item.getClientRects().length > 0); }
function tell(item) {
  const teller = item.closest('.picture, .timeline')?.querySelector('[data-teller]');
  if (!teller) return;
  teller.textContent = (item.getAttribute('title') ?? item.querySelector('title')?.textContent) || '';
  teller.hidden = teller.textContent === '';
}
function point(item) {
  for (const pointed of all('.pointed')) pointed.classList.remove('pointed');
  for (const card of all('[data-at]')) if (card.dataset.at === item.id) card.classList.add('pointed');
  const at = item.dataset.at && one(item.dataset.at);
  if (at) at.classList.add('pointed');
}
for (const root of all('[data-items]')) {
  root.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity }[event.key];
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    const list = items(root);
    if (list.length === 0) return;
    const at = list.indexOf(event.target.closest('[data-item]'));
    const next = list[Math.max(0, Math.min(list.length - 1, at + step))];
    event.preventDefault();
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: 'nearest', inline: 'center' });
  });
  root.addEventListener('focusin', (event) => { const item = event.target.closest('[data-item]'); if (item) { tell(item); point(item); } });
  root.addEventListener('click', (event) => { const item = event.target.closest('[data-item]'); if (item && item.tagName.toLowerCase() !== 'a') item.focus({ preventScroll: true }); });
  root.addEventListener('pointerover', (event) => { const item = event.target.closest('[data-item]'); if (item) tell(item); });
  if (root.classList.contains('spans')) root.tabIndex = 0;
}
for (const card of all('[data-at]')) for (const event of ['pointerenter', 'focusin']) card.addEventListener(event, () => point(card));

// A place inside something closed or filtered away is opened.
function reveal() {
  const target = !location.hash.includes('=') && location.hash.length > 1 && one(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  for (let at = target; at; at = at.parentElement) {
    if (at.tagName === 'DETAILS') at.open = true;
    if (at.hidden && at !== form) at.hidden = false;
  }
  moveBeside();
  target.scrollIntoView({ block: 'center', inline: 'center' });
  if (target.hasAttribute('tabindex') || target.tagName.toLowerCase() === 'a') target.focus({ preventScroll: true });
}

for (const part of all('.scripted')) part.hidden = false;
liftHeads();
belowFilters();
recall();
apply();
reveal();
if (form) {
  form.addEventListener('input', () => { apply(); remember(); });
  form.addEventListener('submit', (event) => event.preventDefault());
}
addEventListener('hashchange', () => { recall(); apply(); reveal(); });
addEventListener('resize', () => { belowFilters(); beside(); });
addEventListener('beforeprint', () => { for (const details of all('details')) details.open = true; });
document.addEventListener('toggle', beside, true);
})();
`;
