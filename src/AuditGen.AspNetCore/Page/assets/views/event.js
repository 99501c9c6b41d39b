// One event, whole: who, what, from what to what, and ways on from it.
import { get } from '../api.js';
import { changesTable } from '../changes.js';
import { attempt, entitle, fill, h } from '../dom.js';
import { actionText, actorName, resourceName, time, value, words } from '../format.js';
import { go, link } from '../route.js';

/** The detail of an event that is already at hand. */
export function eventDetail(event, close) {
  const find = (name, wanted) => link('search', [], new URLSearchParams([[name, wanted]]));
  return h('article', { class: 'detail', 'aria-labelledby': 'detail-title' },
    h('header', {},
      h('div', { class: 'detail-head' },
        h('h2', { id: 'detail-title', tabindex: '-1' }, actionText(event.action)),
        h('span', { class: `outcome ${event.outcome}` }, event.outcome),
        close && h('button', { type: 'button', class: 'quiet close', 'aria-label': 'Close the event', onclick: close }, '×')),
      h('p', { class: 'lead' },
        h('a', { href: find('actor', event.actor?.id ?? '') }, h('bdi', {}, actorName(event))),
        event.actor?.on_behalf_of && [' for ', h('a', { href: find('on_behalf_of', event.actor.on_behalf_of.id) }, h('bdi', {}, event.actor.on_behalf_of.name ?? event.actor.on_behalf_of.id))],
        ' · ', time(event.ts)),
      event.reason && h('blockquote', { title: 'Reason given' }, h('bdi', {}, event.reason))),
    h('nav', { class: 'ways', 'aria-label': 'From here' },
      event.resource && h('a', { class: 'button', href: link('resource', [event.resource.type, event.resource.id]) }, 'History of ', h('bdi', {}, resourceName(event))),
      event.resource && h('a', { class: 'button', href: link('resource', [event.resource.type, event.resource.id], new URLSearchParams([['at', event.ts]])) }, 'State just after this'),
      event.session && h('a', { class: 'button', href: link('session', [event.session]) }, 'Whole session')),
    h('h3', {}, 'Before and after'),
    changesTable(event, (path) => go(find('path', path))),
    event.data && [h('h3', {}, 'Facts of the command'), facts(Object.entries(event.data).map(([name, recorded]) => [words(name), value(recorded)]))],
    h('h3', {}, 'Circumstances'),
    facts(circumstances(event, find)),
    evidence(event.id));
}

function facts(rows) {
  return h('dl', { class: 'facts' }, rows.filter(([, shown]) => shown).map(([name, shown]) => [h('dt', {}, name), h('dd', {}, shown)]));
}

function circumstances(event, find) {
  const by = (name, recorded) => recorded && h('a', { href: find(name, recorded) }, h('bdi', {}, recorded));
  return [
    ['Record', event.resource && [words(event.resource.type), ' ', h('a', { href: link('resource', [event.resource.type, event.resource.id]) }, h('bdi', {}, event.resource.id)), event.resource.version && `, version ${event.resource.version}`]],
    ['Context', by('context', event.context)],
    ['Category', by('category', event.category)],
    ['Actor', [by('actor', event.actor?.id), event.actor?.kind && ` (${event.actor.kind})`, event.actor?.roles && ` · ${event.actor.roles.join(', ')}`]],
    ['Session', by('session', event.session)],
    ['Operation', by('operation', event.operation)],
    ['Correlation', by('correlation', event.correlation)],
    ['Caused by', event.causation && h('bdi', {}, event.causation)],
    ['Tenant', by('tenant', event.tenant)],
    ['Trace', event.trace && h('code', {}, event.trace)],
    ['From', event.source && [event.source.ip, event.source.user_agent, event.source.service && `${event.source.service} ${event.source.version ?? ''} on ${event.source.host ?? '?'}`].filter(Boolean).map((part, i) => [i > 0 && ' · ', h('bdi', {}, part)])],
  ];
}

/** Asked for when it is opened: most readers want the event, not its proof. */
function evidence(id) {
  const place = h('div', { class: 'evidence' });
  const load = async () => {
    const found = await get(`events/${encodeURIComponent(id)}`);
    fill(place, facts([
      ['Event id', h('code', {}, id)],
      ['Ledger', [`leaf ${found.leaf_index}`, found.origin && [' of ', h('code', {}, found.origin)]]],
      ['Leaf hash', h('code', {}, found.leaf_hash)],
      ['Prove it', h('code', {}, `auditgen prove ${id}`)],
    ]), h('h4', {}, 'Event text, as hashed'), h('pre', { class: 'raw', tabindex: '0' }, found.text));
  };
  const details = h('details', {}, h('summary', {}, 'Evidence'), place);
  details.addEventListener('toggle', () => attempt(place, 'evidence', load), { once: true });
  return details;
}

/** The page of one event: #/event/ID */
export async function eventView(main, { args: [id] }, signal) {
  const place = h('div', { class: 'narrow' });
  fill(main, h('h1', { class: 'hidden', tabindex: '-1' }, 'One event'), place);
  await attempt(place, 'the event', async () => {
    const found = await get(`events/${encodeURIComponent(id)}`, undefined, signal);
    entitle(actionText(found.event.action));
    fill(place, eventDetail(found.event, null));
  });
}
