// @ts-check

const WORKER = "/sw.js"

/** Let the worker keep the diary's screens. A browser without one opens the diary with a signal alone. */
export async function registerWorker() {
  /** @type {any} not in the checker's list of globals */
  const { trustedTypes } = window
  const policy = trustedTypes?.createPolicy("app", { createScriptURL: (/** @type {string} */ address) => address })
  await navigator.serviceWorker?.register(policy ? policy.createScriptURL(WORKER) : WORKER)
}
