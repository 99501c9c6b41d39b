// The address says everything: any view can be sent to a colleague as a link.

/** Filters that the address may carry; the names are those of the HTTP API. */
export const FILTERS = ['context', 'tenant', 'actor', 'on_behalf_of', 'resource_type', 'resource_id', 'action', 'category', 'outcome',
  'operation', 'session', 'correlation', 'path', 'old', 'new', 'q', 'from', 'to'];

export const LABELS = { context: 'Context', tenant: 'Tenant', actor: 'Actor', on_behalf_of: 'On behalf of', resource_type: 'Record type',
  resource_id: 'Record', action: 'Action', category: 'Category', outcome: 'Outcome', operation: 'Operation', session: 'Session',
  correlation: 'Correlation', path: 'Changed member', old: 'Old value', new: 'New value', q: 'Text', from: 'From', to: 'To' };

/** #/resource/invoice/42?at=… → { view: 'resource', args: ['invoice', '42'], params } */
export function current() {
  const [path, query = ''] = location.hash.replace(/^#\/?/, '').split('?', 2);
  const [view = '', ...args] = path.split('/').map(decode);
  return { view: view || 'search', args, params: new URLSearchParams(query) };
}

export function link(view, args = [], params = new URLSearchParams()) {
  const query = params.toString();
  return `#/${[view, ...args].map(encodeURIComponent).join('/')}${query ? `?${query}` : ''}`;
}

export const go = (hash) => { location.hash = hash; };

/** The same search with one more filter, or with it taken away again. */
export function toggled(params, name, value) {
  const next = new URLSearchParams();
  let removed = false;
  for (const [n, v] of params) {
    if (n === name && v === value) removed = true;
    else if (n !== 'event') next.append(n, v);
  }
  if (!removed) next.append(name, value);
  return next;
}

/** Only what the API filters by; relative ranges become a point in time. */
export function filtersOf(params, now = Date.now()) {
  const filters = new URLSearchParams();
  for (const [name, value] of params) if (FILTERS.includes(name) && value !== '') filters.append(name, value);
  const range = /^(\d+)([hd])$/.exec(params.get('range') ?? '');
  if (range) {
    const hours = Number(range[1]) * (range[2] === 'd' ? 24 : 1);
    filters.set('from', new Date(now - hours * 3600000).toISOString());
  }
  return filters;
}

function decode(part) {
  try { return decodeURIComponent(part); } catch { return part; }
}
