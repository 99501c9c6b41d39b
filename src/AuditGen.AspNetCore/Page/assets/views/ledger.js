// Whether the trail is what was written: checkpoints, their age, and the last verification.
import { get } from '../api.js';
import { attempt, entitle, fill, h } from '../dom.js';
import { count, time, words } from '../format.js';

export async function ledgerView(main, _route, signal) {
  entitle('Ledger');
  const place = h('div');
  fill(main, h('div', { class: 'narrow' }, h('h1', { tabindex: '-1' }, 'Is the trail what was written?'), place));
  await attempt(place, 'the state of the ledger', async () => {
    const found = await get('verification', undefined, signal);
    fill(place,
      h('p', { class: `verdict ${found.state}` }, verdict(found)),
      h('dl', { class: 'facts' }, rows(found).filter(([, shown]) => shown !== null && shown !== undefined && shown !== '').map(([name, shown]) => [h('dt', {}, name), h('dd', {}, shown)])),
      (found.faults ?? []).length > 0 && [h('h2', {}, 'Faults'), h('ul', { class: 'faults' }, found.faults.map((fault) => h('li', {}, fault)))],
      h('p', { class: 'note box' }, 'This page reports what the service itself checked. Who does not trust the service runs ', h('code', {}, 'auditgen verify'), ' against the store with a public key obtained elsewhere; the tool remembers the last checkpoint it saw.'));
  });
}

function verdict(found) {
  return { valid: 'Every event checked is the one that was written.', tampered: 'The log contradicts what was signed for it.', incomplete: 'Checkpoints cannot be signed at the moment.',
    sealed: 'Checkpoints are being signed, each consistent with the one before.', off: 'This trail has no ledger.' }[found.state] ?? words(found.state);
}

function rows(found) {
  return [
    ['Log', found.origin && h('code', {}, found.origin)],
    ['Events in the log', found.size !== undefined && found.size !== null ? count(found.size) : null],
    ['Last checkpoint', found.checkpoint_size !== undefined && found.checkpoint_size !== null ? [`over ${count(found.checkpoint_size)} events`, found.checkpoint_at && [', ', time(found.checkpoint_at)]] : null],
    ['Root', found.root && h('code', {}, found.root)],
    ['Signed note', found.note && h('pre', { class: 'raw', tabindex: '0' }, found.note)],
  ];
}

/** The small state in the header. */
export async function ledgerBadge(badge) {
  try {
    const found = await get('verification');
    badge.textContent = { valid: 'ledger verified', tampered: 'TAMPERED', incomplete: 'ledger incomplete', sealed: 'ledger sealed', off: 'no ledger' }[found.state] ?? found.state;
    badge.className = `badge ${found.state}`;
  } catch {
    badge.textContent = 'ledger ?';
  }
}
