// The search: chips, counts to click, a histogram, the list, and the chosen event beside it.
import { get, urlOf } from '../api.js';
import { announce, attempt, empty, entitle, fill, h, loading } from '../dom.js';
import { actionText, actorName, changeSummary, count, resourceName, time, words } from '../format.js';
import { histogram } from '../histogram.js';
import { FILTERS, LABELS, filtersOf, go, link, toggled } from '../route.js';
import { people } from '../people.js';
import { eventDetail } from './event.js';

const DIMENSIONS = ['context', 'action', 'category', 'actor', 'on_behalf_of', 'resource_type', 'outcome', 'tenant'];
const PAGE = 50;
const TOP = 12;
const ALL = 1000;

export async function searchView(main, { params }, signal, listen) {
  entitle('Search');
  const filters = filtersOf(params);
  const list = h('section', { class: 'results', 'aria-label': 'Events' });
  const side = h('aside', { class: 'facets', 'aria-label': 'Filters' });
  const chart = h('div', { class: 'chart' });
  const panel = h('aside', { class: 'panel', 'aria-label': 'Chosen event', hidden: true });
  fill(main, h('div', { class: 'search-view' }, side, h('div', { class: 'middle' }, h('h1', { class: 'hidden' }, 'Search the audit trail'), chips(params), chart, list), panel));

  const state = { params, filters, list, panel, events: [], isListed: false, chosen: -1 };
  listen((key) => keys(state, key));
  // The list first: counting everything takes longer than finding the newest, and counts up to the newest one listed.
  let counted = null;
  fill(side, loading('counts'));
  await attempt(list, 'events', async () => {
    try {
      await showList(state, signal);
    } finally {
      counted = attempt(side, 'counts', () => showFacets(state, side, chart, signal));
    }
  });
  await counted;
}

function chips(params) {
  const active = [...params].filter(([name, value]) => FILTERS.includes(name) && value !== '');
  return h('div', { class: 'chips' },
    active.map(([name, value]) => h('a', { class: 'chip', href: link('search', [], toggled(params, name, value)), title: 'Remove this filter' },
      h('span', { class: 'note' }, `${LABELS[name]} `), h('bdi', {}, name === 'action' ? actionText(value) : name === 'from' || name === 'to' ? time(value) : value), h('span', { 'aria-hidden': 'true' }, ' ×'))),
    active.length > 0 && h('a', { class: 'chip clear', href: '#/search' }, 'clear all'),
    h('span', { class: 'exports' }, 'Export ',
      h('a', { href: urlOf('export', [...filtersOf(params), ['format', 'csv']]), download: 'audit.csv' }, 'CSV'), ' ',
      h('a', { href: urlOf('export', [...filtersOf(params), ['format', 'ndjson']]), download: 'audit.ndjson' }, 'NDJSON')));
}

async function showList(state, signal) {
  const { list, params } = state;
  const body = h('tbody');
  const more = h('div', { class: 'more' });
  const load = async (cursor) => {
    const query = new URLSearchParams(state.filters);
    query.set('limit', String(PAGE));
    if (cursor) query.set('cursor', cursor);
    const page = await get('events', query, signal);
    for (const event of page.events) {
      state.events.push(event);
      body.append(row(state, event, state.events.length - 1));
    }
    fill(more, page.next
      ? h('button', { type: 'button', onclick: () => attempt(more, 'more events', () => load(page.next)) }, 'Show more')
      : h('p', { class: 'note' }, state.events.length > 0 ? 'No more events.' : ''));
    announce(`${state.events.length} events shown`);
    return page;
  };
  state.events = [];
  const page = await load(null);
  state.isListed = true;
  if (state.events.length === 0) {
    fill(list, empty('No event matches.',
      h('p', { class: 'note' }, [...params].length === 0 ? 'Nothing has been recorded yet, or nothing that you may read.' : 'Remove a filter above, or widen the time range.')));
    return;
  }
  fill(list,
    Number(String(page.behind ?? 0)) > 0 && h('p', { class: 'note box', role: 'status' }, `${count(page.behind)} newer events are still being indexed.`),
    h('table', { class: 'events' },
      h('caption', { class: 'hidden' }, 'Events, newest first'),
      h('thead', {}, h('tr', {}, ['When', 'Who', 'What', 'Record', 'Change'].map((title) => h('th', { scope: 'col' }, title)))), body),
    more);
  const wanted = state.events.findIndex((event) => event.id === params.get('event'));
  if (wanted >= 0) choose(state, wanted, false);
}

function row(state, event, index) {
  return h('tr', { tabindex: '0', dataset: { index }, class: event.outcome, onclick: (click) => { if (!click.target.closest('a')) choose(state, index); },
    onkeydown: (key) => { if (key.key === 'Enter' && key.target === key.currentTarget) { key.preventDefault(); choose(state, index); } } },
    h('td', { class: 'when' }, time(event.ts)),
    h('td', {}, h('bdi', {}, actorName(event)), event.actor?.on_behalf_of && h('span', { class: 'note' }, ' for ', h('bdi', {}, event.actor.on_behalf_of.name ?? event.actor.on_behalf_of.id))),
    h('td', {}, actionText(event.action), event.outcome !== 'success' && [' ', h('span', { class: `outcome ${event.outcome}` }, event.outcome)]),
    h('td', {}, event.resource && h('a', { href: link('resource', [event.resource.type, event.resource.id]) }, h('bdi', {}, resourceName(event)))),
    h('td', { class: 'what' }, changeSummary(event)));
}

function choose(state, index, focus = true) {
  const event = state.events[index];
  if (!event) return;
  state.chosen = index;
  for (const other of state.list.querySelectorAll('tr[aria-selected]')) other.removeAttribute('aria-selected');
  const shown = state.list.querySelector(`tr[data-index="${index}"]`);
  shown?.setAttribute('aria-selected', 'true');
  shown?.scrollIntoView({ block: 'nearest' });
  const close = () => {
    state.panel.hidden = true;
    shown?.removeAttribute('aria-selected');
    shown?.focus();
    remember(state.params, null);
  };
  state.panel.hidden = false;
  state.close = close;
  fill(state.panel, eventDetail(event, close));
  state.panel.scrollTop = 0;
  if (focus) state.panel.querySelector('h2')?.focus({ preventScroll: true });
  remember(state.params, event.id);
}

/** Puts the chosen event into the address without starting the search again. */
function remember(params, id) {
  const next = new URLSearchParams(params);
  next.delete('event');
  if (id) next.set('event', id);
  history.replaceState(null, '', link('search', [], next));
}

function keys(state, key) {
  const at = state.chosen >= 0 ? state.chosen : Number(document.activeElement?.dataset?.index ?? -1);
  const event = state.events[at];
  if (key === 'j') choose(state, Math.min(state.events.length - 1, at + 1));
  else if (key === 'k') choose(state, Math.max(0, at - 1));
  else if (key === 'Escape' && !state.panel.hidden) state.close?.();
  else if (key === 'r' && event?.resource) go(link('resource', [event.resource.type, event.resource.id]));
  else if (key === 's' && event?.session) go(link('session', [event.session]));
  else return false;
  return true;
}

/** What was recorded after the newest event listed is not counted, such as this very search. */
function counting(state, dimensions, top) {
  const query = new URLSearchParams(state.filters);
  for (const dimension of dimensions) query.append('dimension', dimension);
  query.set('top', String(top));
  if (state.isListed) query.set('up_to', state.events[0].id);
  return query;
}

async function showFacets(state, side, chart, signal) {
  if (state.isListed && state.events.length === 0) {
    fill(chart);
    return void fill(side, total(0));
  }
  const facets = await get('facets', counting(state, DIMENSIONS, TOP), signal);
  fill(side, total(facets.total), DIMENSIONS.map((dimension) => facet(state, dimension, facets.dimensions[dimension] ?? [], signal)));
  fill(chart, histogram(facets.histogram, (from, to) => {
    const next = new URLSearchParams(state.params);
    next.delete('range');
    next.delete('event');
    next.set('from', from.toISOString());
    next.set('to', to.toISOString());
    go(link('search', [], next));
  }));
}

const total = (number) => h('p', { class: 'total' }, h('strong', {}, count(number)), String(number) === '1' ? ' event' : ' events');

function facet(state, dimension, values, signal) {
  if (values.length === 0 || (values.length === 1 && dimension === 'tenant' && values[0].value === '')) return null;
  const chosen = state.params.getAll(dimension);
  const list = h('ul', {}, values.map((value) => facetValue(state.params, dimension, value)));
  const more = h('div', {});
  // The most frequent are enough for most questions; the others are there for those who want them.
  const showAll = async () => {
    const all = await get('facets', counting(state, [dimension], ALL), signal);
    fill(list, all.dimensions[dimension].map((value) => facetValue(state.params, dimension, value)));
    fill(more);
    announce(`${LABELS[dimension]}: ${list.children.length} values`);
    list.querySelectorAll('a')[TOP]?.focus();
  };
  if (values.length >= TOP) fill(more, h('button', { type: 'button', class: 'link more-values', onclick: () => attempt(more, 'the others', showAll) }, 'show all', h('span', { class: 'hidden' }, `: ${LABELS[dimension]}`)));
  // Where there is no room beside the list, the list is not to be looked for below the counts.
  const isBeside = !matchMedia('(max-width: 900px)').matches;
  return h('details', { open: chosen.length > 0 || (isBeside && (dimension !== 'action' || values.length <= TOP)) },
    h('summary', {}, LABELS[dimension]),
    dimension === 'actor' && people(state.params),
    list, more);
}

function facetValue(params, dimension, { value, name, count: number }) {
  const on = params.getAll(dimension).includes(value);
  return h('li', {}, h('a', { href: link('search', [], toggled(params, dimension, value)), 'aria-current': on ? 'true' : null, title: on ? 'Remove this filter' : `Only ${value}` },
    h('bdi', {}, name ?? (dimension === 'action' ? actionText(value) : ['actor', 'on_behalf_of', 'tenant'].includes(dimension) ? value : words(value))), h('span', { class: 'count' }, count(number))));
}
