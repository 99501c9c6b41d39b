// Reads the address, shows the view it names, and listens to the keyboard.
import { failure, fill, h } from './dom.js';
import { current, go, link } from './route.js';
import { eventView } from './views/event.js';
import { ledgerBadge, ledgerView } from './views/ledger.js';
import { resourceView } from './views/resource.js';
import { searchView } from './views/search.js';
import { sessionView } from './views/session.js';

const views = { search: searchView, event: eventView, resource: resourceView, session: sessionView, ledger: ledgerView };
const main = document.getElementById('main');
const form = document.getElementById('search');
let shown = { keys: () => false };
let running = new AbortController();

async function show() {
  running.abort();
  running = new AbortController();
  const { signal } = running;
  const route = current();
  showForm(route);
  const view = views[route.view];
  if (!view) return void fill(main, h('p', { class: 'empty' }, 'There is no such page. ', h('a', { href: '#/search' }, 'Back to the search')));
  try {
    const result = await view(main, route, signal);
    if (!signal.aborted) shown = { keys: () => false, ...result };
  } catch (error) {
    if (error.name !== 'AbortError' && !signal.aborted) fill(main, h('div', { class: 'narrow' }, failure(error, show)));
  }
  if (!signal.aborted && route.view !== 'search') main.querySelector('h1')?.focus({ preventScroll: true });
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
  const { params } = current();
  const field = (id, label) => [h('label', { for: id }, label), h('input', { id, type: 'datetime-local', step: '1', value: params.get(id.slice(6))?.slice(0, 19) ?? '' })];
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
  } else if (!typing && shown.keys(event.key)) {
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
