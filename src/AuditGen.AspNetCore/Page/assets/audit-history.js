// <audit-history resource="invoice/42" src="/audit/">: a record's history beside the record, in any web application.
// wait-for="N" waits for one's own write: N is the journal index that the application named after it.
// Light or dark as the page's color-scheme says. Put <script type="module" src="/audit/assets/audit-history.js"></script> on the page; the visitor needs the right to read.
import { h } from './dom.js';
import { actionText, actorName, changeSummary, time } from './format.js';
import { parse } from './api.js';

const STYLE = `
  :host { display: block; font: 14px/1.45 system-ui, sans-serif; color: inherit; }
  ol { list-style: none; margin: 0; padding: 0; } li { border-left: 2px solid #b8c2cf; padding: 0 0 .7rem .8rem; }
  .note, .none { opacity: .75; font-style: normal; } del, ins { text-decoration: none; }
  del { color: #a3271f; color: light-dark(#a3271f, #ff9d94); } ins { color: #1a6b35; color: light-dark(#1a6b35, #83d79b); }
  button { font: inherit; }`;

class AuditHistory extends HTMLElement {
  static observedAttributes = ['resource', 'src', 'limit', 'wait-for'];
  #shown = 0;

  connectedCallback() { this.#load(); }

  attributeChangedCallback() { if (this.isConnected) this.#load(); }

  async #load() {
    const turn = ++this.#shown;
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    const [type, ...rest] = (this.getAttribute('resource') ?? '').split('/');
    const id = rest.join('/');
    if (!type || !id) return void root.replaceChildren(h('p', { role: 'alert' }, 'audit-history needs resource="type/id".'));
    root.replaceChildren(h('p', { 'aria-busy': 'true' }, 'Loading the history …'));
    const base = new URL(this.getAttribute('src') ?? new URL('..', import.meta.url), document.baseURI);
    const url = new URL(`api/resources/${encodeURIComponent(type)}/${encodeURIComponent(id)}/history`, base);
    url.searchParams.set('limit', this.getAttribute('limit') ?? '20');
    if (this.hasAttribute('wait-for')) url.searchParams.set('wait_for', this.getAttribute('wait-for'));
    try {
      const response = await fetch(url, { headers: { accept: 'application/json' } });
      if (turn !== this.#shown) return;
      if (!response.ok) throw new Error(response.status === 403 || response.status === 401 ? 'You may not read this history.' : `The audit service answered ${response.status}.`);
      const { events } = parse(await response.text());
      if (turn !== this.#shown) return;
      root.replaceChildren(events.length === 0
        ? h('p', { class: 'note' }, 'Nothing is recorded of this record.')
        : h('ol', {}, events.map((event) => h('li', {},
          h('div', {}, h('strong', {}, actionText(event.action)), ' ', h('span', { class: 'note' }, h('bdi', {}, actorName(event)), ', ', time(event.ts))),
          changeSummary(event)))));
    } catch (error) {
      if (turn === this.#shown) root.replaceChildren(h('p', { role: 'alert' }, error.message));
    }
  }
}

customElements.define('audit-history', AuditHistory);
