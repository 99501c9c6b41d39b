// Elements are only ever built from text nodes and properties, so that no recorded value can become markup.

/** Makes an element: h('td', { class: 'x', onclick: f }, 'text', child, [children]). */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  apply(element, props);
  append(element, children);
  return element;
}

const SVG = 'http://www.w3.org/2000/svg';

/** Makes an SVG element. */
export function svg(tag, props = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  apply(element, props);
  append(element, children);
  return element;
}

function apply(element, props) {
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'dataset') Object.assign(element.dataset, value);
    else element.setAttribute(name, value === true ? '' : name === 'title' ? visible(String(value)) : String(value));
  }
}

function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : document.createTextNode(visible(String(child))));
  }
}

const DIRECTION_CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Direction controls can make a value read as another one: they are shown by name instead of being obeyed. */
const visible = (text) => text.replace(DIRECTION_CONTROLS, (control) => `[U+${control.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}]`);

/** Replaces everything inside the element. */
export function fill(element, ...children) {
  element.replaceChildren();
  append(element, children);
  return element;
}

/** Names the page in the window and in bookmarks. */
export function entitle(text) {
  document.title = visible(`${text} · Audit trail`);
}

/** Tells screen readers what happened. */
export function announce(text) {
  const status = document.getElementById('status');
  if (status) status.textContent = text;
}

/** The three states every list has besides its content. */
export const loading = (what) => h('p', { class: 'loading', 'aria-busy': 'true' }, `Loading ${what} …`);
export const empty = (text, ...hints) => h('div', { class: 'empty' }, h('p', {}, text), hints);
export const failure = (error, retry) => h('div', { class: 'failure', role: 'alert' },
  h('p', {}, h('strong', {}, error.title ?? 'That did not work.'), ' ', error.detail ?? ''),
  retry && h('button', { type: 'button', onclick: retry }, 'Try again'));

/**
 * Does what may fail: shows in the place that it is under way, and where it fails, why, with a way to try again. What was
 * given up because its view was left shows nothing.
 */
export async function attempt(place, what, work) {
  fill(place, loading(what));
  try {
    await work();
  } catch (error) {
    if (error.name !== 'AbortError') fill(place, failure(error, () => attempt(place, what, work)));
  }
}
