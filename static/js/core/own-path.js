// @ts-check

// One slash, then a path and a query of signs that no browser reads as a host, a scheme or nothing at all.
const OWN = /^\/(?!\/)[\w.~/-]*(\?[\w.~/=&%+-]*)?$/

/** The screen that somebody wanted before they signed in; never a page of another website. @param {string | null | undefined} wanted */
export function ownPath(wanted) {
  return wanted && OWN.test(wanted) ? wanted : "/"
}
