// Reads the address, shows the view it names, and listens to the keyboard.
import { failure, fill, h } from './dom.js';
import { localTime } from './format.js';
import { current, go, link } from './route.js';
import { eventView } from './views/event.js';
import { ledgerBadge, ledgerView } from './views/ledger.js';
import { resourceView } from './views/resource.js';
import { searchView } from './views/search.js';
import { sessionView } from './views/session.js';

const views = { search: searchView, event: eventView, resource: resourceView, session: sessionView, ledger: ledgerView };
const main = document.getElementById('main');
const form = document.getElementById('search');
const noKeys = () => false;
let keys = noKeys;
let running = new AbortController();

/**
 * Shows the view that the address names. A view listens to keys from its first moment, however long its answers take, and
 * what arrives for a view that was left changes nothing any more.
 */
async function show() {
  running.abort();
  running = new AbortController();
  const { signal } = running;
  const route = current();
  showForm(route);
  keys = noKeys;
  main.setAttribute('aria-busy', 'true');
  const listen = (handler) => { if (!signal.aborted) keys = handler; };
  try {
    await (views[route.view] ?? missingView)(main, route, signal, listen);
  } catch (error) {
    if (!signal.aborted) fill(main, h('div', { class: 'narrow' }, failure(error, show)));
  }
  if (signal.aborted) return;
  main.setAttribute('aria-busy', 'false');
  // Whoever has begun to type elsewhere meanwhile goes on typing there.
  if (route.view !== 'search' && document.activeElement === document.body) main.querySelector('h1')?.focus({ preventScroll: true });
}

async function missingView(place) {
  fill(place, h('div', { class: 'empty' }, h('h1', { tabindex: '-1' }, 'There is no such page.'), h('a', { class: 'button', href: '#/search' }, 'Back to the search')));
}

function showForm({ view, params }) {
  form.q.value = view === 'search' ? params.get('q') ?? '' : '';
  form.range.value = params.has('from') || params.has('to') ? 'custom' : params.get('range') ?? '';
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const route = current();
  const params = route.view === 'search' ? new URLSearchParams(route.params) : new URLSearchParams();
  params.delete('event');
  for (const [name, value] of [['q', form.q.value.trim()], ['range', form.range.value === 'custom' ? '' : form.range.value]]) {
    if (value) params.set(name, value);
    else params.delete(name);
  }
  const next = link('search', [], params);
  if (next === location.hash) show();
  else go(next);
});

form.range.addEventListener('change', () => {
  if (form.range.value === 'custom') return askRange();
  const route = current();
  const params = new URLSearchParams(route.view === 'search' ? route.params : undefined);
  for (const name of ['from', 'to', 'range', 'event']) params.delete(name);
  if (form.range.value) params.set('range', form.range.value);
  go(link('search', [], params));
});

function askRange() {
  const route = current();
  const params = new URLSearchParams(route.view === 'search' ? route.params : undefined);
  const field = (id, label) => [h('label', { for: id }, label), h('input', { id, type: 'datetime-local', step: '1', value: localTime(params.get(id.slice(6))) })];
  const dialog = h('dialog', { 'aria-labelledby': 'range-title' }, h('form', { method: 'dialog' }, h('h2', { id: 'range-title' }, 'Time range'),
    h('div', { class: 'fields' }, field('range-from', 'From'), field('range-to', 'To')), h('button', { value: 'ok' }, 'Apply'), ' ', h('button', { value: '', class: 'quiet' }, 'Cancel')));
  document.body.append(dialog);
  dialog.addEventListener('close', () => {
    if (dialog.returnValue === 'ok') {
      const next = new URLSearchParams(params);
      for (const name of ['range', 'event']) next.delete(name);
      for (const name of ['from', 'to']) {
        const text = dialog.querySelector(`#range-${name}`).value;
        if (text) next.set(name, new Date(text).toISOString());
        else next.delete(name);
      }
      go(link('search', [], next));
    } else {
      showForm(current());
    }
    dialog.remove();
  });
  dialog.showModal();
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.closest?.('input, select, textarea, dialog');
  if (event.key === '/' && !typing) {
    event.preventDefault();
    form.q.focus();
  } else if (event.key === '?' && !typing) {
    document.getElementById('shortcuts').showModal();
  } else if (event.key === 'Escape' && event.target === form.q) {
    form.q.blur();
  } else if (!typing && keys(event.key)) {
    event.preventDefault();
  }
});

document.getElementById('help').addEventListener('click', () => document.getElementById('shortcuts').showModal());

const theme = document.getElementById('theme');
const remembered = (() => { try { return localStorage.getItem('auditgen-theme'); } catch { return null; } })();
if (remembered) document.documentElement.dataset.theme = remembered;
theme.addEventListener('click', () => {
  const dark = document.documentElement.dataset.theme
    ? document.documentElement.dataset.theme === 'dark'
    : matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.dataset.theme = dark ? 'light' : 'dark';
  try { localStorage.setItem('auditgen-theme', document.documentElement.dataset.theme); } catch { /* private window: the choice lasts as long as the page */ }
});

addEventListener('hashchange', show);
ledgerBadge(document.getElementById('ledger-state'));
show();
