// @ts-check

/** The browser's fetch, or a test's. @typedef {(path: string, options?: RequestInit) => Promise<Response>} Fetch */

/**
 * Send JSON to our own server.
 * @param {Fetch} fetch
 * @param {string} path
 * @param {object} body
 */
export function post(fetch, path, body) {
  return fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body), redirect: "error" })
}
