// @ts-check

/** Whether the diary was opened from the home screen. */
export function isInstalled() {
  return matchMedia("(display-mode: standalone), (display-mode: minimal-ui)").matches || ("standalone" in navigator && navigator.standalone === true)
}
