// One record: everything that happened to it, and what it looked like at any moment.
import { get } from '../api.js';
import { changesTable, stateTable } from '../changes.js';
import { attempt, empty, entitle, fill, h } from '../dom.js';
import { actionText, actorName, dayOf, localTime, resourceName, time, timeOfDay, words } from '../format.js';
import { go, link } from '../route.js';

export async function resourceView(main, { args: [type, id], params }, signal) {
  entitle(`${words(type)} ${id}`);
  const timeline = h('div');
  const state = h('div');
  const title = h('h1', { tabindex: '-1' }, words(type), ' ', h('bdi', {}, id));
  fill(main, h('div', { class: 'two' },
    h('section', { 'aria-label': 'History' }, title,
      h('p', { class: 'ways' }, h('a', { class: 'button', href: link('search', [], new URLSearchParams([['q', id]])) }, 'Everything that mentions it')), timeline),
    h('section', { class: 'asof', 'aria-label': 'State at a moment' }, h('h2', {}, 'As it was'), picker(type, id, params), state)));
  await Promise.all([
    attempt(timeline, 'the history', () => showTimeline(type, id, timeline, title, signal)),
    attempt(state, 'the state', () => showState(type, id, params.get('at'), state, signal)),
  ]);
}

async function showTimeline(type, id, place, title, signal) {
  const items = [];
  const list = h('ol', { class: 'timeline' });
  const more = h('div', { class: 'more' });
  const load = async (cursor) => {
    const query = new URLSearchParams([['limit', '50']]);
    if (cursor) query.set('cursor', cursor);
    const page = await get(`resources/${encodeURIComponent(type)}/${encodeURIComponent(id)}/history`, query, signal);
    items.push(...page.events);
    fill(list, timelineItems(items));
    fill(more, page.next && h('button', { type: 'button', onclick: () => attempt(more, 'older events', () => load(page.next)) }, 'Show older events'));
  };
  await load(null);
  if (items.length === 0) return void fill(place, empty('Nothing is recorded of this record.', h('p', { class: 'note' }, 'It may be older than the audit, or in a context you cannot read.')));
  const name = resourceName(items[0]);
  if (name && name !== id) fill(title, words(type), ' ', h('bdi', {}, name), ' ', h('small', { class: 'note' }, h('bdi', {}, id)));
  fill(place, list, more);
}

/** Events under headings of their days; each opens in place. */
export function timelineItems(events, withResource = false) {
  let day = '';
  return events.map((event) => {
    const heading = dayOf(event.ts);
    const first = heading !== day;
    day = heading;
    return [first && h('li', { class: 'day' }, heading),
      h('li', { class: `entry ${event.outcome}` },
        h('details', {},
          h('summary', {}, timeOfDay(event.ts), ' ', h('strong', {}, actionText(event.action)),
            event.outcome !== 'success' && [' ', h('span', { class: `outcome ${event.outcome}` }, event.outcome)],
            withResource && event.resource && [' ', h('bdi', {}, resourceName(event))],
            h('span', { class: 'note' }, ' by ', h('bdi', {}, actorName(event))),
            withResource && h('span', { class: 'context' }, event.context)),
          event.reason && h('blockquote', {}, h('bdi', {}, event.reason)),
          changesTable(event, (path) => go(link('search', [], new URLSearchParams([['path', path]])))),
          h('p', { class: 'ways' },
            h('a', { href: link('event', [event.id]) }, 'Open the event'),
            withResource && event.resource && [' · ', h('a', { href: link('resource', [event.resource.type, event.resource.id]) }, 'History of ', h('bdi', {}, resourceName(event)))],
            !withResource && event.session && [' · ', h('a', { href: link('session', [event.session]) }, 'Whole session')])))];
  });
}

function picker(type, id, params) {
  const input = h('input', { id: 'at', type: 'datetime-local', step: '1', value: localTime(params.get('at')) });
  const show = (event) => {
    event.preventDefault();
    go(link('resource', [type, id], input.value ? new URLSearchParams([['at', new Date(input.value).toISOString()]]) : undefined));
  };
  return h('form', { class: 'picker', onsubmit: show }, h('label', { for: 'at' }, 'Show it at'), input,
    h('button', { type: 'submit' }, 'Show'), h('a', { href: link('resource', [type, id]) }, 'now'));
}

async function showState(type, id, at, place, signal) {
  const query = new URLSearchParams();
  if (at) query.set('at', at);
  const found = await get(`resources/${encodeURIComponent(type)}/${encodeURIComponent(id)}/as-of`, query, signal);
  const texts = {
    unknown: 'Unknown: nothing was recorded of this record up to that time.',
    partial: 'Known in part: only members that changed since recording began are listed; what the others were is unknown.',
    deleted: 'Deleted: at that time the record no longer existed.',
  };
  fill(place,
    h('p', { class: 'note' }, at ? ['At ', time(at)] : 'Now', found.last_change && [' · last changed ', time(found.last_change)]),
    texts[found.knowledge] && h('p', { class: 'unknown box' }, texts[found.knowledge]),
    found.unknown_changes.length > 0 && h('p', { class: 'unknown box' }, 'Something may differ: ',
      h('a', { href: link('event', [found.unknown_changes.at(-1)]) }, 'a command'), ' succeeded without recording what it changed.'),
    Number(String(found.continuity_faults)) > 0 && h('p', { class: 'unknown box' }, `${found.continuity_faults} recorded values did not follow from the ones before: something was edited outside the application.`),
    found.members.length > 0 && stateTable(found.members));
}
