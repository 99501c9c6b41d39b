// Before and after, side by side; lines of one collection element stay together.
import { h } from './dom.js';
import { isContainer, pathParts, value, words } from './format.js';

export function changesTable(event, onPath) {
  if (event.changes === 'unknown') {
    return h('p', { class: 'unknown box' }, 'The command succeeded, and nothing recorded what it changed. Treat every member of this record as possibly changed.');
  }
  const changes = event.changes ?? [];
  if (changes.length === 0) return h('p', { class: 'note box' }, 'No recorded member changed.');
  return h('table', { class: 'changes' },
    h('caption', { class: 'hidden' }, 'Changes, before and after'),
    h('thead', {}, h('tr', {}, ['Member', 'Before', 'After'].map((title) => h('th', { scope: 'col' }, title)))),
    groups(changes).map((group) => h('tbody', {},
      group.title.length > 0 && h('tr', { class: 'group' }, h('th', { scope: 'rowgroup', colspan: 3 }, group.title.map((part, i) => [i > 0 && ' › ', part]),
        group.op && h('span', { class: `op ${group.op}` }, { add: ' added', remove: ' removed' }[group.op] ?? ''))),
      group.rows.map((change) => row(change, group.title.length > 0, onPath)))));
}

function row(change, indented, onPath) {
  const name = pathParts(change.path).at(-1) ?? '';
  const before = change.op === 'move' ? h('span', { class: 'note' }, 'position ', value(change.old)) : value(change.op === 'add' ? undefined : change.old);
  const after = change.op === 'move' ? h('span', { class: 'note' }, 'position ', value(change.new)) : value(change.op === 'remove' ? undefined : change.new);
  return h('tr', { class: `change ${change.op}` },
    h('th', { scope: 'row', class: indented ? 'indented' : '' },
      h('button', { type: 'button', class: 'link', title: `${change.path}: find every change of it`, onclick: () => onPath(change.path) }, label(name))),
    h('td', { class: 'before' }, before),
    h('td', { class: 'after' }, after));
}

const label = (name) => (name === '-' ? 'element' : name === '$type' ? 'Kind' : /^[a-z][A-Za-z0-9]*$/.test(name) ? words(name) : name);

/** Changes below the same parent, with the parent's own appearance or disappearance as the heading. */
function groups(changes) {
  const found = new Map();
  for (const change of changes) {
    const parts = pathParts(change.path);
    const container = isContainer(change);
    const parent = container ? parts : parts.slice(0, -1);
    const key = parent.join('\u0000');
    const group = found.get(key) ?? { title: parent.map((part) => label(part)), rows: [], op: null };
    if (container) group.op = change.op;
    else group.rows.push(change);
    found.set(key, group);
  }
  return [...found.entries()].filter(([key, group]) => group.rows.length > 0 || (group.op && !hasInside(found, key))).map(([, group]) => group);
}

/** A collection that came or went with its elements is told by them. */
const hasInside = (groups, key) => [...groups.keys()].some((other) => other.startsWith(`${key}\u0000`));

/** A state (a list of path and value) as a nested, readable table. */
export function stateTable(members) {
  const found = new Map();
  for (const { path, value: recorded } of members) {
    const parts = pathParts(path);
    const shell = recorded !== null && typeof recorded === 'object' && Object.keys(recorded).length === 0;
    const parent = shell ? parts : parts.slice(0, -1);
    const key = parent.join('\u0000');
    const group = found.get(key) ?? { title: parent.map(label), rows: [] };
    if (!shell) group.rows.push({ name: label(parts.at(-1)), recorded });
    found.set(key, group);
  }
  return h('table', { class: 'changes state' },
    h('caption', { class: 'hidden' }, 'Recorded members and their values'),
    h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Member'), h('th', { scope: 'col' }, 'Value'))),
    [...found.values()].map((group) => h('tbody', {},
      group.title.length > 0 && h('tr', { class: 'group' }, h('th', { scope: 'rowgroup', colspan: 2 }, group.title.map((part, i) => [i > 0 && ' › ', part]))),
      group.rows.map(({ name, recorded }) => h('tr', {}, h('th', { scope: 'row', class: group.title.length > 0 ? 'indented' : '' }, name), h('td', {}, value(recorded)))))));
}
