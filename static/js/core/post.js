// @ts-check

/** The browser's fetch, or a test's. @typedef {(path: string, options?: RequestInit) => Promise<Response>} Fetch */

const POST_PATIENCE_MS = 30_000

/** Nothing came over the network, or not all of it, or not in time. */
export class NoSignal extends Error {}

/**
 * Wait for the network. What it does not bring is no signal; what goes wrong anywhere else is a defect of ours.
 * @template T
 * @param {Promise<T>} awaited - a fetch, or the reading of its body
 * @returns {Promise<T>}
 */
export function overNetwork(awaited) {
  return awaited.catch((cause) => {
    throw new NoSignal(cause)
  })
}

/**
 * Send JSON to our own server and hear its answer.
 * @param {Fetch} fetch
 * @param {string} path
 * @param {object} body
 * @param {Record<string, string>} [more] - headers
 * @returns {Promise<{ status: number, said: any, date: string | null }>} `said` is null when it is not JSON
 */
export async function post(fetch, path, body, more) {
  const headers = { "Content-Type": "application/json", ...more }
  const signal = AbortSignal.timeout(POST_PATIENCE_MS)
  const response = await overNetwork(fetch(path, { method: "POST", headers, body: JSON.stringify(body), redirect: "error", signal }))
  return { status: response.status, said: await readJson(response), date: response.headers.get("Date") }
}

/** The JSON of an answer, null when it holds none. @param {Response} response */
export async function readJson(response) {
  if (!response.headers.get("Content-Type")?.startsWith("application/json")) return null
  const text = await overNetwork(response.text())
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Whether there is a signal, and whoever serves the diary asks to wait. @param {{ status: number } | null} answer */
export function isBusy(answer) {
  return answer !== null && [429, 500, 502, 503, 504].includes(answer.status)
}

/** Whether our own server said that only a new sign-in helps. @param {{ status: number, said: any }} answer */
export function isSignedOut({ status, said }) {
  return status === 401 && said?.error?.code === "signed_out"
}
