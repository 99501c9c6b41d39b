// How recorded things look to a person.
import { RecordedNumber } from './api.js';
import { fill, h } from './dom.js';

const dateTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const day = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
const integer = new Intl.NumberFormat();

export const count = (number) => integer.format(Number(String(number)));
export const time = (iso) => (Number.isNaN(Date.parse(iso)) ? h('bdi', {}, iso) : h('time', { datetime: iso, title: iso }, dateTime.format(new Date(iso))));
export const timeOfDay = (iso) => h('time', { datetime: iso, title: iso }, clock.format(new Date(iso)));
export const dayOf = (iso) => day.format(new Date(iso));

/** A time as a field for local times wants it. */
export function localTime(iso) {
  const date = new Date(iso ?? NaN);
  if (Number.isNaN(date.getTime())) return '';
  return new Date(date.getTime() - date.getTimezoneOffset() * 60000).toISOString().slice(0, 19);
}

/** invoice.change_status → "Invoice · change status" */
export function actionText(code) {
  const [subject, ...rest] = code.split('.');
  return `${words(subject)} · ${words(rest.join(' ')).toLowerCase()}`;
}

/** purchase_order → "Purchase order"; unitPrice → "Unit price"; EUR stays EUR; hr → HR */
export function words(code) {
  if (/^[A-Z0-9]+$/.test(code)) return code;
  // Letters that make no syllable are said one by one.
  if (/^[b-df-hj-np-tv-xz]{2,3}$/.test(code)) return code.toUpperCase();
  const text = code.replaceAll('_', ' ').replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export const actorName = (event) => event.actor?.name ?? event.actor?.id ?? 'unknown';
export const resourceName = (event) => event.resource?.name ?? event.resource?.id ?? '';

/** A JSON Pointer as a person says it: /lines/10/unitPrice → Lines › 10 › Unit price */
export function pathParts(path) {
  return path.split('/').slice(1).map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

export const pathText = (path) => pathParts(path).map((part, i) => (i % 2 === 0 || /^[a-z$]/.test(part) ? words(part) : part)).join(' › ');

const LONG = 600;

/** One recorded value as an element: null, masked, cut and unknown are shown as what they are. */
export function value(recorded) {
  if (recorded === undefined) return h('span', { class: 'none', title: 'not there' }, '–');
  if (recorded === null) return h('span', { class: 'none' }, 'empty');
  if (recorded instanceof RecordedNumber) return h('span', { class: 'number' }, recorded.source);
  if (typeof recorded === 'boolean') return h('span', { class: 'word' }, recorded ? 'yes' : 'no');
  if (typeof recorded === 'string') return text(recorded);
  if (Array.isArray(recorded)) return recorded.length === 0 ? h('span', { class: 'none' }, 'empty list') : text(plain(recorded));
  return tagged(recorded) ?? compound(recorded);
}

function text(string) {
  if (string === '') return h('span', { class: 'none' }, 'empty text');
  if (string.length <= LONG) return h('bdi', { class: 'text' }, string);
  const body = h('bdi', { class: 'text' }, string.slice(0, LONG), '…');
  const more = h('button', { type: 'button', class: 'link', onclick: () => { fill(body, string); more.remove(); } },
    `show all ${count(string.length)} characters`);
  return h('span', {}, body, ' ', more);
}

function tagged(object) {
  if ('$enum' in object) return h('span', { class: 'word', title: `number ${object.number}` }, words(object.$enum));
  if ('$masked' in object) return h('span', { class: 'masked', title: 'The value is masked: only that it changed was recorded.' }, '•••• masked');
  if ('$hash' in object) return h('span', { class: 'masked', title: object.$hash }, 'hashed ', h('code', {}, object.$hash.split(':').pop().slice(0, 10)));
  if ('$cut' in object) return h('span', {}, h('bdi', { class: 'text' }, object.$cut), ' ',
    h('span', { class: 'note', title: `SHA-256 ${object.sha256}` }, `cut at the limit; ${count(object.length)} characters in all`));
  if ('$sealed' in object) return h('span', { class: 'masked' }, '•••• sealed personal data');
  if ('$erased' in object) return h('span', { class: 'masked', title: 'The key of this person was shredded: nobody can read the value any more.' }, 'erased');
  if ('$unaudited' in object) return h('span', { class: 'unknown' }, `a ${object.$unaudited}, which is not audited`);
  if ('$json' in object) return text(plain(object.$json));
  return null;
}

function compound(object) {
  const entries = Object.entries(object);
  if (entries.length === 0) return h('span', { class: 'none' }, 'present');
  if (isMeasure(object)) return h('span', { title: entries.map(([name]) => words(name)).join(', ') }, value(entries[0][1]), ' ', value(entries[1][1]));
  return h('span', { class: 'compound' }, entries.map(([name, part], i) => [i > 0 && ', ', h('span', { class: 'note' }, `${words(name)} `), value(part)]));
}

/** An amount with its currency, a quantity with its unit: a number and what it counts. */
function isMeasure(object) {
  const [number, unit, ...more] = Object.values(object);
  return more.length === 0 && number instanceof RecordedNumber && unit !== null && typeof unit === 'object' && '$enum' in unit;
}

/** A recorded value as one line of text. */
export function plain(recorded) {
  if (recorded === undefined) return '–';
  if (recorded === null) return 'empty';
  if (recorded instanceof RecordedNumber) return recorded.source;
  if (Array.isArray(recorded)) return `[${recorded.map(plain).join(', ')}]`;
  if (typeof recorded === 'object') {
    if ('$enum' in recorded) return words(recorded.$enum);
    if ('$masked' in recorded) return '••••';
    if ('$hash' in recorded) return `hashed ${recorded.$hash.slice(-8)}`;
    if ('$cut' in recorded) return `${recorded.$cut}…`;
    if ('$sealed' in recorded) return '••••';
    if ('$erased' in recorded) return 'erased';
    if ('$unaudited' in recorded) return recorded.$unaudited;
    if (isMeasure(recorded)) return Object.values(recorded).map(plain).join(' ');
    return Object.entries(recorded).map(([name, part]) => `${words(name)} ${plain(part)}`).join(', ');
  }
  return String(recorded);
}

/** "Status Draft → Posted, and 3 more" */
export function changeSummary(event) {
  if (event.changes === 'unknown') return h('span', { class: 'unknown' }, 'something may have changed; nobody recorded what');
  const changes = (event.changes ?? []).filter((change) => !isContainer(change) && !isCounter(change, event));
  if (changes.length === 0) return h('span', { class: 'none' }, event.reason ?? factSummary(event));
  const first = changes.find((change) => change.op === 'replace') ?? changes[0];
  const shown = first.op === 'replace'
    ? [h('span', { class: 'note' }, `${pathText(first.path)} `), h('del', {}, short(first.old)), ' → ', h('ins', {}, short(first.new))]
    : [h('span', { class: 'note' }, `${pathText(first.path)} `), first.op === 'remove' ? h('del', {}, short(first.old)) : h('ins', {}, short(first.new))];
  return h('span', { class: 'summary' }, shown, changes.length > 1 && h('span', { class: 'note' }, ` and ${changes.length - 1} more`));
}

/** Whether the change only says what the columns beside it say: the record's own version, id or name. */
const isCounter = ({ new: after }, { resource }) => after !== undefined && after !== null && [resource?.version, resource?.id, resource?.name].includes(plain(after));

const factSummary = (event) => short(Object.entries(event.data ?? {}).map(([name, recorded]) => `${words(name)} ${plain(recorded)}`).join(', '));

/** Whether the change only says that an object or list appeared or went. */
export function isContainer(change) {
  const shell = (v) => v === undefined || (v !== null && typeof v === 'object' && !(v instanceof RecordedNumber) && Object.keys(v).length === 0);
  return change.op !== 'replace' && shell(change.old) && shell(change.new);
}

function short(recorded) {
  const line = plain(recorded);
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
