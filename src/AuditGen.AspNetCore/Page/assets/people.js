// Finds people and services by name, e-mail address or id, whoever the list shows at the moment.
import { get } from './api.js';
import { announce, fill, h } from './dom.js';
import { link, toggled } from './route.js';

const PAUSE = 150;

/** A field that offers actors to filter by. */
export function people(params) {
  const offers = h('ul', { class: 'people', id: 'people' });
  const field = h('input', { type: 'search', class: 'find', 'aria-label': 'Find an actor by name or e-mail', 'aria-controls': 'people', placeholder: 'find by name or e-mail …', autocomplete: 'off', spellcheck: 'false' });
  let asked = new AbortController();
  let timer = 0;
  const ask = async () => {
    asked.abort();
    asked = new AbortController();
    const text = field.value.trim();
    if (!text) return void fill(offers);
    try {
      const { actors } = await get('actors', new URLSearchParams([['q', text], ['limit', '8']]), asked.signal);
      fill(offers, actors.length === 0 ? h('li', { class: 'note' }, 'Nobody of that name acted.') : actors.map((actor) => h('li', {}, offer(params, actor))));
      announce(`${actors.length} actors found`);
    } catch (error) {
      if (error.name !== 'AbortError') fill(offers, h('li', { class: 'note' }, error.detail ?? 'That did not work.'));
    }
  };
  field.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(ask, PAUSE); });
  field.addEventListener('keydown', (event) => { if (event.key === 'ArrowDown') { event.preventDefault(); offers.querySelector('a')?.focus(); } });
  return h('div', { class: 'finder' }, field, offers);
}

function offer(params, actor) {
  const next = params.getAll('actor').includes(actor.id) ? params : toggled(params, 'actor', actor.id);
  return h('a', { href: link('search', [], next), title: actor.id }, h('bdi', {}, actor.name ?? actor.id),
    h('span', { class: 'note' }, h('bdi', {}, actor.email ?? (actor.name ? actor.id : actor.kind)), !actor.active && ' · not lately'));
}
