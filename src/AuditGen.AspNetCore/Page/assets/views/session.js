// One session across all contexts, from its first event to its last, on one time line.
import { get } from '../api.js';
import { attempt, empty, entitle, fill, h, svg } from '../dom.js';
import { actionText, actorName, count, resourceName, time } from '../format.js';
import { timelineItems } from './resource.js';

export async function sessionView(main, { args: [id] }, signal) {
  entitle(`Session ${id}`);
  const place = h('div');
  fill(main, h('div', { class: 'narrow' }, h('h1', { tabindex: '-1' }, 'Session ', h('bdi', {}, id)), place));
  const events = [];
  const more = h('div', { class: 'more' });
  const list = h('ol', { class: 'timeline' });
  const head = h('div');
  const load = async (cursor) => {
    const query = new URLSearchParams([['limit', '200']]);
    if (cursor) query.set('cursor', cursor);
    const page = await get(`sessions/${encodeURIComponent(id)}`, query, signal);
    events.push(...page.events);
    fill(list, timelineItems(events, true));
    if (events.length > 0) fill(head, overview(events, page.next !== null && page.next !== undefined));
    fill(more, page.next && h('button', { type: 'button', onclick: () => attempt(more, 'what came after', () => load(page.next)) }, 'Show what came after'));
  };
  await attempt(place, 'the session', async () => {
    await load(null);
    fill(place, events.length === 0 ? empty('No event of this session can be found.') : [head, list, more]);
  });
}

function overview(events, partial) {
  const actors = [...new Set(events.map(actorName))];
  const contexts = [...new Set(events.map((event) => event.context))];
  return [
    h('p', { class: 'lead' }, h('bdi', {}, actors.join(', ')), ' · ', time(events[0].ts), ' to ', time(events.at(-1).ts), ` · ${count(events.length)}${partial ? '+' : ''} events in ${contexts.join(', ')}`),
    lanes(events, contexts),
  ];
}

const WIDEST = 1000;
const NARROWEST = 320;
const LABELS = 130;
const LANE = 26;

/** One lane a context, one dot an event. */
function lanes(events, contexts) {
  const from = Date.parse(events[0].ts);
  const span = Math.max(1, Date.parse(events.at(-1).ts) - from);
  const height = contexts.length * LANE + 4;
  // As wide as there is room, so that names stay as large as other text.
  const width = Math.min(WIDEST, Math.max(NARROWEST, document.documentElement.clientWidth - 60));
  return h('div', { class: 'lanes-box' }, svg('svg', { class: 'lanes', viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': `Events of the session over time, by context: ${contexts.join(', ')}` },
    contexts.map((context, lane) => [
      svg('line', { x1: LABELS, x2: width - 8, y1: lane * LANE + LANE / 2, y2: lane * LANE + LANE / 2 }),
      svg('text', { x: 4, y: lane * LANE + LANE / 2 + 4 }, context),
    ]),
    events.map((event) => {
      const dot = svg('circle', { cx: LABELS + 8 + ((Date.parse(event.ts) - from) / span) * (width - LABELS - 24), cy: contexts.indexOf(event.context) * LANE + LANE / 2, r: 5, class: event.outcome });
      dot.append(svg('title', {}, `${actionText(event.action)} ${resourceName(event)}`));
      return dot;
    })));
}
