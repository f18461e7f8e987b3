// @ts-check

/** The browser's fetch, or a test's. @typedef {(path: string, options?: RequestInit) => Promise<Response>} Fetch */

const PATIENCE_MS = 30_000
const CUT_OFF = ["TimeoutError", "AbortError", "NetworkError"]

/**
 * Send JSON to our own server.
 * @param {Fetch} fetch
 * @param {string} path
 * @param {object} body
 */
export function post(fetch, path, body) {
  const headers = { "Content-Type": "application/json" }
  const signal = AbortSignal.timeout(PATIENCE_MS)
  return fetch(path, { method: "POST", headers, body: JSON.stringify(body), redirect: "error", signal })
}

/**
 * Whether this is how browsers say that nothing came, or not all of it, or not in time.
 * @param {unknown} error
 */
export function isNoSignal(error) {
  return error instanceof TypeError || (error instanceof DOMException && CUT_OFF.includes(error.name))
}
