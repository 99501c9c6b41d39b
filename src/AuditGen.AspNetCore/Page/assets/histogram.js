// Events over time as bars; dragging across them narrows the time range.
import { h, svg } from './dom.js';
import { count } from './format.js';

const WIDTH = 1000;
const HEIGHT = 90;
const WIDEST = 80;

export function histogram(data, onRange) {
  const buckets = data.buckets;
  if (buckets.length === 0) return null;
  const from = Date.parse(buckets[0].from);
  const step = Number(String(data.bucket_seconds)) * 1000;
  const slots = Math.max(1, Math.round((Date.parse(buckets.at(-1).from) - from) / step) + 1);
  const most = Math.max(...buckets.map((bucket) => Number(String(bucket.count))));
  const width = WIDTH / slots;
  const format = new Intl.DateTimeFormat(undefined, step >= 86400000 ? { dateStyle: 'medium' } : { dateStyle: 'medium', timeStyle: 'short' });
  const bars = buckets.map((bucket) => {
    const number = Number(String(bucket.count));
    const slot = Math.round((Date.parse(bucket.from) - from) / step);
    const height = Math.max(2, (number / most) * (HEIGHT - 6));
    const bar = svg('rect', { x: slot * width + Math.max(0.5, (width - WIDEST) / 2), y: HEIGHT - height, width: Math.max(1, Math.min(width - 1, WIDEST)), height, class: 'bar-fill', rx: 1 });
    bar.append(svg('title', {}, `${format.format(new Date(bucket.from))}: ${count(number)} events`));
    return bar;
  });
  const selection = svg('rect', { class: 'selection', y: 0, height: HEIGHT, x: 0, width: 0 });
  const chart = svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', role: 'img',
    'aria-label': `Events over time, at most ${count(most)} in one bar` }, bars, selection);
  drag(chart, selection, (a, b) => onRange(new Date(from + Math.floor(a / width) * step), new Date(from + (Math.floor(b / width) + 1) * step)));
  return h('figure', { class: 'histogram' }, chart,
    h('figcaption', {}, h('span', {}, format.format(new Date(from))), h('span', { class: 'note' }, `${count(most)} at most · drag to narrow`),
      h('span', {}, format.format(new Date(from + slots * step)))));
}

function drag(chart, selection, done) {
  let start = null;
  const at = (event) => {
    const box = chart.getBoundingClientRect();
    return Math.min(WIDTH - 0.01, Math.max(0, ((event.clientX - box.left) / box.width) * WIDTH));
  };
  chart.addEventListener('pointerdown', (event) => { start = at(event); chart.setPointerCapture(event.pointerId); });
  chart.addEventListener('pointermove', (event) => {
    if (start === null) return;
    const now = at(event);
    selection.setAttribute('x', Math.min(start, now));
    selection.setAttribute('width', Math.abs(now - start));
  });
  chart.addEventListener('pointercancel', () => { start = null; selection.setAttribute('width', 0); });
  chart.addEventListener('pointerup', (event) => {
    if (start === null) return;
    const end = at(event);
    const [a, b] = [Math.min(start, end), Math.max(start, end)];
    start = null;
    selection.setAttribute('width', 0);
    done(a, b);
  });
}
