// Talks to the HTTP API beside the page. Nothing else is ever contacted.
const base = new URL('api/', document.baseURI);

/** A number as it was recorded: 12.50 stays 12.50, and twenty digits stay twenty digits. */
export class RecordedNumber {
  constructor(source) { this.source = source; }
  toString() { return this.source; }
}

/** Parses JSON and keeps every number's own text where the browser can say it. */
export function parse(text) {
  return JSON.parse(text, (_key, value, context) =>
    typeof value === 'number' && context?.source !== undefined ? new RecordedNumber(context.source) : value);
}

/** What the API says went wrong, in a form the page can show. */
export class ApiError extends Error {
  constructor(status, problem) {
    super(problem.detail ?? problem.title);
    this.status = status;
    this.title = problem.title;
    this.detail = problem.detail;
  }
}

export async function get(path, params = new URLSearchParams(), signal = undefined) {
  const url = new URL(path, base);
  for (const [name, value] of params) url.searchParams.append(name, value);
  let response;
  try {
    response = await fetch(url, { headers: { accept: 'application/json' }, signal });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new ApiError(0, { title: 'The service cannot be reached.', detail: 'Check the connection and try again.' });
  }
  const text = await response.text();
  if (!response.ok) throw new ApiError(response.status, problemOf(response, text));
  return parse(text);
}

export const urlOf = (path, params) => {
  const url = new URL(path, base);
  for (const [name, value] of params) url.searchParams.append(name, value);
  return url.href;
};

function problemOf(response, text) {
  const known = {
    401: { title: 'You are not signed in.', detail: 'Sign in and load the page again.' },
    403: { title: 'You may not read this.', detail: 'Ask for the right to read this context and tenant.' },
    404: { title: 'There is nothing here.', detail: 'It may belong to a context or tenant you cannot read.' },
  };
  try {
    const problem = JSON.parse(text);
    return { ...known[response.status], ...problem };
  } catch {
    return known[response.status] ?? { title: `The service answered ${response.status}.`, detail: response.statusText };
  }
}
